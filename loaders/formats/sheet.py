"""One sheet as a plain grid of cells: what every file format is turned into."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

#: A value of a cell as the readers give it.
Value = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
#: A block of cells: first row, first column, last row, last column.
Block = tuple[int, int, int, int]


@lru_cache(maxsize=2048)
def column_letters(column: int) -> str:
    """Return a column, counted from 0, as Excel shows it: 27 → AB."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True)
class Grid:
    """One sheet: cells by row and column counted from 0 inside the used range.

    `top` and `left` say where the used range starts; `merged` holds (first row, first column,
    last row, last column) in the same counting as `cells`. `hidden` says in Chinese which parts of the
    sheet its sender does not see, and is empty where there are none; they are in `cells` like all others.
    """

    sheet: str
    cells: list[list[Value]]
    top: int = 0
    left: int = 0
    merged: tuple[Block, ...] = ()
    hidden: str = ""

    def row_number(self, row: int) -> int:
        """Return the row's number as Excel shows it."""
        return self.top + row + 1

    def address(self, row: int, column: int) -> str:
        """Return the cell's address as Excel shows it, such as F17."""
        return f"{column_letters(self.left + column)}{self.row_number(row)}"
