"""A visitor without a browser: speaks to a Streamlit server as a browser does, and counts bytes and time."""

import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

#: A browser lets go of a part that so many runs have not shown: Streamlit's `global.maxCachedMessageAge`.
_RUNS_HELD = 2


@dataclass(frozen=True)
class Answer:
    """One run of a page as it arrives: seconds until it is over, bytes on the wire, and whether it went well."""

    seconds: float
    wire_bytes: int
    is_sound: bool


class _Counting(ClientConnection):
    """Counts what comes over the wire, compressed as it is."""

    wire_bytes = 0

    def data_received(self, data: bytes) -> None:
        self.wire_bytes += len(data)
        super().data_received(data)


@dataclass
class Visitor:
    """One session. `widgets` are those of the last run by their labels: their number and, of a choice, its options.

    As a browser does, it tells the server with every question what the address carries and which large parts of the
    page it still holds (`held`: their hashes, with the run that showed each last), which are then not sent again.
    """

    socket: _Counting
    widgets: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    page_hash: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    query: str = ""
    held: dict[str, int] = field(default_factory=dict)
    runs: int = 0

    @classmethod
    async def arrive(cls, address: str) -> "Visitor":
        """Open a session at `address` (http://host:port)."""
        socket = await connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            open_timeout=60,
            ping_interval=None,
            create_connection=_Counting,
        )
        assert isinstance(socket, _Counting)
        return cls(socket)

    async def open(self, query: str = "", page: str = "") -> Answer:
        """Run a page from its start; `page` is its place in the address."""
        message, self.query = BackMsg(), query
        message.rerun_script.page_name = page
        return await self._ask(message)

    async def choose(self, label: str, option: str) -> Answer:
        """Choose an option of a choice in the sidebar, and wait until the page is drawn anew."""
        number, _ = self.widgets[label]
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page_hash
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = number, option
        return await self._ask(message)

    async def leave(self) -> None:
        """Close the session."""
        await self.socket.close()

    async def _ask(self, message: BackMsg) -> Answer:
        self._tell(message)
        start, before, is_sound = time.perf_counter(), self.socket.wire_bytes, True
        await self.socket.send(message.SerializeToString())
        while True:
            data = await self.socket.recv()
            received = ForwardMsg()
            received.ParseFromString(data)
            kind = received.WhichOneof("type")
            self._hold(received)
            if kind == "delta":
                is_sound &= self._note(received.delta)
            elif kind == "new_session":
                self.page_hash = received.new_session.page_script_hash
            elif kind == "page_info_changed":
                self.query = received.page_info_changed.query_string
            elif kind == "navigation":
                self.page_hash = received.navigation.page_script_hash
            elif kind == "script_finished" and received.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                is_sound &= received.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return Answer(time.perf_counter() - start, self.socket.wire_bytes - before, is_sound)

    def _tell(self, message: BackMsg) -> None:
        """Add what a browser tells with every question."""
        self.runs += 1
        self.held = {hash: run for hash, run in self.held.items() if self.runs - run <= _RUNS_HELD}
        message.rerun_script.query_string = self.query
        message.rerun_script.cached_message_hashes.extend(self.held)

    def _hold(self, received: ForwardMsg) -> None:
        if received.metadata.cacheable:
            self.held[received.hash] = self.runs
        elif received.WhichOneof("type") == "ref_hash":
            self.held[received.ref_hash] = self.runs

    def _note(self, delta: Any) -> bool:
        """Remember a choice; return whether an element is no error."""
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "selectbox":
            self.widgets[element.selectbox.label] = element.selectbox.id, list(element.selectbox.options)
        # An alert's format 1 is an error: that is how the pages tell a fault of ours.
        return kind != "exception" and not (kind == "alert" and element.alert.format == 1)
