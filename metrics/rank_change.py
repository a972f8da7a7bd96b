"""How the units' places moved between two years."""

from loaders.vocabulary import UNKNOWN
from metrics.definitions import defines
from metrics.landscape import Filters, View
from metrics.memo import once_per_view
from metrics.ranking import competition_ranks
from metrics.table import Table
from metrics.trend import recommended_years

#: A year for which fewer than this part of the units of the year before have recommended has only just begun.
_BEGUN = 0.5
_BEFORE = ("count_before", "rank_before", "tied_before")
_NOW = ("count", "rank", "tied")


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
    return _reporting(view.landscape.view(Filters()), year)


@once_per_view
def _reporting(whole: View, year: int) -> frozenset[str]:
    counts = whole.new_in(year, "unit", stage="recommended").tolist()
    units = zip(whole.landscape.axes.unit, counts, strict=True)
    return frozenset(code for code, count in units if count) - {UNKNOWN}


@defines(
    "名次变化",
    "推荐单位按上一年和所选年份（未选时为最近一年）的数量各排一次名次，两相比较；推荐按当年数，入选和标杆按截至当年的累计数。"
    "任何一年没有项目的单位不比较；没有上一年的，或当年有推荐的单位不到上年一半的（当年报送尚未结束），不比较。",
)
@once_per_view
def rank_changes(view: View, before: int, year: int) -> Table:
    """Rank the units in two years under the view's other filters, in the official order.

    Columns: code, short_name, count_before, rank_before, tied_before, count, rank, tied, and moved: how many
    places up (negative: down), None where a unit has nothing in one of the two years.
    """
    units = view.words.units
    then, now = _places(view.of_units(), before), _places(view.of_units(), year)
    rows = [
        {
            "code": unit.code,
            "short_name": unit.short_name,
            **dict(zip(_BEFORE, of_before, strict=True)),
            **dict(zip(_NOW, of_year, strict=True)),
            "moved": of_before[1] - of_year[1] if of_before[0] and of_year[0] else None,
        }
        for unit, of_before, of_year in zip(units, then, now, strict=True)
    ]
    return Table.of(("code", "short_name", *_BEFORE, *_NOW, "moved"), rows)


def _places(view: View, year: int) -> list[tuple[int, int, bool]]:
    """Return each unit's count, rank and whether it is tied."""
    counts = view.count("unit", year=year)[:-1].tolist()
    return list(zip(counts, *competition_ranks(counts), strict=True))
