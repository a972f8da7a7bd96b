"""Draw rankings as horizontal bars, the value at the end of each; shares with the counts they are made of."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from briefings.pictures.canvas import Canvas
from briefings.pictures.drawing import COLOURS, LABEL, QUIET, Drawing
from briefings.words import ems
from charts.bars import OUTSIDE_HEADING, bar_colour
from charts.exhibit import Exhibit
from charts.selection import NOTHING_RECOMMENDED
from charts.text import count_text, share_text
from loaders.vocabulary import UNKNOWN

WIDTH = 912
_ROW, _DENSE_ROW, _MANY = 30, 25, 15
_THICK = 0.64
_GAP = 10
_RATE = "rate"


@dataclass(frozen=True)
class Bar:
    """One row: its name, how long it is, what is written at its end and in what colour; no length: a heading."""

    label: str
    length: float
    value: str
    aside: str
    colour: str
    is_heading: bool = False


def plan_bars(exhibit: Exhibit) -> Drawing:
    """Lay out one bar a row of the frame, in its order."""
    bars = _bars(exhibit)
    row = _DENSE_ROW if len(bars) > _MANY else _ROW
    return Drawing(WIDTH, row * max(len(bars), 1), lambda canvas, left, top: _paint(canvas, left, top, bars, row))


def _bars(exhibit: Exhibit) -> list[Bar]:
    rows = exhibit.frame.to_dict("records")
    if exhibit.chart.series[0] == _RATE:
        return _rate_bars(rows, exhibit)
    typical = [row for row in rows if row.get("is_typical", True)]
    outside = [row for row in rows if not row.get("is_typical", True)]
    bars = [_bar(row, exhibit) for row in typical]
    if outside:
        bars.append(Bar(OUTSIDE_HEADING, 0, "", "", COLOURS.page, is_heading=True))
        # Never in the colour of the twenty: these are kept apart from every count of the twenty.
        bars += [replace(_bar(row, exhibit), colour=COLOURS.unknown) for row in outside]
    return bars


def _bar(row: dict[str, Any], exhibit: Exhibit) -> Bar:
    count = int(row[exhibit.chart.series[0]])
    share = share_text(row["share"]) if count else ""
    return Bar(_label(row, exhibit), count, count_text(count), share, _colour(row, exhibit))


def _rate_bars(rows: list[dict[str, Any]], exhibit: Exhibit) -> list[Bar]:
    """Put the rate of all together first, and the counts beside every rate: of four, a percentage says too much."""
    recommended, listed = (int(exhibit.frame[name].sum()) for name in ("recommended", "listed"))
    overall = {"recommended": recommended, "listed": listed, _RATE: listed / recommended if recommended else None}
    whole = "全省" if "short_name" in exhibit.frame else "全部行业"
    bars = [(whole, overall, COLOURS.classes[2])]
    bars += [(_label(row, exhibit), row, _colour(row, exhibit)) for row in rows]
    return [_rate_bar(label, row, colour) for label, row, colour in bars]


def _rate_bar(label: str, row: dict[str, Any], colour: str) -> Bar:
    if pd.isna(row[_RATE]):
        return Bar(label, 0, "", NOTHING_RECOMMENDED, colour)
    counts = f"{count_text(row['listed'])}/{count_text(row['recommended'])}"
    return Bar(label, float(row[_RATE]), counts, share_text(row[_RATE]), colour)


def _label(row: dict[str, Any], exhibit: Exhibit) -> str:
    name = str(row.get("short_name") or row[exhibit.chart.category])
    ranked = "short_name" in row and row["code"] != UNKNOWN and not pd.isna(row.get("rank"))
    return f"{'并列' if row['tied'] else ''}{int(row['rank'])}  {name}" if ranked else name


def _colour(row: dict[str, Any], exhibit: Exhibit) -> str:
    filters = exhibit.view.filters
    chosen = {*filters.units, *filters.sectors, *filters.scenarios} & set(exhibit.frame["code"])
    return bar_colour(str(row["code"]), COLOURS, chosen)


def _paint(canvas: Canvas, left: float, top: float, bars: list[Bar], row: float) -> None:
    names = max((ems(bar.label) for bar in bars), default=0) * LABEL.size
    ends = max((ems(bar.value) * LABEL.size + ems(bar.aside) * QUIET.size for bar in bars), default=0)
    start = left + names + _GAP
    # Rooms for the figures lie beside the longest bar; all bars share one scale from zero.
    scale = (WIDTH - names - ends - 4 * _GAP) / (max((bar.length for bar in bars), default=0) or 1)
    for position, bar in enumerate(bars):
        middle = top + (position + 0.5) * row
        heading = replace(QUIET, across="right") if bar.is_heading else replace(LABEL, across="right")
        canvas.write(start - _GAP, middle, bar.label, heading)
        if bar.is_heading:
            continue
        length = bar.length * scale
        if length:
            canvas.box(start, middle - row * _THICK / 2, length, row * _THICK, bar.colour)
        place = start + length + 6
        canvas.write(place, middle, bar.value, LABEL)
        canvas.write(place + ems(bar.value) * LABEL.size + (6 if bar.value else 0), middle, bar.aside, QUIET)
