"""Hand over what a run says in one piece, straight to its visitor.

A page is forty messages. Streamlit carries each by itself: from the run's thread to the loop, through the session's
queue to a second loop that goes through all sessions, and lets everybody else have a turn before it looks for the next.
The run waits for Python's lock whenever the loop wakes up; and the browser, which gets the page bit by bit, lays it out
several times. Here a run keeps what it says until it is over, or for as long as nobody notices, and then the visitor is
given all of it. There is no setting for it, so the two classes that do it are replaced by these.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session, get_instance, websocket_session_manager
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError

#: So many seconds a run may keep what it has said. Most runs are over sooner; a long one shows that it has begun.
KEPT = 0.03
#: What may wait; with everything else a run is over.
_MAY_WAIT = {ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG}


def hand_over_together() -> None:
    """Let every session from now on be one of ours."""
    app_session.ScriptRunner = Runner  # type: ignore[misc]
    websocket_session_manager.AppSession = Session  # type: ignore[misc]


class Session(AppSession):
    """A visitor's session: keeps what its runs say, and gives the visitor all of it at once."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        #: What runs have said and what became of them, in order, as what is to be done about it.
        self._said: deque[Callable[[], None]] = deque()
        self._will_be_fetched = self._is_fetching = False
        super().__init__(*arguments, **named)

    def keep(self, run: "Runner", message: ForwardMsg) -> None:
        """Keep a part of the page; called in the run's thread."""
        self._said.append(partial(self._take, run, message))
        self._fetch_in_time()

    def _on_scriptrunner_event(
        self, sender: ScriptRunner | None, event: ScriptRunnerEvent, *told: Any, **named: Any
    ) -> None:
        """Keep what became of a run; called in the run's thread."""
        if isinstance(sender, Runner):
            sender.session = self
        self._said.append(partial(self._handle_scriptrunner_event_on_event_loop, sender, event, *told, **named))
        if event in _MAY_WAIT:
            self._fetch_in_time()
        else:
            self._call_soon_on_event_loop(self._fetch)

    def _fetch_in_time(self) -> None:
        if not self._will_be_fetched:
            self._will_be_fetched = True
            self._call_soon_on_event_loop(self._fetch_later)

    def _fetch_later(self) -> None:
        self._event_loop.call_later(KEPT, self._fetch)

    def _fetch(self) -> None:
        """Do what is to be done about all that was said, and send what comes of it; called on the loop."""
        # First, so that nothing said from here on is forgotten.
        self._will_be_fetched = False
        self._is_fetching = True
        try:
            while self._said:
                self._said.popleft()()
        finally:
            self._is_fetching = False
            # A fault is the loop's to report; it does not keep back what else was said.
            if self._said:
                self._call_soon_on_event_loop(self._fetch)
            self._send()

    def _take(self, run: "Runner", message: ForwardMsg) -> None:
        """Take a part of the page, unless another run has begun since."""
        if run is self._scriptrunner:
            self._browser_queue.enqueue(message)

    def _enqueue_forward_msg(self, msg: ForwardMsg) -> None:
        """Queue what the session itself says; what comes of fetching needs nobody to be woken for it."""
        if self._is_fetching:
            self._browser_queue.enqueue(msg)
        else:
            super()._enqueue_forward_msg(msg)

    def _send(self) -> None:
        """Send what is queued as Streamlit's loop would; it waits there while the visitor is away."""
        runtime = get_instance()
        visitor = runtime._session_mgr.get_active_session_info(self.id)
        if visitor is None:
            return
        for message in self.flush_browser_queue():
            try:
                runtime._send_message(visitor, message)
            except SessionClientDisconnectedError:
                runtime.disconnect_session(self.id, client=visitor.client)
        self.on_flushed_messages_sent()


class Runner(ScriptRunner):
    """A session's runs: each part of a page goes to the session, not to whoever may want to hear of it."""

    #: Known from the first event of a run on.
    session: Session | None = None

    def _enqueue_forward_msg(self, msg: ForwardMsg) -> None:
        if self.session is None:
            super()._enqueue_forward_msg(msg)
        else:
            # As Streamlit does: here a run learns that it is to stop, because the visitor has chosen anew.
            self._maybe_handle_execution_control_request()
            self.session.keep(self, msg)
