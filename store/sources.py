"""Say which files the numbers come from, and what is still wrong in them."""

import pandas as pd
from sqlalchemy import select

from store.database import Database
from store.schema import problems, submissions


def files_in_force(database: Database) -> pd.DataFrame:
    """Return the tables that count now: year, unit, file_name, project_count, problem_count, received_at (UTC)."""
    counts = submissions.c.error_count + submissions.c.warning_count + submissions.c.hint_count
    query = (
        select(
            *submissions.c["year", "unit", "file_name", "project_count", "received_at"], counts.label("problem_count")
        )
        .where(submissions.c.is_current)
        .order_by(submissions.c.year, submissions.c.unit)
    )
    with database.reading() as connection:
        return pd.DataFrame(connection.execute(query).mappings().all(), columns=query.selected_columns.keys())


def problems_in_force(database: Database) -> pd.DataFrame:
    """Return what is wrong in what counts now: file_name, sheet, cell, code, severity, message, suggestion."""
    query = (
        select(submissions.c.file_name, *problems.c["sheet", "cell", "code", "severity", "message", "suggestion"])
        .join(submissions, submissions.c.id == problems.c.submission_id)
        .where(submissions.c.is_current)
        .order_by(submissions.c.year, submissions.c.unit, problems.c.position)
    )
    with database.reading() as connection:
        return pd.DataFrame(connection.execute(query).mappings().all(), columns=query.selected_columns.keys())
