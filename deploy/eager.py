"""Have the browser read plotly's script once, not twice.

A browser skims every function it comes upon and reads it in full only when it is called; one in parentheses it expects
to be called at once, and reads in full right away, beside what it runs meanwhile. Plotly's script is one function of
five megabytes, which Streamlit's build leaves without: it was read again while everybody waited for the first chart.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import streamlit
from starlette.responses import StreamingResponse

CHARTS = next((Path(streamlit.__file__).parent / "static" / "static" / "js").glob("PlotlyChart.*.js"))
#: What stands before the function, and the function up to its end; the names in it change with every build.
_ONE_FUNCTION = re.compile(
    rb"(\(typeof self<`u`\?self:[\w$]+,)(\(\)=>\{.*return window\.Plotly=([\w$]+),\3\})", re.DOTALL
)
#: As Streamlit says of all its scripts: their names tell what is in them.
_FOR_EVER = "public, immutable, max-age=31536000"
#: So many bytes are handed over at a time: a hundred first visitors are not to take half a gigabyte.
_AT_A_TIME = 2**18

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def eager(script: bytes) -> bytes:
    """Return a script with plotly's one function in parentheses; any other as it is."""
    return _ONE_FUNCTION.sub(rb"\1(\2)", script)


class Eager:
    """Answers for the charts' script, and passes everything else on."""

    def __init__(self, app: Callable[[Message, Receive, Send], Awaitable[None]]) -> None:
        self._app, self._script = app, eager(CHARTS.read_bytes())

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "http" and scope["path"].endswith(f"/static/js/{CHARTS.name}"):
            headers = {"content-length": str(len(self._script)), "cache-control": _FOR_EVER}
            answer = StreamingResponse(self._parts(), media_type="text/javascript", headers=headers)
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _parts(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self._script), _AT_A_TIME):
            yield self._script[start : start + _AT_A_TIME]
