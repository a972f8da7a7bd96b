"""Look up the recommended projects that published lines may speak of."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection, Engine, Select, func, select

from store.columns import portions, texts, whole_numbers
from store.matching import Candidate, Line
from store.schema import projects, submissions
from store.suggestions import Portion, Suggestion, nearest, rank

_Value = TypeVar("_Value", str, int)
#: So many values are asked for at a time: databases bound how many a query may hold.
_AT_A_TIME = 5_000
#: What a line says, as far as suggestions depend on it.
Names = tuple[str, str, str, str | None, int]
#: By store, the tables that were compared with, and what was suggested for which names.
_compared: WeakKeyDictionary[Engine, tuple[tuple, dict[Names, tuple[Suggestion, ...]]]] = WeakKeyDictionary()
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

    As long as the same tables count, no line is compared twice: answering one is no reason to compare the others anew.
    """
    if not lines:
        return {}
    told = submissions.c["id", "sha256", "reading_digest", "received_at"]
    tables = tuple(connection.execute(select(*told).where(submissions.c.is_current).order_by(submissions.c.id)).all())
    compared_with, known = _compared.get(connection.engine, ((), {}))
    if compared_with != tables or len(known) > _MOST_REMEMBERED:
        known = {}
    new = {_names(line): line for line in lines if _names(line) not in known}
    found = _compare(connection, list(new.values()))
    known = known | {names: found.get(line.id, ()) for names, line in new.items()}
    _compared[connection.engine] = tables, known
    return {line.id: known[_names(line)] for line in lines if known[_names(line)]}


def _names(line: Line) -> Names:
    """Return all that suggestions depend on."""
    return line.enterprise, line.enterprise_key, line.project_key, line.credit_code, line.year


def _compare(connection: Connection, lines: Sequence[Line]) -> dict[int, tuple[Suggestion, ...]]:
    """Compare lines with all candidates, which are read by the portion: all at once would take a gigabyte."""
    near = nearest(lines, _named(connection)) if lines else {}
    numbers = sorted({number for found in near.values() for number in found})
    wanted = (projects.c.id.in_(some) for some in _portions(numbers))
    candidates = [candidate for condition in wanted for candidate in _read(connection, _current().where(condition))]
    return rank(lines, near, candidates)


def _named(connection: Connection) -> Iterator[Portion]:
    columns = projects.c["id", "enterprise_key", "project_key", "credit_code"]
    query = _counting(submissions.c.year, *columns).where(projects.c.enterprise_key != "")
    read = portions(connection, query, projects.c.id)
    # The first one tells how near the nearest are at least; with that, many are looked through as easily as few.
    for most in chain([1], repeat(_READ_TOGETHER)):
        parts = list(islice(read, most))
        if not parts:
            return
        numbers, years = (np.concatenate([whole_numbers(part[name]) for part in parts]) for name in ("id", "year"))
        keys = ("enterprise_key", "project_key", "credit_code")
        yield Portion(numbers, years, *([text for part in parts for text in texts(part[name])] for name in keys))


def _current() -> Select:
    names = func.coalesce(projects.c.enterprise, ""), *projects.c["enterprise_key", "project_key", "credit_code"]
    return _counting(projects.c.id, submissions.c.year, *names)


def _counting(*columns: object) -> Select:
    return (
        select(*columns)  # type: ignore[call-overload]
        .join_from(projects, submissions, submissions.c.id == projects.c.submission_id)
        .where(submissions.c.is_current, ~projects.c.is_repeat)
    )


def _read(connection: Connection, query: Select) -> list[Candidate]:
    return [Candidate(*row) for row in connection.execute(query).all()]


def _portions(values: Iterable[_Value]) -> Iterator[list[_Value]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_A_TIME):
        yield ordered[start : start + _AT_A_TIME]
