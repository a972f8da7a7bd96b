"""What a run says arrives whole, in order and in time, at the visitor it is for."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session, websocket_session_manager
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.signal_util import Signal

from deploy import handover
from deploy.handover import Runner, Session, hand_over_together

STARTED, OVER = ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS


@dataclass
class Visits:
    """What passes for Streamlit's runtime: who is there, and what they got in which of the loop's turns."""

    is_there: bool = True
    is_lost: bool = False
    got: list[str] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)
    turn: int = 0
    cut_off: list[Any] = field(default_factory=list)
    woken: int = 0

    @property
    def _session_mgr(self) -> Any:
        visitor = SimpleNamespace(client="the visitor's browser") if self.is_there else None
        return SimpleNamespace(get_active_session_info={"the session": visitor}.get)

    def _send_message(self, visitor: Any, message: ForwardMsg) -> None:
        if self.is_lost:
            raise SessionClientDisconnectedError
        self.got.append(text(message))
        self.turns.append(self.turn)

    def disconnect_session(self, session_id: str, client: Any) -> None:
        self.cut_off.append((session_id, client))

    def wake(self) -> None:
        self.woken += 1

    async def watch(self) -> None:
        """Count the loop's turns."""
        while True:
            self.turn += 1
            await asyncio.sleep(0)


def message(words: str) -> ForwardMsg:
    made = ForwardMsg()
    made.parent_message.message = words
    return made


def text(made: ForwardMsg) -> str:
    return made.parent_message.message or str(made.WhichOneof("type"))


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> Visits:
    """Give a runtime with one visitor, and sessions that have nothing but a loop and a queue."""
    visits = Visits()

    def begin(session: AppSession) -> None:
        session.id, session._event_loop = "the session", asyncio.get_running_loop()
        # Else it would put away, at its end, what it does not have.
        session._state = AppSessionState.SHUTDOWN_REQUESTED
        session._browser_queue, session._scriptrunner = ForwardMsgQueue(), None
        session._message_enqueued_callback = visits.wake
        session._settle_pending, session._settled = False, None

    def handle(session: AppSession, sender: Any, event: ScriptRunnerEvent, **told: Any) -> None:
        if told:
            raise ValueError(told["fault"])
        session._enqueue_forward_msg(message(event.name))

    monkeypatch.setattr(AppSession, "__init__", begin)
    monkeypatch.setattr(AppSession, "_handle_scriptrunner_event_on_event_loop", handle)
    monkeypatch.setattr(ScriptRunner, "__init__", lambda run: setattr(run, "on_event", Signal()))
    monkeypatch.setattr(ScriptRunner, "_maybe_handle_execution_control_request", lambda run: None)
    monkeypatch.setattr(handover, "get_instance", lambda: visits)
    # Far longer than any test: what arrives has been fetched because the run was over.
    monkeypatch.setattr(handover, "KEPT", 600.0)
    return visits


def new_run(session: Session) -> Runner:
    """Begin a run, as a session does when its visitor has chosen something."""
    run = Runner()
    session._scriptrunner = run
    run.on_event.connect(session._on_scriptrunner_event)
    return run


def says(run: Runner, *said: str | ScriptRunnerEvent) -> Callable[[], None]:
    """Return what a run's thread does while it says this."""

    def go() -> None:
        for each in said:
            if isinstance(each, str):
                run._enqueue_forward_msg(message(each))
            else:
                run.on_event.send(run, event=each)

    return go


async def in_a_thread(visits: Visits, *doing: Callable[[], None]) -> None:
    """Let threads do something, one after the other; return when the loop has had time for it."""
    watching = asyncio.create_task(visits.watch())
    with ThreadPoolExecutor(1) as threads:
        for each in doing:
            await asyncio.get_running_loop().run_in_executor(threads, each)
    await asyncio.sleep(0.02)
    watching.cancel()


def ran(visits: Visits, *said: str | ScriptRunnerEvent) -> Sequence[str]:
    """Return what the visitor of a session has got when a run has said this."""

    async def go() -> None:
        session = Session()
        await in_a_thread(visits, says(new_run(session), *said))

    asyncio.run(go())
    return visits.got


