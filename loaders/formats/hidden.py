"""Say in Chinese which parts of a sheet its sender does not see."""

from collections.abc import Callable, Iterable
from itertools import groupby, islice

from loaders.formats.sheet import column_letters

_MOST_NAMED = 10


def hidden_parts(whole_sheet: bool, rows: Iterable[int] = (), columns: Iterable[int] = ()) -> str:
    """Describe hidden rows and columns, both counted from 0; empty where nothing is hidden."""
    parts = ["整张工作表隐藏"] if whole_sheet else []
    if named := _runs(rows, lambda row: str(row + 1)):
        parts.append(f"隐藏行{named}")
    if named := _runs(columns, column_letters):
        parts.append(f"隐藏列{named}")
    return "，".join(parts)


def _runs(places: Iterable[int], name: Callable[[int], str]) -> str:
    """Name neighbours as one: 3、5—8."""
    named = []
    for _, group in groupby(enumerate(sorted(set(places))), key=lambda pair: pair[1] - pair[0]):
        run = [place for _, place in group]
        named.append(name(run[0]) if len(run) == 1 else f"{name(run[0])}—{name(run[-1])}")
    return "、".join(islice(named, _MOST_NAMED)) + ("等" if len(named) > _MOST_NAMED else "")
