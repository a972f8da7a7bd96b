"""What is too much for one file: asked before any cell is copied, for files are written by strangers.

A recommendation table has a few hundred rows and some thirty columns; a year's file is under a megabyte.
"""

from collections.abc import Iterable

from loaders.errors import unreadable
from loaders.formats.sheet import Value

MOST_BYTES = 50 * 2**20
MOST_INFLATED_BYTES = 300 * 2**20
MOST_SHEETS = 200
MOST_ROWS = 100_000
MOST_COLUMNS = 1_000
MOST_CELLS = 5_000_000
#: Excel itself holds no longer text in a cell.
LONGEST_CELL = 32_767


def check_bytes(size: int) -> None:
    """Refuse a file by its size on disk."""
    if size > MOST_BYTES:
        raise unreadable("too-large", f"文件大于{MOST_BYTES >> 20}MB。")


def check_inflated(size: int) -> None:
    """Refuse an archive by the size of what it holds."""
    if size > MOST_INFLATED_BYTES:
        raise unreadable("too-large", f"文件解压后大于{MOST_INFLATED_BYTES >> 20}MB。")


def check_sheets(count: int) -> None:
    """Refuse a workbook by the number of its sheets."""
    if count > MOST_SHEETS:
        raise unreadable("too-large", f"工作表多于{MOST_SHEETS}张。")


def check_range(height: int, width: int, sheet: str = "") -> None:
    """Refuse a sheet by its used range."""
    where = f"工作表“{sheet}”" if sheet else "表格"
    if height > MOST_ROWS:
        raise unreadable("too-large", f"{where}多于{MOST_ROWS}行。")
    if width > MOST_COLUMNS:
        raise unreadable("too-large", f"{where}多于{MOST_COLUMNS}列。")
    if height * width > MOST_CELLS:
        raise unreadable("too-large", f"{where}多于{MOST_CELLS // 10_000}万个单元格。")


def check_cells(rows: Iterable[list[Value]]) -> None:
    """Refuse a text longer than any cell of Excel can hold."""
    if any(len(value) > LONGEST_CELL for row in rows for value in row if value.__class__ is str):
        raise unreadable("too-large", f"有单元格的文字多于{LONGEST_CELL}个字。")
