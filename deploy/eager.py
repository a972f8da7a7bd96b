"""Have the browser read plotly's script once, not twice.

A browser skims every function it comes upon and reads it in full only when it is called; one in parentheses it expects
to be called at once, and reads in full right away, beside what it runs meanwhile. Plotly's script is one function of
five megabytes, which Streamlit's build leaves without: it was read again while everybody waited for the first chart.
"""

import re
from collections.abc import AsyncIterator

from starlette.responses import StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from deploy.early import SCRIPTS

#: The charts' script, by its file's name: the middle of it changes by version.
CHARTS = "PlotlyChart.*.js"
#: What stands before the function, and the function up to its end; the names in it change with every build.
_ONE_FUNCTION = re.compile(
    rb"(\(typeof self<`u`\?self:[\w$]+,)(\(\)=>\{.*return window\.Plotly=([\w$]+),\3\})", re.DOTALL
)
#: As Streamlit says of all its scripts: their names tell what is in them.
_FOR_EVER = "public, immutable, max-age=31536000"
#: So many bytes are handed over at a time: a hundred first visitors are not to take half a gigabyte.
_AT_A_TIME = 2**18


def eager(script: bytes) -> bytes:
    """Return a script with plotly's one function in parentheses; any other as it is."""
    return _ONE_FUNCTION.sub(rb"\1(\2)", script)


class Eager:
    """Answers for the charts' script, and passes everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._scripts = {f"/static/js/{file.name}": eager(file.read_bytes()) for file in SCRIPTS.glob(CHARTS)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        asked = scope["path"] if scope["type"] == "http" else ""
        script = next((script for path, script in self._scripts.items() if asked.endswith(path)), None)
        if script is None:
            await self._app(scope, receive, send)
        else:
            headers = {"content-length": str(len(script)), "cache-control": _FOR_EVER}
            answer = StreamingResponse(_parts(script), media_type="text/javascript", headers=headers)
            await answer(scope, receive, send)


async def _parts(script: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(script), _AT_A_TIME):
        yield script[start : start + _AT_A_TIME]
