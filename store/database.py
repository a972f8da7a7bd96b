"""Open the database and run transactions on it: a read sees one state, writes come one after another, whole or not."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    exc,
    insert,
    inspect,
    make_url,
    select,
    text,
    update,
)

from store.errors import NotAStore, StoreTooNew, StoreUnavailable, StoreUncertain
from store.failures import told
from store.postgresql import postgresql_engine
from store.schema import SCHEMA_VERSION, log, metadata, state
from store.sqlite import sqlite_engine

#: How long, in seconds, a write waits for others to end.
PATIENCE = 15.0
_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
# A read sees one state, however many queries it asks; a write looks again once it is its turn.
_READS: dict[str, dict[str, Any]] = {"sqlite": {}, "postgresql": {"isolation_level": "REPEATABLE READ"}}
_WRITES: dict[str, dict[str, Any]] = {"sqlite": {}, "postgresql": {"isolation_level": "READ COMMITTED"}}
# Asked at every run of every page.
_STATE = select(state.c.identity, state.c.revision)
#: Any number will do, as long as all processes name the same.
_MIGRATION_LOCK = 350_000_5


def utc_now() -> datetime:
    """Return the time as the store keeps it: UTC, without a zone, to the second."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


@dataclass
class Change:
    """A write under way: everything in it happens, or nothing does."""

    connection: Connection
    revision: int
    at: datetime
    by: str
    happened: bool = False

    def record(
        self,
        action: str,
        *,
        unit: str | None = None,
        year: int | None = None,
        submission_id: int | None = None,
        detail: str = "",
    ) -> None:
        """Write a line of the log; without one nothing counts as changed."""
        line = {"revision": self.revision, "at": self.at, "by": self.by, "action": action, "detail": detail}
        about = {"unit": unit, "year": year, "submission_id": submission_id}
        self.connection.execute(insert(log).values(line | about))
        self.happened = True


class _Named(NamedTuple):
    """A name of the store's state, when it was asked for, and what stood for the last write from here by then."""

    revision: str
    at: float
    last_write: object


class Database:
    """One store. Safe to share between threads; every process opens its own."""

    def __init__(self, url: str, clock: Callable[[], datetime] = utc_now, patience: float = PATIENCE) -> None:
        """Name the database; it is opened, and created, at first use. Raises NotAStore.

        A write waits `patience` seconds for others to end.
        """
        self._clock = clock
        self._preparing = threading.Lock()
        self._is_ready = self._was_ready = False
        self._last_write = object()
        self._named = _Named("", -math.inf, None)
        self.engine = _engine(url, patience)
        name = self.engine.dialect.name
        self._reads = self.engine.execution_options(**_READS[name])
        self._writes = self.engine.execution_options(writes=True, **_WRITES[name])

    def ensure_ready(self) -> None:
        """Create or migrate the tables once; a failure is told and tried again at the next call."""
        if self._is_ready:
            return
        with self._preparing:
            if not self._is_ready:
                with told():
                    self._prepare()
                self._is_ready = self._was_ready = True

    def _prepare(self) -> None:
        """Create the tables in an empty database, or bring those of an earlier version up to date."""
        # Nearly always there is nothing to do: a look waits for nobody, and needs no right to write.
        with self._reads.connect() as connection:
            if schema_version(connection) == SCHEMA_VERSION:
                return
        with self._writes.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            version = schema_version(connection)
            # Ours was here before: an empty one in its place is a mishap, not a beginning.
            if version is None and self._was_ready:
                raise NotAStore
            if version is None:
                _create_tables(connection)
            elif version != SCHEMA_VERSION:
                migrate(connection)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell failures, and look at the database again after one: it may come back as another."""
        self.ensure_ready()
        try:
            with told():
                yield
        except (StoreUnavailable, NotAStore):
            self._is_ready = False
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the whole store."""
        with self._told(), self._reads.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, by: str) -> Iterator[Change]:
        """Give a change of which everything is kept at the end, or, after an exception, nothing.

        Writers wait for one another. The revision grows if anything was recorded.
        """
        is_written = False
        try:
            with self._told(), self._writes.begin() as connection:
                revision = connection.execute(select(state.c.revision).with_for_update()).scalar_one()
                change = Change(connection, revision + 1, self._clock(), by)
                yield change
                if change.happened:
                    connection.execute(update(state).values(revision=change.revision, identity=uuid4().hex))
                    is_written = True
        except StoreUnavailable as error:
            if is_written:
                raise StoreUncertain from error
            raise
        finally:
            self._last_write = object()

    def revision(self, age: float = 0.0) -> str:
        """Name the state of the store: what was read under this name stays true as long as it is the same.

        A name less than `age` seconds old will do, unless something was written from here since. So many who ask at
        once are answered with one look at the database.
        """
        named = self._named
        if named.last_write is self._last_write and time.monotonic() - named.at < age:
            return named.revision
        last_write, at = self._last_write, time.monotonic()
        with self.reading() as connection:
            revision = revision_of(connection)
        self._named = _Named(revision, at, last_write)
        return revision

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def revision_of(connection: Connection) -> str:
    """Name the state of the store that a connection sees."""
    identity, revision = connection.execute(_STATE).one()
    return f"{identity[:8]}-{revision}"


def _engine(url: str, patience: float) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return sqlite_engine(_file(parsed), patience)
        if parsed.get_backend_name() in ("postgresql", "postgres"):
            return postgresql_engine(parsed, patience)
    except (exc.ArgumentError, exc.NoSuchModuleError, ImportError, ValueError) as error:
        raise NotAStore from error
    raise NotAStore


def _file(url: URL) -> Path:
    """Return the file of an SQLite URL; raises ValueError where none is named, as for a database in memory."""
    name = url.database or ""
    if not name or "\0" in name or name.startswith((":", "file:")):
        raise ValueError(name)
    return Path(name)


def create_tables(engine: Engine) -> None:
    """Make an empty database ours without asking whether it is one, for one that will not last."""
    with engine.begin() as connection:
        _create_tables(connection)


def _create_tables(connection: Connection) -> None:
    """Create what all migrations together would make, without importing what runs them."""
    version = Table(
        "alembic_version",
        MetaData(),
        Column("version_num", String(32), nullable=False),
        PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
    )
    metadata.create_all(connection)
    version.create(connection)
    connection.execute(insert(version).values(version_num=SCHEMA_VERSION))
    connection.execute(insert(state).values(id=1, identity=uuid4().hex, revision=0))


def schema_version(connection: Connection) -> str | None:
    """Return the version of a database's tables, None of an empty one; raises NotAStore for others' tables."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if not {"alembic_version", state.name} <= set(tables):
        raise NotAStore
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(connection: Connection, to: str = "head") -> None:
    """Run what is missing of `migrations/versions/`; raises StoreTooNew where the database is ahead of us."""
    # Only an older database needs it.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise StoreTooNew from error
