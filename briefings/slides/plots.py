"""Turn a chart's frame into what a native chart needs: ascending rows, whole Python numbers, shades by meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from briefings.slides.box import Box
from briefings.slides.chart_xml import NO_ZERO_FORMAT, SHARE_FORMAT, Labels, Plot, Series
from briefings.slides.colours import LIGHTER, PRIMARY, STAGES, TIERS, UNKNOWN, Shade, text_on
from briefings.slides.measure import shorten, text_width
from charts.exhibit import Exhibit
from charts.lines import FLOW, STOCKS, spread
from charts.progress import NATIONAL
from loaders.vocabulary import UNKNOWN as UNKNOWN_CODE

LEAST_TYPE, MOST_TYPE = 9.0, 12.0
#: Room in points: for the legend, for the number after the longest bar, between name and bar.
LEGEND, _END, _NAME_GAP = 26.0, 52.0, 10.0
_WIDEST_NAME = 0.36
#: Part of the plot's length that the longest bar surely takes, whatever axis a program chooses.
_SURE = 0.75
_END_LABEL, _LABEL_PITCH, _TICKS, _YEARS = 108.0, 17.0, 36.0, 24.0


def number(value: Any) -> float | None:
    """Return a cell as a plain number of Python; None where it holds nothing."""
    if pd.isna(value):
        return None
    plain: float = getattr(value, "item", lambda: value)()
    return plain


def heading(exhibit: Exhibit, column: str) -> str:
    """Return the Chinese heading of a column."""
    return next((each.heading for each in exhibit.chart.columns if each.name == column), column)


def is_share(exhibit: Exhibit, column: str) -> bool:
    """Tell whether a column holds shares of 0–1."""
    return any(each.is_share for each in exhibit.chart.columns if each.name == column)


def is_blank(exhibit: Exhibit) -> bool:
    """Tell whether there is nothing to draw: no rows, or no number other than zero."""
    values = exhibit.frame[list(exhibit.chart.series)]
    return values.empty or not bool((values.fillna(0) > 0).to_numpy().any())


def bars_plot(
    exhibit: Exhibit, rows: pd.DataFrame, box: Box, *, plain: Shade | None = None, highest: float | None = None
) -> Plot:
    """Draw one series as bars, the first row on top.

    `plain` is the shade of a part with a colour of its own, `highest` the end of an axis that two charts share.
    """
    column = exhibit.chart.series[0]
    ascending = rows.iloc[::-1]
    shades = {place: _bar_shade(exhibit, str(code), plain) for place, code in enumerate(ascending["code"])}
    common = plain or PRIMARY
    share = is_share(exhibit, column)
    series = Series(
        heading(exhibit, column),
        tuple(number(value) for value in ascending[column]),
        common,
        Labels("outEnd", SHARE_FORMAT) if share else Labels("outEnd"),
        is_share=share,
        points={place: shade for place, shade in shades.items() if shade != common},
    )
    return replace(laid_out(_names(exhibit, ascending), (series,), box), highest=highest)


def _bar_shade(exhibit: Exhibit, code: str, plain: Shade | None) -> Shade:
    if code == UNKNOWN_CODE:
        return UNKNOWN
    filters = exhibit.view.filters
    chosen = {*filters.units, *filters.sectors, *filters.scenarios} & set(exhibit.frame["code"])
    return plain or (PRIMARY if not chosen or code in chosen else LIGHTER)


def _names(exhibit: Exhibit, rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(str(name) for name in rows[exhibit.chart.category])


def laid_out(names: Sequence[str], series: tuple[Series, ...], box: Box, *, legend: bool = False) -> Plot:
    """Give the names as much room as they need and no more, and the type a size that the rows leave room for."""
    top = LEGEND if legend else 0.0
    pitch = (box.height - top) / max(len(names), 1)
    size = float(min(MOST_TYPE, max(LEAST_TYPE, int(pitch * 0.62))))
    widest = max((text_width(name, size) for name in names), default=0.0)
    room = min(widest, box.width * _WIDEST_NAME)
    left = room + _NAME_GAP
    end = 8.0 if legend else _END
    inner = (left / box.width, top / box.height, (box.width - left - end) / box.width, (box.height - top) / box.height)
    shown = tuple(shorten(name, room + 1, size) for name in names)
    return Plot(shown, series, inner, size=size, has_legend=legend)


def stacked_plot(exhibit: Exhibit, box: Box, theme: Mapping[str, str]) -> Plot:
    """Draw several series as parts of one bar a row; a number stands where its part is wide enough."""
    ascending = exhibit.frame.iloc[::-1]
    columns = exhibit.chart.series
    plot = laid_out(_names(exhibit, ascending), (), box, legend=True)
    longest = float(ascending[list(columns)].sum(axis=1).max()) or 1.0
    point = plot.inner[2] * box.width * _SURE / longest
    series = tuple(_part(exhibit, ascending, column, point, plot.size, theme) for column in columns)
    return replace(plot, series=series, is_stacked=True)


def _part(
    exhibit: Exhibit, rows: pd.DataFrame, column: str, point: float, size: float, theme: Mapping[str, str]
) -> Series:
    """Return one part of a stack; `point` is how many points wide one project is."""
    values = tuple(number(value) for value in rows[column])
    shade = TIERS.get(column, PRIMARY)
    wide = [
        place for place, value in enumerate(values) if text_width(f"{value or 0:,.0f}", size) <= (value or 0) * point
    ]
    labels = Labels("ctr", NO_ZERO_FORMAT, text_on(shade, theme), shown=frozenset(wide))
    return Series(heading(exhibit, column), values, shade, labels)


def progress_plot(exhibit: Exhibit, box: Box) -> Plot:
    """Draw every target's share achieved, Fujian's part of it inside the bar; a line stands at the whole target."""
    rows = exhibit.frame.iloc[::-1]
    shares = tuple(number(value) for value in rows["share"])
    parts = tuple(_fujian_part(row) for row in rows.to_dict("records"))
    series = (
        Series("完成度", shares, LIGHTER, Labels("outEnd", SHARE_FORMAT, bold=True), is_share=True),
        Series("其中福建", parts, PRIMARY, is_share=True),
    )
    plot = laid_out(_names(exhibit, rows), series, box, legend=True)
    left, top, width, height = plot.inner
    ticks = 22 / box.height
    longest = max([1.0, *(share for share in shares if share is not None)])
    return replace(
        plot,
        inner=(left, top, width, height - ticks),
        overlap=100,
        gap=60,
        gridlines=1.0,
        highest=round(longest * 1.12, 2),
    )


def _fujian_part(row: dict[str, Any]) -> float | None:
    """Return Fujian's part of a national target; a target of our own is Fujian's altogether and has no part."""
    fujian, target = number(row["fujian"]), number(row["target"])
    if row["scope"] != NATIONAL or fujian is None or not target:
        return None
    return fujian / target


def trend_plot(exhibit: Exhibit, box: Box) -> Plot:
    """Draw the yearly flow as columns and the stocks as lines, each line named at its end."""
    frame = exhibit.frame
    inner_width = box.width - _TICKS - _END_LABEL
    inner_height = box.height - LEGEND - _YEARS
    last, shift = len(frame) - 1, inner_width / len(frame) / 2 / box.width
    lifts = _lifts(exhibit, inner_height)
    flow = Series(FLOW.label, _column(frame, FLOW.column), STAGES[FLOW.stage], Labels("outEnd"))
    lines = tuple(
        Series(
            each.label,
            _column(frame, each.column),
            STAGES[each.stage],
            Labels(
                "r",
                bold=True,
                shown=frozenset({last}),
                shifts={last: (shift, -lifts[each.column] / box.height)},
                with_name=True,
            ),
            form="line",
        )
        for each in STOCKS
    )
    inner = (_TICKS / box.width, LEGEND / box.height, inner_width / box.width, inner_height / box.height)
    years = tuple(f"{year}年" for year in frame["year"])
    gap = max(90, 260 - 40 * len(frame))
    return Plot(years, (flow, *lines), inner, is_horizontal=False, gap=gap, gridlines=0, has_legend=True)


def _column(frame: pd.DataFrame, column: str) -> tuple[float | None, ...]:
    return tuple(number(value) for value in frame[column])


def _lifts(exhibit: Exhibit, height: float) -> dict[str, float]:
    """Return how many points each line's end label must rise not to stand on another."""
    last = exhibit.frame.iloc[-1]
    top = max(float(exhibit.frame[series].max()) for series in exhibit.chart.series) or 1.0
    point = height / (top * 1.15)
    columns = sorted((each.column for each in STOCKS), key=lambda column: float(last[column]))
    places = [float(last[column]) * point for column in columns]
    return {
        column: risen - place
        for column, place, risen in zip(columns, places, spread(places, _LABEL_PITCH), strict=True)
    }
