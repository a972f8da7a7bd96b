"""uvicorn's websocket, set for pages that consist of many small parts: `uvicorn asgi:app --ws deploy.websocket:Lean`.

A page is some sixty messages. uvicorn hands each to the network by itself and lets the compression look back four
kilobytes, less than a page; here what comes together travels together, and a page is compressed against the one before.
"""

import asyncio
import logging
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.server import ServerProtocol

#: The compression looks back 32 KB: a page and most of the one before. It costs a session a quarter of a megabyte.
WINDOW_BITS, MEMORY_LEVEL = 15, 8
#: Of the visitor's own messages, which are small, four kilobytes as before.
VISITOR_WINDOW_BITS = 12


class Lean(WebSocketsSansIOProtocol):
    """One visitor's connection."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        deflate = ServerPerMessageDeflateFactory(
            server_max_window_bits=WINDOW_BITS,
            client_max_window_bits=VISITOR_WINDOW_BITS,
            compress_settings={"memLevel": MEMORY_LEVEL},
        )
        self.conn = ServerProtocol(
            extensions=[deflate] if self.config.ws_per_message_deflate else [],
            max_size=self.config.ws_max_size,
            logger=logging.getLogger("uvicorn.error"),
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, gathering what is sent."""
        super().connection_made(transport)
        self.transport = cast(asyncio.Transport, _Gathering(self.transport, self.loop))


class _Gathering:
    """A transport that sends everything written in one turn of the event loop in one piece."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._waiting:
            import os

            self._loop.call_later(float(os.environ.get("GATHER", "0")) / 1000, self._send)
        self._waiting.append(data)

    def close(self) -> None:
        self._send()
        self._transport.close()

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting and not self._transport.is_closing():
            self._transport.write(b"".join(waiting))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
