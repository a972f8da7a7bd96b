"""Look up the recommended projects that published lines may speak of."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Select, func, select

from store.matching import Candidate, Line
from store.schema import projects, submissions

#: So many values are asked for at a time: databases bound how many a query may hold.
_AT_A_TIME = 5_000


def candidates_for(connection: Connection, lines: Sequence[Line]) -> list[Candidate]:
    """Return the projects that count now and share an enterprise's name or credit code with a line."""
    keys = {key for line in lines for key in (line.enterprise_key, line.answer_enterprise_key) if key}
    codes = {line.credit_code for line in lines if line.credit_code}
    shared = [projects.c.enterprise_key.in_(some) for some in _portions(keys)]
    shared += [projects.c.credit_code.in_(some) for some in _portions(codes)]
    found = (candidate for condition in shared for candidate in _read(connection, _current().where(condition)))
    return list({candidate.id: candidate for candidate in found}.values())


def all_candidates(connection: Connection) -> list[Candidate]:
    """Return all projects that count now and have both names."""
    return _read(connection, _current().where(projects.c.enterprise_key != ""))


def _current() -> Select:
    return (
        select(
            projects.c.id,
            submissions.c.year,
            func.coalesce(projects.c.enterprise, ""),
            *projects.c["enterprise_key", "project_key", "credit_code"],
        )
        .join(submissions, submissions.c.id == projects.c.submission_id)
        .where(submissions.c.is_current, ~projects.c.is_repeat)
    )


def _read(connection: Connection, query: Select) -> list[Candidate]:
    return [Candidate(*row) for row in connection.execute(query).all()]


def _portions(values: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_A_TIME):
        yield ordered[start : start + _AT_A_TIME]
