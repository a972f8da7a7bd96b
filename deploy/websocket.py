"""uvicorn's websocket, set for pages that consist of many small parts.

uvicorn lets the compression look back four kilobytes, less than a page; here a page is compressed against the one
before, in little more than half the bytes and two thirds of the time. And Streamlit gives every part of a page to a
queue, from which a task of its own brings it through five layers to the connection, which hands it to the system by
itself: here the parts go to the connection at once, and together to the system.
"""

import logging
from collections.abc import Callable
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.runtime_util import serialize_forward_msg
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_websocket import StarletteSessionClient
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.http11 import Request
from websockets.protocol import State
from websockets.server import ServerProtocol

#: The compression looks back 32 KB: a page and most of the one before. It costs a session a quarter of a megabyte.
WINDOW_BITS, MEMORY_LEVEL = 15, 8
#: From four on it looks for longer repetitions, of which a page is full: a third fewer bytes than with three, as fast.
EFFORT = 5
#: Of the visitor's own messages, which are small, four kilobytes as before.
VISITOR_WINDOW_BITS = 12
#: So many bytes may wait for a visitor whose line is slow; with more they are cut off, and their browser comes again.
MOST_WAITING = 64 * 2**20

#: Among a connection's extensions, where the application finds the way straight to it.
_STRAIGHT = "fujian.straight"


class Lean(WebSocketsSansIOProtocol):
    """One visitor's connection."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        deflate = ServerPerMessageDeflateFactory(
            server_max_window_bits=WINDOW_BITS,
            client_max_window_bits=VISITOR_WINDOW_BITS,
            compress_settings={"memLevel": MEMORY_LEVEL, "level": EFFORT},
        )
        self.conn = ServerProtocol(
            extensions=[deflate] if self.config.ws_per_message_deflate else [],
            max_size=self.config.ws_max_size,
            logger=logging.getLogger("uvicorn.error"),
        )
        self._will_be_sent = False

    def handle_connect(self, event: Request) -> None:
        """Tell the application of the straight way."""
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["extensions"][_STRAIGHT] = {"say": self.say}

    def say(self, message: bytes) -> bool:
        """Send a message together with all others of this turn of the loop; False when the visitor is gone, or takes
        nothing any more."""
        gone = self.disconnected or self.conn.state is not State.OPEN
        if gone or self.transport.get_write_buffer_size() > MOST_WAITING:
            return False
        self.conn.send_binary(message)
        if not self._will_be_sent:
            self._will_be_sent = True
            self.loop.call_soon(self._send_together)
        return True

    def _send_together(self) -> None:
        self._will_be_sent = False
        if not self.transport.is_closing():
            self.transport.write(b"".join(self.conn.data_to_send()))


class Client(StarletteSessionClient):
    """A visitor to whom messages go straight, where their connection is lean."""

    def __init__(self, websocket: Any) -> None:
        super().__init__(websocket)
        extensions = websocket.scope.get("extensions") or {}
        self._say: Callable[[bytes], bool] | None = extensions.get(_STRAIGHT, {}).get("say")

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Send a message; SessionClientDisconnectedError where that is not possible any more."""
        if self._say is None:
            super().write_forward_msg(msg)
        elif self._closed.is_set() or not self._say(serialize_forward_msg(msg)):
            raise SessionClientDisconnectedError


def send_straight() -> None:
    """Let every connection and every visitor from now on be one of ours.

    Whoever starts the server may choose its websocket, but not whoever writes the page, so both classes are replaced.
    """
    WebSocketsSansIOProtocol.__new__ = staticmethod(_lean)  # type: ignore[method-assign, assignment]
    starlette_websocket.StarletteSessionClient = Client  # type: ignore[misc]


def _lean(_: type, *arguments: Any, **named: Any) -> Lean:
    """Make a connection of ours where one of uvicorn's is asked for."""
    return object.__new__(Lean)
