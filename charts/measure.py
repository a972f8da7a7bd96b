"""Bring what a map shows, counts or shares, to whole numbers that can be classed and written out."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.classes import Class
from charts.text import count_text

NO_DATA = "资料暂缺"
PERCENT = "%"
# Shares are classed as whole tenths of a percent, so that the rule for counts serves both.
TENTHS = 1000
#: What one more is called, of each column a map may show.
UNITS = {"count": "项", "sectors": "个", "scenarios": "个", "pairs": "组", "share": PERCENT}


@dataclass(frozen=True)
class Measure:
    """How one column is read; the unit "%" says that it holds shares of 0–1, any other counts."""

    column: str
    unit: str

    def whole(self, number: Any) -> int | None:
        """Return a count, or a share in tenths of a percent; None where there is no data."""
        if pd.isna(number):
            return None
        if self.unit != PERCENT:
            return int(number)
        # A share that is not zero must not be drawn as zero, however small.
        return max(round(number * TENTHS), 1) if number > 0 else 0

    def figure(self, whole: int) -> str:
        """Write the number as a map label: counts bare, shares with their sign."""
        return f"{whole / 10:g}%" if self.unit == PERCENT else count_text(whole)

    def words(self, whole: int | None) -> str:
        """Write the number with its unit."""
        if whole is None:
            return NO_DATA
        return self.figure(whole) if self.unit == PERCENT else f"{self.figure(whole)}{self.unit}"

    def class_words(self, each: Class) -> str:
        """Write the edges of a class, such as 4–8项 or 10.1–25%."""
        if each.low == each.high:
            return self.words(each.low)
        return f"{self.figure(each.low).removesuffix(PERCENT)}–{self.words(each.high)}"
