"""Counts and shares by unit, sector, tier and scenario. Every frame sums to the view's total."""

import numpy as np
import pandas as pd

from loaders.vocabulary import UNKNOWN, UNKNOWN_NAME, CodeTable
from metrics.definitions import defines
from metrics.landscape import View
from metrics.memo import once_per_view
from metrics.ranking import competition_ranks
from metrics.trend import years_until


@defines(
    "占比",
    "该类项目数 ÷ 当前筛选下的项目总数。未填报的单列一类，也在分母之内；总数为零时记为零。",
    denominator="当前筛选下的项目总数",
)
def shares(counts: np.ndarray, total: int) -> np.ndarray:
    """Return counts as fractions of `total`, zeros where there is nothing."""
    return counts / total if total else np.zeros(len(counts))


@defines("较上年增减", "所选年份（未选时为最近一年）当年新增 − 上一年当年新增。首年没有上一年，记为空。")
def year_on_year(view: View, *dimensions: str, stage: str | None = None) -> tuple[np.ndarray | None, np.ndarray | None]:
    """Return what was new in the year and in the year before it; None where there is no such year."""
    year = view.latest_year
    if year is None:
        return None, None
    before = view.new_in(year - 1, *dimensions, stage=stage) if year - 1 in view.landscape.years else None
    return view.new_in(year, *dimensions, stage=stage), before


@once_per_view
def by_unit(view: View) -> pd.DataFrame:
    """Count by recommending unit, most first, ties in the official order; units without projects included.

    Columns: code, name, short_name, count, share (0–1), rank, tied, new, previous, change.
    """
    frame = _by(view, "unit", view.words.units)
    short = {unit.code: unit.short_name for unit in view.words.units}
    frame.insert(2, "short_name", [short.get(code, UNKNOWN_NAME) for code in frame["code"]])
    return _with_ranks(_most_first(frame, frame["code"] != UNKNOWN))


@once_per_view
def by_sector(view: View) -> pd.DataFrame:
    """Count by sector, most first among the ten key sectors, then 其他行业 and unknown.

    Columns: code, name, is_key, count, share, rank, tied, new, previous, change.
    """
    frame = _by(view, "sector", view.words.sectors)
    keys = {sector.code for sector in view.words.sectors if sector.is_key}
    frame.insert(2, "is_key", frame["code"].isin(keys))
    return _with_ranks(_most_first(frame, frame["is_key"]))


@once_per_view
def by_tier(view: View) -> pd.DataFrame:
    """Count by tier. Columns: code, name, count, share, new, previous, change."""
    return _by(view, "tier", view.words.tiers)


@defines(
    "场景应用项目数",
    "用到该场景的项目数。一个项目可用多个场景，各场景之和大于项目数；指南中二十个典型场景之外的另列。",
    denominator="当前筛选下的项目总数",
    source="工信部典型应用场景两批二十个；指南第8–12条",
)
@once_per_view
def by_scenario(view: View) -> pd.DataFrame:
    """Count projects that use each scenario, most first among the twenty, then those outside the twenty.

    Columns: code, name, phase, phase_name, is_typical, count, share (of projects), rank, tied.
    The unknown row counts projects that name no scenario.
    """
    counts = view.count("scenario")
    frame = _named(view.words.scenarios, counts)
    scenarios = {scenario.code: scenario for scenario in view.words.scenarios}
    found = [scenarios.get(code) for code in frame["code"]]
    frame["phase"] = [scenario.phase if scenario else "" for scenario in found]
    frame["phase_name"] = [view.words.phases.name(phase) if phase else "" for phase in frame["phase"]]
    frame["is_typical"] = [bool(scenario and scenario.is_typical) for scenario in found]
    frame["share"] = shares(frame["count"].to_numpy(), view.total())
    return _with_ranks(_most_first(frame, frame["is_typical"]))


