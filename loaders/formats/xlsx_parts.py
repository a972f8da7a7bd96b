"""Look at the sheets of an .xlsx before they are read: the used range, hidden rows and columns.

A reader takes memory for the whole used range, so one cell in its last corner is refused here. The searches are
plain ones for bytes: nine files in ten hold nothing of the kind and are not looked at any closer.
"""

import re
import zipfile
from html import unescape

from loaders.formats.bounds import check_range
from loaders.formats.parts import SheetParts

_SHEET_FILE = re.compile(r"^/?xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
#: A cell or row beyond column ZZ or row 99 999.
_FAR = re.compile(rb' r="(?:[A-Z]{3}|[A-Z]{0,2}\d{6})')
#: A cell that holds something; those that are only coloured end in />.
_FILLED_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_HIDDEN = re.compile(rb'<(?:\w+:)?(row|col)\s([^>]*\bhidden="(?:1|true)"[^>]*)>')
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")


def xlsx_parts(archive: zipfile.ZipFile) -> dict[str, SheetParts]:
    """Return the hidden parts of the sheets that have some; raises UnreadableFile where a used range is too large."""
    found: dict[str, SheetParts] = {}
    for name in archive.namelist():
        if not _SHEET_FILE.match(name):
            continue
        content = archive.read(name)
        if _FAR.search(content):
            _check_used_range(content)
        if b' hidden="' in content and (parts := _hidden(content)):
            found[name.rsplit("/", 1)[-1].lower()] = parts
    return _by_sheet_name(archive, found) if found else {}


def _check_used_range(content: bytes) -> None:
    rows, columns = [], []
    for match in _FILLED_CELL.finditer(content):
        rows.append(int(match[2]))
        columns.append(_column(match[1]))
    if rows:
        check_range(max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _hidden(content: bytes) -> SheetParts | None:
    parts = SheetParts()
    for match in _HIDDEN.finditer(content):
        told = dict(_ATTRIBUTE.findall(match[2]))
        if match[1] == b"row" and told.get(b"r", b"").isdigit():
            parts.hidden_rows.append(int(told[b"r"]) - 1)
        elif told.get(b"min", b"").isdigit() and told.get(b"max", b"").isdigit():
            first = int(told[b"min"]) - 1
            # Columns are often hidden from the last one used to the last there is: those hold nothing.
            parts.hidden_columns.extend(range(first, min(int(told[b"max"]), first + 100)))
    return parts if parts.hidden_rows or parts.hidden_columns else None


def _by_sheet_name(archive: zipfile.ZipFile, by_file: dict[str, SheetParts]) -> dict[str, SheetParts]:
    files = relations(archive, "xl/_rels/workbook.xml.rels")
    sheets = {}
    for match in _SHEET.finditer(archive.read("xl/workbook.xml")):
        told = {name.split(b":")[-1]: value.decode(errors="replace") for name, value in _ATTRIBUTE.findall(match[1])}
        if parts := by_file.get(files.get(told.get(b"id", ""), "")):
            sheets[unescape(told.get(b"name", ""))] = parts
    return sheets


def relations(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Return the files, without folder and in lower case, by the names under which a workbook refers to them."""
    files = {}
    for match in _RELATION.finditer(archive.read(name)):
        told = {key: value.decode(errors="replace") for key, value in _ATTRIBUTE.findall(match[1])}
        files[told.get(b"Id", "")] = told.get(b"Target", "").rsplit("/", 1)[-1].lower()
    return files
