"""Leave room for what stands beside the axes, so that plotly need not draw, measure and draw again."""

import math
import re
from typing import Any

#: From the edge over a label to the picture, beside the label itself, in pixels: what plotly takes for it.
_BESIDE, _BELOW = 18, 22
_LINE = 1.3
#: How wide signs are at most, in heights of their font: Chinese ones, blanks, and all others.
_WIDE, _BLANK, _NARROW, _FIRST_WIDE = 1.0, 0.25, 0.58, 0x2E80


def room_for_labels(layout: dict[str, Any]) -> dict[str, int]:
    """Return the margins of a layout, wide enough for the labels of its axes; plotly adds what is still missing."""
    margin = dict(layout["margin"])
    for name, side in (("xaxis", "b"), ("yaxis", "l")):
        axis = layout.get(name, {"visible": False})
        if axis.get("visible", True) and axis.get("showticklabels", True):
            margin[side] = max(margin[side], _room(axis, layout["font"]["size"], is_below=side == "b"))
    return margin


def _room(axis: dict[str, Any], font_size: int, *, is_below: bool) -> int:
    size = axis.get("tickfont", {}).get("size", font_size)
    if is_below:
        return math.ceil(size * _LINE + _BELOW)
    # Without words of its own an axis writes numbers, none longer than its end.
    labels = axis.get("ticktext") or [f"{max(axis['range']):,.0f}"]
    return math.ceil(max(map(_width, labels)) * size + _BESIDE)


def _width(label: str) -> float:
    signs = " ".join(re.sub("<[^>]*>", "", label).split())
    return sum(_WIDE if ord(sign) >= _FIRST_WIDE else _BLANK if sign == " " else _NARROW for sign in signs)
