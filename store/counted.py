"""Ask for what counts now: which tables, which of them have come or gone since, and their projects."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, Select, func, select

from store.columns import EVERYTHING, Span
from store.schema import projects, submissions

#: Tables that count, by number, with what tells each from any other, also of another store.
Tables = Mapping[int, tuple[object, ...]]
#: With more new tables than this, all are read anew: a query can name only so many.
_MOST_NEW = 1_000


def counted_tables(connection: Connection) -> Tables:
    """Return the tables that count."""
    told = submissions.c["id", "unit", "year", "sha256", "reading_digest", "received_at"]
    return {row.id: tuple(row) for row in connection.execute(select(*told).where(submissions.c.is_current))}


def changed_tables(before: Tables, now: Tables) -> tuple[set[int], set[int] | None]:
    """Return the tables that count no more, and those that have come: None where all are better read anew.

    A table that became another is among both.
    """
    gone = {number for number, told in before.items() if now.get(number) != told}
    new = {number for number, told in now.items() if before.get(number) != told}
    return gone, None if len(new) == len(now) or len(new) > _MOST_NEW else new


def current_projects(*columns: object, tables: Collection[int] | None = None) -> Select:
    """Ask for columns of the projects that count now, of these tables or of all."""
    counted = (
        select(*columns)  # type: ignore[call-overload]
        .join_from(projects, submissions, submissions.c.id == projects.c.submission_id)
        .where(submissions.c.is_current, ~projects.c.is_repeat)
    )
    return counted if tables is None else counted.where(submissions.c.id.in_(tables))


def spans_of(connection: Connection, tables: Collection[int] | None) -> list[Span]:
    """Return within which numbers the projects of each of these tables are, or those of all."""
    if tables is None:
        return [EVERYTHING]
    table, number = projects.c.submission_id, projects.c.id
    query = select(func.min(number), func.max(number)).where(table.in_(tables)).group_by(table)
    return [(first, last) for first, last in connection.execute(query)]
