"""Find a Chromium that is already installed: the tests download none."""

import os
import shutil
from pathlib import Path

#: To start it with: whatever the browser or a worker asks for on another machine finds no name.
NO_NAMES = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
)
_MAC = ("Google Chrome", "Microsoft Edge", "Chromium")


def find_chromium() -> str | None:
    """Return the path of a browser of the Chromium family; CHROMIUM names one outright."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, _NAMES)), None) or next(
        (str(path) for path in _usual_places() if path.is_file()), None
    )


def _usual_places() -> list[Path]:
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    windows = [Path(root) / place for root in roots if root for place in _WINDOWS]
    return windows + [Path("/Applications") / f"{name}.app" / "Contents" / "MacOS" / name for name in _MAC]
