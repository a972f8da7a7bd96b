"""Draw the trend: columns for what each year brought, lines for what had been reached by it, named at their ends."""

from dataclasses import replace
from functools import partial

from briefings.pictures.canvas import Canvas, Style
from briefings.pictures.drawing import COLOURS, LABEL, QUIET, Drawing
from charts.exhibit import Exhibit
from charts.lines import FLOW, STOCKS, spread, whole_step
from charts.text import count_text
from charts.theme import FONT_SIZE
from metrics.findings import NOTHING

WIDTH, HEIGHT = 912, 380
_LEFT, _RIGHT, _ABOVE, _BELOW = 52, 150, 12, 34
_PITCH = 21
_ROOM_ABOVE = 1.1


def plan_lines(exhibit: Exhibit) -> Drawing:
    """Lay out one column a year, and two lines."""
    return Drawing(WIDTH, HEIGHT, partial(_paint, exhibit))


def _paint(exhibit: Exhibit, canvas: Canvas, left: float, top: float) -> None:
    frame = exhibit.frame
    if frame.empty:
        canvas.write(left + WIDTH / 2, top + HEIGHT / 2, NOTHING, replace(LABEL, across="center"))
        return
    highest = max(int(frame[each.column].max()) for each in (FLOW, *STOCKS))
    ground, room = top + HEIGHT - _BELOW, HEIGHT - _ABOVE - _BELOW
    scale = room / (max(highest, 1) * _ROOM_ABOVE)
    slot = (WIDTH - _LEFT - _RIGHT) / len(frame)
    centres = [left + _LEFT + (position + 0.5) * slot for position in range(len(frame))]
    _grid(canvas, left, ground, scale, highest)
    width = min(slot * 0.4, 90)
    for centre, row in zip(centres, frame.to_dict("records"), strict=True):
        height = row[FLOW.column] * scale
        canvas.box(centre - width / 2, ground - height, width, height, COLOURS.stages[FLOW.stage])
        # Above the column, beside a dot that is in its place; a picture has no hover to ask.
        level = height + _PITCH * 0.6
        is_taken = any(abs(row[each.column] * scale - level) < _PITCH for each in STOCKS)
        style = Style(FONT_SIZE, COLOURS.text, "right" if is_taken else "center")
        canvas.write(centre - (10 if is_taken else 0), ground - level, count_text(row[FLOW.column]), style)
    for each in STOCKS:
        points = [(x, ground - count * scale) for x, count in zip(centres, frame[each.column], strict=True)]
        canvas.line(points, COLOURS.stages[each.stage], 3)
        for x, y in points:
            canvas.dot(x, y, 5, COLOURS.stages[each.stage], edge=COLOURS.page, thickness=1.5)
    _years(canvas, exhibit, centres, ground)
    _ends(canvas, exhibit, left + WIDTH - _RIGHT + 10, ground, scale)


def _grid(canvas: Canvas, left: float, ground: float, scale: float, highest: int) -> None:
    for value in range(0, highest + 1, whole_step(highest)):
        level = ground - value * scale
        line = COLOURS.hairline if value else COLOURS.unknown
        canvas.line([(left + _LEFT, level), (left + WIDTH - _RIGHT, level)], line)
        canvas.write(left + _LEFT - 8, level, count_text(value), replace(QUIET, across="right"))


def _years(canvas: Canvas, exhibit: Exhibit, centres: list[float], ground: float) -> None:
    every = max(-(-len(centres) // 12), 1)
    for centre, year in list(zip(centres, exhibit.frame["year"], strict=True))[::every]:
        canvas.write(centre, ground + 18, f"{year}年", replace(LABEL, across="center"))


def _ends(canvas: Canvas, exhibit: Exhibit, left: float, ground: float, scale: float) -> None:
    """Write each series' last value beside its end, moved apart where two would touch."""
    last = exhibit.frame.iloc[-1]
    ordered = sorted((FLOW, *STOCKS), key=lambda each: int(last[each.column]))
    for each, height in zip(ordered, spread([int(last[each.column]) * scale for each in ordered], _PITCH), strict=True):
        colour = COLOURS.stages[each.stage]
        if each is FLOW:
            canvas.box(left, ground - height - 5, 10, 10, colour)
        else:
            canvas.dot(left + 5, ground - height, 5, colour)
        canvas.write(left + 16, ground - height, each.label, LABEL)
        value = Style(LABEL.size, COLOURS.text, is_bold=True)
        canvas.write(left + 22 + 4 * LABEL.size, ground - height, count_text(last[each.column]), value)
