"""Two processes behind nginx on one PostgreSQL, started once for all tests of this folder."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.behind_nginx import Arrangement, arranged, has_nginx
from tests.store.server import running_postgresql


@pytest.fixture(scope="session")
def arrangement() -> Iterator[Arrangement]:
    """Start everything; without nginx, skip, or fail where it is required."""
    if not has_nginx():
        (pytest.fail if os.environ.get("FACTORY_REQUIRE_NGINX") == "1" else pytest.skip)("No nginx: install it")
    with (
        running_postgresql() as server,
        tempfile.TemporaryDirectory(prefix="landscape-nginx-") as folder,
        arranged(Path(folder), server.new_database()) as started,
    ):
        yield started


@pytest.fixture
def whole(arrangement: Arrangement) -> Arrangement:
    """Give the arrangement with all processes running, whatever the test before did to them."""
    for port in arrangement.ports:
        if arrangement.processes[port].poll() is not None:
            arrangement.start(port)
            arrangement.wait(port)
    return arrangement
