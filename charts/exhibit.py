"""One chart with its numbers for one view: what the screen shows and what documents carry away."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from charts.catalogue import CHARTS, Chart
from metrics.findings import counted
from metrics.landscape import View
from metrics.memo import once_per_view
from metrics.table import Table


@dataclass(frozen=True)
class Exhibit:
    """A chart, the numbers it is drawn from, the sentence above it and the small print below that."""

    chart: Chart
    view: View
    numbers: Table
    finding: str
    about: tuple[str, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """The numbers as a frame."""
        return self.numbers.frame

    @property
    def table(self) -> pd.DataFrame:
        """The numbers under Chinese headings."""
        return self.chart.table(self.frame)

    @property
    def share_headings(self) -> list[str]:
        """Which headings of the table stand over shares of 0–1."""
        return [column.heading for column in self.chart.columns if column.is_share]


def exhibit(
    chart: Chart,
    view: View,
    data_date: str,
    *,
    note: str = "",
    finding: Callable[[Table, View], str] | None = None,
) -> Exhibit:
    """Measure a chart on a view. `note` joins the small print, `finding` replaces the chart's own sentence."""
    numbers = measured(view, chart.key)
    counts = [f"{counted(view)}，共{chart.scope(view).total():,}项"] if chart.counts_stage else []
    about = [*counts, chart.note, note, f"来源：{chart.source}", data_date]
    sentence = finding(numbers, view) if finding else _finding(view, chart.key)
    return Exhibit(chart, view, numbers, sentence, tuple(part for part in about if part))


@once_per_view
def measured(view: View, key: str) -> Table:
    """Return the numbers of the chart `key` for a view, measured once for whoever shows, says or draws them."""
    return CHARTS[key].numbers(view)


@once_per_view
def _finding(view: View, key: str) -> str:
    return CHARTS[key].finding(measured(view, key), view)
