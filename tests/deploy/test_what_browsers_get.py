"""What every browser gets with a page and through its websocket."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
import streamlit
from uvicorn import Config
from uvicorn.server import ServerState

from asgi import app
from deploy.early import Early
from deploy.websocket import WINDOW_BITS, Lean
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


class Told:
    """A connection that notes what is written to it."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def is_closing(self) -> bool:
        return False

    def get_extra_info(self, name: str, default: object = None) -> object:
        return default

    def close(self) -> None:
        self.written.append(b"closed")


async def connected(told: Told, *, compresses: bool = True) -> Lean:
    """Return a websocket that has just been connected."""
    config = Config(app, ws=Lean, ws_per_message_deflate=compresses)
    config.load()
    websocket = Lean(config, ServerState(), {}, _loop=asyncio.get_running_loop())
    websocket.connection_made(told)  # type: ignore[arg-type]
    return websocket


def test_what_is_written_together_travels_together() -> None:
    told = Told()

    async def write() -> None:
        websocket = await connected(told)
        websocket.transport.write(b"a")
        websocket.transport.write(b"b")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        websocket.transport.write(b"c")
        websocket.transport.close()

    asyncio.run(write())
    assert told.written == [b"ab", b"c", b"closed"]


@pytest.mark.parametrize("compresses", [True, False])
def test_the_compression_looks_back_a_page_where_there_is_one(compresses: bool) -> None:
    websocket = asyncio.run(connected(Told(), compresses=compresses))
    windows = [each.server_max_window_bits for each in websocket.conn.available_extensions]  # type: ignore[attr-defined]
    assert windows == ([WINDOW_BITS] if compresses else [])
