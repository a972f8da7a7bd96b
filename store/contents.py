"""What is in a submission: its bytes, and the projects, uses and problems that were read of it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from loaders.problems import Problem, Severity
from loaders.tables.checks import project_key
from loaders.tables.headings import Field
from loaders.tables.project import Project
from loaders.tables.text import normalise
from loaders.workbook import Reading
from store.errors import NotPossible
from store.schema import originals, problems, projects, submissions, uses
from store.texts import as_key

_PROJECT_COLUMNS = [field.name for field in fields(Project) if field.name != "scenarios"]


def keep_original(connection: Connection, data: bytes) -> str:
    """Keep a file's bytes, once for each content; return their SHA-256."""
    sha256 = hashlib.sha256(data).hexdigest()
    if connection.execute(select(originals.c.size).where(originals.c.sha256 == sha256)).scalar() is None:
        connection.execute(insert(originals).values(sha256=sha256, size=len(data), content=data))
    return sha256


def original(connection: Connection, sha256: str) -> bytes:
    """Return a file exactly as it came; raises NotPossible for one that is not kept."""
    content = connection.execute(select(originals.c.content).where(originals.c.sha256 == sha256)).scalar()
    if content is None:
        raise NotPossible("找不到这份原件。请刷新页面后重试。")
    return bytes(content)


def reading_digest(reading: Reading) -> str:
    """Name what was understood of a file and under which headings: a heading mapped by hand makes it another.

    Problems do not belong to it, they depend on what else was sent.
    """
    understood = reading.projects, reading.repeats, sorted(reading.columns.items())
    return hashlib.sha256(repr(understood).encode("utf-8", "replace")).hexdigest()


def insert_contents(connection: Connection, submission_id: int, reading: Reading, unit: str) -> None:
    """Write the projects, repeated rows among them, the uses and the problems of a new submission."""
    rows = [(project, False) for project in reading.projects] + [(project, True) for project in reading.repeats]
    if rows:
        values = [
            _project_values(project, unit) | {"submission_id": submission_id, "position": place, "is_repeat": repeat}
            for place, (project, repeat) in enumerate(rows)
        ]
        returning = insert(projects).returning(projects.c.id, sort_by_parameter_order=True)
        ids = connection.execute(returning, values).scalars()
        used = [
            {"project_id": project_id, "scenario": scenario, "position": place}
            for project_id, (project, _) in zip(ids, rows, strict=True)
            for place, scenario in enumerate(project.scenarios)
        ]
        if used:
            connection.execute(insert(uses), used)
    if reading.problems:
        connection.execute(
            insert(problems),
            [
                {"submission_id": submission_id, "position": place} | _problem_values(found)
                for place, found in enumerate(reading.problems)
            ],
        )


def _project_values(project: Project, unit: str) -> dict[str, Any]:
    values = {name: getattr(project, name) for name in _PROJECT_COLUMNS}
    enterprise_key, name_key = stored_key(project) or ("", "")
    names = (project.enterprise, project.project_name, project.credit_code)
    return values | {
        # A row without a unit of its own belongs to the table it stands in.
        "unit": project.unit or unit,
        "enterprise_key": enterprise_key,
        "project_key": name_key,
        "search_text": " ".join(normalise(name) for name in names if name),
    }


def stored_key(project: Project) -> tuple[str, str] | None:
    """Return what makes two rows the same project, as it is kept; None where a name is missing."""
    key = project_key(project)
    return key and (as_key(key[0]), as_key(key[1]))


def _problem_values(found: Problem) -> dict[str, str]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "sheet": found.sheet,
        "cell": found.cell,
        "message": found.message,
        "suggestion": found.suggestion,
    }


def readings(connection: Connection, submission_ids: Iterable[int]) -> dict[int, Reading]:
    """Return what was read of submissions when they came, by their numbers."""
    wanted = list(submission_ids)
    heads = connection.execute(select(submissions).where(submissions.c.id.in_(wanted))).all()
    rows = _by_submission(connection.execute(_rows_of(wanted)).all())
    used = _scenarios(connection, wanted)
    found = _by_submission(
        connection.execute(
            select(problems)
            .where(problems.c.submission_id.in_(wanted))
            .order_by(problems.c.submission_id, problems.c.position)
        ).all()
    )
    return {head.id: _reading(head, rows.get(head.id, []), used, found.get(head.id, [])) for head in heads}


def _rows_of(wanted: list[int]) -> Any:
    return (
        select(projects)
        .where(projects.c.submission_id.in_(wanted))
        .order_by(projects.c.submission_id, projects.c.position)
    )


def _by_submission(rows: Iterable[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.submission_id, []).append(row)
    return grouped


def _scenarios(connection: Connection, wanted: list[int]) -> dict[int, list[str]]:
    used: dict[int, list[str]] = {}
    query = (
        select(uses.c.project_id, uses.c.scenario)
        .join(projects, projects.c.id == uses.c.project_id)
        .where(projects.c.submission_id.in_(wanted))
        .order_by(uses.c.project_id, uses.c.position)
    )
    for project_id, scenario in connection.execute(query):
        used.setdefault(project_id, []).append(scenario)
    return used


def _reading(head: Row, rows: list[Row], used: Mapping[int, list[str]], found: list[Row]) -> Reading:
    both = [(row.is_repeat, _project(row, tuple(used.get(row.id, ())))) for row in rows]
    return Reading(
        file=head.file_name,
        year=head.year,
        unit=head.unit,
        projects=tuple(project for is_repeat, project in both if not is_repeat),
        problems=tuple(
            Problem(row.code, Severity(row.severity), row.sheet, row.cell, row.message, row.suggestion) for row in found
        ),
        columns={Field(field): heading for field, heading in head.columns.items()},
        unmapped=tuple(head.unmapped),
        repeats=tuple(project for is_repeat, project in both if is_repeat),
    )


def _project(row: Row, scenarios: tuple[str, ...]) -> Project:
    return Project(scenarios=scenarios, **{name: getattr(row, name) for name in _PROJECT_COLUMNS})
