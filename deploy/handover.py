"""Hand over what a run says in one piece.

A page is forty messages. Streamlit hands each from the run's thread to the loop by itself: the loop wakes up and wants
Python's lock, which the run then waits for in its turn; and the browser, which gets the page bit by bit, lays it out
several times. Here a run keeps what it says until it is over, or for as long as nobody notices. That spares the server
a twentieth of a change, beside hundreds of visitors a tenth and more, and the browser about as much. There is no
setting for it, so the function that hands over is replaced.
"""

from collections import deque
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner, ScriptRunnerEvent

#: So many seconds a run may keep what it has said. Most runs are over sooner; a long one shows that it has begun.
KEPT = 0.03
#: What may wait; with everything else a run is over.
_MAY_WAIT = {ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG}


class _Said:
    """What the runs of one session have said and not handed over yet, in order."""

    def __init__(self) -> None:
        self.events: deque[tuple[ScriptRunner | None, ScriptRunnerEvent, dict[str, Any]]] = deque()
        self.will_be_fetched = False


_of_sessions: WeakKeyDictionary[AppSession, _Said] = WeakKeyDictionary()


def hand_over_together() -> None:
    """Let every session get what its runs say in few pieces."""
    AppSession._on_scriptrunner_event = _say  # type: ignore[assignment,method-assign]


def _say(session: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, **told: Any) -> None:
    """Keep what a run says, and see to it that the loop fetches it in time; called in the run's thread."""
    said = _of_sessions.get(session) or _of_sessions.setdefault(session, _Said())
    said.events.append((sender, event, told))
    if event not in _MAY_WAIT:
        session._call_soon_on_event_loop(partial(_fetch, session, said))
    elif not said.will_be_fetched:
        said.will_be_fetched = True
        session._call_soon_on_event_loop(partial(_fetch_in_time, session, said))


def _fetch_in_time(session: AppSession, said: _Said) -> None:
    session._event_loop.call_later(KEPT, _fetch, session, said)


def _fetch(session: AppSession, said: _Said) -> None:
    """Give the session all that waits; called on the loop."""
    # First, so that nothing said from here on is forgotten.
    said.will_be_fetched = False
    try:
        while said.events:
            sender, event, told = said.events.popleft()
            session._handle_scriptrunner_event_on_event_loop(sender, event, **told)
    finally:
        # A fault is the loop's to report; it does not keep back what else was said.
        if said.events:
            session._call_soon_on_event_loop(partial(_fetch, session, said))
