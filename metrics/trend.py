"""How the three stages develop from year to year."""

from itertools import accumulate

from metrics.definitions import defines
from metrics.landscape import Filters, View
from metrics.memo import once_per_view
from metrics.table import Table

_COLUMNS = ("year", "recommended", "listed", "benchmark", "listed_total", "benchmark_total")


@defines(
    "年度趋势",
    "推荐为当年数（每年各自一批），入选和标杆为截至当年的累计数；所选年份之后的年份不画。",
)
@once_per_view
def trend(view: View) -> Table:
    """Return one row a year: year, recommended, listed, benchmark (new in the year), listed_total, benchmark_total."""
    years = years_until(view)
    recommended, listed, benchmark = (
        [int(view.new_in(year, stage=stage)) for year in years] for stage in ("recommended", "listed", "benchmark")
    )
    columns = zip(years, recommended, listed, benchmark, accumulate(listed), accumulate(benchmark), strict=True)
    return Table.of(_COLUMNS, [dict(zip(_COLUMNS, numbers, strict=True)) for numbers in columns])


def years_until(view: View) -> list[int]:
    """Return the years up to the chosen one. A year without anything is among them: a zero, not a gap."""
    years = view.landscape.years
    return [year for year in range(years[0], years[-1] + 1) if year <= (view.filters.year or year)] if years else []


def recommended_years(view: View) -> tuple[int, ...]:
    """Return the years, up to the chosen one, in which anything was recommended, whatever the other filters.

    A list may be published in a year for which no table has come in yet: that is not a year without any.
    """
    told = _years_told(view.landscape.view(Filters()))
    return tuple(year for year in told if year <= (view.filters.year or year))


@once_per_view
def _years_told(whole: View) -> tuple[int, ...]:
    return tuple(year for year in whole.landscape.years if int(whole.new_in(year)))
