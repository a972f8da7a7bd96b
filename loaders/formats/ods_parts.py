"""Merged blocks and hidden rows and columns of an .ods, and whether it is encrypted."""

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from loaders.errors import unreadable
from loaders.formats.parts import SheetParts, xml_parser

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
#: The last row or column there can be; what is repeated beyond is nonsense.
_LAST = 1_048_576
_MOST_HIDDEN = 100


def refuse_encrypted(archive: zipfile.ZipFile) -> None:
    """Refuse a document whose manifest says that its parts are encrypted."""
    name = "META-INF/manifest.xml"
    if name in archive.namelist() and b"encryption-data" in archive.read(name):
        raise unreadable("password-protected")


def ods_parts(archive: zipfile.ZipFile) -> dict[str, SheetParts]:
    """Return merged blocks and hidden parts by sheet."""
    reader = _Reader()
    parser = xml_parser()
    parser.StartElementHandler = reader.begin
    try:
        parser.Parse(archive.read("content.xml"), True)
    except expat.ExpatError as error:
        raise unreadable("damaged") from error
    return reader.sheets


@dataclass
class _Reader:
    """Counts rows and columns; `row` and `column` are where the next one begins."""

    sheets: dict[str, SheetParts] = field(default_factory=dict)
    parts: SheetParts = field(default_factory=SheetParts)
    next_row: int = 0
    row: int = 0
    next_cell: int = 0
    next_column: int = 0

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if not tag.startswith(_TABLE):
            return
        name = tag[len(_TABLE) :]
        told = {key[len(_TABLE) :]: value for key, value in attributes.items() if key.startswith(_TABLE)}
        if name == "table":
            self.parts = self.sheets.setdefault(told.get("name", ""), SheetParts())
            self.next_row = self.next_column = 0
        elif name == "table-column":
            repeated = _number(told.get("number-columns-repeated"))
            if told.get("visibility", "visible") != "visible":
                self.parts.hidden_columns.extend(_places(self.next_column, repeated))
            self.next_column += repeated
        elif name == "table-row":
            repeated = _number(told.get("number-rows-repeated"))
            self.row, self.next_cell = self.next_row, 0
            if told.get("visibility", "visible") != "visible":
                self.parts.hidden_rows.extend(_places(self.row, repeated))
            self.next_row += repeated
        elif name in ("table-cell", "covered-table-cell"):
            self._begin_cell(told)

    def _begin_cell(self, told: dict[str, str]) -> None:
        across, down = _number(told.get("number-columns-spanned")), _number(told.get("number-rows-spanned"))
        if across > 1 or down > 1:
            self.parts.merged.append((self.row, self.next_cell, self.row + down - 1, self.next_cell + across - 1))
        self.next_cell += _number(told.get("number-columns-repeated"))


def _number(text: str | None) -> int:
    return min(max(int(text), 1), _LAST) if text and text.isdecimal() and len(text) < 10 else 1


def _places(first: int, count: int) -> range:
    """Return hidden places; of many, the first: the empty rest of a sheet is often hidden."""
    return range(first, first + min(count, _MOST_HIDDEN))
