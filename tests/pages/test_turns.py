"""Runs take turns; what takes its time does not keep the others."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from pages.parts import turns
from pages.parts.turns import give_up_turn, in_turn


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def held_until(event: threading.Event, begun: threading.Event) -> None:
    with in_turn():
        begun.set()
        event.wait(10)


def holding(pool: ThreadPoolExecutor) -> tuple[threading.Event, Future[None]]:
    """Let another thread take the turn; return what ends it."""
    end, begun = threading.Event(), threading.Event()
    run = pool.submit(held_until, end, begun)
    assert begun.wait(10)
    return end, run


def test_a_run_waits_for_the_one_before(pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PATIENCE", 10)
    end, first = holding(pool)
    order = []

    def second() -> None:
        with in_turn():
            order.append(first.done() or end.is_set())

    later = pool.submit(second)
    assert not later.done()
    end.set()
    later.result(10)
    assert order == [True]


def test_nobody_waits_for_ever(pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PATIENCE", 0.01)
    end, first = holding(pool)
    with in_turn():
        assert not first.done()
    # It had no turn, and took nobody's.
    assert turns._turn.locked()
    end.set()


def test_a_turn_that_is_given_up_is_the_next_ones(pool: ThreadPoolExecutor) -> None:
    with in_turn():
        give_up_turn()
        end, _ = holding(pool)
    assert turns._turn.locked()
    end.set()


def test_a_run_that_fails_ends_its_turn() -> None:
    with pytest.raises(ZeroDivisionError), in_turn():
        raise ZeroDivisionError
    assert not turns._turn.locked()


def test_whoever_has_no_turn_gives_none_up(pool: ThreadPoolExecutor) -> None:
    end, _ = holding(pool)
    give_up_turn()
    assert turns._turn.locked()
    end.set()
