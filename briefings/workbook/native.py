"""Native Excel charts over the cells of a chart's own table: whoever edits a number changes the picture."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from xlsxwriter.chart import Chart as NativeChart

from briefings.words import writable
from briefings.workbook.book import COUNT, FONT, SHARE, Book
from briefings.workbook.tables import Area
from charts.catalogue import Kind
from charts.classes import class_breaks, class_of
from charts.exhibit import Exhibit
from charts.lines import FLOW, STOCKS
from charts.theme import LIGHT, text_on
from loaders.vocabulary import UNKNOWN

_TEXT = {"name": FONT, "size": 10, "color": LIGHT.text}
_WIDTH, _ROW, _ABOVE = 760, 26, 110
#: Where the lines of the trend have their numbers, so that those of two lines do not meet.
_LABEL_SIDES = ("above", "right")


@dataclass(frozen=True)
class _Place:
    """Where a chart's numbers stand."""

    sheet: str
    area: Area
    exhibit: Exhibit

    def column(self, name: str) -> list[Any]:
        """Return the cells of a column as XlsxWriter names them."""
        number = [column.name for column in self.exhibit.chart.columns].index(name)
        return [self.sheet, self.area.first, number, self.area.last, number]

    def series(self, name: str, **look: Any) -> dict[str, Any]:
        """Return one series over the rows of the table, without a shadow of a reference to anything else."""
        chart = self.exhibit.chart
        heading = next(column.heading for column in chart.columns if column.name == name)
        category = chart.category if chart.category in {column.name for column in chart.columns} else "name"
        return {"name": heading, "categories": self.column(category), "values": self.column(name), **look}


def native_chart(book: Book, exhibit: Exhibit, sheet: str, area: Area) -> NativeChart | None:
    """Return the chart of an exhibit whose table stands in `area`; None where Excel has no such form, or no rows."""
    draw = _DRAWN.get(exhibit.chart.kind)
    if draw is None or exhibit.frame.empty:
        return None
    chart = draw(book, _Place(sheet, area, exhibit))
    chart.set_title(
        {"name": writable(exhibit.finding), "name_font": {**_TEXT, "size": 12, "bold": True}, "overlay": False}
    )
    chart.set_chartarea({"border": {"color": LIGHT.hairline}, "fill": {"color": LIGHT.page}})
    height = _ABOVE + _ROW * max(len(exhibit.frame), 9)
    chart.set_size({"width": _WIDTH, "height": height})
    return chart


def _labels(number_format: str, **look: Any) -> dict[str, Any]:
    return {"value": True, "num_format": number_format, "font": {**_TEXT, **look}}


def _rows_downwards(chart: NativeChart) -> None:
    """Show the first row at the top; the axis of values moves along, and is not needed beside the numbers."""
    chart.set_y_axis({"reverse": True, "num_font": _TEXT, "line": {"color": LIGHT.hairline}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})


def _bars(book: Book, place: _Place) -> NativeChart:
    chart = book.book.add_chart({"type": "bar"})
    name = place.exhibit.chart.series[0]
    is_share = any(column.is_share for column in place.exhibit.chart.columns if column.name == name)
    points = [{"fill": {"color": colour}} for colour in _bar_colours(place.exhibit)]
    look = {"points": points, "gap": 45, "data_labels": _labels(SHARE if is_share else COUNT)}
    chart.add_series(place.series(name, fill={"color": LIGHT.primary}, **look))
    chart.set_legend({"none": True})
    _rows_downwards(chart)
    return chart


def _bar_colours(exhibit: Exhibit) -> list[str]:
    """Return one colour a row: the chosen ones full, the rest lighter; on the map's table by class."""
    codes = [str(code) for code in exhibit.frame["code"]]
    if exhibit.chart.kind is Kind.MAP:
        return [fill or LIGHT.unknown for fill in class_fills(exhibit.frame[exhibit.chart.series[0]])]
    filters = exhibit.view.filters
    chosen = {*filters.units, *filters.sectors, *filters.scenarios} & set(codes)
    typical = exhibit.frame.get("is_typical", pd.Series(True, index=exhibit.frame.index))
    return [
        _bar_colour(code == UNKNOWN or not is_typical, not chosen or code in chosen)
        for code, is_typical in zip(codes, typical, strict=True)
    ]


def _bar_colour(is_aside: bool, is_chosen: bool) -> str:
    if is_aside:
        return LIGHT.unknown
    return LIGHT.primary if is_chosen else LIGHT.lighter


def class_fills(counts: pd.Series) -> list[str | None]:
    """Return the colour of each count's class on the map and in the matrix; None for zero and what is missing."""
    values = [0 if pd.isna(count) else int(count) for count in counts]
    classes = class_breaks(values)
    found = [class_of(value, classes) for value in values]
    return [LIGHT.classes[each.position] if each else None for each in found]


def _stack(book: Book, place: _Place) -> NativeChart:
    chart = book.book.add_chart({"type": "bar", "subtype": "stacked"})
    for code in place.exhibit.chart.series:
        shade = LIGHT.tiers.get(code, LIGHT.unknown)
        # A third part without anything in it: zeros are not written into bars that have no width.
        labels = _labels(f"{COUNT};;", color=text_on(shade, LIGHT))
        chart.add_series(place.series(code, fill={"color": shade}, gap=40, data_labels=labels))
    chart.set_legend({"position": "bottom", "font": _TEXT})
    _rows_downwards(chart)
    return chart


def _lines(book: Book, place: _Place) -> NativeChart:
    columns = book.book.add_chart({"type": "column"})
    fill = {"color": LIGHT.stages[FLOW.stage]}
    columns.add_series(place.series(FLOW.column, fill=fill, gap=120, data_labels=_labels(COUNT)))
    lines = book.book.add_chart({"type": "line"})
    for each, side in zip(STOCKS, _LABEL_SIDES, strict=True):
        shade = {"color": LIGHT.stages[each.stage]}
        marker = {"type": "circle", "size": 7, "fill": shade, "border": {"color": LIGHT.page}}
        labels = _labels(COUNT, bold=True) | {"position": side}
        lines.add_series(place.series(each.column, line={**shade, "width": 2.25}, marker=marker, data_labels=labels))
    columns.combine(lines)
    columns.set_legend({"position": "bottom", "font": _TEXT})
    columns.set_x_axis({"num_font": _TEXT, "num_format": "0", "line": {"color": LIGHT.unknown}})
    grid = {"visible": True, "line": {"color": LIGHT.hairline}}
    columns.set_y_axis({"min": 0, "num_font": _TEXT, "major_gridlines": grid, "line": {"none": True}})
    return columns


def _progress(book: Book, place: _Place) -> NativeChart:
    chart = book.book.add_chart({"type": "bar"})
    look = {"fill": {"color": LIGHT.primary}, "gap": 60, "data_labels": _labels(SHARE)}
    chart.add_series(place.series("share", **look))
    chart.set_legend({"none": True})
    _rows_downwards(chart)
    return chart


_DRAWN: dict[Kind, Callable[[Book, _Place], NativeChart]] = {
    Kind.BARS: _bars,
    Kind.STACKED: _stack,
    Kind.LINES: _lines,
    Kind.PROGRESS: _progress,
    Kind.MAP: _bars,
}
