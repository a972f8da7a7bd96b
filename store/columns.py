"""Read columns of a long result as numbers.

The database joins thousands of values into one text, which is taken apart again here: a million rows one by one would
cost six times as much, nearly all of it for making each of them.
"""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd
from sqlalchemy import Column, ColumnElement, Connection, Select, String, cast, func, select

from loaders.vocabulary import UNKNOWN

#: So many numbers are asked for at a time.
_AT_A_TIME = 20_000
#: Neither numbers nor codes nor keys hold one.
_BETWEEN = "\n"
_CODE = np.int16
#: The first and the last of some numbers.
Span = tuple[int, int]
EVERYTHING: Span = (0, 2**63 - 1)


class Codes(dict[str, int]):
    """Numbers the codes of a column in the order of their appearance; `unknown` stands for none."""

    def __missing__(self, code: str) -> int:
        return self.setdefault(code, len(self))

    @classmethod
    def of(cls, column: pd.Series) -> "Codes":
        """Return the numbers that a column of categories has for its codes."""
        return cls({code: number for number, code in enumerate(column.cat.categories)})

    def numbers(self, column: Iterable[str]) -> np.ndarray:
        """Return the numbers of codes."""
        return np.fromiter(map(self.__getitem__, column), dtype=_CODE)

    def column(self, numbers: np.ndarray) -> pd.Categorical:
        """Return the codes of numbers."""
        return pd.Categorical.from_codes(numbers, categories=pd.Index(list(self), dtype="str"))


def read_columns(
    connection: Connection,
    query: Select,
    number: Column[int],
    codes: Mapping[str, Codes],
    spans: Iterable[Span] = (EVERYTHING,),
) -> dict[str, np.ndarray]:
    """Return the columns of `query` by name: whole numbers, and of texts those that `codes` gives them.

    `number` is the column by which the rows are told apart into portions, each read by itself; only rows whose number
    is within one of the spans are read.
    """
    names = [name for name, _ in query.selected_columns.items()]
    parts = {name: [np.empty(0, dtype=_CODE if name in codes else np.int64)] for name in names}
    for portion in (portion for span in spans for portion in portions(connection, query, number, span)):
        for name, text in portion.items():
            parts[name].append(codes[name].numbers(texts(text)) if name in codes else whole_numbers(text))
    return {name: np.concatenate(part) for name, part in parts.items()}


def portions(
    connection: Connection, query: Select, number: Column[int], span: Span = EVERYTHING
) -> Iterator[dict[str, str]]:
    """Yield the same columns by the portion, each as one text (see `whole_numbers` and `texts`)."""
    columns = dict(query.selected_columns.items())
    joined = query.with_only_columns(*map(_joined, columns.values()), maintain_column_froms=True)
    for first in _firsts(connection, number, span):
        last = min(first + _AT_A_TIME - 1, span[1])
        found = connection.execute(joined.where(number.between(first, last))).one()
        # Of no rows there is no text.
        if found[0] is not None:
            yield dict(zip(columns, found, strict=True))


def _firsts(connection: Connection, number: Column[int], span: Span) -> Iterator[int]:
    """Yield where each portion of numbers begins; where there are none, nothing is asked for."""
    begin, last = span
    while True:
        first = connection.execute(select(func.min(number)).where(number.between(begin, last))).scalar()
        if first is None:
            return
        yield first
        begin = first + _AT_A_TIME


def _joined(column: ColumnElement) -> ColumnElement:
    """Join a column's values. In one query all columns are joined in the same order."""
    text = func.coalesce(column, UNKNOWN) if isinstance(column.type, String) else cast(column, String)
    return func.aggregate_strings(text, _BETWEEN)


def whole_numbers(text: str) -> np.ndarray:
    """Take a column of whole numbers apart."""
    return np.fromstring(text, dtype=np.int64, sep=_BETWEEN)


def texts(text: str) -> list[str]:
    """Take a column of texts apart."""
    return text.split(_BETWEEN)
