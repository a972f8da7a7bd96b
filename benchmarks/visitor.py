"""A visitor without a browser: speaks to a Streamlit server as a browser does, and counts bytes and time."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.wire import Wire

#: A browser lets go of a part that so many runs have not shown: Streamlit's `global.maxCachedMessageAge`.
_RUNS_HELD = 2


@dataclass(frozen=True)
class Answer:
    """One run of a page as it arrives: seconds until it is over, bytes on the wire, and whether it went well."""

    seconds: float
    wire_bytes: int
    is_sound: bool


@dataclass
class Visitor:
    """One session. `widgets` are the choices of the pages shown by their labels: their number and their options; those
    of `pills` are told as a list even where one may be chosen.

    As a browser does, it tells the server with every question what has been chosen, what the address carries and which
    large parts of the page it still holds (`held`: their hashes, with the run that showed each last), which are then
    not sent again.
    """

    widgets: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    pills: set[str] = field(default_factory=set)
    chosen: dict[str, WidgetState] = field(default_factory=dict)
    page_hash: str = ""
    query: str = ""
    held: dict[str, int] = field(default_factory=dict)
    runs: int = 0
    _wire: Wire = field(init=False)
    _is_sound: bool = True
    _over: asyncio.Future[float] | None = None

    @classmethod
    async def arrive(cls, address: str) -> "Visitor":
        """Open a session at `address` (http://host:port)."""
        visitor = cls()
        visitor._wire = Wire(visitor._receive, visitor._lose)
        await visitor._wire.open(address, "/_stcore/stream")
        return visitor

    async def open(self, query: str = "", page: str = "") -> Answer:
        """Run a page from its start; `page` is its place in the address."""
        message, self.query = BackMsg(), query
        self.chosen.clear()
        message.rerun_script.page_name = page
        return await self._ask(message)

    async def choose(self, label: str, option: str) -> Answer:
        """Choose an option of a list or among pills, and wait until the page is drawn anew."""
        if label in self.pills:
            return await self.choose_several(label, [option])
        number, _ = self.widgets[label]
        return await self._change(WidgetState(id=number, string_value=option))

    async def choose_several(self, label: str, options: Sequence[str]) -> Answer:
        """Choose any number of options where several may be chosen."""
        state = WidgetState(id=self.widgets[label][0])
        state.string_array_value.data.extend(options)
        return await self._change(state)

    async def leave(self) -> None:
        """Close the session."""
        self._wire.close()

    async def _change(self, state: WidgetState) -> Answer:
        message = BackMsg()
        self.chosen[state.id] = state
        message.rerun_script.page_script_hash = self.page_hash
        message.rerun_script.widget_states.widgets.extend(self.chosen.values())
        return await self._ask(message)

    async def _ask(self, message: BackMsg) -> Answer:
        self.runs += 1
        self.held = {hash: run for hash, run in self.held.items() if self.runs - run <= _RUNS_HELD}
        message.rerun_script.query_string = self.query
        message.rerun_script.cached_message_hashes.extend(self.held)
        self._is_sound, self._over = True, asyncio.get_running_loop().create_future()
        start, before = time.perf_counter(), self._wire.wire_bytes
        self._wire.send(message.SerializeToString())
        end = await self._over
        return Answer(end - start, self._wire.wire_bytes - before, self._is_sound)

    def _receive(self, data: bytes) -> None:
        received = ForwardMsg.FromString(data)
        kind = received.WhichOneof("type")
        if kind == "delta":
            if received.metadata.cacheable:
                self.held[received.hash] = self.runs
            self._note(received.delta.new_element)
        elif kind == "ref_hash":
            self.held[received.ref_hash] = self.runs
        elif kind == "new_session":
            self.page_hash = received.new_session.page_script_hash
        elif kind == "page_info_changed":
            self.query = received.page_info_changed.query_string
        elif kind == "navigation":
            self.page_hash = received.navigation.page_script_hash
        elif kind == "script_finished" and received.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self._is_sound &= received.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            if self._over is not None and not self._over.done():
                self._over.set_result(time.perf_counter())

    def _note(self, element: Any) -> None:
        """Remember a choice, and whether the page says that something went wrong."""
        kind = element.WhichOneof("type")
        if kind in ("selectbox", "multiselect"):
            self._remember(getattr(element, kind))
        elif kind == "button_group":
            self.pills.add(element.button_group.label)
            self._remember(element.button_group)
        elif kind == "exception" or (kind == "alert" and element.alert.format == 1):
            # An alert's format 1 is an error: that is how the pages tell a fault of ours.
            self._is_sound = False

    def _remember(self, choice: Any) -> None:
        if choice.id != self.widgets.get(choice.label, ("",))[0]:
            # Of pills, an option is more than its words.
            options = [getattr(option, "content", option) for option in choice.options]
            self.widgets[choice.label] = choice.id, options

    def _lose(self, error: Exception) -> None:
        if self._over is not None and not self._over.done():
            self._over.set_exception(error)
