"""What a metric returns: a few rows of numbers, plain for whoever draws and says them, a frame for tables and files.

A frame of ten rows costs more to make, to filter and to take apart than all the counting before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Table:
    """Rows in their order, each with all `columns`; None where a number is missing. Shared: never change a row."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Row]) -> "Table":
        """Build from rows that have at least `columns`."""
        return cls(tuple(columns), tuple(rows))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def column(self, name: str) -> list[Any]:
        """Return one column's values from the first row to the last."""
        return [row[name] for row in self.rows]

    @property
    def frame(self) -> pd.DataFrame:
        """The same as a frame: whole numbers and fractions with gaps as Int64 and Float64. Columns may be added."""
        return self._frame.copy(deep=False)

    @cached_property
    def _frame(self) -> pd.DataFrame:
        return pd.DataFrame({name: _typed(self.column(name)) for name in self.columns})


#: A table, or some of its rows.
Rows = Table | Sequence[Row]


def _typed(values: list[Any]) -> Any:
    """Keep numbers numbers where some are missing."""
    told = [value for value in values if value is not None]
    if len(told) == len(values) or not all(isinstance(value, int | float) for value in told):
        return values
    return pd.array(values, dtype="Int64" if all(isinstance(value, int) for value in told) else "Float64")
