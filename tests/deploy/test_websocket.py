"""What goes through a visitor's websocket: compressed against the page before, straight, together, and in order."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import pytest
from starlette.websockets import WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from streamlit.web.server.starlette import starlette_websocket
from uvicorn import Config
from uvicorn.server import ServerState
from websockets.client import ClientProtocol
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri

from deploy import websocket
from deploy.websocket import WINDOW_BITS, Client, Lean, send_straight

T = TypeVar("T")


class Wire:
    """A transport that keeps what it is given to send."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.is_closed = False
        self.waiting = 0

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def get_extra_info(self, name: str) -> None:
        return None

    def pause_reading(self) -> None:
        """Is asked for while a message is being read."""


class Visited:
    """A connection with a visitor at its other end."""

    def __init__(self, *, compresses: bool = True) -> None:
        self.wire, self.scope = Wire(), {}
        config = Config(
            self._application, interface="asgi3", ws=Lean, ws_per_message_deflate=compresses, log_config=None
        )
        config.load()
        self.lean = Lean(config, ServerState(), {}, _loop=asyncio.get_event_loop())
        self._browser = ClientProtocol(
            parse_uri("ws://visitor/_stcore/stream"),
            extensions=[ClientPerMessageDeflateFactory()] if compresses else None,
        )

    async def _application(self, scope: Any, receive: Any, send: Any) -> None:
        self.scope = scope
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass

    async def arrive(self) -> None:
        """Shake hands."""
        self.lean.connection_made(self.wire)  # type: ignore[arg-type]
        self._browser.send_request(self._browser.connect())
        self.lean.data_received(b"".join(self._browser.data_to_send()))
        await turns_of_the_loop(5)
        self.got()

    def client(self) -> Client:
        """Return the visitor as Streamlit knows them."""
        return Client(WebSocket(self.scope, receive=None, send=None))  # type: ignore[arg-type]

    def got(self) -> list[list[bytes]]:
        """Return what has arrived at the visitor since it was last asked: the messages of each write."""
        writes = []
        for data in self.wire.sent:
            self._browser.receive_data(data)
            frames = [event for event in self._browser.events_received() if isinstance(event, Frame)]
            writes.append([bytes(frame.data) for frame in frames if frame.opcode is Opcode.BINARY])
        self.wire.sent.clear()
        return writes


async def turns_of_the_loop(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def visited(speak: Callable[[Visited], Coroutine[Any, Any, T]], **named: Any) -> T:
    """Return what comes of speaking with a visitor who has just arrived."""

    async def meet() -> T:
        visit = Visited(**named)
        await visit.arrive()
        return await speak(visit)

    return asyncio.run(meet())


def said(text: str) -> ForwardMsg:
    message = ForwardMsg()
    message.delta.new_element.markdown.body = text
    return message


def texts(writes: list[list[bytes]]) -> list[list[str]]:
    return [[ForwardMsg.FromString(each).delta.new_element.markdown.body for each in write] for write in writes]


@pytest.mark.parametrize("compresses", [True, False])
def test_the_compression_looks_back_a_page_where_there_is_one(compresses: bool) -> None:
    async def look(visit: Visited) -> Any:
        return visit.lean.conn.available_extensions

    offered = visited(look, compresses=compresses)
    windows = [each.server_max_window_bits for each in offered]
    assert windows == ([WINDOW_BITS] if compresses else [])


def test_a_page_sent_again_takes_next_to_nothing() -> None:
    async def speak(visit: Visited) -> tuple[int, int]:
        page = "".join(map(chr, range(0x4E00, 0x4E00 + 4_000)))
        visitor, sizes = visit.client(), []
        for _ in range(2):
            visitor.write_forward_msg(said(page))
            await turns_of_the_loop(1)
            sizes.append(sum(map(len, visit.wire.sent)))
            assert texts(visit.got()) == [[page]]
        return sizes[0], sizes[1]

    first, again = visited(speak)
    assert again < first / 20


@pytest.mark.parametrize("compresses", [True, False])
def test_what_is_said_in_one_turn_of_the_loop_is_sent_together_and_in_order(compresses: bool) -> None:
    async def speak(visit: Visited) -> list[list[str]]:
        visitor = visit.client()
        for part in "abc":
            visitor.write_forward_msg(said(part))
        await turns_of_the_loop(1)
        visitor.write_forward_msg(said("d"))
        await turns_of_the_loop(1)
        return texts(visit.got())

    assert visited(speak, compresses=compresses) == [["a", "b", "c"], ["d"]]


def test_what_waits_is_sent_before_the_connection_is_closed_and_nothing_afterwards() -> None:
    async def speak(visit: Visited) -> list[list[str]]:
        visitor = visit.client()
        visitor.write_forward_msg(said("last"))
        await visit.lean.send({"type": "websocket.close", "code": 1000, "reason": ""})
        with pytest.raises(SessionClientDisconnectedError):
            visitor.write_forward_msg(said("late"))
        await turns_of_the_loop(3)
        return [write for write in texts(visit.got()) if write]

    assert visited(speak) == [["last"]]


def test_whoever_has_left_is_told_of() -> None:
    async def speak(visit: Visited) -> list[list[bytes]]:
        visitor = visit.client()
        visitor.write_forward_msg(said("on the way"))
        visit.wire.close()
        visit.lean.connection_lost(None)
        with pytest.raises(SessionClientDisconnectedError):
            visitor.write_forward_msg(said("late"))
        await turns_of_the_loop(3)
        return visit.got()

    assert visited(speak) == []


def test_whoever_takes_nothing_any_more_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket, "MOST_WAITING", 100)

    async def speak(visit: Visited) -> None:
        visitor = visit.client()
        visit.wire.waiting = 100
        visitor.write_forward_msg(said("just so"))
        visit.wire.waiting = 101
        with pytest.raises(SessionClientDisconnectedError):
            visitor.write_forward_msg(said("too much"))

    visited(speak)


