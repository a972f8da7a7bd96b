"""Make the first visitor's wait short: import, read and draw beforehand what every visitor needs.

Many first visitors at the same instant would import the same modules in many threads, and some would find one of them
half imported; so all of it happens here, once.
"""

import ast
import gc
import logging
from importlib import import_module
from pathlib import Path

from charts.catalogue import CHARTS
from charts.drawn import drawn
from charts.exhibit import exhibit
from charts.theme import palette
from metrics.findings import findings
from metrics.landscape import Filters
from pages import SCREENS
from pages.parts.received import known_landscapes, outlines
from store.errors import StoreError

_log = logging.getLogger("landscape")
#: So many new objects before Python looks for rings among them, instead of 700: a run makes some thousands. More would
#: save little, and let the memory swing.
_GARBAGE = (5_000, 10, 5)
#: Says of everything that is read outside of a run that it is.
_OUTSIDE = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
_PAGES = Path(__file__).resolve().parents[1]


def warm_up() -> None:
    """Import what the screens import, read the data, and draw every chart of the first view once."""
    # Here it is meant; whoever starts the dashboard would take it for a fault.
    _OUTSIDE.setLevel(logging.ERROR)
    for screen in SCREENS:
        for module in _imports(_PAGES / f"{screen.file}.py"):
            import_module(module)
    try:
        _draw_everything()
    except StoreError as error:
        _log.warning("The store cannot be read yet: %s", error)
    gc.collect()
    # What is there now stays: looking through it after every run would cost more than the run.
    gc.freeze()
    gc.set_threshold(*_GARBAGE)


def _imports(page: Path) -> list[str]:
    nodes = ast.parse(page.read_text(encoding="utf-8")).body
    return [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]


def _draw_everything() -> None:
    for landscape in known_landscapes():
        view = landscape.view(Filters())
        findings(view)
        for key, chart in CHARTS.items():
            exhibit(chart, view, "")
            for theme in ("light", "dark"):
                options = {"outlines": outlines()} if key == "unit-map" else {}
                drawn(view, key, palette(theme), **options)
