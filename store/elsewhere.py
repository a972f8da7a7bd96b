"""Compare a table that came in with what counts already: the same project of other units, or of earlier years."""

from loaders.problems import Problem
from loaders.tables.checks import project_key, repeats_elsewhere
from loaders.workbook import Reading
from store.collection import current_projects
from store.database import Database
from store.schema import projects, submissions


def repeats_in_store(database: Database, reading: Reading) -> list[Problem]:
    """Report the projects of a reading that other accepted tables hold; its own unit and year are left out."""
    keys = {project: key for project in reading.projects if (key := project_key(project))}
    before = _recommendations(database, reading, {enterprise for enterprise, _ in keys.values()})
    return [
        found
        for project, key in keys.items()
        if key in before
        for found in repeats_elsewhere(project, reading.year, before[key])
    ]


def _recommendations(
    database: Database, reading: Reading, enterprises: set[str]
) -> dict[tuple[str, str], list[tuple[int | None, str | None]]]:
    query = current_projects(
        projects.c.enterprise_key, projects.c.project_key, submissions.c.year, submissions.c.unit
    ).where(
        projects.c.enterprise_key.in_(enterprises),
        ~((submissions.c.unit == (reading.unit or "")) & (submissions.c.year == (reading.year or 0))),
    )
    before: dict[tuple[str, str], list[tuple[int | None, str | None]]] = {}
    with database.reading() as connection:
        for row in connection.execute(query):
            before.setdefault((row.enterprise_key, row.project_key), []).append((row.year, row.unit))
    return before
