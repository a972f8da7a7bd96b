"""A websocket that hardly costs anything: hundreds of visitors share the machine with the server they measure.

It speaks what a browser speaks to our servers (whole binary messages, compressed where the server agrees, pings
answered) and nothing else. A message is handed on as it arrives, without tasks or queues: a run of a page comes in a
hundred messages, and the package `websockets` takes six times as long for them.
"""

import asyncio
import base64
import os
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

_BINARY, _CLOSE, _PING, _PONG = 2, 8, 9, 10
_LAST, _COMPRESSED, _MASKED = 0x80, 0x40, 0x80
_END_OF_MESSAGE = b"\x00\x00\xff\xff"
_OPEN_SECONDS = 60
_ASK = """GET {path} HTTP/1.1\r
Host: {host}\r
Upgrade: websocket\r
Connection: Upgrade\r
Sec-WebSocket-Version: 13\r
Sec-WebSocket-Key: {key}\r
Sec-WebSocket-Protocol: streamlit\r
Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
"""


class Wire(asyncio.Protocol):
    """One connection. `wire_bytes` counts what came in, compressed as it is; `on_end` is told what ended it."""

    def __init__(self, on_message: Callable[[bytes], None], on_end: Callable[[Exception], None]) -> None:
        self.wire_bytes = 0
        self._on_message, self._on_end = on_message, on_end
        self._rest = b""
        self._inflate = zlib.decompressobj(-15)
        self._opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None

    async def open(self, address: str, path: str, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        """Connect to `address` (http://host:port); raises OSError where there is no websocket."""
        place = urlsplit(address)
        assert place.hostname is not None and place.port is not None
        async with asyncio.timeout(_OPEN_SECONDS):
            await asyncio.get_running_loop().create_connection(lambda: self, place.hostname, place.port)
            told = _ASK.format(path=path, host=place.netloc, key=base64.b64encode(os.urandom(16)).decode())
            told += "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            self._write(told.encode() + b"\r\n")
            await self._opened

    def send(self, payload: bytes) -> None:
        """Send a message."""
        self._frame(_BINARY, payload)

    def close(self) -> None:
        """Say goodbye and go."""
        self._frame(_CLOSE, b"\x03\xe8")
        assert self._transport is not None
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        ended = error or ConnectionResetError("the server has closed the connection")
        if not self._opened.done():
            self._opened.set_exception(ended)
        self._on_end(ended)

    def data_received(self, data: bytes) -> None:
        self._rest += data
        if not self._opened.done() and not self._is_open():
            return
        self.wire_bytes += len(data)
        data, place = self._rest, 0
        while len(data) >= place + 2:
            first, length, start = data[place], data[place + 1], place + 2
            if length >= 126:
                wide = 2 if length == 126 else 8
                length, start = int.from_bytes(data[start : start + wide]), start + wide
            if len(data) < start + length:
                break
            place = start + length
            self._take(first, data[start:place])
        self._rest = data[place:]

    def _is_open(self) -> bool:
        """Read the server's answer to the question for a websocket."""
        head, end, self._rest = self._rest.partition(b"\r\n\r\n")
        if not end:
            self._rest = head
            return False
        if head.split(b" ", 2)[1] == b"101":
            self._opened.set_result(None)
            return True
        self._opened.set_exception(ConnectionRefusedError(head.decode(errors="replace")))
        return False

    def _take(self, first: int, payload: bytes) -> None:
        if first & _COMPRESSED:
            payload = self._inflate.decompress(payload + _END_OF_MESSAGE)
        if first & 0x0F == _BINARY and first & _LAST:
            self._on_message(payload)
        elif first & 0x0F == _PING:
            self._frame(_PONG, payload)
        elif first & 0x0F == _CLOSE:
            assert self._transport is not None
            self._transport.close()
        else:
            raise ValueError(f"a frame that our servers do not send: {first:#x}")

    def _frame(self, kind: int, payload: bytes) -> None:
        # The mask has to be there; of zeros it leaves the payload as it is.
        length = len(payload)
        if length < 126:
            head = bytes((_LAST | kind, _MASKED | length))
        elif length < 1 << 16:
            head = bytes((_LAST | kind, _MASKED | 126)) + length.to_bytes(2)
        else:
            head = bytes((_LAST | kind, _MASKED | 127)) + length.to_bytes(8)
        self._write(head + bytes(4) + payload)

    def _write(self, data: bytes) -> None:
        assert self._transport is not None
        self._transport.write(data)
