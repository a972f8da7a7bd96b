"""Ask for what counts now: which tables, which of them have come or gone since, and their projects."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from store.columns import Span
from store.schema import projects, submissions


@dataclass(frozen=True)
class CountedTable:
    """What tells a table that counts from any other, also of another store; `span` is its projects' numbers."""

    span: Span | None
    told: tuple[object, ...]


def counted_tables(connection: Connection) -> dict[int, CountedTable]:
    """Return the tables that count, by number."""
    # One look at all numbers: asked table by table, PostgreSQL may look through all of them for each.
    numbers = projects.c.submission_id, func.min(projects.c.id).label("first"), func.max(projects.c.id).label("last")
    spans = select(*numbers).group_by(projects.c.submission_id).subquery()
    told = submissions.c["id", "unit", "year", "sha256", "reading_digest", "received_at"]
    query = (
        select(spans.c.first, spans.c.last, *told)
        .join_from(submissions, spans, spans.c.submission_id == submissions.c.id, isouter=True)
        .where(submissions.c.is_current)
    )
    return {
        row[0]: CountedTable(None if begin is None else (begin, end), tuple(row))
        for begin, end, *row in connection.execute(query)
    }


def current_projects(*columns: object) -> Select:
    """Ask for columns of the projects that count now."""
    return (
        select(*columns)  # type: ignore[call-overload]
        .join_from(projects, submissions, submissions.c.id == projects.c.submission_id)
        .where(submissions.c.is_current, ~projects.c.is_repeat)
    )


def changed_tables(before: Mapping[int, CountedTable], now: Mapping[int, CountedTable]) -> tuple[set[int], set[int]]:
    """Return the tables that count no more, and those that have come; one that became another is among both."""
    gone = {number for number, table in before.items() if now.get(number) != table}
    new = {number for number, table in now.items() if before.get(number) != table}
    return gone, new
