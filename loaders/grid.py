"""Open a file by its bytes and hand out its sheets as plain grids of cells.

The suffix is never trusted: cities rename files. Nothing above this module knows a file format.
"""

import csv
import io
from dataclasses import dataclass

import python_calamine as calamine
from openpyxl.utils import get_column_letter

from loaders.errors import UnreadableFile
from loaders.values import Value

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SEPARATORS = ",\t;|"


@dataclass(frozen=True)
class Grid:
    """One sheet: cells by row and column counted from 0 inside the used range.

    `top` and `left` say where the used range starts; `merged` holds (first row, first column,
    last row, last column) in the same counting as `cells`.
    """

    sheet: str
    cells: list[list[Value]]
    top: int = 0
    left: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()
    #: What of the sheet is hidden, in Chinese; empty if nothing is.
    hidden: str = ""

    def row_number(self, row: int) -> int:
        """Return the row's number as Excel shows it."""
        return self.top + row + 1

    def address(self, row: int, column: int) -> str:
        """Return the cell's address as Excel shows it, such as F17."""
        return f"{get_column_letter(self.left + column + 1)}{self.row_number(row)}"


def open_grids(data: bytes) -> tuple[Grid, ...]:
    """Return the sheets of a workbook or of delimited text.

    Raises UnreadableFile with code `empty`, `password-protected`, `not-a-spreadsheet` or `damaged`.
    """
    if not data.strip():
        raise UnreadableFile("empty", "文件是空的，请重新发送。")
    if data.startswith((_ZIP, _OLE)):
        return _open_workbook(data)
    return (_open_text(data),)


def _open_workbook(data: bytes) -> tuple[Grid, ...]:
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnreadableFile("password-protected", "文件设有密码，请取消密码后重新发送。")
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
        return tuple(_grid(workbook.get_sheet_by_name(name)) for name in names)
    except calamine.PasswordError as error:
        raise UnreadableFile("password-protected", "文件设有密码，请取消密码后重新发送。") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableFile("damaged", "文件已损坏或不是表格，请用 Excel 或 WPS 打开另存后重新发送。") from error


def _grid(sheet: calamine.CalamineSheet) -> Grid:
    top, left = sheet.start or (0, 0)
    merged = tuple(
        (first_row - top, first_column - left, last_row - top, last_column - left)
        for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ()
        # A block that begins outside the used range is empty, or its first cell would have been part of the range.
        if first_row >= top and first_column >= left
    )
    return Grid(sheet.name, sheet.to_python(skip_empty_area=True), top, left, merged)


def _open_text(data: bytes) -> Grid:
    text = _decode(data)
    if "\x00" in text:
        raise UnreadableFile("not-a-spreadsheet", "文件不是表格，请发送 Excel、WPS 或 CSV 格式的推荐汇总表。")
    separator = max(_SEPARATORS, key=text.count)
    try:
        rows: list[list[Value]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise UnreadableFile("damaged", "文件已损坏或不是表格，请用 Excel 或 WPS 打开另存后重新发送。") from error
    width = max(map(len, rows), default=0)
    return Grid("CSV", [row + [""] * (width - len(row)) for row in rows])


def _decode(data: bytes) -> str:
    """Decode as BOM, strict UTF-8, then GB18030, in that order: GB18030 accepts much UTF-8 as nonsense."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("not-a-spreadsheet", "文件不是表格，请发送 Excel、WPS 或 CSV 格式的推荐汇总表。")
