"""Of what was recommended, how much has been listed: the selection rate (入选率)."""

from dataclasses import dataclass

import pandas as pd

from loaders.vocabulary import UNKNOWN, UNKNOWN_NAME, CodeTable
from metrics.cube import SELECTED
from metrics.definitions import defines
from metrics.landscape import View
from metrics.memo import once_per_view


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
    return Selection(view.total("recommended"), view.total(SELECTED))


@once_per_view
def selection_by_unit(view: View) -> pd.DataFrame:
    """Set the listed against the recommended by unit, the highest rate first, nothing recommended last.

    Columns: code, name, short_name, recommended, listed, rate (0–1, NA where nothing was recommended). Equal
    rates stand with the more recommended first. The unknown row closes the frame, where anything is unknown.
    """
    short = {unit.code: unit.short_name for unit in view.words.units}
    frame = _by(view, "unit", view.words.units)
    frame.insert(2, "short_name", [short.get(code, UNKNOWN_NAME) for code in frame["code"]])
    return _highest_first(frame, frame["code"] != UNKNOWN)


@once_per_view
def selection_by_sector(view: View) -> pd.DataFrame:
    """Set the listed against the recommended by sector: the ten key sectors by rate, then 其他行业 and unknown.

    Columns: code, name, is_key, recommended, listed, rate (0–1, NA where nothing was recommended).
    """
    keys = [sector.code for sector in view.words.sectors if sector.is_key]
    frame = _by(view, "sector", view.words.sectors)
    frame.insert(2, "is_key", frame["code"].isin(keys))
    return _highest_first(frame, frame["is_key"])


def _by(view: View, dimension: str, words: CodeTable) -> pd.DataFrame:
    recommended = view.count(dimension, stage="recommended")
    listed = view.count(dimension, stage=SELECTED)
    counts = [Selection(int(all_), int(of_these)) for all_, of_these in zip(recommended, listed, strict=True)]
    frame = pd.DataFrame(
        {
            "code": [*words.codes, UNKNOWN],
            "name": [*(term.name for term in words), UNKNOWN_NAME],
            "recommended": recommended,
            "listed": listed,
            "rate": pd.array([each.rate for each in counts], dtype="Float64"),
        }
    )
    return frame if recommended[-1] else frame.iloc[:-1].copy()


def _highest_first(frame: pd.DataFrame, leading: pd.Series) -> pd.DataFrame:
    """Sort the leading rows, then the other known ones, by rate; unknown stays last, however high."""
    known = frame["code"] != UNKNOWN
    parts = (frame[leading & known], frame[~leading & known])
    ordered = [part.sort_values(["rate", "recommended"], ascending=False, kind="stable") for part in parts]
    return pd.concat([*ordered, frame[~known]], ignore_index=True)
