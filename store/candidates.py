"""Look up the recommended projects that published lines may speak of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, repeat
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection, Engine, Select, func

from store.columns import portions, texts, whole_numbers
from store.counted import Tables, changed_tables, counted_tables, current_projects, spans_of
from store.matching import Candidate, Line
from store.schema import projects, submissions
from store.suggestions import Near, Portion, Suggestion, nearest, rank

_Value = TypeVar("_Value", str, int)
#: So many values are asked for at a time: databases bound how many a query may hold.
_AT_A_TIME = 5_000
#: All that a line says, as far as suggestions depend on it.
Names = tuple[str, str, str, str | None, int]


@dataclass(frozen=True)
class _Compared:
    """What is near to the lines seen so far, and what was suggested for them, among the projects of these tables."""

    tables: Tables = field(default_factory=dict)
    found: dict[Names, tuple[Near, tuple[Suggestion, ...]]] = field(default_factory=dict)


_compared: WeakKeyDictionary[Engine, _Compared] = WeakKeyDictionary()
_MOST_REMEMBERED = 20_000
#: So many portions of names are looked through together.
_READ_TOGETHER = 5


def candidates_for(connection: Connection, lines: Sequence[Line]) -> list[Candidate]:
    """Return the projects that count now and share an enterprise's name or credit code with a line."""
    keys = {key for line in lines for key in (line.enterprise_key, line.answer_enterprise_key) if key}
    codes = {line.credit_code for line in lines if line.credit_code}
    shared = [projects.c.enterprise_key.in_(some) for some in _portions(keys)]
    shared += [projects.c.credit_code.in_(some) for some in _portions(codes)]
    found = (candidate for condition in shared for candidate in _read(connection, _current().where(condition)))
    return list({candidate.id: candidate for candidate in found}.values())


def suggestions_for(connection: Connection, lines: Sequence[Line]) -> dict[int, tuple[Suggestion, ...]]:
    """Return the most alike projects by line, as `suggest` does, of all that count now and have both names.

    No line is compared twice with the same table: neither because another was answered, nor because new ones came.
    """
    if not lines:
        return {}
    known = _brought_up(connection, _compared.get(connection.engine, _Compared()))
    names_of = {line.id: _names(line) for line in lines}
    new = {names_of[line.id]: Near(line) for line in lines if names_of[line.id] not in known.found}
    found = known.found | _ranked(connection, nearest(list(new.values()), _named(connection)) if new else [])
    _compared[connection.engine] = _Compared(known.tables, found)
    suggested = {number: found[names][1] for number, names in names_of.items()}
    return {number: suggestions for number, suggestions in suggested.items() if suggestions}


def _brought_up(connection: Connection, known: _Compared) -> _Compared:
    """Return what is known when tables that count no more are left out, and those that have come are compared, too."""
    tables = counted_tables(connection)
    gone, new = changed_tables(known.tables, tables)
    if new is None or len(known.found) > _MOST_REMEMBERED:
        return _Compared(tables)
    if not gone and not new:
        return known
    without = np.array(sorted(gone), dtype=np.int64)
    left = {names: near.without(without) for names, (near, _) in known.found.items()}
    near = [each for each in left.values() if each is not None]
    if new:
        near = nearest(near, _named(connection, new))
    # What is near is still the same object where nothing has come near and nothing gone.
    before = {names: found for names, found in known.found.items() if left[names] is not None}
    changed = [after for after, (each, _) in zip(near, before.values(), strict=True) if after is not each]
    return _Compared(tables, before | _ranked(connection, changed))


def _names(line: Line) -> Names:
    """Return all that suggestions depend on."""
    return line.enterprise, line.enterprise_key, line.project_key, line.credit_code, line.year


def _ranked(connection: Connection, near: Sequence[Near]) -> dict[Names, tuple[Near, tuple[Suggestion, ...]]]:
    """Look closely at what is near to lines."""
    numbers = sorted({number for each in near for number in each.closest()})
    wanted = (projects.c.id.in_(some) for some in _portions(numbers))
    candidates = [candidate for condition in wanted for candidate in _read(connection, _current().where(condition))]
    ranked = rank(near, candidates)
    return {_names(each.line): (each, suggestions) for each, suggestions in zip(near, ranked, strict=True)}


def _named(connection: Connection, tables: set[int] | None = None) -> Iterator[Portion]:
    """Read the names of all projects, or of these tables', by the portion: all at once would take a gigabyte."""
    columns = projects.c["id", "enterprise_key", "project_key", "credit_code"]
    told = submissions.c.year, submissions.c.id.label("table")
    query = current_projects(*told, *columns, tables=tables).where(projects.c.enterprise_key != "")
    spans = spans_of(connection, tables)
    read = (portion for span in spans for portion in portions(connection, query, projects.c.id, span))
    # The first one tells how near the nearest are at least; with that, many are looked through as easily as few.
    for most in chain([1], repeat(_READ_TOGETHER)):
        parts = list(islice(read, most))
        if not parts:
            return
        numbers, of_tables, years = (
            np.concatenate([whole_numbers(part[name]) for part in parts]) for name in ("id", "table", "year")
        )
        keys = ("enterprise_key", "project_key", "credit_code")
        yield Portion(
            numbers, of_tables, years, *([text for part in parts for text in texts(part[name])] for name in keys)
        )


def _current() -> Select:
    names = func.coalesce(projects.c.enterprise, ""), *projects.c["enterprise_key", "project_key", "credit_code"]
    return current_projects(projects.c.id, submissions.c.year, *names)


def _read(connection: Connection, query: Select) -> list[Candidate]:
    return [Candidate(*row) for row in connection.execute(query).all()]


def _portions(values: Iterable[_Value]) -> Iterator[list[_Value]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_A_TIME):
        yield ordered[start : start + _AT_A_TIME]
