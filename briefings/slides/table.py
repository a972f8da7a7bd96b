"""Fit a table into a box: column widths, type size and row heights, or how many rows fit."""

from dataclasses import dataclass, field, replace
from math import ceil

from briefings.slides.box import Box
from briefings.slides.measure import LINE, line_count, longest_word, shorten, sizes, text_width

LEAST_TYPE = 9.0
#: Margins of a cell in points.
SIDE, ABOVE = 4.0, 2.5
_APART = 14.0
#: No column is narrower than this many characters, and none of short numbers wider than it needs.
_NARROWEST = 2.2
#: Texts up to this many characters are never broken; longer ones take at least as much, and at most so many lines.
_SHORT, _MOST_LINES = 10.0, 6
_HEADING_LINES = 2


@dataclass(frozen=True)
class Table:
    """Headings and rows of text; columns in `right` stand to the right, those in `wrapping` may break into lines."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    wrapping: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()

    def room(self, place: int, width: float) -> float:
        """Return what a column of that width leaves for text."""
        return width - self.lead(place) - SIDE

    def lead(self, place: int) -> float:
        """Return the margin before a column's text: wider where the column before it ends at the same line."""
        return SIDE + (_APART if place not in self.right and place - 1 in self.right else 0.0)

    def part(self, start: int, stop: int) -> "Table":
        """Return some of the rows under the same headings."""
        strong = frozenset(row - start for row in self.strong if start <= row < stop)
        return Table(self.headings, self.rows[start:stop], self.right, self.wrapping, strong)


@dataclass(frozen=True)
class Fitted:
    """A table with its type size and, in points, column widths and row heights, the heading's first."""

    table: Table
    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...] = field(default=())

    @property
    def height(self) -> float:
        return sum(self.heights)


def fit_table(table: Table, box: Box, highest: float = 12.0, lowest: float = LEAST_TYPE) -> Fitted | None:
    """Fit the whole table into a box at the largest type that allows it; None where none does."""
    for size in sizes(highest, lowest, 0.5):
        fitted = _at_size(table, box.width, size)
        if fitted is not None and fitted.height <= box.height:
            return fitted
    return None


def pages_of(table: Table, box: Box, size: float = 12.0) -> list[Fitted]:
    """Split a table into parts that each fill a box; a part keeps the widths of the whole."""
    whole = _at_size(table, box.width, size) or _squeezed(table, box.width, LEAST_TYPE)
    parts, start, used = [], 0, whole.heights[0]
    for row, height in enumerate(whole.heights[1:]):
        if used + height > box.height and row > start:
            parts.append((start, row))
            start, used = row, whole.heights[0]
        used += height
    parts.append((start, len(table.rows)))
    head, *rows = whole.heights
    return [
        Fitted(whole.table.part(first, end), whole.size, whole.widths, (head, *rows[first:end])) for first, end in parts
    ]


def _at_size(table: Table, width: float, size: float) -> Fitted | None:
    widths = _widths(table, width, size)
    return None if widths is None else _with_heights(table, size, widths)


def _with_heights(table: Table, size: float, widths: tuple[float, ...]) -> Fitted:
    rooms = [table.room(place, width) for place, width in enumerate(widths)]
    heading = max(len(heading_lines(text, room, size)) for text, room in zip(table.headings, rooms, strict=True))
    rows = (max(line_count(text, room, size) for text, room in zip(cells, rooms, strict=True)) for cells in table.rows)
    return Fitted(table, size, widths, tuple(lines * size * LINE + 2 * ABOVE for lines in (heading, *rows)))


def heading_lines(text: str, room: float, size: float) -> list[str]:
    """Break a heading into lines of like length, or before its bracket: never one character on a line of its own."""
    number = line_count(text, room, size)
    if number == 1:
        return [text]
    before, bracket, after = text.partition("（")
    if bracket and number == _HEADING_LINES and text_width(bracket + after, size) <= room:
        return [before, bracket + after]
    length = -(-len(text) // number)
    return [text[start : start + length] for start in range(0, len(text), length)]


def _widths(table: Table, width: float, size: float) -> tuple[float, ...] | None:
    """Share out the width: numbers get what they need, text what is left; None where it is too little."""
    columns = range(len(table.headings))
    least = [_least_width(table, place, size) for place in columns]
    wanted = [max(least[place], _natural_width(table, place, size)) for place in columns]
    if sum(least) > width:
        return None
    if sum(wanted) <= width:
        spare = (width - sum(wanted)) / sum(wanted)
        return tuple(each * (1 + spare) for each in wanted)
    room, hunger = width - sum(least), [want - need for want, need in zip(wanted, least, strict=True)]
    return tuple(need + room * more / sum(hunger) for need, more in zip(least, hunger, strict=True))


def _least_width(table: Table, place: int, size: float) -> float:
    """Return the least width of a column: unbroken numbers, headings in two lines, text in few."""
    cells = [row[place] for row in table.rows]
    heading = table.headings[place]
    whole = text_width(heading, size)
    # Three characters stay together; longer headings take two lines of like length.
    half = (max(ceil(whole / size / _HEADING_LINES), min(whole / size, 3.0)) + 0.4) * size
    head = max(half, longest_word(heading, size))
    longest = max((text_width(cell, size) for cell in cells), default=0.0)
    if place in table.wrapping and longest > _SHORT * size:
        words = max(longest_word(cell, size) for cell in cells)
        body = max(longest / _MOST_LINES, words, min(longest, _SHORT * size))
    else:
        body = longest
    return max(head, body + 0.3 * size, _NARROWEST * size) + table.lead(place) + SIDE


def _natural_width(table: Table, place: int, size: float) -> float:
    cells = [row[place] for row in table.rows]
    head = text_width(table.headings[place], size)
    return max([head, *(text_width(cell, size) for cell in cells)]) + 0.5 * size + table.lead(place) + SIDE


def stretched(fitted: Fitted, height: float, *, heading: float = 0.0, highest: float = 34.0) -> Fitted:
    """Let the rows fill a height, none higher than `highest`; the heading is at least `heading` points high."""
    head, *rows = fitted.heights
    head = max(head, heading)
    factor = max(1.0, min((height - head) / sum(rows), highest / min(rows))) if rows else 1.0
    return replace(fitted, heights=(head, *(row * factor for row in rows)))


def _squeezed(table: Table, width: float, size: float) -> Fitted:
    """Fit what is too wide even at the least type: equal columns, texts cut."""
    each = width / len(table.headings)
    cut = replace(
        table,
        headings=tuple(shorten(text, table.room(place, each), size) for place, text in enumerate(table.headings)),
        rows=tuple(
            tuple(shorten(text, table.room(place, each), size) for place, text in enumerate(cells))
            for cells in table.rows
        ),
    )
    return _with_heights(cut, size, (each,) * len(table.headings))
