"""One hundred random histories of a desk, on both databases: after every step the store shows what a model shows."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.store.desk import Desk

HISTORIES = settings(
    max_examples=100,
    stateful_step_count=12,
    derandomize=True,
    deadline=None,
    # A history is short enough to be read as it is; to shorten it takes minutes.
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def new_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Return a function that names a database of its own at every call."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql").new_schema
    return lambda: f"sqlite:///{(tmp_path_factory.mktemp('desk') / 'store.db').as_posix()}"


@pytest.mark.parametrize("new_url", ["sqlite", "postgresql"], indirect=True)
def test_a_hundred_histories_end_as_the_model_does(new_url: Callable[[], str]) -> None:
    run_state_machine_as_test(lambda: Desk(new_url), settings=HISTORIES)
