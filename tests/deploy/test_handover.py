"""What a run says arrives whole, in order and in time."""

import asyncio
import gc
import inspect
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent

from deploy import handover
from deploy.handover import hand_over_together

own = AppSession._on_scriptrunner_event
STARTED, SAID = ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
OVER = ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS


class Session(AppSession):
    """A session with nothing but a loop, that notes what reaches it and in which of the loop's turns."""

    def __init__(self) -> None:
        self._event_loop = asyncio.get_running_loop()
        # Else it would put away, at its end, what it does not have.
        self._state = AppSessionState.SHUTDOWN_REQUESTED
        self.got: list[tuple[ScriptRunnerEvent, Any]] = []
        self.turns: list[int] = []
        self.turn = 0

    def _handle_scriptrunner_event_on_event_loop(self, sender: Any, event: Any, *_: Any, **told: Any) -> None:
        assert asyncio.get_running_loop() is self._event_loop
        self.got.append((event, told.get("forward_msg")))
        self.turns.append(self.turn)
        if told.get("forward_msg") == "a fault":
            raise ValueError("a fault")

    def run(self, *events: tuple[ScriptRunnerEvent, Any]) -> None:
        """Say something, as a run's thread does."""
        for event, message in events:
            self._on_scriptrunner_event(None, event=event, forward_msg=message)

    async def watch(self) -> None:
        """Count the loop's turns."""
        while True:
            self.turn += 1
            await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def _together(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # Far longer than any test: what arrives has been fetched because the run was over.
    monkeypatch.setattr(handover, "KEPT", 600.0)
    hand_over_together()
    yield
    AppSession._on_scriptrunner_event = own  # type: ignore[method-assign]


async def ran(session: Session, *events: tuple[ScriptRunnerEvent, Any]) -> None:
    """Let a thread say something; return when the loop has had time for it."""
    watching = asyncio.create_task(session.watch())
    with ThreadPoolExecutor(1) as threads:
        await asyncio.get_running_loop().run_in_executor(threads, lambda: session.run(*events))
    await asyncio.sleep(0.01)
    watching.cancel()


def test_a_run_arrives_whole_and_in_order() -> None:
    async def go() -> Session:
        session = Session()
        await ran(session, (STARTED, None), *((SAID, number) for number in range(40)), (OVER, None))
        return session

    session = asyncio.run(go())
    assert session.got == [(STARTED, None), *((SAID, number) for number in range(40)), (OVER, None)]
    assert len(set(session.turns)) == 1


def test_nothing_arrives_before_the_run_is_over_or_its_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def go() -> tuple[list[Any], list[Any]]:
        session = Session()
        await ran(session, (STARTED, None), (SAID, 1))
        early = list(session.got)
        monkeypatch.setattr(handover, "KEPT", 0.001)
        other = Session()
        await ran(other, (STARTED, None), (SAID, 1))
        await asyncio.sleep(0.05)
        return early, other.got

    assert asyncio.run(go()) == ([], [(STARTED, None), (SAID, 1)])


def test_a_long_run_goes_on_being_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "KEPT", 0.001)

    async def go() -> list[int]:
        session = Session()
        heard = []
        for number in range(3):
            await ran(session, (SAID, number))
            await asyncio.sleep(0.05)
            heard.append(len(session.got))
        return heard

    assert asyncio.run(go()) == [1, 2, 3]


def test_a_fault_keeps_nothing_back() -> None:
    async def go() -> tuple[list[Any], list[BaseException]]:
        faults: list[BaseException] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: faults.append(context["exception"]))
        session = Session()
        await ran(session, (SAID, 1), (SAID, "a fault"), (SAID, 2), (OVER, None))
        return session.got, faults

    got, faults = asyncio.run(go())
    assert got == [(SAID, 1), (SAID, "a fault"), (SAID, 2), (OVER, None)]
    assert [str(fault) for fault in faults] == ["a fault"]


def test_sessions_are_kept_apart_and_forgotten() -> None:
    async def go() -> tuple[list[Any], list[Any]]:
        first, second = Session(), Session()
        await ran(first, (SAID, "of the first"))
        await ran(second, (SAID, "of the second"), (OVER, None))
        return first.got, second.got

    assert asyncio.run(go()) == ([], [(SAID, "of the second"), (OVER, None)])
    gc.collect()
    assert not [session for session in handover._of_sessions if isinstance(session, Session)]


def test_streamlit_still_hands_over_as_we_expect() -> None:
    told = set(inspect.signature(own).parameters)
    assert told == set(inspect.signature(AppSession._handle_scriptrunner_event_on_event_loop).parameters)
    assert "self._on_scriptrunner_event" in inspect.getsource(AppSession._create_scriptrunner)
