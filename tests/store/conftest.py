"""Every test of the store runs on an SQLite file and on a real PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database
from tests.store.server import PostgreSQL, running_postgresql

BACKENDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """Start a server once for all tests that leave it running."""
    with running_postgresql() as server:
        yield server


@pytest.fixture(params=BACKENDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Name an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{(tmp_path / 'store.db').as_posix()}"
        return
    server = request.getfixturevalue("postgresql")
    named = server.new_database()
    yield named
    server.drop(named)


@pytest.fixture
def another_url(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> str:
    """Name a second empty database of the same kind."""
    if url.startswith("sqlite"):
        return f"sqlite:///{(tmp_path / 'another.db').as_posix()}"
    return request.getfixturevalue("postgresql").new_schema()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Open an empty store."""
    opened = Database(url)
    yield opened
    opened.close()
