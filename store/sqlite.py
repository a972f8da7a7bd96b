"""SQLite as the store wants it: a file that is never created anew by mistake, and transactions that begin when said."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.pool import QueuePool

#: How long, in seconds, a write waits for another to end.
PATIENCE = 15.0


def sqlite_engine(file: Path) -> Engine:
    """Return an engine on a file; it is created at the first connection, never later."""
    opener = _Opener(file.absolute())
    engine = create_engine("sqlite://", creator=opener.connect, poolclass=QueuePool, pool_size=8, max_overflow=32)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkout", opener.check_file)
    return engine


class _Opener:
    """Opens connections, and notices when the file has gone or is another one."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._was_there = False

    def connect(self) -> sqlite3.Connection:
        if not self._was_there:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        mode = "rw" if self._was_there else "rwc"
        connection = sqlite3.connect(
            f"{self._file.as_uri()}?mode={mode}",
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA journal_mode = WAL")
        # In WAL anything less may lose the last transactions with the power.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        self._was_there = True
        return connection

    def check_file(self, connection: sqlite3.Connection, record: Any, proxy: Any) -> None:
        """Refuse a connection to a file that is no longer there: what is written to it would be lost."""
        try:
            found = self._file.stat()
        except OSError:
            found = None
        now = (found.st_dev, found.st_ino) if found else None
        if now is None or record.info.setdefault("file", now) != now:
            raise exc.DisconnectionError


def _begin(connection: Connection) -> None:
    """Begin for writing where so asked: a read that turned into a write could not wait for its turn."""
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begins', '')}")
