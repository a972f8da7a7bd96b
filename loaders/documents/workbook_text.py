"""Text in workbooks that we write: it stays text, whatever it looks like, and its room is measured."""

import re
import unicodedata
from typing import Any

from openpyxl.cell import Cell

# What XML cannot hold: control characters, lone surrogates and two code points that are no characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORMULA_SIGNS = ("=", "+", "-", "@")


def printable(text: str) -> str:
    """Return `text` without characters that a workbook cannot hold."""
    return _UNPRINTABLE.sub("", text)


def put_text(cell: Cell, text: str) -> Cell:
    """Write `text` as text. What looks like a formula stays text even when somebody edits the cell."""
    value: Any = printable(text)
    cell.value = value
    cell.data_type = "s"
    if value.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True
    return cell


def display_width(text: str) -> int:
    """Return how many columns of half-width characters the longest line of `text` takes."""
    return max((_line_width(line) for line in text.splitlines()), default=0)


def lines_needed(text: str, width: int) -> int:
    """Return how many lines `text` takes when it is wrapped at `width` half-width characters."""
    return max(sum(max(-(-_line_width(line) // width), 1) for line in text.splitlines()), 1)


def _line_width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)
