"""Draw a chart of the catalogue once for a view, however many look at it."""

from typing import Any

from charts.catalogue import CHARTS
from charts.exhibit import measured
from charts.figure import Figure
from charts.theme import Palette
from metrics.landscape import View
from metrics.memo import once_per_view


@once_per_view
def drawn(view: View, key: str, colours: Palette, **options: Any) -> Figure:
    """Draw the chart `key` of the catalogue for a view; `options` go to its own drawing function."""
    return CHARTS[key].draw(measured(view, key), colours, view, **options)
