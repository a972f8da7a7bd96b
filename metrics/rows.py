"""Rows of a closed list with their numbers, in the order in which they are shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from loaders.vocabulary import UNKNOWN, UNKNOWN_NAME, CodeTable
from metrics.ranking import competition_ranks
from metrics.table import Row


def rows_of(words: CodeTable[Any], columns: Mapping[str, Sequence[Any]]) -> list[Row]:
    """Pair numbers, `unknown` last, with codes and names.

    The unknown row stands only where the first of the columns counts anything unknown.
    """
    names = "code", "name", *columns
    codes = (*words.codes, UNKNOWN), (*(term.name for term in words), UNKNOWN_NAME)
    rows: list[Row] = [dict(zip(names, values, strict=True)) for values in zip(*codes, *columns.values(), strict=True)]
    return rows if next(iter(columns.values()))[-1] else rows[:-1]


def most_first(rows: Iterable[Row], leading: str = "") -> list[Row]:
    """Sort by count, the most first (see `in_order`)."""
    return in_order(rows, leading, lambda row: -row["count"])


def in_order(rows: Iterable[Row], leading: str, key: Callable[[Row], Any]) -> list[Row]:
    """Sort by `key` the rows where the column `leading` is true (none named: all), then the others.

    Unknown stays last, however much there is of it.
    """
    return sorted(rows, key=lambda row: (row["code"] == UNKNOWN, bool(leading) and not row[leading], key(row)))


def ranked(rows: Sequence[Row]) -> list[Row]:
    """Add rank and tied: the known rows are ranked by count among themselves; unknown, the last, has no rank."""
    known = [row for row in rows if row["code"] != UNKNOWN]
    ranks, tied = competition_ranks([row["count"] for row in known])
    placed = [{**row, "rank": rank, "tied": is_tied} for row, rank, is_tied in zip(known, ranks, tied, strict=True)]
    return [*placed, *({**row, "rank": None, "tied": False} for row in rows[len(known) :])]
