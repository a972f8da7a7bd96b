"""Draw a chart once for a view, as plain data that goes to the browser without being copied or checked again.

Plotly checks and copies a figure at every turn: milliseconds a chart. Drawn figures are shared by all who look at the
same view in the same colours; whoever gets one must not change it.
"""

from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from charts.catalogue import CHARTS
from charts.exhibit import measured
from charts.theme import Palette
from metrics.landscape import View
from metrics.memo import once_per_view


class Drawn(BaseFigure):
    """A finished figure as plain data. It passes for a figure where one is shown, and can do nothing else."""

    def __init__(self, figure: go.Figure) -> None:
        # Nothing of a figure's own beginning is wanted: that is what takes the time.
        object.__setattr__(self, "_plain", figure.to_dict())

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = self._plain
        return plain


@once_per_view
def drawn(view: View, key: str, colours: Palette, **options: Any) -> Drawn:
    """Draw the chart `key` of the catalogue for a view; `options` go to its own drawing function."""
    return Drawn(CHARTS[key].draw(measured(view, key).frame, colours, view, **options))
