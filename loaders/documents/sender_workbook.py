"""Open a sender's workbook to be marked, as it is where that is possible and converted otherwise.

openpyxl keeps values, formulas, formats, widths, merged cells and hidden states. What it does not keep is told:
`losses` names it, and the results of formulas are put back by `stored_results`.
"""

import datetime as dt
import io
import math
import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from loaders.documents.stored_results import put_back_results
from loaders.documents.workbook_text import display_width, printable, put_text
from loaders.formats.grid import Grid
from loaders.formats.sheet import Value

_MACROS = "xl/vbaProject.bin"
_WIDEST, _NARROWEST = 40, 8
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME = 31
#: Excel knows no day before this.
_FIRST_YEAR = 1900
# What openpyxl drops when it saves: the part's name, words inside that part, and what a clerk calls it.
_DROPPED = (
    (re.compile(r"xl/drawings/drawing\d+\.xml"), re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp)[ >]"), "文本框和图形"),
    (re.compile(r"xl/media/.+\.(emf|wmf|svg|wdp)", re.IGNORECASE), None, "部分图片"),
    (re.compile(r"xl/cellimages\.xml"), None, "嵌入单元格的图片"),
    (re.compile(r"xl/embeddings/"), None, "嵌入的文档"),
    (re.compile(r"xl/ctrlProps/|xl/activeX/"), None, "窗体控件"),
    (re.compile(r"xl/slicers/|xl/timelines/"), None, "切片器"),
    (re.compile(r"xl/threadedComments/"), None, "批注的对话"),
    (re.compile(r"xl/worksheets/sheet\d+\.xml"), re.compile(rb"<x14:dataValidation "), "引用其他工作表的下拉选项"),
    (re.compile(r"xl/worksheets/sheet\d+\.xml"), re.compile(rb"<x14:(?:cfRule|sparkline) "), "数据条、图标集或迷你图"),
    (re.compile(r"_xmlsignatures/"), None, "电子签名"),
)  # fmt: skip


class CannotKeep(Exception):
    """A workbook that openpyxl cannot open or cannot save: it has to be converted."""


@dataclass(frozen=True)
class SenderWorkbook:
    """A workbook to be marked; `sheets` maps the names of its sheets as read to their names in `book`."""

    book: Workbook
    sheets: dict[str, str]
    original: bytes | None
    losses: tuple[str, ...] = ()

    @property
    def is_converted(self) -> bool:
        return self.original is None

    def save(self) -> bytes:
        """Return the workbook's bytes; raises CannotKeep where openpyxl cannot write what it has read."""
        stream = io.BytesIO()
        try:
            self.book.save(stream)
        except Exception as error:  # what a foreign workbook does to openpyxl has no common base class
            raise CannotKeep from error
        return put_back_results(self.original, stream.getvalue()) if self.original else stream.getvalue()


def has_macros(data: bytes) -> bool:
    """Return whether a workbook holds macros: it must be saved as .xlsm, or Excel will not open it."""
    return zipfile.is_zipfile(io.BytesIO(data)) and _MACROS in zipfile.ZipFile(io.BytesIO(data)).namelist()


def open_original(data: bytes, grids: Sequence[Grid], *, keep_macros: bool) -> SenderWorkbook:
    """Open an .xlsx or .xlsm as it is; raises CannotKeep for everything else."""
    macros = has_macros(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it warns of is in `losses`, in words the sender understands
            book = load_workbook(io.BytesIO(data), keep_vba=macros and keep_macros, rich_text=True)
        losses = find_losses(data)
    except Exception as error:  # openpyxl fails in a dozen ways on foreign workbooks: KeyError, TypeError, BadZipFile…
        raise CannotKeep from error
    names = {sheet.title for sheet in book.worksheets}
    if not all(grid.sheet in names for grid in grids):
        raise CannotKeep
    if macros and not keep_macros:
        losses = (*losses, "宏")
    return SenderWorkbook(book, {name: name for name in names}, data, losses)


def find_losses(data: bytes) -> tuple[str, ...]:
    """Return what a workbook holds that openpyxl does not keep, in a clerk's words."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple(
            dict.fromkeys(
                what
                for name in archive.namelist()
                for part, words, what in _DROPPED
                if part.match(name) and (words is None or words.search(archive.read(name)))
            )
        )


def convert(grids: Sequence[Grid]) -> SenderWorkbook:
    """Write what was read as a new workbook: same sheets, same addresses, same merged blocks."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = None
    sheets: dict[str, str] = {}
    for grid in grids:
        sheets[grid.sheet] = _write_grid(book, grid)
    return SenderWorkbook(book, sheets, None)


def _write_grid(book: Workbook, grid: Grid) -> str:
    name = _NOT_IN_A_SHEET_NAME.sub("_", printable(grid.sheet)).strip("'")[:_LONGEST_SHEET_NAME] or "Sheet"
    sheet = book.create_sheet(name)
    for row, cells in enumerate(grid.cells, start=grid.top + 1):
        for column, value in enumerate(cells, start=grid.left + 1):
            if value != "":
                _write_value(sheet.cell(row, column), value)
    for top, left, bottom, right in grid.merged:
        corner, end = grid.address(top, left), grid.address(bottom, right)
        sheet.merge_cells(f"{corner}:{end}")
    for position in range(max(map(len, grid.cells), default=0)):
        texts = (value for row in grid.cells if isinstance(value := row[position], str))
        widest = max(map(display_width, texts), default=0)
        letters = get_column_letter(grid.left + position + 1)
        sheet.column_dimensions[letters].width = min(max(widest + 2, _NARROWEST), _WIDEST)
    return str(sheet.title)


def _write_value(cell: Cell, value: Value) -> None:
    """Write a value as it was read. Numbers too large and days before Excel's first become text."""
    if isinstance(value, float):
        if not math.isfinite(value):
            put_text(cell, str(value))
        else:
            cell.value = int(value) if value.is_integer() else value
    elif isinstance(value, dt.date) and value.year < _FIRST_YEAR:
        put_text(cell, value.isoformat())
    elif isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value
