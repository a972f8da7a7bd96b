"""Pictures of charts, PNG and SVG, drawn on the server without a browser wherever a Chinese font is installed."""

from collections.abc import Callable, Sequence

from briefings.pictures.bars import plan_bars
from briefings.pictures.canvas import Format
from briefings.pictures.drawing import Drawing, render
from briefings.pictures.fonts import NO_FONT, NoChineseFont, can_draw
from briefings.pictures.lines import plan_lines
from briefings.pictures.map import plan_map
from briefings.pictures.matrix import plan_matrix
from briefings.pictures.progress import plan_progress
from briefings.pictures.stacks import plan_stack
from charts.catalogue import Kind, Outlines
from charts.exhibit import Exhibit

__all__ = ["NO_FONT", "Format", "NoChineseFont", "can_draw", "pictures"]

_PLANS: dict[Kind, Callable[[Exhibit], Drawing]] = {
    Kind.BARS: plan_bars,
    Kind.STACKED: plan_stack,
    Kind.LINES: plan_lines,
    Kind.PROGRESS: plan_progress,
    Kind.MATRIX: plan_matrix,
}


def pictures(
    exhibit: Exhibit, outlines: Outlines, forms: Sequence[Format] = tuple(Format), *, is_titled: bool = True
) -> dict[Format, bytes]:
    """Draw a chart once, in the light colours, and save it in several forms. Raises NoChineseFont.

    The same input gives the same bytes.
    `outlines` must carry the units' shapes themselves. Without a title only the chart is drawn, for a text
    that says around it what it shows and where it comes from.
    """
    kind = exhibit.chart.kind
    drawing = plan_map(exhibit, outlines) if kind is Kind.MAP else _PLANS[kind](exhibit)
    return render(drawing, exhibit, forms, is_titled=is_titled)
