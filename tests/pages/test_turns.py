"""Runs take turns; what takes its time does not keep the others."""

import threading
from collections.abc import Iterator
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


def watched(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[bool]:
    """Note at each call of a function whether some run has the turn."""
    function, seen = getattr(module, name), []

    def watch(*arguments: Any, **named: Any) -> Any:
        seen.append(turns._turn.locked())
        return function(*arguments, **named)

    monkeypatch.setattr(module, name, watch)
    return seen


def test_a_page_is_made_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watched(monkeypatch, project_list, "project_table")
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
