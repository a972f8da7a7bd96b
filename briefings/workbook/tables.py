"""Write a frame as a table: headings, rows, one format a column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from briefings.words import ems
from briefings.workbook.book import COUNT, PLAIN, SHARE, Book, row_height, write
from charts.catalogue import Column

#: Columns are as wide as what they hold, within these bounds, in Excel's characters.
_NARROWEST, _WIDEST, _WIDEST_NUMBER = 9, 34, 14
Painter = Callable[[int, int], dict[str, str]]


@dataclass(frozen=True)
class Area:
    """Where the rows of a table stand, counted from 0; `last` is above `first` where there are none."""

    first: int
    last: int


@dataclass(frozen=True)
class Form:
    """How one column is written: its number format, on which side, how wide; no width: as what it holds needs."""

    number_format: str = COUNT
    align: str = ""
    width: float = 0


def write_table(
    book: Book,
    sheet: Worksheet,
    top: int,
    table: pd.DataFrame,
    forms: Sequence[Form],
    paint: Painter | None = None,
) -> Area:
    """Write a table with its headings in row `top`; `forms` has one entry a column.

    `paint` may give a cell (its row and column in the table) colours of its own.
    """
    numeric = [pd.api.types.is_numeric_dtype(table[heading]) for heading in table.columns]
    widths = [
        form.width or _width(table[heading], is_number)
        for heading, form, is_number in zip(table.columns, forms, numeric, strict=True)
    ]
    sides = [form.align or ("right" if is_number else "left") for form, is_number in zip(forms, numeric, strict=True)]
    for place, (heading, width, side) in enumerate(zip(table.columns, widths, sides, strict=True)):
        sheet.set_column(place, place, width)
        write(sheet, top, place, str(heading), book.heading(align=side, indent=1 if side == "left" else 0))
    sheet.set_row(top, row_height(list(zip(map(str, table.columns), widths, strict=True))))
    for number, values in enumerate(table.itertuples(index=False)):
        sheet.set_row(top + 1 + number, row_height(list(zip(values, widths, strict=True))))
        for place, value in enumerate(values):
            style = _style(book, forms[place], sides[place], value, paint(number, place) if paint else {})
            write(sheet, top + 1 + number, place, value, style)
    return Area(top + 1, top + len(table))


def _width(column: pd.Series, is_number: bool) -> float:
    """Return how wide a column must be; Chinese characters take two places, long headings of numbers wrap."""
    # A sample is enough, and a list may be long.
    longest = max((2 * ems(str(value)) for value in (column.name, *column.head(500)) if not pd.isna(value)), default=0)
    return min(max(longest + 3, _NARROWEST), _WIDEST_NUMBER if is_number else _WIDEST)


def _style(book: Book, form: Form, side: str, value: object, colours: dict[str, str]) -> Format:
    if isinstance(value, str):
        return book.cell(text_wrap=True, align=side, indent=1 if side == "left" else 0, **colours)
    return book.cell(num_format=form.number_format, align=side, **colours)


def form_of(column: Column) -> Form:
    """Return how a chart's column is written: shares as percentages, years and places without separators."""
    if column.is_share:
        return Form(SHARE)
    return Form(PLAIN, "center") if column.name.endswith("year") or column.name == "rank" else Form(COUNT)
