"""How the three stages develop from year to year."""

import numpy as np
import pandas as pd

from metrics.definitions import defines
from metrics.landscape import Filters, View
from metrics.memo import once_per_view


@defines(
    "年度趋势",
    "推荐为当年数（每年各自一批），入选和标杆为截至当年的累计数；所选年份之后的年份不画。",
)
@once_per_view
def trend(view: View) -> pd.DataFrame:
    """Return one row a year: year, recommended, listed, benchmark (new in the year), listed_total, benchmark_total."""
    years = years_until(view)
    flows = {
        stage: np.array([int(view.new_in(year, stage=stage)) for year in years], dtype=np.int64)
        for stage in ("recommended", "listed", "benchmark")
    }
    frame = pd.DataFrame({"year": years} | flows)
    return frame.assign(listed_total=frame["listed"].cumsum(), benchmark_total=frame["benchmark"].cumsum())


def years_until(view: View) -> list[int]:
    """Return the years up to the chosen one. A year without anything is among them: a zero, not a gap."""
    years = view.landscape.years
    return [year for year in range(years[0], years[-1] + 1) if year <= (view.filters.year or year)] if years else []


def recommended_years(view: View) -> tuple[int, ...]:
    """Return the years, up to the chosen one, in which anything was recommended, whatever the other filters.

    A list may be published in a year for which no table has come in yet: that is not a year without any.
    """
    whole = view.landscape.view(Filters())
    told = (year for year in view.landscape.years if int(whole.new_in(year)))
    return tuple(year for year in told if year <= (view.filters.year or year))
