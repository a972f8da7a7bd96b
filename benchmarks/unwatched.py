"""Time a first visit that nobody watches, as it is for everybody but those who measure.

Whoever drives a browser has it say where every exception comes from. Plotly's script throws some as it starts, and is
read again for each: two thirds of the time it seems to take. So here an extension puts the stopwatch into the page, and
the browser is driven only when all is over.
"""

import json
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from benchmarks.running import free_port, running

_MANIFEST = {
    "manifest_version": 3,
    "name": "stopwatch",
    "version": "1",
    "content_scripts": [{"matches": ["http://*/*"], "js": ["watch.js"], "run_at": "document_start", "world": "MAIN"}],
}
#: Seconds until a browser that has just been started is at rest, and until a page certainly is.
_REST, _VISIT = 2, 4


def first_visit(playwright: Playwright, browser: Sequence[str], address: str, *, watch: str, told: str) -> Any:
    """Return what `told` tells after a visit with a new browser; both are JavaScript, `watch` runs before the page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        extension = Path(folder) / "stopwatch"
        extension.mkdir()
        (extension / "manifest.json").write_text(json.dumps(_MANIFEST), encoding="utf-8")
        (extension / "watch.js").write_text(f"({watch})()", encoding="utf-8")
        port = free_port()
        asked = f"http://127.0.0.1:{port}"
        own = [f"--user-data-dir={folder}/profile", f"--load-extension={extension}", f"--remote-debugging-port={port}"]
        # Chrome itself takes an extension from its command line only with the second of these.
        others = ["--headless=new", "--disable-features=DisableLoadExtensionCommandLineSwitch", "--no-sandbox"]
        size = ["--window-size=1440,1000", "--lang=zh-CN", "--no-first-run", "about:blank"]
        with running([*browser, *own, *others, *size], f"{asked}/json/version"):
            time.sleep(_REST)
            urllib.request.urlopen(urllib.request.Request(f"{asked}/json/new?{address}", method="PUT")).close()
            time.sleep(_VISIT)
            driven = playwright.chromium.connect_over_cdp(asked)
            page = next(page for page in driven.contexts[0].pages if page.url.startswith(address))
            page.wait_for_function("() => window.seen?.all")
            result = page.evaluate(told)
            driven.close()
            return result
