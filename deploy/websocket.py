"""uvicorn's websocket, set for pages that consist of many small parts: `uvicorn asgi:app --ws deploy.websocket:Lean`.

uvicorn lets the compression look back four kilobytes, less than a page; here a page is compressed against the one
before, in little more than half the bytes and two thirds of the time.
"""

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
