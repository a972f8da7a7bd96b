"""Tell the browser with the page itself what it will need first, and that the outlines and the icon may be kept.

Without it the browser learns of the charts' script, the largest of all, only from the first answer of the first run.
"""

from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Where Streamlit keeps the scripts of its page.
SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
_BOUNDARIES = Path(__file__).resolve().parent.parent / "static" / "boundaries"
#: What every page with a chart needs, also with its first filter, by the beginning of the file's name: the rest of it
#: changes by version.
_PARTS = ("PlotlyChart", "withFullScreenWrapper", "StreamlitMarkdown", "ButtonGroup", "Multiselect", "Button")
#: The outlines, and the icon, which the browser is told anew at every run.
_OURS, _FOR_A_DAY = "/app/static/", b"public, max-age=86400"


class Early:
    """Adds to every page which scripts and outlines it will need, and to our own files that they may be kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._links = app, links().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to the answer."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                if _is_page(message):
                    message = _with(message, b"link", self._links)
                elif _OURS in scope["path"] and message["status"] == 200:
                    message = _with(message, b"cache-control", _FOR_A_DAY)
            await send(message)

        await self._app(scope, receive, add if scope["type"] == "http" else send)


def links() -> str:
    """Return the header: addresses relative to the page's own, as the page names them itself."""
    scripts = [file.name for part in _PARTS for file in sorted(SCRIPTS.glob(f"{part}.*.js"))]
    outlines = [file.name for file in sorted(_BOUNDARIES.glob("units-*.geojson"))]
    return ", ".join(
        [
            *(f"<./static/js/{name}>; rel=modulepreload; crossorigin" for name in scripts),
            *(f"<./app/static/boundaries/{name}>; rel=preload; as=fetch; crossorigin" for name in outlines),
        ]
    )


def _is_page(message: Message) -> bool:
    return dict(message["headers"]).get(b"content-type", b"").startswith(b"text/html")


def _with(message: Message, name: bytes, value: bytes) -> Message:
    """Return the beginning of an answer with a header of ours, whatever stood under its name."""
    return {**message, "headers": [*(each for each in message["headers"] if each[0] != name), (name, value)]}