def test_a_run_arrives_whole_and_in_order(visits: Visits) -> None:
    parts = [f"part {number}" for number in range(40)]
    assert ran(visits, STARTED, *parts, OVER) == [STARTED.name, *parts, OVER.name]
    assert len(set(visits.turns)) == 1


def test_nobody_is_woken_for_what_has_been_sent(visits: Visits) -> None:
    ran(visits, STARTED, "a part", OVER)
    assert visits.woken == 0


def test_what_the_session_says_itself_goes_as_before(visits: Visits) -> None:
    async def go() -> list[str]:
        session = Session()
        session._enqueue_forward_msg(message("a file has changed"))
        return [text(each) for each in session.flush_browser_queue()]

    assert asyncio.run(go()) == ["a file has changed"]
    assert visits.woken == 1


def test_nothing_arrives_before_the_run_is_over(visits: Visits) -> None:
    assert ran(visits, STARTED, "a part") == []


def test_a_long_run_is_heard_again_and_again(visits: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "KEPT", 0.001)

    async def go() -> list[int]:
        session, heard = Session(), []
        run = new_run(session)
        for said in (STARTED, "a part", "another"):
            await in_a_thread(visits, says(run, said))
            heard.append(len(visits.got))
        return heard

    assert asyncio.run(go()) == [1, 2, 3]


def test_what_a_run_says_after_another_has_begun_is_dropped(visits: Visits) -> None:
    async def go() -> None:
        session = Session()
        first = new_run(session)
        await in_a_thread(visits, says(first, STARTED, "of the first"))
        second = new_run(session)
        await in_a_thread(visits, says(second, STARTED, "of the second"), says(first, "late"), says(second, OVER))

    asyncio.run(go())
    assert [each for each in visits.got if each.islower()] == ["of the second"]


def test_what_is_said_before_the_run_has_begun_takes_the_usual_way(visits: Visits) -> None:
    async def go() -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = []
        run = Runner()
        run.on_event.connect(lambda _, **named: told.append(named), weak=False)
        run._enqueue_forward_msg(message("early"))
        return told

    event = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
    assert asyncio.run(go()) == [{"event": event, "forward_msg": message("early")}]


def test_while_the_visitor_is_away_all_of_it_waits(visits: Visits) -> None:
    async def go() -> list[str]:
        visits.is_there = False
        session = Session()
        await in_a_thread(visits, says(new_run(session), STARTED, "a part", OVER))
        return [text(each) for each in session.flush_browser_queue()]

    assert asyncio.run(go()) == [STARTED.name, "a part", OVER.name]
    assert visits.got == []


def test_a_visitor_who_takes_nothing_any_more_is_cut_off(visits: Visits) -> None:
    visits.is_lost = True
    ran(visits, STARTED, "a part", OVER)
    assert set(visits.cut_off) == {("the session", "the visitor's browser")}


def test_a_fault_keeps_nothing_back(visits: Visits) -> None:
    async def go() -> list[BaseException]:
        faults: list[BaseException] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: faults.append(context["exception"]))
        session = Session()
        run = new_run(session)
        await in_a_thread(
            visits,
            says(run, STARTED, "before"),
            lambda: run.on_event.send(run, event=STARTED, fault="a fault"),
            says(run, "after", OVER),
        )
        return faults

    assert [str(fault) for fault in asyncio.run(go())] == ["a fault"]
    assert visits.got == [STARTED.name, "before", "after", OVER.name]


def test_every_session_becomes_one_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    # So that the test after finds Streamlit as it was.
    monkeypatch.setattr(app_session, "ScriptRunner", ScriptRunner)
    monkeypatch.setattr(websocket_session_manager, "AppSession", AppSession)
    hand_over_together()
    make_session, make_run = WebsocketSessionManager.connect_session, AppSession._create_scriptrunner
    assert make_session.__globals__["AppSession"] is Session
    assert make_run.__globals__["ScriptRunner"] is Runner
    assert "AppSession" in make_session.__code__.co_names
    assert "ScriptRunner" in make_run.__code__.co_names
