"""What every browser gets with a page and through its websocket."""

import asyncio
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import streamlit
from uvicorn import Config
from uvicorn.server import ServerState

from asgi import app
from deploy.early import Early
from deploy.websocket import WINDOW_BITS, Lean, Together
from loaders.boundaries import write_boundaries

ROOT = Path(__file__).resolve().parents[2]
STREAMLIT = Path(streamlit.__file__).parent / "static"
PAGE = [(b"content-type", b"text/html; charset=utf-8")]


def answered(headers: list[tuple[bytes, bytes]], path: str = "/") -> dict[bytes, bytes]:
    """Return the headers that leave where an answer with `headers` comes in."""
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def keep(message: Any) -> None:
        sent.append(message)

    asyncio.run(Early(inner)({"type": "http", "path": path}, keep, keep))  # type: ignore[arg-type]
    return dict(sent[0]["headers"])


def test_a_page_names_what_its_first_chart_needs_and_all_of_it_is_there() -> None:
    write_boundaries(ROOT / "static" / "boundaries")
    named = re.findall(r"<\./([^>]+)>", answered(PAGE)[b"link"].decode())
    assert [name for name in named if "PlotlyChart" in name]
    assert [name for name in named if name.endswith(".geojson")]
    files = [ROOT / name.removeprefix("app/") if name.startswith("app/") else STREAMLIT / name for name in named]
    assert [file for file in files if not file.is_file()] == []


def test_nothing_but_a_page_names_it() -> None:
    assert b"link" not in answered([(b"content-type", b"text/javascript")])


def test_a_browser_keeps_the_outlines_for_a_day() -> None:
    name = write_boundaries(ROOT / "static" / "boundaries").units.name
    got = answered([(b"cache-control", b"no-cache")], f"/app/static/boundaries/{name}")
    assert got[b"cache-control"] == b"public, max-age=86400"
    assert answered([(b"cache-control", b"no-cache")], "/app/static/icon.png")[b"cache-control"] == b"no-cache"


def connection(*, compresses: bool) -> Lean:
    """Return a visitor's connection as a server sets it up."""
    config = Config(app, ws=Lean, ws_per_message_deflate=compresses)
    config.load()
    with closing(asyncio.new_event_loop()) as loop:
        return Lean(config, ServerState(), {}, _loop=loop)


@pytest.mark.parametrize("compresses", [True, False])
def test_the_compression_looks_back_a_page_where_there_is_one(compresses: bool) -> None:
    offered = connection(compresses=compresses).conn.available_extensions
    windows = [each.server_max_window_bits for each in offered]  # type: ignore[attr-defined]
    assert windows == ([WINDOW_BITS] if compresses else [])


class Wire:
    """A transport that keeps what it is given to send."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True


async def turns_of_the_loop(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def test_parts_that_come_one_after_the_other_are_sent_together_and_a_pause_sends_them() -> None:
    async def speak() -> list[bytes]:
        wire = Wire()
        together = Together(wire, asyncio.get_running_loop())  # type: ignore[arg-type]
        for part in (b"a", b"b", b"c"):
            together.write(part)
            await asyncio.sleep(0)
        await turns_of_the_loop(3)
        together.write(b"d")
        await turns_of_the_loop(3)
        return wire.sent

    assert asyncio.run(speak()) == [b"abc", b"d"]


def test_what_waits_is_sent_before_the_connection_closes_and_never_afterwards() -> None:
    async def speak() -> tuple[list[bytes], bool]:
        wire = Wire()
        together = Together(wire, asyncio.get_running_loop())  # type: ignore[arg-type]
        together.write(b"last")
        together.close()
        together.write(b"late")
        await turns_of_the_loop(3)
        return wire.sent, together.is_closing()

    assert asyncio.run(speak()) == ([b"last"], True)
