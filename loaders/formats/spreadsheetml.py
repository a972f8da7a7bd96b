"""Read the XML that Excel 2003 and many office systems save under the name .xls (SpreadsheetML)."""

import datetime as dt
import re
from dataclasses import dataclass, field
from xml.parsers import expat

from loaders.errors import unreadable
from loaders.formats.bounds import check_cells, check_range, check_sheets
from loaders.formats.hidden import hidden_parts
from loaders.formats.parts import xml_parser
from loaders.formats.sheet import Block, Grid, Value

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = _NAMESPACE + " "
_EXCEL = "urn:schemas-microsoft-com:office:excel "
_BEGINNING = 4096
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
#: The last row and column a worksheet can have; an index beyond is nonsense.
_LAST = 1_048_576
_MOST_HIDDEN = 100


def is_spreadsheetml(text: str) -> bool:
    """Return whether a text is a workbook in the XML of Excel 2003."""
    beginning = text[:_BEGINNING]
    return beginning.lstrip("\ufeff \t\r\n").startswith("<") and (
        'progid="Excel.Sheet"' in beginning or _NAMESPACE in beginning
    )


def read_spreadsheetml(text: str) -> tuple[Grid, ...]:
    """Return the worksheets of a workbook."""
    reader = _WorkbookReader()
    parser = xml_parser()
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.add_text
    try:
        parser.Parse(_DECLARATION.sub("", text, count=1).encode("utf-8", errors="replace"), True)
    except expat.ExpatError as error:
        raise unreadable("damaged") from error
    if not reader.grids:
        raise unreadable("no-table-found")
    return tuple(reader.grids)


@dataclass
class _Worksheet:
    """A worksheet that is being read: cells by (row, column), both counted from 0."""

    name: str
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merged: list[Block] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    is_hidden: bool = False
    next_row: int = 0
    row: int = 0
    next_cell: int = 0
    cell: int = 0
    next_column: int = 0

    def grid(self) -> Grid:
        height = max((row for row, _ in self.cells), default=-1) + 1
        width = max((column for _, column in self.cells), default=-1) + 1
        check_range(height, width, self.name)
        rows: list[list[Value]] = [[""] * width for _ in range(height)]
        for (row, column), value in self.cells.items():
            rows[row][column] = value
        check_cells(rows)
        hidden = hidden_parts(self.is_hidden, self.hidden_rows, self.hidden_columns)
        return Grid(self.name, rows, merged=tuple(self.merged), hidden=hidden)


class _WorkbookReader:
    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.sheet: _Worksheet | None = None
        self.kind = ""
        self.text: list[str] | None = None
        self.in_comment = False

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.removeprefix(_SS)
        if name == "Worksheet":
            self.sheet = _Worksheet(attributes.get(_SS + "Name", ""))
        elif self.sheet is None:
            return
        elif name == "Row":
            self._begin_row(self.sheet, attributes)
        elif name == "Cell":
            self._begin_cell(self.sheet, attributes)
        elif name == "Column":
            self._begin_column(self.sheet, attributes)
        elif name == "Comment":
            self.in_comment = True
        elif (name == "Data" and not self.in_comment) or tag == _EXCEL + "Visible":
            self.kind, self.text = attributes.get(_SS + "Type", "String"), []

    def end(self, tag: str) -> None:
        name = tag.removeprefix(_SS)
        if name == "Comment":
            self.in_comment = False
        elif self.sheet is None:
            return
        elif name == "Worksheet":
            check_sheets(len(self.grids) + 1)
            self.grids.append(self.sheet.grid())
            self.sheet = None
        elif self.text is not None and name == "Data":
            if text := "".join(self.text):
                self.sheet.cells[self.sheet.row, self.sheet.cell] = _value(text, self.kind)
            self.text = None
        elif self.text is not None and tag == _EXCEL + "Visible":
            self.sheet.is_hidden = "hidden" in "".join(self.text).lower()
            self.text = None

    def add_text(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    @staticmethod
    def _begin_row(sheet: _Worksheet, attributes: dict[str, str]) -> None:
        sheet.row = _index(attributes, sheet.next_row)
        sheet.next_row = sheet.row + 1 + _number(attributes.get(_SS + "Span"), 0)
        sheet.next_cell = 0
        if attributes.get(_SS + "Hidden") == "1":
            sheet.hidden_rows.append(sheet.row)

    @staticmethod
    def _begin_cell(sheet: _Worksheet, attributes: dict[str, str]) -> None:
        sheet.cell = _index(attributes, sheet.next_cell)
        across = _number(attributes.get(_SS + "MergeAcross"), 0)
        down = _number(attributes.get(_SS + "MergeDown"), 0)
        sheet.next_cell = sheet.cell + across + 1
        if across or down:
            sheet.merged.append((sheet.row, sheet.cell, sheet.row + down, sheet.cell + across))

    @staticmethod
    def _begin_column(sheet: _Worksheet, attributes: dict[str, str]) -> None:
        first = _index(attributes, sheet.next_column)
        last = first + _number(attributes.get(_SS + "Span"), 0)
        sheet.next_column = last + 1
        if attributes.get(_SS + "Hidden") == "1":
            sheet.hidden_columns.extend(range(first, min(last, first + _MOST_HIDDEN) + 1))


def _index(attributes: dict[str, str], otherwise: int) -> int:
    """Return where a row, cell or column stands, counted from 0: as it says, else next to the one before."""
    return max(_number(attributes.get(_SS + "Index"), otherwise + 1), 1) - 1


def _number(text: str | None, otherwise: int) -> int:
    return min(int(text), _LAST) if text and text.isdecimal() and len(text) < 10 else otherwise


def _value(text: str, kind: str) -> Value:
    try:
        if kind == "Number":
            return float(text)
        if kind == "Boolean":
            return text.strip() == "1"
        if kind == "DateTime":
            moment = dt.datetime.fromisoformat(text.strip())
            return moment if moment.time() != dt.time.min else moment.date()
    except ValueError:
        return text
    return text
