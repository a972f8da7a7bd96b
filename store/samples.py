"""Fill a store of its own with the invented workbooks, so that the samples are read as real ones are."""

import atexit
import logging
import shutil
import tempfile
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from loaders.directory import read_directory
from loaders.errors import UnreadableFile
from loaders.facts import deadline
from loaders.samples import DIRECTORY_FOLDER, SAMPLES, sample_files
from loaders.workbook import Reading, read_workbook
from store.china_time import noon_of
from store.database import Database, create_tables
from store.decisions import decide
from store.settings import sqlite_url
from store.submissions import accept, receive

_log = logging.getLogger("landscape.store")
_BY = "样例"


@lru_cache(maxsize=4)
def sample_database(revision: str, folder: Path = SAMPLES) -> Database:
    """Return a store with the samples as `revision` names them, made once per process and gone with it."""
    place = Path(tempfile.mkdtemp(prefix="landscape-samples-"))
    database = Database(sqlite_url(place / "samples.db"))
    atexit.register(_remove, database, place)
    create_tables(database.engine)
    fill_with_samples(database, folder)
    return database


def fill_with_samples(database: Database, folder: Path = SAMPLES) -> None:
    """Accept every sample workbook and keep the published lists; what cannot be read is logged and left out."""
    for path in sample_files(folder):
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes()
        try:
            if name.startswith(f"{DIRECTORY_FOLDER}/"):
                decide(database, read_directory(data, name), path.stem, by=_BY, data=data, file_name=path.name)
            else:
                # A folder's name may tell the year; the file is known by its own.
                reading = replace(read_workbook(data, name), file=path.name)
                accept(database, receive(database, reading, data, by=_BY, received_at=_in_time(reading)).id, by=_BY)
        except UnreadableFile as error:
            _log.warning("The sample %s cannot be read: %s", name, error.message)


def _in_time(reading: Reading) -> datetime | None:
    """Return when an invented table came in: on the last day, whenever it is shown."""
    return noon_of(date.fromisoformat(deadline(reading.year))) if reading.year else None


def _remove(database: Database, place: Path) -> None:
    database.close()
    shutil.rmtree(place, ignore_errors=True)
