"""How the units' places moved between two years."""

import pandas as pd

from loaders.vocabulary import UNKNOWN
from metrics.definitions import defines
from metrics.landscape import Filters, View
from metrics.memo import once_per_view
from metrics.ranking import competition_ranks
from metrics.trend import recommended_years

#: A year for which fewer than this part of the units of the year before have recommended has only just begun.
_BEGUN = 0.5


@once_per_view
def compared_years(view: View) -> tuple[int, int] | None:
    """Return the year before and the year whose counts may be set side by side; None where there are none.

    Recommended is of a year: both years must have recommendations, and the later one must not have only just
    begun. Listed and benchmark are cumulative: something must be known of the earlier year or of one before it.
    """
    if view.filters.stage != "recommended":
        year = view.latest_year
        return (year - 1, year) if year and view.landscape.years and min(view.landscape.years) < year else None
    told = recommended_years(view)
    year = told[-1] if told else 0
    if year - 1 not in told or len(reporting_units(view, year)) < _BEGUN * len(reporting_units(view, year - 1)):
        return None
    return year - 1, year


def reporting_units(view: View, year: int) -> frozenset[str]:
    """Return the codes of the units that recommended anything in `year`, whatever the filters."""
    counts = view.landscape.view(Filters()).new_in(year, "unit", stage="recommended")
    units = zip(view.landscape.axes.unit, counts, strict=True)
    return frozenset(code for code, count in units if count) - {UNKNOWN}


@defines(
    "名次变化",
    "推荐单位按上一年和所选年份（未选时为最近一年）的数量各排一次名次，两相比较；推荐按当年数，入选和标杆按截至当年的累计数。"
    "任何一年没有项目的单位不比较；没有上一年的，或当年有推荐的单位不到上年一半的（当年报送尚未结束），不比较。",
)
@once_per_view
def rank_changes(view: View, before: int, year: int) -> pd.DataFrame:
    """Rank the units in two years under the view's other filters, in the official order.

    Columns: code, short_name, count_before, rank_before, tied_before, count, rank, tied, and moved: how many
    places up (negative: down), NA where a unit has nothing in one of the two years.
    """
    everywhere = view.of_units()
    frame = pd.DataFrame({"code": view.words.units.codes, "short_name": [unit.short_name for unit in view.words.units]})
    for suffix, each in (("_before", before), ("", year)):
        counts = everywhere.count("unit", year=each)[:-1]
        ranks, tied = competition_ranks(counts.tolist())
        frame = frame.assign(**{f"count{suffix}": counts, f"rank{suffix}": ranks, f"tied{suffix}": tied})
    moved = (frame["rank_before"] - frame["rank"]).astype("Int64")
    return frame.assign(moved=moved.where((frame["count_before"] > 0) & (frame["count"] > 0)))
