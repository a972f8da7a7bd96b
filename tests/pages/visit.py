"""Open a screen as a visitor does, by page and address, and read what it shows."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pandas as pd
from streamlit.runtime.state.common import TESTING_KEY
from streamlit.testing.v1 import AppTest

from tests.sample_projects import sample_projects

APP = Path(__file__).resolve().parents[2] / "app.py"
PAGES = (
    "overview",
    "industry",
    "tiers",
    "scenarios",
    "cities",
    "projects",
    "submissions",
    "directory",
    "targets",
    "briefings",
    "definitions",
)
#: What was read, to be counted here by hand: the screens count on the cube.
PROJECTS = sample_projects()
#: What AppTest knows of widgets, by their ids. It learns it where they are asked for, which is once for all visitors.
_HOW_OPTIONS_READ: dict[str, Any] = {}


def visitor() -> AppTest:
    """Return a visitor who has opened nothing yet."""
    screen = AppTest.from_file(APP, default_timeout=60)
    screen.session_state[TESTING_KEY] = _HOW_OPTIONS_READ
    return screen


def visit(page: str = "overview", **address: str | list[str]) -> AppTest:
    """Open a page with what its address carries, and make sure that nothing failed."""
    screen = visitor()
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    if page != "overview":
        screen.switch_page(f"pages/{page}.py").run()
    return sound(screen)


def sound(screen: AppTest) -> AppTest:
    """Return the screen if it reports no fault of ours."""
    assert not screen.exception
    assert not screen.error
    return screen


def with_open(screen: AppTest, key: str) -> AppTest:
    """Open what is sent only once it is opened."""
    screen.session_state[key] = True
    return sound(screen.run(timeout=60))


def kpis(screen: AppTest) -> dict[str, str]:
    """Return the key figures by their labels."""
    return {label: value for label, value, _, _ in key_figures(screen)}


def contexts(screen: AppTest) -> list[str]:
    """Return the line below each key figure."""
    return [context for _, _, context, _ in key_figures(screen)]


def key_figures(screen: AppTest) -> list[tuple[str, str, str, str]]:
    """Return (label, value, context, explanation) of every key figure."""
    found = []
    for element in screen.get("html"):
        if element.proto.body.startswith('<dl class="kpis"'):
            for card in fromstring(element.proto.body):
                label, value, *context = card
                explained = [mark.get("aria-label", "") for mark in label]
                found.append(
                    (label.text or "", value.text or "", *_one(line.text for line in context), *_one(explained))
                )
    return found


def _one(texts: Iterable[str | None]) -> tuple[str]:
    """Return the only text, or an empty one where there is none."""
    return ("".join(text or "" for text in texts),)


def captions(screen: AppTest) -> str:
    """Return all small print: captions, and what stands below the charts' findings."""
    below = ("\n".join(line.itertext()) for finding in _findings(screen) for line in finding.iter("p"))
    return "\n".join([*(caption.value for caption in screen.caption), *below])


def headings(screen: AppTest) -> list[str]:
    """Return the findings above the charts and tables, and after them all other headings."""
    found = ("".join(line.itertext()) for finding in _findings(screen) for line in finding.iter("h3"))
    return [*found, *(heading.value for heading in screen.subheader)]


def anchors(screen: AppTest) -> set[str]:
    """Return where links on the screen may jump to."""
    return {anchor for finding in _findings(screen) if (anchor := finding.get("id"))}


def _findings(screen: AppTest) -> list[Element]:
    shown = (element.proto.body for element in screen.get("html"))
    return [fromstring(body) for body in shown if body.startswith('<div class="finding"')]


def sentences(screen: AppTest) -> str:
    """Return the running text."""
    return "\n".join(text.value for text in screen.main.markdown)


def findings_of(screen: AppTest) -> list[str]:
    """Return the sentences of the list, without their links."""
    lines: list[str] = []
    for node in screen.main:
        if node.type == "markdown":
            lines += node.value.split("\n\n")
        elif node.type == "page_link":
            lines.append(node.proto.label)
    told = [re.split(r" :(?:small|primary)\[", line)[0] for line in lines]
    return [sentence for sentence in told if sentence.endswith("。")]


def left_over(screen: AppTest) -> str:
    """Return what the sidebar says about the filters."""
    return next(text.value for text in screen.sidebar.markdown if text.value.startswith("筛选出"))


def figure(screen: AppTest, key: str) -> dict[str, Any]:
    """Return the figure drawn under the chart's key, as the browser gets it."""
    chart = next(chart for chart in screen.get("plotly_chart") if chart.proto.id.endswith(f"-{key}"))
    return json.loads(chart.proto.spec)


def drawn(screen: AppTest) -> int:
    """Return how many charts and tables there are."""
    return len(screen.get("plotly_chart")) + len(screen.dataframe)


def table(screen: AppTest, *headings: str) -> pd.DataFrame:
    """Return the table that has these headings."""
    return next(each.value for each in screen.dataframe if set(headings) <= set(each.value.columns))


def chips(screen: AppTest) -> list[str]:
    """Return the active filters as shown."""
    return [button.label for button in screen.button if str(button.key).startswith("chip-")]
