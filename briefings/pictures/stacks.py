"""Draw parts of a whole as stacked bars: the number in each part that is wide enough, the sum at the end."""

from dataclasses import replace
from functools import partial

from briefings.pictures.canvas import Canvas, Style
from briefings.pictures.drawing import COLOURS, LABEL, QUIET, Drawing
from briefings.words import ems
from charts.exhibit import Exhibit
from charts.text import count_text
from charts.theme import SMALL_FONT_SIZE, text_on

WIDTH = 912
_ROW, _LEGEND, _GAP = 34, 34, 10
_THICK = 0.68


def plan_stack(exhibit: Exhibit) -> Drawing:
    """Lay out one bar a row of the frame, in its order."""
    return Drawing(WIDTH, _LEGEND + _ROW * len(exhibit.frame), partial(_paint, exhibit))


def _paint(exhibit: Exhibit, canvas: Canvas, left: float, top: float) -> None:
    chart, rows = exhibit.chart, exhibit.frame.to_dict("records")
    shades = {code: COLOURS.tiers.get(code, COLOURS.unknown) for code in chart.series}
    headings = {column.name: column.heading for column in chart.columns}
    _legend(canvas, left, top, [(headings[code], shade) for code, shade in shades.items()])
    names = max((ems(str(row[chart.category])) for row in rows), default=0) * LABEL.size
    start, ends = left + names + _GAP, ems("共10,000") * LABEL.size
    scale = (WIDTH - names - _GAP - ends) / max([1, *(row["total"] for row in rows)])
    for position, row in enumerate(rows):
        middle = top + _LEGEND + (position + 0.5) * _ROW
        canvas.write(start - _GAP, middle, str(row[chart.category]), replace(LABEL, across="right"))
        place = start
        for code, shade in shades.items():
            place += _part(canvas, place, middle, int(row[code]), scale, shade)
        canvas.write(place + 6, middle, "共", QUIET)
        canvas.write(place + 8 + QUIET.size, middle, count_text(row["total"]), LABEL)


def _part(canvas: Canvas, start: float, middle: float, count: int, scale: float, shade: str) -> float:
    """Draw one part and return how wide it is."""
    width = count * scale
    if width:
        canvas.box(start, middle - _ROW * _THICK / 2, width, _ROW * _THICK, shade, edge=COLOURS.page, thickness=1)
    style = Style(SMALL_FONT_SIZE, text_on(shade, COLOURS), across="center")
    if width > ems(count_text(count)) * style.size + 4:
        canvas.write(start + width / 2, middle, count_text(count), style)
    return width


def _legend(canvas: Canvas, left: float, top: float, entries: list[tuple[str, str]]) -> None:
    for name, shade in entries:
        canvas.box(left, top + 3, 12, 12, shade)
        canvas.write(left + 18, top + 9, name, replace(LABEL, size=SMALL_FONT_SIZE))
        left += 18 + ems(name) * SMALL_FONT_SIZE + 22
