"""Place the rows and columns of a matrix, with a gap between groups, on a plain number axis.

A category axis could only leave a gap as wide as a whole column.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from charts.text import escape

# Whole axis units a cell: whole numbers keep the hundreds of coordinates in a matrix short.
CELL = 20
# How far an outline stays inside its cell, so that two neighbouring outlines remain two.
INSET = 1


@dataclass(frozen=True)
class Band:
    """Codes that belong together; `label` is empty where the group needs no name."""

    label: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Track:
    """One axis: every code takes one cell from its start; `slots` is None where the gap is."""

    bands: tuple[Band, ...]
    starts: dict[str, int]
    edges: tuple[int, ...]
    slots: tuple[str | None, ...]

    @property
    def end(self) -> int:
        """Return where the last cell ends."""
        return self.edges[-1]

    def centre(self, code: str) -> int:
        """Return the middle of one row or column."""
        return self.starts[code] + CELL // 2

    def span(self, band: Band) -> tuple[int, int]:
        """Return the start and the end of a group."""
        return self.starts[band.codes[0]], self.starts[band.codes[-1]] + CELL


def lay_out(bands: Iterable[Band], gap: int, lead: int = 0) -> Track:
    """Place groups one after the other, `gap` apart, the first one `lead` from the origin."""
    kept = tuple(band for band in bands if band.codes)
    starts: dict[str, int] = {}
    edges = [lead]
    slots: list[str | None] = []
    for position, band in enumerate(kept):
        if position:
            edges.append(edges[-1] + gap)
            slots.append(None)
        for code in band.codes:
            starts[code] = edges[-1]
            edges.append(edges[-1] + CELL)
            slots.append(code)
    return Track(kept, starts, tuple(edges), tuple(slots))


def cell_path(columns: Track, rows: Track, cells: Iterable[tuple[str, str]]) -> str:
    """Return one SVG path around every (column, row) cell: one shape instead of one a cell."""
    corners = ((columns.starts[column], rows.starts[row]) for column, row in cells)
    far = CELL - INSET
    return "".join(_box(x + INSET, y + INSET, x + far, y + far) for x, y in corners)


def block_path(columns: Track, rows: Track) -> str:
    """Return one SVG path around every block of cells between the gaps."""
    spans = [(columns.span(left), rows.span(top)) for left in columns.bands for top in rows.bands]
    return "".join(_box(x0, y0, x1, y1) for (x0, x1), (y0, y1) in spans)


def _box(left: int, top: int, right: int, bottom: int) -> str:
    return f"M{left},{top}H{right}V{bottom}H{left}Z"


def stacked(text: str) -> str:
    """Write Chinese from top to bottom, one character a line: no turned head, no slanted text."""
    return "<br>".join(escape(character) for character in text)
