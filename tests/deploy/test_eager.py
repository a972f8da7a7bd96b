"""The charts' script is Streamlit's own, but for two parentheses that have browsers read it once."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from deploy.eager import CHARTS, Eager, eager
from deploy.early import SCRIPTS
from deploy.static_files import lay_out

SCRIPT = next(SCRIPTS.glob(CHARTS))
THEIRS = SCRIPT.read_bytes()


def test_plotlys_one_function_gets_parentheses_and_nothing_else_changes() -> None:
    ours = eager(THEIRS)
    opened = next(place for place, (one, other) in enumerate(zip(ours, THEIRS, strict=False)) if one != other)
    from_end = zip(reversed(ours), reversed(THEIRS), strict=False)
    closed = len(ours) - 1 - next(place for place, (one, other) in enumerate(from_end) if one != other)
    assert ours[opened : opened + 1] + ours[closed : closed + 1] == b"()"
    assert ours[opened - 1 :].startswith(b"(()=>{")
    assert ours[:opened] + ours[opened + 1 : closed] + ours[closed + 1 :] == THEIRS
    # Next to nothing of it is outside.
    assert closed - opened > 0.99 * len(THEIRS)


@pytest.mark.parametrize(
    "script", [b"", b"export const a=()=>{return 1};", eager(THEIRS)], ids=["none", "other", "ours"]
)
def test_any_other_script_stays_as_it_is(script: bytes) -> None:
    assert eager(script) == script


def asked(path: str, kind: str = "http") -> list[Any]:
    """Return the messages that answer a request; what is passed on is answered with itself."""
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        await send(scope["path"])

    async def keep(message: Any) -> None:
        sent.append(message)

    async def never() -> Any:
        await asyncio.Event().wait()

    asyncio.run(Eager(inner)({"type": kind, "path": path, "method": "GET"}, never, keep))
    return sent


@pytest.mark.parametrize("base", ["", "/landscape"])
def test_a_browser_gets_it_by_the_part_and_keeps_it(base: str) -> None:
    start, *parts = asked(f"{base}/static/js/{SCRIPT.name}")
    headers = dict(start["headers"])
    assert b"".join(part["body"] for part in parts) == eager(THEIRS)
    assert max(len(part["body"]) for part in parts) < len(THEIRS) / 10
    assert headers[b"content-length"] == str(len(eager(THEIRS))).encode()
    assert (headers[b"content-type"], headers[b"cache-control"]) == (
        b"text/javascript; charset=utf-8",
        b"public, immutable, max-age=31536000",
    )


@pytest.mark.parametrize(
    ("kind", "path"), [("http", "/static/js/index.js"), ("websocket", f"/static/js/{SCRIPT.name}")]
)
def test_everything_else_is_passed_on(kind: str, path: str) -> None:
    assert asked(path, kind) == [path]


def test_nginx_gets_the_same(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert (tmp_path / "static" / "js" / SCRIPT.name).read_bytes() == eager(THEIRS)
