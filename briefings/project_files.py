"""Write any number of projects to a file: they come by the part, so that a million never stand in memory as a table.

xlsxwriter is imported where a workbook is written: screens import this module long before anybody asks for one.
"""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd
from pandas.api.types import is_numeric_dtype

from loaders.inert import inert

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: More rows than that make a workbook nobody can work with; as CSV there is no end.
MOST_EXCEL_ROWS = 100_000
_WIDTHS = {"企业名称": 34, "项目名称": 40, "典型场景": 40, "来源文件": 34, "统一社会信用代码": 22}
_WIDTH = 14


def csv_of(tables: Iterable[pd.DataFrame]) -> bytes:
    """Return UTF-8 CSV with the mark Excel needs to read Chinese; the headings are those of the first table."""
    buffer = io.BytesIO()
    buffer.write(b"\xef\xbb\xbf")
    for number, table in enumerate(tables):
        # Numbers need no looking at, and a million rows have many.
        words = {name: table[name].map(inert) for name in table.columns if not is_numeric_dtype(table[name])}
        text = table.assign(**words).to_csv(index=False, header=number == 0, lineterminator="\r\n")
        buffer.write(text.encode("utf-8", "replace"))
    return buffer.getvalue()


def excel_of(tables: Iterable[pd.DataFrame], title: str, notes: Sequence[str]) -> bytes:
    """Return a workbook of one sheet: title, headings, numbers as numbers and text as text, notes below."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    # Row by row to a temporary file: nothing is kept in memory.
    book = Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True})
    row = 3
    for number, table in enumerate(tables):
        if number == 0:
            _write_head(sheet, bold, title, list(table.columns))
        row = _write_rows(sheet, row, table)
    for place, note in enumerate(notes, start=row + 1):
        sheet.write_string(place, 0, note)
    book.close()
    return buffer.getvalue()


def _write_head(sheet: "Worksheet", bold: "Format", title: str, headings: list[str]) -> None:
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, _WIDTHS.get(heading, _WIDTH))
    sheet.freeze_panes(3, 1)
    sheet.write_string(0, 0, title, bold)
    for column, heading in enumerate(headings):
        sheet.write_string(2, column, heading, bold)


def _write_rows(sheet: "Worksheet", row: int, table: pd.DataFrame) -> int:
    for values in table.itertuples(index=False):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif not pd.isna(value):
                sheet.write_number(row, column, value)
        row += 1
    return row
