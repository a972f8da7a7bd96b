"""Counts and shares by unit, sector, tier and scenario. Every table sums to the view's total."""

from collections.abc import Sequence

import numpy as np

from loaders.vocabulary import UNKNOWN_NAME, CodeTable
from metrics.definitions import defines
from metrics.landscape import View
from metrics.memo import once_per_view
from metrics.rows import most_first, ranked, rows_of
from metrics.table import Row, Table
from metrics.tally import tally
from metrics.trend import years_until

_CHANGE = ("new", "previous", "change")


@defines(
    "占比",
    "该类项目数 ÷ 当前筛选下的项目总数。未填报的单列一类，也在分母之内；总数为零时记为零。",
    denominator="当前筛选下的项目总数",
)
def shares(counts: Sequence[int], total: int) -> list[float]:
    """Return counts as fractions of `total`, zeros where there is nothing."""
    return [count / total if total else 0.0 for count in counts]


@defines("较上年增减", "所选年份（未选时为最近一年）当年新增 − 上一年当年新增。首年没有上一年，记为空。")
def year_on_year(view: View, *dimensions: str, stage: str | None = None) -> tuple[np.ndarray | None, np.ndarray | None]:
    """Return what was new in the year and in the year before it; None where there is no such year."""
    year = view.latest_year
    if year is None:
        return None, None
    before = view.new_in(year - 1, *dimensions, stage=stage) if year - 1 in view.landscape.years else None
    return view.new_in(year, *dimensions, stage=stage), before


@once_per_view
def by_unit(view: View) -> Table:
    """Count by recommending unit, most first, ties in the official order; units without projects included.

    Columns: code, name, short_name, count, share (0–1), rank, tied, new, previous, change.
    """
    short = {unit.code: unit.short_name for unit in view.words.units}
    rows = [{**row, "short_name": short.get(row["code"], UNKNOWN_NAME)} for row in _by(view, "unit", view.words.units)]
    columns = ("code", "name", "short_name", "count", "share", "rank", "tied", *_CHANGE)
    return Table.of(columns, ranked(most_first(rows)))


@once_per_view
def by_sector(view: View) -> Table:
    """Count by sector, most first among the ten key sectors, then 其他行业 and unknown.

    Columns: code, name, is_key, count, share, rank, tied, new, previous, change.
    """
    keys = {sector.code for sector in view.words.sectors if sector.is_key}
    rows = [{**row, "is_key": row["code"] in keys} for row in _by(view, "sector", view.words.sectors)]
    columns = ("code", "name", "is_key", "count", "share", "rank", "tied", *_CHANGE)
    return Table.of(columns, ranked(most_first(rows, "is_key")))


@once_per_view
def by_tier(view: View) -> Table:
    """Count by tier. Columns: code, name, count, share, new, previous, change."""
    return Table.of(("code", "name", "count", "share", *_CHANGE), _by(view, "tier", view.words.tiers))


@defines(
    "场景应用项目数",
    "用到该场景的项目数。一个项目可用多个场景，各场景之和大于项目数；指南中二十个典型场景之外的另列。",
    denominator="当前筛选下的项目总数",
    source="工信部典型应用场景两批二十个；指南第8–12条",
)
@once_per_view
def by_scenario(view: View) -> Table:
    """Count projects that use each scenario, most first among the twenty, then those outside the twenty.

    Columns: code, name, count, phase, phase_name, is_typical, share (of projects), rank, tied.
    The unknown row counts projects that name no scenario.
    """
    words, counts = view.words, tally(view, "scenario")
    phases = [*(scenario.phase for scenario in words.scenarios), ""]
    numbers = {
        "count": counts,
        "phase": phases,
        "phase_name": [words.phases.name(phase) if phase else "" for phase in phases],
        "is_typical": [*(scenario.is_typical for scenario in words.scenarios), False],
        "share": shares(counts, tally(view)),
    }
    columns = ("code", "name", "count", "phase", "phase_name", "is_typical", "share", "rank", "tied")
    return Table.of(columns, ranked(most_first(rows_of(words.scenarios, numbers), "is_typical")))


@once_per_view
def tier_composition(view: View, dimension: str) -> Table:
    """Count tiers within each unit or sector, of the chosen ones if any.

    Columns: code, name, line, workshop, plant, unknown, total.
    """
    table = _crossed(view, dimension, "tier")
    chosen = view.filters.chosen(dimension)
    return Table.of(table.columns, (row for row in table if row["code"] in chosen)) if chosen else table


@once_per_view
def tiers_by_year(view: View) -> Table:
    """Count tiers among what was new in each year. Columns as `tier_composition`; code and name are the year."""
    tiers, rows = view.landscape.axes.tier, []
    for year in years_until(view):
        counts = view.new_in(year, "tier").tolist()
        rows.append(
            {"code": str(year), "name": f"{year}年", **dict(zip(tiers, counts, strict=True)), "total": sum(counts)}
        )
    return Table.of(("code", "name", *tiers, "total"), rows)


@once_per_view
def unit_sector(view: View) -> Table:
    """Count by unit and sector (the chosen ones, if any).

    Columns: code, name (of the unit), one per sector code, unknown, total.
    """
    table = _crossed(view, "unit", "sector")
    left_out = set(view.landscape.axes.sector) - set(view.filters.sectors) if view.filters.sectors else set()
    return Table.of([name for name in table.columns if name not in left_out], table)


def _crossed(view: View, rows: str, columns: str) -> Table:
    """Count by two dimensions: code, name, one column for each code of `columns`, total."""
    counts, codes = tally(view, rows, columns), view.landscape.axes.codes(columns)
    parts: dict[str, Sequence[int]] = dict(zip(codes, zip(*counts, strict=True), strict=True))
    words: CodeTable = view.words.units if rows == "unit" else view.words.sectors
    return Table.of(("code", "name", *codes, "total"), rows_of(words, {"total": [sum(row) for row in counts], **parts}))


def _by(view: View, dimension: str, words: CodeTable) -> list[Row]:
    """Count by one dimension: code, name, count, share, new, previous, change."""
    counts = tally(view, dimension)
    new, previous = ([None] * len(counts) if told is None else told.tolist() for told in year_on_year(view, dimension))
    pairs = zip(new, previous, strict=True)
    changes = [None if now is None or before is None else now - before for now, before in pairs]
    return rows_of(
        words,
        {
            "count": counts,
            "share": shares(counts, tally(view)),
            "new": new,
            "previous": previous,
            "change": changes,
        },
    )
