"""A chart as plain data in plotly's own words: what the browser gets, neither copied nor checked on the way.

Plotly's own figures check and copy every value at every turn: tens of milliseconds a chart. Here the tests send every
chart through plotly's checks instead.
"""

from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from plotly.basedatatypes import BaseFigure

from charts.theme import Palette, template

if TYPE_CHECKING:
    import plotly.graph_objects as go

#: A trace, a shape, an axis: whatever plotly describes by names and values.
Plain = dict[str, Any]

# A finger on a chart scrolls the page. Where clicks are read, Streamlit turns a mode of dragging that is not set, or
# set to False, into one that takes every touch. A word that plotly does not know passes Streamlit and falls back to
# the template's False.
_NEVER_DRAGGED = "none"


class Figure(BaseFigure):
    """A finished figure. It passes for one of plotly's where one is shown, and can do nothing else.

    Figures are shared by all who look at the same view in the same colours: whoever gets one must not change it.
    """

    def __init__(self, data: list[Plain], layout: Plain) -> None:
        # Nothing of a figure's own beginning is wanted: that is what takes the time.
        self._plain: Plain = {"data": data, "layout": layout}

    @property
    def data(self) -> list[Plain]:
        """The traces, as they are sent."""
        traces: list[Plain] = self._plain["data"]
        return traces

    @property
    def layout(self) -> Plain:
        """What is not a trace, as it is sent."""
        layout: Plain = self._plain["layout"]
        return layout

    def to_dict(self) -> Plain:
        """Return the figure as it is sent: the data itself, not a copy."""
        return self._plain

    def checked(self) -> "go.Figure":
        """Return the same as plotly's own figure, every value checked; ValueError names what plotly does not know."""
        # Not for those who only draw: plotly builds its checks at the first import.
        import plotly.graph_objects as go

        # A copy: plotly changes what it is given.
        own = deepcopy(self._plain)
        if own["layout"].get("dragmode") == _NEVER_DRAGGED:
            del own["layout"]["dragmode"]
        return go.Figure(own)


def new_figure(colours: Palette, height: int, data: list[Plain], **layout: Any) -> Figure:
    """Return a figure of the given height (pixels) in our template; it is never dragged unless `layout` says so."""
    return Figure(data, {"template": template(colours), "dragmode": _NEVER_DRAGGED, "height": height, **layout})


def together(values: Sequence[str]) -> str | list[str]:
    """Send one colour, or one word, instead of a list where all share it."""
    return values[0] if len(set(values)) == 1 else list(values)
