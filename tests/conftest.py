"""Run the rings in order: rules first, screens next, the browser last, so that the quickest answer comes first."""

import os
import tempfile
from pathlib import Path

import pytest

_RINGS = ("pages", "browser")
# No test, and no dashboard a test starts, touches the store of this installation.
_PLACE = tempfile.TemporaryDirectory(prefix="landscape-tests-", ignore_cleanup_errors=True)
os.environ["FACTORY_DATABASE_URL"] = f"sqlite:///{(Path(_PLACE.name) / 'tests.db').as_posix()}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the tests by ring; within a ring they stay as they are."""
    items.sort(key=_ring)


def _ring(item: pytest.Item) -> int:
    folder = item.path.parent.name
    return _RINGS.index(folder) + 1 if folder in _RINGS else 0
