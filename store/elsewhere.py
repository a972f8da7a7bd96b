"""Compare a table that came in with what counts already: the same project of other units, or of earlier years."""

from sqlalchemy import bindparam

from loaders.problems import Problem
from loaders.tables.checks import repeats_elsewhere
from loaders.workbook import Reading
from store.contents import stored_key
from store.counted import current_projects
from store.database import Database
from store.schema import projects, submissions

#: So many enterprises are asked for at a time: a database takes only so many values in one question.
_AT_A_TIME = 5_000


def repeats_in_store(database: Database, reading: Reading) -> list[Problem]:
    """Report the projects of a reading that other accepted tables hold; its own unit and year are left out."""
    keys = {project: key for project in reading.projects if (key := stored_key(project))}
    before = _recommendations(database, reading, sorted({enterprise for enterprise, _ in keys.values()}))
    return [
        found
        for project, key in keys.items()
        if key in before
        for found in repeats_elsewhere(project, reading.year, before[key])
    ]


def _recommendations(
    database: Database, reading: Reading, enterprises: list[str]
) -> dict[tuple[str, str], list[tuple[int | None, str | None]]]:
    query = current_projects(
        projects.c.enterprise_key, projects.c.project_key, submissions.c.year, submissions.c.unit
    ).where(
        projects.c.enterprise_key.in_(bindparam("some", expanding=True)),
        ~((submissions.c.unit == (reading.unit or "")) & (submissions.c.year == (reading.year or 0))),
    )
    before: dict[tuple[str, str], list[tuple[int | None, str | None]]] = {}
    with database.reading() as connection:
        for start in range(0, len(enterprises), _AT_A_TIME):
            for row in connection.execute(query, {"some": enterprises[start : start + _AT_A_TIME]}):
                before.setdefault((row.enterprise_key, row.project_key), []).append((row.year, row.unit))
    return before
