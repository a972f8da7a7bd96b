"""Of what was recommended, how much has been listed: the selection rate (入选率)."""

from dataclasses import dataclass

from loaders.vocabulary import UNKNOWN_NAME, CodeTable
from metrics.cube import SELECTED
from metrics.definitions import defines
from metrics.landscape import View
from metrics.memo import once_per_view
from metrics.rows import in_order, rows_of
from metrics.table import Row, Table
from metrics.tally import tally

_NUMBERS = ("recommended", "listed", "rate")


@dataclass(frozen=True)
class Selection:
    """How many were recommended, and how many of these have been listed."""

    recommended: int
    listed: int

    @property
    def rate(self) -> float | None:
        """The listed among the recommended, 0–1; None where nothing was recommended."""
        return self.listed / self.recommended if self.recommended else None


@defines(
    "入选率",
    "所选年份推荐的项目中，至今已入选国家5G工厂名录的项数 ÷ 所选年份推荐的项数；选“全部年份”时为各年推荐项次合计。"
    "“至今”指截至现有的最近一次名录，不论哪年入选，也不随“统计哪个阶段”变化。"
    "同一项目几年推荐的，每次各计一项，入选只记在对应的那一次。未经推荐而入选的不计入；没有推荐项目的记为空，不记为零。",
    denominator="所选年份推荐的项数（全部年份为各年推荐项次合计）",
    source="本项目约定；推荐与入选见通知三",
)
def selected(view: View) -> Selection:
    """Count the recommended of the view's year (None: of all years) and the listed among them."""
    return Selection(tally(view, stage="recommended"), tally(view, stage=SELECTED))


@once_per_view
def selection_by_unit(view: View) -> Table:
    """Set the listed against the recommended by unit, the highest rate first, nothing recommended last.

    Columns: code, name, short_name, recommended, listed, rate (0–1, None where nothing was recommended). Equal
    rates stand with the more recommended first. The unknown row closes the table, where anything is unknown.
    """
    short = {unit.code: unit.short_name for unit in view.words.units}
    rows = [{**row, "short_name": short.get(row["code"], UNKNOWN_NAME)} for row in _by(view, "unit", view.words.units)]
    return Table.of(("code", "name", "short_name", *_NUMBERS), in_order(rows, "", _highest_first))


@once_per_view
def selection_by_sector(view: View) -> Table:
    """Set the listed against the recommended by sector: the ten key sectors by rate, then 其他行业 and unknown.

    Columns: code, name, is_key, recommended, listed, rate (0–1, None where nothing was recommended).
    """
    keys = {sector.code for sector in view.words.sectors if sector.is_key}
    rows = [{**row, "is_key": row["code"] in keys} for row in _by(view, "sector", view.words.sectors)]
    return Table.of(("code", "name", "is_key", *_NUMBERS), in_order(rows, "is_key", _highest_first))


def _by(view: View, dimension: str, words: CodeTable) -> list[Row]:
    recommended, listed = (tally(view, dimension, stage=stage) for stage in ("recommended", SELECTED))
    rates = [Selection(*counts).rate for counts in zip(recommended, listed, strict=True)]
    return rows_of(words, {"recommended": recommended, "listed": listed, "rate": rates})


def _highest_first(row: Row) -> tuple[bool, float, int]:
    return row["rate"] is None, -(row["rate"] or 0.0), -row["recommended"]
