"""Write a chart's table as CSV or Excel, safe to open: no cell of ours is ever taken for a formula.

openpyxl is imported where a workbook is written: every screen imports this module, few visitors take a workbook.
"""

import io
from typing import TYPE_CHECKING

import pandas as pd

from loaders.inert import inert

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_PERCENT = "0.0%"
_WIDEST = 60


def csv_file(table: pd.DataFrame) -> bytes:
    """Return UTF-8 CSV with the mark Excel needs to read Chinese; shares stay fractions."""
    return table.map(inert).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def excel_file(table: pd.DataFrame, title: str, notes: list[str], share_columns: list[str]) -> bytes:
    """Return a workbook of one sheet: title, headings, numbers as numbers, and notes below."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = _sheet_name(title)
    _write_text(sheet.cell(1, 1), title).font = Font(bold=True, size=14)
    for column, heading in enumerate(table.columns, start=1):
        _write_text(sheet.cell(3, column), str(heading)).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _width(table[heading], str(heading))
    for row, values in enumerate(table.itertuples(index=False), start=4):
        for column, value in enumerate(values, start=1):
            cell = _write(sheet.cell(row, column), value)
            if table.columns[column - 1] in share_columns:
                cell.number_format = _PERCENT
    for row, note in enumerate(notes, start=len(table) + 5):
        _write_text(sheet.cell(row, 1), note)
    sheet.freeze_panes = "A4"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write(cell: "Cell", value: object) -> "Cell":
    if isinstance(value, str):
        return _write_text(cell, value)
    # None, NaN and NA are all "nothing": an empty cell, never the word.
    cell.value = None if pd.isna(value) else getattr(value, "item", lambda: value)()
    return cell


def _write_text(cell: "Cell", text: str) -> "Cell":
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    # Set after the value: openpyxl takes any text beginning with = for a formula.
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top")
    return cell


def _sheet_name(title: str) -> str:
    return "".join("_" if character in r"[]:*?/\\" else character for character in title)[:31]


def _width(column: pd.Series, heading: str) -> int:
    """Chinese characters take two places."""
    longest = max((_places(str(value)) for value in (heading, *column)), default=8)
    return min(longest + 2, _WIDEST)


def _places(text: str) -> int:
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)
