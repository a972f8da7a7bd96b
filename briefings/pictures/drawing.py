"""A picture's layout: the finding and the small print above, the chart, a line below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefings.pictures.canvas import Canvas, Format, Style, settings
from briefings.words import wrap
from charts.exhibit import Exhibit
from charts.theme import FONT_SIZE, LIGHT, SMALL_FONT_SIZE, SMALLEST_FONT_SIZE

COLOURS = LIGHT
MARGIN = 24
_TITLE = Style(20, COLOURS.text, down="baseline", is_bold=True)
_ABOUT = Style(SMALL_FONT_SIZE, COLOURS.quiet_text, down="baseline")
_FOOT = Style(SMALLEST_FONT_SIZE, COLOURS.quiet_text, down="baseline")
#: Bold figures are wider than plain ones, by which widths are reckoned.
_BOLD = 0.95
_TITLE_PITCH, _ABOUT_PITCH, _FOOT_PITCH = 29, 20, 18
#: The styles that most drawings write in.
LABEL = Style(FONT_SIZE, COLOURS.text)
QUIET = Style(SMALLEST_FONT_SIZE, COLOURS.quiet_text)


@dataclass(frozen=True)
class Drawing:
    """A chart that knows how much room it takes, in pixels; `paint` gets the canvas and its own top left corner."""

    width: float
    height: float
    paint: Callable[[Canvas, float, float], None]
    foot: str = ""


def render(
    drawing: Drawing, exhibit: Exhibit, forms: Sequence[Format], *, is_titled: bool = True
) -> dict[Format, bytes]:
    """Return the files; without head and foot where the text around the picture says what it shows."""
    room = drawing.width
    head = _head(exhibit, room) if is_titled else []
    noted = wrap(drawing.foot, room / _FOOT.size) if drawing.foot and is_titled else []
    foot = [(line, _FOOT, _FOOT_PITCH) for line in noted]
    above, below = (sum(pitch for *_, pitch in lines) for lines in (head, foot))
    gap = 14 if head else 0
    height = MARGIN + above + gap + drawing.height + (below + 8 if foot else 0) + MARGIN
    with settings():
        canvas = Canvas(drawing.width + 2 * MARGIN, height, COLOURS.page)
        _write_lines(canvas, head, MARGIN)
        drawing.paint(canvas, MARGIN, MARGIN + above + gap)
        _write_lines(canvas, foot, MARGIN + above + gap + drawing.height + 8)
        return {form: canvas.save(form, exhibit.finding) for form in forms}


def _head(exhibit: Exhibit, room: float) -> list[tuple[str, Style, float]]:
    lines = [(line, _TITLE, _TITLE_PITCH) for line in wrap(exhibit.finding, room / _TITLE.size * _BOLD)]
    about = wrap("｜".join(exhibit.about), room / _ABOUT.size)
    return [*lines, *((line, _ABOUT, _ABOUT_PITCH) for line in about)]


def _write_lines(canvas: Canvas, lines: Sequence[tuple[str, Style, float]], top: float) -> None:
    for text, style, pitch in lines:
        top += pitch
        canvas.write(MARGIN, top - 0.25 * pitch, text, style)
