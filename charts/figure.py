"""A chart as plain data in plotly's own words: what the browser gets, neither copied nor checked on the way.

Plotly's own figures check and copy every value at every turn: tens of milliseconds a chart. Here the tests send every
chart through plotly's checks instead.
"""

import hashlib
from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import orjson
from plotly.basedatatypes import BaseFigure

from charts.room import room_for_labels
from charts.theme import Palette, axis_of_all, layout_of_all

if TYPE_CHECKING:
    import plotly.graph_objects as go

#: A trace, a shape, an axis: whatever plotly describes by names and values.
Plain = dict[str, Any]

_AXES = {"xaxis", "yaxis"}
# Words that stand at the left of the picture or of its right margin: nearly all of ours.
_NO_ARROW = {"showarrow": False, "xref": "paper", "xanchor": "left", "align": "left"}


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
        # Not the template that plotly, or Streamlit once it is imported, gives to figures without one.
        own["layout"].setdefault("template", {})
        return go.Figure(own)


def new_figure(colours: Palette, height: int, data: list[Plain], **layout: Any) -> Figure:
    """Return a figure of the given height (pixels) in our look. Its axes are fixed: nothing moves when it is dragged.

    Streamlit draws a figure, and then hands plotly a copy with the way of clicking and dragging it wants. Plotly draws
    everything again unless all of this was there from the beginning, nothing stands in a template (of which it only
    asks whether it is the same object), and the data has a revision.
    """
    own = {"dragmode": "pan", "clickmode": "event+select", "height": height, **layout}
    for name in _AXES & own.keys():
        own[name] = axis_of_all(colours) | own[name]
    own["annotations"] = [_NO_ARROW | each for each in own.get("annotations", ())]
    whole = _over(layout_of_all(colours), own)
    whole["margin"] = room_for_labels(whole)
    revision = hashlib.blake2s(
        orjson.dumps((data, whole), option=orjson.OPT_SERIALIZE_NUMPY), digest_size=8
    ).hexdigest()
    return Figure(data, whole | {"datarevision": revision})


def _over(common: Plain, own: Plain) -> Plain:
    """Lay one part over another, part by part; neither is changed."""
    both = {name: _over(common[name], own[name]) for name in common.keys() & own.keys() if isinstance(own[name], dict)}
    return {**common, **own, **both}


def together(values: Sequence[str]) -> str | list[str]:
    """Send one colour, or one word, instead of a list where all share it."""
    return values[0] if len(set(values)) == 1 else list(values)
