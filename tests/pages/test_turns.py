"""Runs take turns; what takes its time does not keep the others."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import ModuleType
from typing import Any

import pytest

from pages.parts import desk, documents, project_list, turns
from pages.parts.turns import give_up_turn, in_turn
from tests.pages.visit import sound, visit


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


def test_first_come_first_served(pool: ThreadPoolExecutor) -> None:
    order: list[int] = []

    def run(number: int) -> None:
        with in_turn():
            order.append(number)

    end, _ = holding(pool)
    with ThreadPoolExecutor(20) as others:
        for number in range(20):
            others.submit(run, number)
            until(lambda number=number: len(turns._turn._waiting) == number + 1)
        end.set()
    assert order == list(range(20))
    assert not turns._turn.is_taken


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that other threads are about to do."""
    for _ in range(1_000):
        if is_so():
            return
        time.sleep(0.01)
    raise TimeoutError


def test_never_two_at_once() -> None:
    at_once, most = 0, 0
    changing = threading.Lock()

    def run() -> None:
        nonlocal at_once, most
        for _ in range(50):
            with in_turn():
                with changing:
                    at_once += 1
                    most = max(most, at_once)
                time.sleep(0)
                with changing:
                    at_once -= 1

    with ThreadPoolExecutor(8) as others:
        for each in [others.submit(run) for _ in range(8)]:
            each.result(60)
    assert (most, at_once, turns._turn.is_taken) == (1, 0, False)


def test_nobody_waits_for_ever(pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PATIENCE", 0.01)
    end, first = holding(pool)
    with in_turn():
        assert not first.done()
    # It had no turn, took nobody's, and is not waited for any more.
    assert turns._turn.is_taken
    end.set()
    first.result(10)
    assert not turns._turn.is_taken


def test_a_turn_that_is_given_up_is_the_next_ones(pool: ThreadPoolExecutor) -> None:
    with in_turn():
        give_up_turn()
        end, _ = holding(pool)
    assert turns._turn.is_taken
    end.set()


def test_a_run_that_fails_ends_its_turn() -> None:
    with pytest.raises(ZeroDivisionError), in_turn():
        raise ZeroDivisionError
    assert not turns._turn.is_taken


def test_whoever_has_no_turn_gives_none_up(pool: ThreadPoolExecutor) -> None:
    end, _ = holding(pool)
    give_up_turn()
    assert turns._turn.is_taken
    end.set()


def watched(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[bool]:
    """Note at each call of a function whether some run has the turn."""
    function, seen = getattr(module, name), []

    def watch(*arguments: Any, **named: Any) -> Any:
        seen.append(turns._turn.is_taken)
        return function(*arguments, **named)

    monkeypatch.setattr(module, name, watch)
    return seen


def test_a_page_is_made_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watched(monkeypatch, project_list, "headed")
    visit("projects", unit="平潭综合实验区", tier="产线级")
    assert seen == [True]


def test_nobody_waits_for_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watched(monkeypatch, project_list, "search")
    visit("projects", search="nobody waits for this")
    assert seen == [False]


@pytest.mark.parametrize("page", ["submissions", "directory", "targets"])
def test_nobody_waits_for_the_desk(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watched(monkeypatch, desk, "is_demonstration")
    visit(page)
    assert seen == [False]


def test_nobody_waits_for_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watched(monkeypatch, documents, "pack")
    screen = visit("briefings", charts=["年度趋势"], documents=["通报（Word）"])
    sound(screen.button(key="make").click().run(timeout=120))
    assert seen
    assert not any(seen)
