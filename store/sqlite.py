"""SQLite as the store wants it: a file that is never created anew by mistake, and transactions that begin when said."""

import errno
import logging
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.pool import QueuePool

from store.errors import NotAStore, StoreError, StoreFull, StoreReadOnly, StoreUnavailable

_log = logging.getLogger("landscape.store")


def sqlite_engine(file: Path, patience: float) -> Engine:
    """Return an engine on a file; it is created at the first connection, never later.

    A write waits `patience` seconds for another to end.
    """
    opener = _Opener(file.absolute(), patience)
    engine = create_engine(
        "sqlite://",
        creator=opener.connect,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=32,
        pool_timeout=patience,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkout", opener.check_file)
    event.listen(engine, "checkin", opener.settle)
    return engine


class _Opener:
    """Opens connections, and notices when the file has gone or is another one."""

    def __init__(self, file: Path, patience: float) -> None:
        self._file = file
        self._patience = patience
        self._was_there = False

    def connect(self) -> sqlite3.Connection:
        if not self._was_there:
            self._make_folder()
        try:
            connection = self._open()
        except sqlite3.Error as error:
            # Reading, too, needs a file beside it, for which there may be no right.
            if self._file.parent.is_dir() and not os.access(self._file.parent, os.W_OK):
                raise StoreReadOnly from error
            raise
        self._was_there = True
        return connection

    def _open(self) -> sqlite3.Connection:
        mode = "rw" if self._was_there else "rwc"
        connection = sqlite3.connect(
            f"{self._file.as_uri()}?mode={mode}",
            uri=True,
            timeout=self._patience,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._set_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _make_folder(self) -> None:
        if self._file.is_dir():
            raise NotAStore
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _folder_failure(error) from error

    def _set_up(self, connection: sqlite3.Connection) -> None:
        deadline = time.monotonic() + self._patience
        while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError:
                # Two that change the mode of a new file at once do not wait for one another.
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
        # In WAL anything less may lose the last transactions with the power.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    def check_file(self, connection: sqlite3.Connection, record: Any, proxy: Any) -> None:
        """Refuse a connection to a file that is no longer there: what is written to it would be lost."""
        try:
            found = self._file.stat()
        except OSError:
            found = None
        now = (found.st_dev, found.st_ino) if found else None
        if now is None or record.info.setdefault("file", now) != now:
            raise exc.DisconnectionError

    def settle(self, connection: sqlite3.Connection | None, record: Any) -> None:
        """Bring what was written from the log beside the file into the file itself.

        So the file alone is whole, should somebody copy or replace it, and no rest of it meets another. What cannot
        be done because others are reading is done after the next write: nothing waits for it or depends on it.
        """
        if connection is None or record.info.get("changes", 0) == connection.total_changes:
            return
        record.info["changes"] = connection.total_changes
        try:
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            connection.execute(f"PRAGMA busy_timeout = {round(self._patience * 1000)}")
        except sqlite3.Error as error:
            _log.info("The log of the database stays as it is for now: %s", error)


def _folder_failure(error: OSError) -> StoreError:
    if error.errno == errno.ENOSPC:
        return StoreFull()
    return StoreReadOnly() if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) else StoreUnavailable()


def _begin(connection: Connection) -> None:
    """Begin for writing where so asked: a read that turned into a write could not wait for its turn."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
