"""Look projects up by number or by words; the numbers come from a `Collection`, so that both count the same."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, RowMapping, bindparam, select

from loaders.tables.text import normalise
from loaders.vocabulary import NEVER_RECOMMENDED, UNKNOWN
from store.columns import read_columns
from store.counted import current_projects
from store.database import Database
from store.outcomes import outcomes
from store.schema import decisions, projects, submissions, uses

#: Columns that hold a code of the vocabulary, `unknown` where nothing is certain.
CODE_COLUMNS = ("unit", "county", "sector", "tier", "network_mode", "build_type")
_OF_PROJECT = (
    "id", "submission_id", "unit", "county", "sector", "tier", "network_mode", "build_type", "enterprise",
    "project_name", "credit_code", "investment_wan", "terminals", "completed_on", "sheet", "row", "cell",
)  # fmt: skip
COLUMNS = [*_OF_PROJECT, "year", "file", "scenarios"]
_TYPES = dict.fromkeys(CODE_COLUMNS, "str") | {
    "id": "int64", "submission_id": "Int64", "terminals": "Int64", "row": "Int64", "year": "int64",
    "investment_wan": "Float64",
}  # fmt: skip
#: So many numbers are asked for at a time.
_AT_A_TIME = 5_000
_ESCAPE = str.maketrans({"%": "\\%", "_": "\\_", "\\": "\\\\"})


def project_rows(database: Database, numbers: Sequence[int]) -> pd.DataFrame:
    """Return projects in the order of their numbers.

    Columns: COLUMNS; year as in `Collection.projects`, scenarios is a tuple of codes, file the name the table was
    sent under (or the published list's), submission_id NA for what nobody recommended.
    """
    # Column by column: a frame of the rows, brought to its types afterwards, takes three times as long.
    columns = project_columns(database, numbers)
    typed = {name: pd.array(values, dtype=_TYPES[name]) for name, values in columns.items() if name in _TYPES}
    return pd.DataFrame(columns | typed, index=pd.Index(columns["id"], name="id"))


def project_columns(database: Database, numbers: Sequence[int]) -> dict[str, list[Any]]:
    """Return the same as plain lists, None where nothing is: for a few rows a frame takes longer than the database."""
    wanted = [int(number) for number in numbers]
    with database.reading() as connection:
        rows = [
            row
            for start in range(0, len(wanted), _AT_A_TIME)
            for row in _rows(connection, wanted[start : start + _AT_A_TIME])
        ]
    known = {row["id"]: row for row in rows}
    ordered = [known[number] for number in wanted]
    return {name: [row[name] for row in ordered] for name in COLUMNS}


# Built once: putting a query together takes as long as asking it.
_RECOMMENDED = (
    select(*(projects.c[name] for name in _OF_PROJECT), submissions.c.year, submissions.c.file_name)
    .join(submissions, submissions.c.id == projects.c.submission_id)
    .where(projects.c.id.in_(bindparam("numbers", expanding=True)))
)
_USES = (
    select(uses.c.project_id, uses.c.scenario)
    .where(uses.c.project_id.in_(bindparam("numbers", expanding=True)))
    .order_by(uses.c.project_id, uses.c.position)
)
_PUBLISHED = select(decisions).where(decisions.c.id.in_(bindparam("numbers", expanding=True)))


def _rows(connection: Connection, numbers: list[int]) -> list[dict[str, Any]]:
    recommended = {"numbers": [number for number in numbers if number > 0]}
    used: dict[int, list[str]] = {}
    for project_id, scenario in connection.execute(_USES, recommended).all():
        used.setdefault(project_id, []).append(scenario)
    found = connection.execute(_RECOMMENDED, recommended).all()
    rows = [dict(zip(COLUMNS, (*row, tuple(used.get(row[0], ()))), strict=True)) for row in found]
    if lines := [-number for number in numbers if number < 0]:
        rows += [_published(line) for line in connection.execute(_PUBLISHED, {"numbers": lines}).mappings()]
    for row in rows:
        row.update((name, UNKNOWN) for name in CODE_COLUMNS if row[name] is None)
    return rows


def _published(line: RowMapping) -> dict[str, Any]:
    """Return the project that nobody recommended, as a line of a published list tells of it."""
    named = {name: line[name] for name in ("unit", "enterprise", "project_name", "credit_code", "sheet", "row")}
    origin = {"file": line["file_name"] or line["source"], "year": NEVER_RECOMMENDED, "scenarios": ()}
    return dict.fromkeys(COLUMNS) | named | origin | {"id": -line["id"]}


def search(database: Database, words: str) -> np.ndarray:
    """Return the numbers of the projects whose names, credit code or file's name hold all the words, ascending.

    A project that nobody recommended is found by the names of any line that publishes it.
    """
    sought = [f"%{normalise(word).translate(_ESCAPE)}%" for word in words.split()]
    recommended = current_projects(projects.c.id)
    published = select(decisions.c.id).where(~decisions.c.is_revoked)
    for word in sought:
        # The few files are asked once, not again with each of their projects.
        files = select(submissions.c.id).where(submissions.c.file_name.ilike(word, escape="\\"))
        named = projects.c.search_text.like(word, escape="\\")
        recommended = recommended.where(named | projects.c.submission_id.in_(files))
        names = decisions.c.enterprise + " " + decisions.c.project_name
        published = published.where(names.ilike(word, escape="\\"))
    with database.reading() as connection:
        numbers = read_columns(connection, recommended, projects.c.id, {})["id"]
        lines = set(connection.execute(published).scalars())
        others = _never_recommended(connection, lines) if lines else []
        return np.sort(np.concatenate([numbers, np.array(others, dtype=np.int64)]))


def _never_recommended(connection: Connection, lines: set[int]) -> list[int]:
    """Return the numbers of the projects that only these lines, among others, tell of."""
    groups = outcomes(connection).matched.never_recommended()
    return [-group[0].id for group in groups if any(line.id in lines for line in group)]
