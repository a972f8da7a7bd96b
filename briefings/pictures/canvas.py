"""A sheet to draw on in pixels from the top left corner, saved as PNG or SVG without a browser.

Only shapes and words: where things stand is decided by the drawing functions, as on the screen, so that no
automatic layout differs between machines. matplotlib is imported where a picture is made: it costs half a second.
"""

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from briefings.pictures.fonts import chinese_family

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.patches import Patch

Point = tuple[float, float]
#: Pixels to the inch while drawing, and of the saved PNG: twice as fine, for print and projectors.
_DPI, _PNG_DPI = 100, 200
_POINTS_A_PIXEL = 72 / _DPI
_LATIN = "DejaVu Sans"
#: Where a dashed line begins, then dash and gap, in widths of the line.
_DASHES = (0, (3, 2))
# matplotlib keeps its settings in one place for the whole process.
_one_at_a_time = threading.Lock()


class Format(StrEnum):
    """What a picture is saved as."""

    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True)
class Style:
    """How words look: size in pixels, colour, where the given point lies in them."""

    size: float
    colour: str
    across: Literal["left", "center", "right"] = "left"
    down: Literal["top", "center", "baseline", "bottom"] = "center"
    is_bold: bool = False


@contextmanager
def settings() -> Iterator[None]:
    """Draw under settings of our own, whatever the machine's or the user's are. One picture at a time."""
    import matplotlib

    family = chinese_family()
    with _one_at_a_time, matplotlib.rc_context():
        matplotlib.rcdefaults()
        # Words as outlines: an SVG is opened on machines with other fonts. A fixed salt: the same input, the same file.
        matplotlib.rcParams.update(
            {"font.family": [family, _LATIN], "svg.fonttype": "path", "svg.hashsalt": "5g", "text.parse_math": False}
        )
        yield


class Canvas:
    """A white sheet of so many pixels; y grows downwards. To be used inside of `settings`."""

    def __init__(self, width: float, height: float, page: str) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self._figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI, facecolor=page)
        FigureCanvasAgg(self._figure)
        # Straight onto the figure: axes would measure and clip every shape anew.
        upside = Affine2D().scale(1 / _DPI, -1 / _DPI).translate(0, height / _DPI)
        self._place = upside + self._figure.dpi_scale_trans
        self._drawn = 0

    def box(self, left: float, top: float, width: float, height: float, fill: str, **look: Any) -> None:
        """Draw a rectangle; `look` may hold an outline: `edge`, `thickness` (pixels), `dashes`."""
        from matplotlib.patches import Rectangle

        self._add(Rectangle((left, top), width, height), fill, **look)

    def shape(self, rings: Sequence[Sequence[Point]], fill: str, **look: Any) -> None:
        """Draw one filled shape of several rings; holes run the other way round than what they lie in."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        self._add(PathPatch(Path.make_compound_path(*(Path(list(ring), closed=True) for ring in rings))), fill, **look)

    def dot(self, x: float, y: float, radius: float, fill: str, **look: Any) -> None:
        """Draw a disc."""
        from matplotlib.patches import Circle

        self._add(Circle((x, y), radius), fill, **look)

    def line(self, points: Sequence[Point], colour: str, thickness: float = 1, dashes: bool = False) -> None:
        """Draw a line through points."""
        from matplotlib.lines import Line2D

        line = Line2D(*zip(*points, strict=True), color=colour, linewidth=thickness * _POINTS_A_PIXEL)
        line.set_linestyle(_DASHES if dashes else "-")
        self._put(line)

    def write(self, x: float, y: float, text: str, style: Style) -> None:
        """Write one line of plain text; `\\n` begins another."""
        from matplotlib.text import Text

        # Chinese characters reach below the line that Latin letters stand on: half their depth up, they are centred.
        lift = 0.06 * style.size if style.down == "center" else 0
        words = Text(
            x,
            y - lift,
            text,
            fontsize=style.size * _POINTS_A_PIXEL,
            color=style.colour,
            ha=style.across,
            va="center_baseline" if style.down == "center" else style.down,
            fontweight="bold" if style.is_bold else "normal",
            linespacing=1.35,
        )
        self._put(words)

    def save(self, form: Format, title: str) -> bytes:
        """Return the file; it tells its title, and neither a date nor the program."""
        stream = io.BytesIO()
        silent = {"Software": None} if form is Format.PNG else {"Date": None, "Creator": None}
        self._figure.savefig(stream, format=form.value, dpi=_PNG_DPI, metadata={"Title": title, **silent})
        return stream.getvalue()

    def _add(self, patch: "Patch", fill: str, edge: str = "none", thickness: float = 0, dashes: bool = False) -> None:
        patch.set_facecolor(fill)
        patch.set_edgecolor(edge)
        patch.set_linewidth(thickness * _POINTS_A_PIXEL)
        patch.set_linestyle(_DASHES if dashes else "-")
        self._put(patch)

    def _put(self, artist: "Artist") -> None:
        """Put something on top of all that is there already."""
        self._drawn += 1
        artist.set_zorder(self._drawn)
        artist.set_transform(self._place)
        self._figure.add_artist(artist)
