"""Follow one project back to where it came from: the table, its row, what is wrong there, what was published of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from loaders.problems import Problem, Severity
from store.database import Database
from store.decisions import Decision
from store.lookup import project_rows
from store.matching import Line, Matches
from store.outcomes import outcomes
from store.schema import problems, projects
from store.submissions import Submission, submission

_CELL = re.compile(r"[A-Z]+(\d+)")


@dataclass(frozen=True)
class Published:
    """One published line of a project; `by` says how it was matched: credit_code, names, confirmed, or "" if not."""

    decision: Decision
    by: str


@dataclass(frozen=True)
class Trace:
    """Where a project comes from. Nobody recommended it where there is no submission.

    `project` is its row as `project_rows` gives it, `problems` are those of its row alone, `is_repeat` tells that the
    row repeats another one of its table.
    """

    number: int
    project: Mapping[str, Any]
    submission: Submission | None
    is_repeat: bool
    problems: tuple[Problem, ...]
    published: tuple[Published, ...]

    @property
    def counts(self) -> bool:
        """Whether it is counted now: its table is in force, and its row is no repeat."""
        return self.submission is None or (self.submission.is_current and not self.is_repeat)


def trace(database: Database, number: int) -> Trace | None:
    """Follow a project, also one that counts no longer; None where there is none of this number.

    A number below zero is that of a published line. Where its project has been recommended since, this is followed.
    """
    with database.reading() as connection:
        known = outcomes(connection)
        valid, matched = known.valid, known.matched
        # SQLite finds nothing by numpy's numbers.
        number = _now(matched, int(number))
        published = _published(matched, valid, number)
        if number < 0:
            return _of_nobody(database, number, published) if published else None
        row = connection.execute(select(projects).where(projects.c.id == number)).one_or_none()
        if row is None:
            return None
        found = _problems(connection, row.submission_id, row.sheet, row.row)
    return Trace(
        number, _row(database, number), submission(database, row.submission_id), row.is_repeat, found, published
    )


def _of_nobody(database: Database, number: int, published: tuple[Published, ...]) -> Trace:
    return Trace(number, _row(database, number), None, False, (), published)


def _row(database: Database, number: int) -> dict[str, Any]:
    return project_rows(database, [number]).iloc[0].to_dict()


def _now(matched: Matches, number: int) -> int:
    """Return the number a project has now: that of its recommendation, or of the first line that tells of it."""
    line_to_project = {-found.line.id: found.project_id for found in matched.matched}
    line_to_project |= {-line.id: -group[0].id for group in matched.never_recommended() for line in group}
    return line_to_project.get(number, number)


def _published(matched: Matches, valid: Sequence[Decision], number: int) -> tuple[Published, ...]:
    decisions = {decision.id: decision for decision in valid}
    lines: list[tuple[Line, str]] = [(found.line, found.by) for found in matched.matched if found.project_id == number]
    for group in matched.never_recommended():
        if -group[0].id == number:
            lines += [(line, "") for line in group]
    return tuple(Published(decisions[line.id], by) for line, by in lines)


def _problems(connection: Connection, submission_id: int, sheet: str, row: int) -> tuple[Problem, ...]:
    """Return what is wrong in one row. A cell's name ends with its row's number."""
    query = (
        select(problems)
        .where(
            problems.c.submission_id == submission_id,
            problems.c.sheet == sheet,
            problems.c.cell.endswith(str(row), autoescape=True),
        )
        .order_by(problems.c.position)
    )
    return tuple(
        Problem(found.code, Severity(found.severity), found.sheet, found.cell, found.message, found.suggestion)
        for found in connection.execute(query)
        if (cell := _CELL.fullmatch(found.cell)) and int(cell[1]) == row
    )