def test_a_closed_visitor_gets_nothing() -> None:
    async def speak(visit: Visited) -> None:
        visitor = visit.client()
        await visitor.aclose()
        with pytest.raises(SessionClientDisconnectedError):
            visitor.write_forward_msg(said("late"))

    visited(speak)


@pytest.mark.parametrize("extensions", [{}, {"extensions": {}}, {"extensions": None}])
def test_through_any_other_connection_messages_go_as_before(extensions: dict[str, Any]) -> None:
    async def speak() -> list[Any]:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "websocket", "headers": [], **extensions}
        connected = WebSocket(scope, receive=None, send=send)  # type: ignore[arg-type]
        await connected.send({"type": "websocket.accept"})
        visitor = Client(connected)
        visitor.write_forward_msg(said("a"))
        await turns_of_the_loop(3)
        await visitor.aclose()
        return [ForwardMsg.FromString(message["bytes"]) for message in sent[1:]]

    assert asyncio.run(speak()) == [said("a")]


@pytest.mark.parametrize("choice", ["auto", "websockets-sansio"])
def test_every_connection_becomes_one_of_ours(choice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # So that the test after finds Streamlit as it was. uvicorn's class stays ours: nothing here asks for another.
    monkeypatch.setattr(starlette_websocket, "StarletteSessionClient", starlette_websocket.StarletteSessionClient)

    async def connection() -> Any:
        config = Config(app="", ws=choice, log_config=None)
        monkeypatch.setattr(config, "load_app", lambda: connection)
        config.load()
        send_straight()
        assert config.ws_protocol_class is not None
        return config.ws_protocol_class(config, ServerState(), {}, _loop=asyncio.get_running_loop())  # type: ignore[call-arg]

    assert isinstance(asyncio.run(connection()), Lean)


def test_every_visitor_becomes_one_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starlette_websocket, "StarletteSessionClient", starlette_websocket.StarletteSessionClient)
    send_straight()
    visitors = starlette_websocket.create_websocket_handler.__globals__["StarletteSessionClient"]
    assert visitors is Client
    assert "StarletteSessionClient" in names_used(starlette_websocket.create_websocket_handler.__code__)


def names_used(code: Any) -> set[str]:
    """Return the names that a function, and those in it, take from its module."""
    inner = [each for each in code.co_consts if hasattr(each, "co_names")]
    return set(code.co_names).union(*map(names_used, inner))
