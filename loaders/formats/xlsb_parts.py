"""Merged blocks and hidden rows and columns of an .xlsb: records of a number, a length and their bytes."""

import struct
import zipfile
from collections.abc import Iterator

from loaders.formats.bounds import check_range
from loaders.formats.parts import SheetParts
from loaders.formats.xlsx_parts import relations

_ROW, _COLUMNS, _MERGED, _SHEET = 0, 60, 176, 156
_CELLS = range(2, 12)
_MOST_HIDDEN = 100


def xlsb_parts(archive: zipfile.ZipFile) -> dict[str, SheetParts]:
    """Return merged blocks and hidden parts by sheet; raises UnreadableFile where a used range is too large."""
    files = relations(archive, "xl/_rels/workbook.bin.rels")
    names = {name.rsplit("/", 1)[-1].lower(): name for name in archive.namelist() if "/worksheets/" in name}
    sheets = {}
    for number, record in _records(archive.read("xl/workbook.bin")):
        if number == _SHEET:
            relation, offset = _text(record, 8)
            name, _ = _text(record, offset)
            if file := names.get(files.get(relation, "")):
                sheets[name] = _parts(archive.read(file))
    return sheets


def _parts(content: bytes) -> SheetParts:
    parts, row = SheetParts(), 0
    rows: list[int] = []
    columns: list[int] = []
    for number, record in _records(content):
        if number == _ROW:
            (row,) = struct.unpack_from("<I", record)
            if len(record) > 11 and record[11] & 0x10:
                parts.hidden_rows.append(row)
        elif number in _CELLS:
            rows.append(row)
            columns.append(struct.unpack_from("<I", record)[0])
        elif number == _COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<IIIIH", record)
            if flags & 1:
                parts.hidden_columns.extend(range(first, min(last, first + _MOST_HIDDEN - 1) + 1))
        elif number == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            parts.merged.append((top, left, bottom, right))
    if rows:
        check_range(max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)
    return parts


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield every record; numbers and lengths are stored seven bits a byte."""
    place = 0
    while place < len(content):
        number, place = content[place], place + 1
        if number & 0x80:
            number, place = (number & 0x7F) | (content[place] & 0x7F) << 7, place + 1
        length = shift = 0
        more = True
        while more:
            byte, place = content[place], place + 1
            length |= (byte & 0x7F) << shift
            shift += 7
            more = bool(byte & 0x80) and shift < 28
        yield number, content[place : place + length]
        place += length


def _text(record: bytes, offset: int) -> tuple[str, int]:
    """Return a counted text and where it ends."""
    (length,) = struct.unpack_from("<I", record, offset)
    end = offset + 4 + 2 * length
    return record[offset + 4 : end].decode("utf-16-le", errors="replace"), end
