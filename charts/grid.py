"""Place the rows and columns of a matrix, with a gap between groups, on a plain number axis.

A category axis could only leave a gap as wide as a whole column.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from charts.text import escape

# How far an outline stays inside its cell, so that two neighbouring outlines remain two.
INSET = 0.05


@dataclass(frozen=True)
class Band:
    """Codes that belong together; `label` is empty where the group needs no name."""

    label: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Track:
    """One axis: every code takes one unit from its start; `slots` is None where the gap is."""

    bands: tuple[Band, ...]
    starts: dict[str, float]
    edges: tuple[float, ...]
    slots: tuple[str | None, ...]

    @property
    def end(self) -> float:
        """Return where the last cell ends."""
        return self.edges[-1]

    def centre(self, code: str) -> float:
        """Return the middle of one row or column."""
        return round(self.starts[code] + 0.5, 2)

    def span(self, band: Band) -> tuple[float, float]:
        """Return the start and the end of a group."""
        return self.starts[band.codes[0]], round(self.starts[band.codes[-1]] + 1, 2)


def lay_out(bands: Iterable[Band], gap: float, lead: float = 0.0) -> Track:
    """Place groups one after the other, `gap` apart, the first one `lead` from the origin."""
    kept = tuple(band for band in bands if band.codes)
    starts: dict[str, float] = {}
    edges, slots = [lead], []
    for position, band in enumerate(kept):
        if position:
            edges.append(round(edges[-1] + gap, 2))
            slots.append(None)
        for code in band.codes:
            starts[code] = edges[-1]
            edges.append(round(edges[-1] + 1, 2))
            slots.append(code)
    return Track(kept, starts, tuple(edges), tuple(slots))


def cell_path(columns: Track, rows: Track, cells: Iterable[tuple[str, str]]) -> str:
    """Return one SVG path around every (column, row) cell: one shape instead of one a cell."""
    corners = ((columns.starts[column], rows.starts[row]) for column, row in cells)
    return "".join(_box(x + INSET, y + INSET, x + 1 - INSET, y + 1 - INSET) for x, y in corners)


def block_path(columns: Track, rows: Track) -> str:
    """Return one SVG path around every block of cells between the gaps."""
    spans = [(columns.span(left), rows.span(top)) for left in columns.bands for top in rows.bands]
    return "".join(_box(x0, y0, x1, y1) for (x0, x1), (y0, y1) in spans)


def _box(x0: float, y0: float, x1: float, y1: float) -> str:
    left, top, right, bottom = (f"{round(edge, 2):g}" for edge in (x0, y0, x1, y1))
    return f"M{left},{top}H{right}V{bottom}H{left}Z"


def stacked(text: str) -> str:
    """Write Chinese from top to bottom, one character a line: no turned head, no slanted text."""
    return "<br>".join(escape(character) for character in text)
