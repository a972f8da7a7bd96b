"""uvicorn's websocket, set for pages that consist of many small parts: `uvicorn asgi:app --ws deploy.websocket:Lean`.

uvicorn lets the compression look back four kilobytes, less than a page; here a page is compressed against the one
before, in little more than half the bytes and two thirds of the time. And it hands every part to the system by itself:
here the parts that are there together go together, in a fifth of the writes, for us and for a proxy before us.
"""

import asyncio
import logging
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.server import ServerProtocol

#: The compression looks back 32 KB: a page and most of the one before. It costs a session a quarter of a megabyte.
WINDOW_BITS, MEMORY_LEVEL = 15, 8
#: With so long a look back, more effort than this saves a tenth of the bytes and costs half as much time again.
EFFORT = 3
#: Of the visitor's own messages, which are small, four kilobytes as before.
VISITOR_WINDOW_BITS = 12


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

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Send through the transport what is there together at once."""
        super().connection_made(Together(transport, self.loop))  # type: ignore[arg-type]


class Together:
    """A transport that waits with what it is given for as long as more comes at every turn of the loop.

    Streamlit gives the loop a turn after every part of a page, so one turn without another part means that none is
    ready. Nothing waits for a clock.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._waiting: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Take data, to be sent with what follows."""
        if not self._waiting:
            self._loop.call_soon(self._look_again, 0)
        self._waiting.append(data)

    def close(self) -> None:
        """Send what still waits, and close."""
        self._send()
        self._transport.close()

    def _look_again(self, before: int) -> None:
        if len(self._waiting) == before:
            self._send()
        else:
            self._loop.call_soon(self._look_again, len(self._waiting))

    def _send(self) -> None:
        if self._waiting and not self._transport.is_closing():
            self._transport.write(b"".join(self._waiting))
        self._waiting.clear()
