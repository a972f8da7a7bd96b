"""Find the table inside a sheet: the heading lines, the columns they name and the rows that are projects.

Nothing depends on where a column stands. A row of headings is recognised by how many cells name a known field.
"""

import re
from dataclasses import dataclass

from loaders.grid import Grid
from loaders.headings import Field, Heading, recognise
from loaders.text import normalise, one_line
from loaders.values import Value, as_text

HEADING_ROWS_SEARCHED = 40
DEEPEST_HEADING = 3
#: Once a table is found, so many further rows are tried for a better row of headings.
ROWS_TRIED_AFTER = 6
FEWEST_FIELDS = 3
_NAMES = (Field.ENTERPRISE, Field.PROJECT_NAME)
_TOTAL = re.compile(r"^(合计|小计|总计|共计)")
# Lines under a table: notes, stamps, signatures. They begin with one of these words and a colon, or are a note.
_FOOTER = re.compile(
    r"^(注|说明|备注|填表说明|填报说明)\d*[::.、]|^(填表|填报|联系|审核|制表|推荐单位|单位|日期|盖章|负责)[^::]{0,12}[::]|^\(?盖章"
)


@dataclass(frozen=True)
class Column:
    """One recognised column: where it stands in the grid and what its heading says."""

    position: int
    heading: Heading


@dataclass(frozen=True)
class Row:
    """One project row: its cells by field, and its row in the grid."""

    index: int
    cells: dict[Field, Value]


@dataclass(frozen=True)
class Table:
    """A table found in a sheet. Contact columns are in neither `columns`, `unmapped` nor `rows`."""

    grid: Grid
    columns: dict[Field, Column]
    unmapped: tuple[str, ...]
    above: tuple[str, ...]
    rows: tuple[Row, ...]

    def address(self, row: Row, field: Field) -> str:
        """Return where a row's value stands; without such a column, the row's first cell."""
        column = self.columns.get(field)
        return self.grid.address(row.index, column.position if column else 0)


@dataclass(frozen=True)
class _Headings:
    first: int
    last: int
    texts: list[str]
    found: dict[int, Heading]

    @property
    def fields(self) -> set[Field]:
        return {heading.field for heading in self.found.values()}

    @property
    def is_table(self) -> bool:
        """A table names several fields, and the enterprise or the project among them."""
        return len(self.fields) >= FEWEST_FIELDS and bool(self.fields & set(_NAMES))

    @property
    def rank(self) -> tuple[int, int]:
        """More fields first, then fewer lines: a title above is not part of the headings."""
        return len(self.fields), self.first - self.last


def find_table(grid: Grid) -> Table | None:
    """Return the table of a sheet, or None where no row of headings is found."""
    best = _find_headings(grid)
    if best is None:
        return None
    columns: dict[Field, Column] = {}
    for position, heading in best.found.items():
        if not heading.field.is_contact:
            columns.setdefault(heading.field, Column(position, heading))
    unmapped = [one_line(text) for position, text in enumerate(best.texts) if text and position not in best.found]
    return Table(
        grid,
        columns,
        tuple(unmapped),
        tuple(_texts(grid, range(best.first))),
        tuple(_project_rows(grid, best, columns)),
    )


def _find_headings(grid: Grid) -> _Headings | None:
    """Return the heading lines that name the most fields; of equals, the fewest and uppermost lines."""
    best: _Headings | None = None
    height = len(grid.cells)
    for row in range(min(height, HEADING_ROWS_SEARCHED)):
        if best and best.is_table and row > best.last + ROWS_TRIED_AFTER:
            break
        if not _names_a_field(grid, row):
            continue
        # This row names a field; lines above it may name groups, lines below may name more.
        for first in range(max(row - DEEPEST_HEADING + 1, 0), row + 1):
            for last in range(row, min(first + DEEPEST_HEADING, height)):
                candidate = _read_headings(grid, first, last)
                if best is None or candidate.rank > best.rank:
                    best = candidate
    return best if best and best.is_table else None


def _names_a_field(grid: Grid, row: int) -> bool:
    return any(recognise(text) for cell in grid.cells[row] if (text := as_text(cell)))


def _read_headings(grid: Grid, first: int, last: int) -> _Headings:
    """Read rows `first` to `last` as headings; a cell merged further down takes its rows along."""
    for top, _, bottom, _ in grid.merged:
        if first <= top <= last < bottom <= first + DEEPEST_HEADING:
            last = bottom
    filled = _filled(grid, first, last, across=True)
    stacks = [[as_text(cell) for cell in column] for column in zip(*filled, strict=True)]
    found = {position: heading for position, stack in enumerate(stacks) if (heading := _recognise_stack(stack))}
    return _Headings(first, last, [next((text for text in reversed(stack) if text), "") for stack in stacks], found)


def _recognise_stack(stack: list[str]) -> Heading | None:
    """Recognise the lowest heading of a column first, then it together with the ones above, then those alone."""
    texts = list(dict.fromkeys(text for text in stack if text))
    for text in (*texts[-1:], "".join(texts), *reversed(texts[:-1])):
        if heading := recognise(text):
            return heading
    return None


def _project_rows(grid: Grid, headings: _Headings, columns: dict[Field, Column]) -> list[Row]:
    rows = []
    filled = _filled(grid, headings.last + 1, len(grid.cells) - 1)
    for index, cells in enumerate(filled, start=headings.last + 1):
        raw = grid.cells[index]
        if _is_aside(raw):
            continue
        values = {
            field: cells[column.position]
            for field, column in columns.items()
            if column.position < len(cells) and as_text(cells[column.position])
        }
        if len(values) >= 2 and _says_something(values) and not _repeats_headings(values):
            rows.append(Row(index, values))
    return rows


def _repeats_headings(values: dict[Field, Value]) -> bool:
    """Return whether a row is the headings once more, as on every page of a long table."""
    if not any(name in values and recognise(as_text(values[name])) for name in _NAMES):
        return False
    return sum(1 for value in values.values() if recognise(as_text(value))) >= FEWEST_FIELDS


def _says_something(values: dict[Field, Value]) -> bool:
    """Return whether a row holds more than a running number: blank forms come numbered."""
    return bool(values.keys() - {Field.SEQUENCE, Field.UNIT, Field.COUNTY, Field.RECOMMENDED_ORDER})


def _is_aside(cells: list[Value]) -> bool:
    """Return whether a row is a total, a note, a stamp or a signature, not a project."""
    texts = [text for cell in cells if (text := normalise(as_text(cell)))]
    return (
        not texts
        or bool(_TOTAL.match(texts[0]) or _FOOTER.match(texts[0]))
        or (len(texts) > 1 and bool(_TOTAL.match(texts[1])))
    )


def _filled(grid: Grid, first: int, last: int, *, across: bool = False) -> list[list[Value]]:
    """Return rows `first` to `last` with every merged block's value in all its rows.

    Among headings a block merged `across` names all its columns; among projects it stands for its first only.
    """
    rows = [list(row) for row in grid.cells[first : last + 1]]
    for top, left, bottom, right in grid.merged:
        if top >= len(grid.cells) or bottom < first or top > last or left >= len(grid.cells[top]):
            continue
        value = grid.cells[top][left]
        for row in rows[max(top - first, 0) : bottom - first + 1]:
            for position in range(left, min(right + 1 if across else left + 1, len(row))):
                row[position] = value
    return rows


def _texts(grid: Grid, rows: range) -> list[str]:
    return [text for row in rows for cell in grid.cells[row] if (text := one_line(as_text(cell)))]
