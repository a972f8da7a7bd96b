"""Turn what a database driver raises into what a user is told."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from store.errors import (
    NotAStore,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreUnavailable,
)

_log = logging.getLogger("landscape.store")
#: SQLite's result codes; the rest of a family goes by its primary code.
_OF_SQLITE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_IOERR_SHMSIZE: StoreFull,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_READONLY_DBMOVED: StoreUnavailable,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_AUTH: StoreReadOnly,
    sqlite3.SQLITE_NOTADB: NotAStore,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    # A table or a column is not there: somebody put another file in the place of ours.
    sqlite3.SQLITE_ERROR: NotAStore,
}
#: PostgreSQL's states, by as many characters as tell them apart.
_OF_POSTGRESQL: dict[str, type[StoreError]] = {
    "53100": StoreFull,
    "53300": StoreBusy,
    "40001": StoreBusy,
    "40P01": StoreBusy,
    "55P03": StoreBusy,
    "57014": StoreBusy,
    "25006": StoreReadOnly,
    "42501": StoreReadOnly,
    "3D000": NotAStore,
    "3F000": NotAStore,
    "42P01": NotAStore,
    "42703": NotAStore,
    "XX001": StoreDamaged,
    "XX002": StoreDamaged,
}


@contextmanager
def told() -> Iterator[None]:
    """Raise a StoreError for whatever the database refused; our own faults pass as they are."""
    try:
        yield
    except exc.TimeoutError as error:
        # All connections of this process are in use.
        raise StoreBusy from error
    except exc.DBAPIError as error:
        kind = _kind(error)
        if kind is None:
            raise
        # Neither the statement nor its values: a table's rows have no place in a log.
        _log.warning("The database refused: %s", error.orig)
        raise kind() from error


def _kind(error: exc.DBAPIError) -> type[StoreError] | None:
    """Return what to tell; None where the fault is ours."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        known = _OF_SQLITE.get(code) or _OF_SQLITE.get(code & 0xFF)
    else:
        known = _OF_POSTGRESQL.get(getattr(error.orig, "sqlstate", None) or "")
    ours = exc.IntegrityError | exc.ProgrammingError | exc.DataError | exc.NotSupportedError
    return known or (None if isinstance(error, ours) else StoreUnavailable)
