"""What every browser gets with a page."""

import asyncio
import re
from pathlib import Path
from typing import Any

import streamlit
from streamlit.web.server.app_discovery import discover_asgi_app

from deploy.early import Early
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


def test_a_browser_keeps_the_outlines_and_the_icon_for_a_day() -> None:
    name = write_boundaries(ROOT / "static" / "boundaries").units.name
    for path in (f"/app/static/boundaries/{name}", "/app/static/icon.png"):
        assert answered([(b"cache-control", b"no-cache")], path)[b"cache-control"] == b"public, max-age=86400"
    assert answered([(b"cache-control", b"no-cache")], "/media/1.csv")[b"cache-control"] == b"no-cache"


def test_whoever_starts_app_py_starts_our_server() -> None:
    # Otherwise Streamlit would serve it with a server of its own, without a word: everything works, and costs double.
    assert discover_asgi_app(ROOT / "app.py").import_string == "app:app"
