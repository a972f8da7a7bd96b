"""A workbook that writes safely: text stays text, what is missing stays empty, and no clock or name gets in."""

import datetime as dt
import io
from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from briefings.words import wrap, writable
from charts.theme import LIGHT

FONT = "微软雅黑"
COUNT, SHARE, PLAIN = "#,##0", "0.0%", "0"
HEAD_FILL = "#EAF0F8"
#: A cell of Excel holds no longer text, the name of a sheet no more letters.
_LONGEST, _LONGEST_NAME = 32_767, 31
_FORBIDDEN_IN_NAMES = r"[]:*?/" + "\\"
# The same input gives the same bytes: no clock. The date of the data is written on the cover.
_NO_DATE = dt.datetime(1980, 1, 1)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_A4 = 9
#: The height of a line of our type, in points.
LINE = 16


class Book:
    """One workbook under way; used as a context, its bytes are in `content` afterwards."""

    def __init__(self, title: str) -> None:
        self._stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._stream, _OPTIONS)
        self.book.set_properties({"title": writable(title), "author": "", "company": "", "created": _NO_DATE})
        self.book.formats[0].set_font_name(FONT)
        self.book.formats[0].set_font_size(10.5)
        self.style = cache(self._style)
        self._names: set[str] = set()

    def close(self) -> bytes:
        """Return the finished file."""
        self.book.close()
        return self._stream.getvalue()

    def sheet(self, name: str, *, is_wide: bool = True) -> Worksheet:
        """Add a sheet under a name that Excel accepts, set up to be printed on A4 one page wide."""
        sheet = self.book.add_worksheet(self._free_name(name))
        sheet.hide_gridlines(2)
        if is_wide:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer(f'&L&"{FONT}"&9&A&R&"{FONT}"&9第 &P 页，共 &N 页')
        return sheet

    def _free_name(self, name: str) -> str:
        clean = "".join("_" if character in _FORBIDDEN_IN_NAMES else character for character in writable(name)).strip(
            "'"
        )
        clean, number = clean[:_LONGEST_NAME] or "表", 2
        free = clean
        while free.lower() in self._names:
            tail = f"（{number}）"
            free, number = clean[: _LONGEST_NAME - len(tail)] + tail, number + 1
        self._names.add(free.lower())
        return free

    def _style(self, **properties: Any) -> Format:
        return self.book.add_format({"font_name": FONT, "font_size": 10.5, "font_color": LIGHT.text} | properties)

    def heading(self, **properties: Any) -> Format:
        """Return how the head of a table looks."""
        look = {"bold": True, "bg_color": HEAD_FILL, "bottom": 1, "bottom_color": LIGHT.unknown, "valign": "vcenter"}
        return self.style(**look, text_wrap=True, **properties)

    def cell(self, **properties: Any) -> Format:
        """Return how a cell of a table looks."""
        return self.style(bottom=1, bottom_color=LIGHT.hairline, valign="vcenter", **properties)


def write(sheet: Worksheet, row: int, column: int, value: object, style: Format | None = None) -> None:
    """Write one value as what it is: a number, or text whatever it begins with; nothing where nothing is known."""
    if isinstance(value, str) and value:
        sheet.write_string(row, column, writable(value)[:_LONGEST], style)
    elif isinstance(value, str) or value is None or pd.isna(value):
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, float(value), style)  # type: ignore[arg-type]


def row_height(texts: Sequence[tuple[object, float]]) -> float:
    """Return how high a row of (value, its column's width) must be, in points: not every program finds out itself."""
    lines = max((len(wrap(value, width / 2 - 1)) for value, width in texts if isinstance(value, str)), default=1)
    return LINE * lines + 4
