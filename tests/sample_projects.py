"""The sample projects as the store hands them out, to be counted by hand in tests."""

from pathlib import Path

import pandas as pd

from loaders.samples import SAMPLES, sample_revision
from store.collection import collect
from store.database import Database
from store.lookup import project_rows
from store.samples import sample_database


def sample_store(folder: Path = SAMPLES) -> Database:
    """Return the store that holds the samples of a folder."""
    return sample_database(sample_revision(folder), folder)


def sample_projects(folder: Path = SAMPLES) -> pd.DataFrame:
    """Return one row a project: what was read, and the stage years."""
    database = sample_store(folder)
    years = collect(database).projects[["listed_year", "benchmark_year"]]
    return project_rows(database, years.index).join(years)
