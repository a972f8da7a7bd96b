"""Turn what a database driver raises into what a user is told."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from store.errors import NotAStore, StoreBusy, StoreError, StoreFull, StoreReadOnly, StoreUnavailable

_log = logging.getLogger("landscape.store")
#: SQLite's primary result codes.
_OF_SQLITE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_AUTH: StoreReadOnly,
    sqlite3.SQLITE_NOTADB: NotAStore,
    sqlite3.SQLITE_CORRUPT: NotAStore,
}
#: PostgreSQL's states, by as many characters as tell them apart.
_OF_POSTGRESQL: dict[str, type[StoreError]] = {
    "53100": StoreFull,
    "40001": StoreBusy,
    "40P01": StoreBusy,
    "55P03": StoreBusy,
    "57014": StoreBusy,
    "25006": StoreReadOnly,
    "42501": StoreReadOnly,
    "3D000": NotAStore,
}


@contextmanager
def told() -> Iterator[None]:
    """Raise a StoreError for whatever the database refused; our own faults pass as they are."""
    try:
        yield
    except (exc.OperationalError, exc.InternalError, exc.DatabaseError, exc.TimeoutError, OSError) as error:
        if isinstance(error, exc.IntegrityError | exc.ProgrammingError | exc.DataError):
            raise
        _log.warning("The database refused: %s", error)
        raise _kind(error)() from error


def _kind(error: Exception) -> type[StoreError]:
    original = getattr(error, "orig", None) or error
    if isinstance(error, exc.TimeoutError):
        return StoreBusy
    if (code := getattr(original, "sqlite_errorcode", None)) is not None:
        return _OF_SQLITE.get(code & 0xFF, StoreUnavailable)
    return _OF_POSTGRESQL.get(getattr(original, "sqlstate", None) or "", StoreUnavailable)
