"""The marked return: the sender's own workbook, with every problem shown where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.exceptions import CellCoordinatesException
from openpyxl.worksheet.worksheet import Worksheet

from loaders.documents.own_sheets import RETURN_SHEET, RETURN_TITLE
from loaders.documents.return_marks import SEVERITIES, Choices, clear_marks, mark_cell, remove_lists
from loaders.documents.return_sheet import Place, add_return_sheet
from loaders.documents.sender_workbook import CannotKeep, SenderWorkbook, convert, has_macros, open_original
from loaders.formats.grid import Grid, open_grids
from loaders.tables.headings import NO_MAPPING, Field
from loaders.tables.table import find_table
from loaders.workbook import Reading, read_workbook

_WITH_MACROS = ".xlsm"


def write_return(data: bytes, file: str, out: Path, mapping: Mapping[str, Field] = NO_MAPPING) -> Reading:
    """Read a sender's file, write it marked to `out`, and return the reading; raises as `read_workbook` does.

    Macros stay only if `out` is named .xlsm: under any other name Excel would not open the file.
    """
    reading = read_workbook(data, file, mapping)
    out.write_bytes(mark(data, reading, mapping, keep_macros=out.suffix.lower() == _WITH_MACROS))
    return reading


def return_suffix(data: bytes) -> str:
    """Return the suffix a marked return must have to keep everything of the sender's: .xlsm with macros."""
    return _WITH_MACROS if has_macros(data) else ".xlsx"


def mark(
    data: bytes, reading: Reading, mapping: Mapping[str, Field] = NO_MAPPING, *, keep_macros: bool = True
) -> bytes:
    """Return the workbook `reading` was read from with its problems marked; `mapping` as it was read with.

    An .xlsx or .xlsm stays the sender's own. Whatever else, or what cannot be kept, is converted to .xlsx.
    """
    grids = open_grids(data)
    try:
        return _marked(open_original(data, grids, keep_macros=keep_macros), reading, grids, mapping)
    except CannotKeep:
        return _marked(convert(grids), reading, grids, mapping)


def _marked(workbook: SenderWorkbook, reading: Reading, grids: Sequence[Grid], mapping: Mapping[str, Field]) -> bytes:
    book = workbook.book
    _take_back_earlier_return(book)
    fields = {workbook.sheets[grid.sheet]: _fields_by_column(grid, mapping) for grid in grids}
    choices = Choices(book, reading.unit)
    places = sorted(_places(workbook, reading), key=lambda place: _position(book, place))
    for (sheet, address), found in groupby((place for place in places if place.cell), key=_cell_of):
        cell = _visible_cell(book[sheet], address)
        problems = sorted((place.problem for place in found), key=lambda problem: SEVERITIES.index(problem.severity))
        mark_cell(cell, problems)
        if field := fields.get(sheet, {}).get(cell.column_letter):
            choices.offer(cell, field, problems)
    by_severity = sorted(places, key=lambda place: SEVERITIES.index(place.problem.severity))
    add_return_sheet(book, reading, by_severity, is_converted=workbook.is_converted, losses=workbook.losses)
    return workbook.save()


def _take_back_earlier_return(book: Workbook) -> None:
    """Remove what a return before this one has added."""
    earlier = [sheet for sheet in book.worksheets if _is_return_sheet(sheet)]
    for sheet in earlier:
        book.remove(sheet)
    remove_lists(book)
    for sheet in book.worksheets:
        clear_marks(sheet, was_returned=bool(earlier))


def _is_return_sheet(sheet: Worksheet) -> bool:
    return sheet.title.startswith(RETURN_SHEET) and sheet["A1"].value == RETURN_TITLE


def _fields_by_column(grid: Grid, mapping: Mapping[str, Field]) -> dict[str, Field]:
    """Return what the columns of a sheet's table mean, by the letters Excel shows."""
    table = find_table(grid, mapping)
    if table is None:
        return {}
    return {get_column_letter(grid.left + column.position + 1): field for field, column in table.columns.items()}


def _places(workbook: SenderWorkbook, reading: Reading) -> Iterator[Place]:
    """Yield every problem where it stands in the workbook that goes back."""
    for problem in reading.problems:
        sheet = workbook.sheets.get(problem.sheet, workbook.book.sheetnames[0])
        yield Place(problem, sheet, problem.cell if _is_address(problem.cell) else "")


def _is_address(cell: str) -> bool:
    try:
        return bool(cell) and bool(coordinate_to_tuple(cell))
    except (CellCoordinatesException, ValueError):
        return False


def _position(book: Workbook, place: Place) -> tuple[int, int, int]:
    row, column = coordinate_to_tuple(place.cell) if place.cell else (0, 0)
    return book.sheetnames.index(place.sheet), row, column


def _cell_of(place: Place) -> tuple[str, str]:
    return place.sheet, place.cell


def _visible_cell(sheet: Worksheet, address: str) -> Cell:
    """Return a cell, or the first of the merged block that covers it: only that one is seen."""
    cell = sheet[address]
    if not isinstance(cell, MergedCell):
        return cell
    block = next(block for block in sheet.merged_cells.ranges if address in block)
    return sheet.cell(block.min_row, block.min_col)
