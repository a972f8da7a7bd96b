"""Show a table as its sender filled it in, for a person to compare with what was understood.

What the readers keep out stays out here: contact columns are not there at all, a cell that looks like a contact is
replaced, and of a column nobody knows only the heading is shown, for it may hold anybody's name.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.errors import unreadable
from loaders.formats.grid import Grid, open_grids
from loaders.formats.sheet import Value, column_letters
from loaders.tables.contacts import has_contact
from loaders.tables.heading_rows import HeadingRows, filled_rows, find_heading_rows
from loaders.tables.headings import NO_MAPPING, Field
from loaders.tables.table import find_table
from loaders.tables.text import one_line
from loaders.tables.values import as_text

CONTACT_MASK = "（疑似联系方式，不予显示）"
UNKNOWN_MASK = "（未识别的列，不予显示）"
#: So many rows of a sheet at a time: more than any unit sends, few enough for a screen.
MOST_ROWS = 2_000
_LONGEST_TEXT = 1_000
# Words that bring a person's name with them, with or without a number.
_PERSON = re.compile(r"联系人|联系方式|联系电话|负责人|经办人|填报人|填表人|审核人|姓名")


@dataclass(frozen=True, slots=True)
class SentColumn:
    """A column as found: its letters in Excel, its heading, and what it was taken for.

    `scenario` is the code behind a column that is ticked; with neither field nor scenario its cells are not shown.
    """

    letters: str
    heading: str
    field: Field | None = None
    scenario: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether it was taken for anything."""
        return self.field is not None or self.scenario is not None


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row as found: its number in Excel and its texts in the order of the columns."""

    number: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentTable:
    """The table of one sheet: `rows` holds at most MOST_ROWS of its `row_count` rows that were read as projects."""

    sheet: str
    columns: tuple[SentColumn, ...]
    rows: tuple[SentRow, ...]
    row_count: int

    def column(self, field: Field) -> SentColumn | None:
        """Return the column a field was read from: of several, the first."""
        return next((column for column in self.columns if column.field is field), None)

    def row(self, number: int) -> SentRow | None:
        """Return a row by its number in Excel."""
        return next((row for row in self.rows if row.number == number), None)

    def text(self, row: SentRow, column: SentColumn) -> str:
        """Return what a row says in a column."""
        return row.texts[self.columns.index(column)]


def as_sent(data: bytes, mapping: Mapping[str, Field] = NO_MAPPING, from_row: int = 0) -> tuple[SentTable, ...]:
    """Return the tables of a workbook as they were filled in, one a sheet, from Excel's row `from_row` on.

    `mapping` as it was read with. Raises UnreadableFile with the codes of `open_grids`, or `no-table-found`.
    Others' bytes are read in a child process: give this to `run_guarded`.
    """
    tables = tuple(table for grid in open_grids(data) if (table := _sent_table(grid, mapping, from_row)))
    if not tables:
        raise unreadable("no-table-found")
    return tables


def _sent_table(grid: Grid, mapping: Mapping[str, Field], from_row: int) -> SentTable | None:
    table, headings = find_table(grid, mapping), find_heading_rows(grid, mapping)
    if table is None or headings is None:
        return None
    columns = _columns(grid, headings)
    filled = filled_rows(grid, headings.last + 1, len(grid.cells) - 1)
    wanted = [row.index for row in table.rows if grid.row_number(row.index) >= from_row][:MOST_ROWS]
    rows = [
        SentRow(
            grid.row_number(index),
            tuple(_shown(filled[index - headings.last - 1][place], column) for place, column in columns.items()),
        )
        for index in wanted
    ]
    return SentTable(grid.sheet, tuple(columns.values()), tuple(rows), len(table.rows))


def _columns(grid: Grid, headings: HeadingRows) -> dict[int, SentColumn]:
    """Return what has a heading, contacts apart, by its place in the grid."""
    columns: dict[int, SentColumn] = {}
    for place, text in enumerate(headings.texts):
        found = headings.found.get(place)
        if not text or (found and found.field.is_contact):
            continue
        letters = column_letters(grid.left + place)
        field, scenario = found.field if found else None, headings.scenario_columns.get(place)
        # 名称 below 企业情况 is quoted as it was taken: 企业名称.
        heading = one_line(found.text if found else text)
        columns[place] = SentColumn(letters, CONTACT_MASK if has_contact(heading) else heading, field, scenario)
    return columns


def _shown(value: Value, column: SentColumn) -> str:
    text = one_line(written(value))
    if not column.is_known:
        return UNKNOWN_MASK if text else ""
    if has_contact(text) or _PERSON.search(text):
        return CONTACT_MASK
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def written(value: Value) -> str:
    """Return a cell as Excel would show it: a date without its midnight, truth in capitals."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return as_text(value)
