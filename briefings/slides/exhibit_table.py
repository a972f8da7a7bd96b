"""Write a chart's numbers as the table that stands beside it."""

from typing import Any

import pandas as pd

from briefings.slides.table import Table
from charts.catalogue import Column
from charts.exhibit import Exhibit
from charts.text import count_text, share_text

NOTHING, UNPUBLISHED = "—", "未公布"
_PUBLISHED = {"achieved", "share"}
#: Columns told elsewhere on the page: every target's source stands among the sources at the end.
_LEFT_OUT = {"source"}
_SIGNED = {"change"}
_PLAIN = {"year", "achieved_year"}


def table_of(exhibit: Exhibit) -> Table:
    """Return the chart's own table as text: shares as percentages, changes with their sign, nothing as a dash."""
    columns = [column for column in exhibit.chart.columns if column.name not in _LEFT_OUT]
    rows = [tuple(_text(row[column.name], column) for column in columns) for row in exhibit.frame.to_dict("records")]
    numbers = [pd.api.types.is_numeric_dtype(exhibit.frame[column.name]) for column in columns]
    return Table(
        tuple(column.heading for column in columns),
        tuple(rows),
        right=frozenset(place for place, is_number in enumerate(numbers) if is_number),
        wrapping=frozenset(place for place, is_number in enumerate(numbers) if not is_number),
        strong=_chosen_rows(exhibit),
    )


def _text(value: Any, column: Column) -> str:
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return UNPUBLISHED if column.name in _PUBLISHED else NOTHING
    if column.is_share:
        return share_text(value)
    if column.name in _PLAIN:
        return str(int(value))
    text = count_text(value)
    return f"+{text}" if column.name in _SIGNED and value > 0 else text


def _chosen_rows(exhibit: Exhibit) -> frozenset[int]:
    """Return the rows of what is filtered for, where the chart shows others beside it."""
    if "code" not in exhibit.frame:
        return frozenset()
    filters = exhibit.view.filters
    chosen = {*filters.units, *filters.sectors, *filters.scenarios}
    return frozenset(place for place, code in enumerate(exhibit.frame["code"]) if code in chosen)
