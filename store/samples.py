"""Fill a store of its own with the invented workbooks, so that the samples are read as real ones are."""

import atexit
import logging
import shutil
import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from loaders.directory import read_directory
from loaders.errors import UnreadableFile
from loaders.samples import DIRECTORY_FOLDER, SAMPLES, sample_files
from loaders.workbook import read_workbook
from store.database import Database, create_tables
from store.decisions import decide
from store.submissions import accept, receive

_log = logging.getLogger("landscape.store")
_BY = "样例"


@lru_cache(maxsize=4)
def sample_database(revision: str, folder: Path = SAMPLES) -> Database:
    """Return a store with the samples as `revision` names them, made once per process and gone with it."""
    place = Path(tempfile.mkdtemp(prefix="landscape-samples-"))
    database = Database(f"sqlite:///{(place / 'samples.db').as_posix()}")
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
                accept(database, receive(database, reading, data, by=_BY).id, by=_BY)
        except UnreadableFile as error:
            _log.warning("The sample %s cannot be read: %s", name, error.message)


def _remove(database: Database, place: Path) -> None:
    database.close()
    shutil.rmtree(place, ignore_errors=True)
