"""One hundred random histories of a desk, on both databases: after every step the store shows what a model shows."""

import random
from pathlib import Path

import pytest

from tests.store.desk import Desk

HISTORIES, STEPS = 100, 15


@pytest.fixture
def a_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an empty database."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql").new_schema()
    return f"sqlite:///{(tmp_path / 'desk.db').as_posix()}"


@pytest.mark.parametrize("number", range(HISTORIES))
@pytest.mark.parametrize("a_url", ["sqlite", "postgresql"], indirect=True)
def test_a_history_ends_as_the_model_says(a_url: str, number: int) -> None:
    desk = Desk(a_url, random.Random(number))
    for _ in range(STEPS):
        desk.step()
    desk.end()
