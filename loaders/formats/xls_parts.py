"""Merged blocks and hidden rows and columns of an .xls, and how far its cells reach, from its records."""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from xlrd.compdoc import CompDoc, CompDocError

from loaders.errors import unreadable
from loaders.formats.bounds import check_range
from loaders.formats.parts import SheetParts

_BEGIN, _END, _SHEET, _SIZE, _ROW, _COLUMNS, _MERGED, _SEVERAL = 0x809, 0x0A, 0x85, 0x200, 0x208, 0x7D, 0xE5, 0xBD
_CELLS = {0xFD, 0x203, 0x27E, 0x204, 0x205, 0x06, 0xD6}
#: All the cells a sheet of this format can have.
_MOST_DECLARED = 65_536 * 256


def xls_parts(data: bytes) -> tuple[dict[str, SheetParts], bool]:
    """Return the parts by sheet, and whether the declared sizes are such as can be.

    The quick reader takes memory for the size a sheet declares. Raises UnreadableFile where a used range is too
    large, and whatever its parsing meets where the file is damaged.
    """
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        container = _container(data, nowhere)
        content, start, length = next(
            found for name in ("Workbook", "Book") if (found := container.locate_named_stream(name))[0] is not None
        )
    book = bytes(content[start : start + length])
    sheets: dict[str, SheetParts] = {}
    sane = True
    for number, record in _records(book, 0):
        if number == _SHEET:
            parts, declared = _parts(book, struct.unpack_from("<I", record)[0])
            parts.is_hidden = bool(record[4] & 3)
            sheets[_name(record)] = parts
            sane = sane and declared <= _MOST_DECLARED
    return sheets, sane


def _container(data: bytes, log: TextIO) -> CompDoc:
    """Open the container; one whose directory leads back to itself makes the quick reader end its process."""
    try:
        return CompDoc(data, logfile=log)
    except CompDocError as error:
        if "seen[" in str(error):
            raise unreadable("damaged") from error
        raise


def _name(record: bytes) -> str:
    """Return a sheet's name: counted, and written in one or two bytes a letter."""
    length, is_wide = record[6], record[7] & 1
    return record[8 : 8 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1", errors="replace")


def _parts(book: bytes, start: int) -> tuple[SheetParts, int]:
    parts, declared, deep = SheetParts(), 0, 0
    rows: list[int] = []
    columns: list[int] = []
    for number, record in _records(book, start):
        if number in (_BEGIN, _END):
            deep += 1 if number == _BEGIN else -1
            if deep <= 0:
                break
        elif deep > 1:
            continue  # A chart inside the sheet has records of its own.
        elif number in _CELLS:
            row, column = struct.unpack_from("<HH", record)
            rows.append(row)
            columns.append(column)
        elif number == _SEVERAL:
            rows.append(struct.unpack_from("<H", record)[0])
            columns.append(struct.unpack_from("<H", record, len(record) - 2)[0])
        elif number == _SIZE and len(record) >= 12:
            first_row, last_row, first, last = struct.unpack_from("<IIHH", record)
            declared = max(last_row - first_row, 0) * max(last - first, 0)
        else:
            _add_layout(parts, number, record)
    if rows:
        check_range(max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)
    return parts, declared


def _add_layout(parts: SheetParts, number: int, record: bytes) -> None:
    if number == _ROW and len(record) >= 16:
        row, flags = struct.unpack_from("<H", record)[0], struct.unpack_from("<H", record, 12)[0]
        if flags & 0x20:
            parts.hidden_rows.append(row)
    elif number == _COLUMNS and len(record) >= 10:
        first, last, _, _, flags = struct.unpack_from("<5H", record)
        if flags & 1:
            parts.hidden_columns.extend(range(first, min(last, 255) + 1))
    elif number == _MERGED:
        for place in range(2, len(record) - 7, 8):
            top, bottom, left, right = struct.unpack_from("<4H", record, place)
            parts.merged.append((top, left, bottom, right))


def _records(book: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    while place + 4 <= len(book):
        number, length = struct.unpack_from("<HH", book, place)
        yield number, book[place + 4 : place + 4 + length]
        place += 4 + length