@once_per_view
def tier_composition(view: View, dimension: str) -> pd.DataFrame:
    """Count tiers within each unit or sector, of the chosen ones if any.

    Columns: code, name, line, workshop, plant, unknown, total.
    """
    frame = _crossed(view, dimension, "tier")
    chosen = view.filters.chosen(dimension)
    return frame[frame["code"].isin(chosen)].reset_index(drop=True) if chosen else frame


@once_per_view
def tiers_by_year(view: View) -> pd.DataFrame:
    """Count tiers among what was new in each year. Columns as `tier_composition`; code and name are the year."""
    rows = []
    for year in years_until(view):
        counts = view.new_in(year, "tier")
        rows.append({"code": str(year), "name": f"{year}年"} | dict(zip(view.landscape.axes.tier, counts, strict=True)))
    frame = pd.DataFrame(rows, columns=["code", "name", *view.landscape.axes.tier])
    return frame.assign(total=frame[list(view.landscape.axes.tier)].sum(axis=1))


@once_per_view
def unit_sector(view: View) -> pd.DataFrame:
    """Count by unit and sector (the chosen ones, if any).

    Columns: code, name (of the unit), one per sector code, unknown, total.
    """
    frame = _crossed(view, "unit", "sector")
    left_out = set(view.landscape.axes.sector) - set(view.filters.sectors) if view.filters.sectors else set()
    return frame.drop(columns=list(left_out))


def _crossed(view: View, rows: str, columns: str) -> pd.DataFrame:
    """Count by two dimensions: code, name, one column for each code of `columns`, total."""
    counts = view.count(rows, columns)
    frame = _named(view.words.units if rows == "unit" else view.words.sectors, counts.sum(axis=1))
    parts = {code: counts[: len(frame), place] for place, code in enumerate(view.landscape.axes.codes(columns))}
    return frame[["code", "name"]].assign(**parts, total=frame["count"])


def _by(view: View, dimension: str, words: CodeTable) -> pd.DataFrame:
    frame = _named(words, view.count(dimension))
    frame["share"] = shares(frame["count"].to_numpy(), view.total())
    new, previous = year_on_year(view, dimension)
    nothing = pd.array([pd.NA] * len(frame), dtype="Int64")
    frame["new"] = nothing if new is None else pd.array(new[: len(frame)], dtype="Int64")
    frame["previous"] = nothing if previous is None else pd.array(previous[: len(frame)], dtype="Int64")
    return frame.assign(change=frame["new"] - frame["previous"])


def _named(words: CodeTable, counts: np.ndarray) -> pd.DataFrame:
    """Pair an axis' counts with codes and names; the unknown row stands only where something is unknown."""
    frame = pd.DataFrame(
        {
            "code": [*words.codes, UNKNOWN],
            "name": [*(term.name for term in words), UNKNOWN_NAME],
            "count": counts,
        }
    )
    return frame if counts[-1] else frame.iloc[:-1].copy()


def _most_first(frame: pd.DataFrame, leading: pd.Series) -> pd.DataFrame:
    """Sort the leading rows, then the other known ones, the most first; unknown stays last, however many."""
    known = frame["code"] != UNKNOWN
    parts = (frame[leading & known], frame[~leading & known])
    ordered = [part.sort_values("count", ascending=False, kind="stable") for part in parts]
    return pd.concat([*ordered, frame[~known]], ignore_index=True)


def _with_ranks(frame: pd.DataFrame) -> pd.DataFrame:
    """Rank the known rows among themselves; unknown has no rank."""
    known = (frame["code"] != UNKNOWN).to_numpy()
    ranks, tied = competition_ranks(frame.loc[known, "count"].tolist())
    missing = [None] * int((~known).sum())
    place = int(frame.columns.get_loc("share")) + 1
    frame.insert(place, "rank", pd.array([*ranks, *missing], dtype="Int64"))
    frame.insert(place + 1, "tied", [*tied, *(False for _ in missing)])
    return frame
