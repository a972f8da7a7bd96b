"""The readers of binary formats, the quick one first, and how what they raise is told.

Readers fail in many ways on damaged files, a panic of the quick one among them, which is no Exception at all.
"""

import io
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import python_calamine as calamine

from loaders.errors import UnreadableFile, unreadable
from loaders.formats.bounds import check_cells, check_range, check_sheets
from loaders.formats.hidden import hidden_parts
from loaders.formats.parts import SheetParts
from loaders.formats.sheet import Block, Grid, Value

_Given = TypeVar("_Given")
_Result = TypeVar("_Result")


def attempt(read: Callable[[_Given], _Result], given: _Given) -> _Result | None:
    """Return what a reader returns, or None where it fails on a damaged file.

    Raises UnreadableFile where nothing else can help: a password, or more than memory holds.
    """
    try:
        return read(given)
    except (UnreadableFile, KeyboardInterrupt, SystemExit):
        raise
    except MemoryError as error:
        raise unreadable("too-large") from error
    except calamine.PasswordError as error:
        raise unreadable("password-protected") from error
    except BaseException:
        return None


def read_quickly(data: bytes) -> list[Grid]:
    """Read the worksheets of any binary format; charts and macros are none."""
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    check_sheets(len(book.sheets_metadata))
    return [
        _grid(book.get_sheet_by_index(index), about.visible)
        for index, about in enumerate(book.sheets_metadata)
        if about.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def _grid(sheet: calamine.CalamineSheet, visible: calamine.SheetVisibleEnum) -> Grid:
    check_range(sheet.height, sheet.width, sheet.name)
    cells: list[list[Value]] = sheet.to_python(skip_empty_area=True)
    check_cells(cells)
    top, left = sheet.start or (0, 0)
    blocks = ((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    hidden = hidden_parts(visible != calamine.SheetVisibleEnum.Visible)
    return Grid(sheet.name, cells, top, left, _inside(blocks, top, left), hidden)


def _inside(blocks: Iterable[Block], top: int, left: int) -> tuple[Block, ...]:
    """Count merged blocks inside the used range.

    One that begins outside is empty, or its first cell would have been part of the range.
    """
    return tuple(
        (first_row - top, first_column - left, last_row - top, last_column - left)
        for first_row, first_column, last_row, last_column in blocks
        if first_row >= top and first_column >= left
    )


def with_parts(grid: Grid, parts: SheetParts | None) -> Grid:
    """Add to a sheet what its reader did not tell."""
    if parts is None:
        return grid
    whole = bool(grid.hidden) or parts.is_hidden
    hidden = hidden_parts(whole, parts.hidden_rows, parts.hidden_columns)
    merged = grid.merged or _inside(parts.merged, grid.top, grid.left)
    return Grid(grid.sheet, grid.cells, grid.top, grid.left, merged, hidden)


def read_xlsx_slowly(data: bytes) -> list[Grid]:
    """Read an .xlsx that the quick reader cannot."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True)
    check_sheets(len(book.worksheets))
    grids = []
    for sheet in book.worksheets:
        check_range(sheet.max_row, sheet.max_column, sheet.title)
        cells = _plain(sheet.iter_rows(values_only=True))
        merged = (
            (block.min_row - 1, block.min_col - 1, block.max_row - 1, block.max_col - 1)
            for block in sheet.merged_cells.ranges
        )
        hidden = hidden_parts(sheet.sheet_state != "visible")
        grids.append(Grid(sheet.title, cells, merged=_inside(merged, 0, 0), hidden=hidden))
    return grids


def _plain(rows: Iterable[Sequence[Any]]) -> list[list[Value]]:
    cells = [["" if value is None else _known(value) for value in row] for row in rows]
    check_cells(cells)
    return cells


def _known(value: Any) -> Value:
    return value if isinstance(value, Value) else str(value)


def read_xls_slowly(data: bytes) -> list[Grid]:
    """Read an .xls that the quick reader cannot."""
    import xlrd

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        try:
            book = xlrd.open_workbook(file_contents=data, logfile=nowhere, on_demand=True)
        except xlrd.XLRDError as error:
            if "encrypted" in str(error):
                raise unreadable("password-protected") from error
            raise
        check_sheets(book.nsheets)
        grids = []
        for index in range(book.nsheets):
            sheet = book.sheet_by_index(index)
            check_range(sheet.nrows, sheet.ncols, sheet.name)
            cells = _plain([_old_value(cell, book.datemode) for cell in row] for row in sheet.get_rows())
            grids.append(Grid(sheet.name, cells, hidden=hidden_parts(bool(sheet.visibility))))
        return grids


def _old_value(cell: Any, datemode: int) -> Any:
    """Return a cell's value; xlrd gives dates as numbers, and errors as their codes."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError, xlrd.xldate.XLDateError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else cell.value
