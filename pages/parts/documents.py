"""Make a briefing's documents for a screen: from the data that is shown, once for each choice, with progress."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from briefings.briefing import MOST_PROJECTS, Briefing, brief, sample_warning, title_of
from briefings.pack import PICTURES, SLIDES, WORKBOOK, ZIP_MIME, Made, Part, download_name, pack, steps, together
from briefings.project_table import project_table
from charts.catalogue import Kind, Outlines
from charts.exhibit import Exhibit
from loaders.boundaries import read_map_labels, unit_outlines
from metrics.landscape import View
from pages.parts.received import collection, data_date, data_revision, shown
from pages.parts.turns import give_up_turn
from store.lookup import project_rows

_BOUNDARIES = Path(__file__).resolve().parents[2] / "static" / "boundaries"
Tell = Callable[[str, float], object]


class Shelf:
    """Keeps the last few documents made, for all sessions: whoever asks for the same one again gets it at once.

    Not `st.cache_resource` itself: that would replay the progress shown meanwhile into another session.
    """

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._kept: OrderedDict[object, Made] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object) -> Made | None:
        """Return what is kept under a key, which then goes last of all."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def put(self, key: object, made: Made) -> None:
        """Keep what was made; the one not asked for longest gives way."""
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf:
    return Shelf()


@dataclass(frozen=True)
class Choice:
    """All that a document depends on; two equal choices give the same files."""

    filters: str
    revision: str
    charts: tuple[str, ...]
    template: str = ""


@dataclass(frozen=True)
class Ready:
    """Files to be downloaded: one a part and one with everything."""

    choice: Choice
    parts: tuple[str, ...]
    title: str
    files: tuple[tuple[Part, str, bytes], ...]
    whole: tuple[str, bytes]
    left_out: tuple[str, ...]
    has_failed: bool


def choice_of(view: View, charts: Sequence[str], template: bytes | None) -> Choice:
    """Name what is chosen now."""
    digest = hashlib.sha256(template).hexdigest() if template else ""
    return Choice(repr(view.filters), data_revision(), tuple(charts), digest)


@st.cache_resource(show_spinner=False)
def _shapes() -> Outlines:
    """Return the outlines themselves, which documents carry inside."""
    return Outlines(unit_outlines(_BOUNDARIES), read_map_labels())


def briefing_of(view: View, charts: Sequence[str], *, has_projects: bool = False) -> Briefing:
    """Measure a briefing of the data shown."""
    is_sample = shown().is_sample
    return brief(
        view,
        _shapes(),
        data_date(),
        data_revision(),
        charts,
        projects=_projects(view) if has_projects else None,
        warning=sample_warning(is_sample=is_sample),
    )


def _projects(view: View) -> pd.DataFrame:
    found = collection().projects.iloc[view.landscape.matching_rows(view.filters).places(0, MOST_PROJECTS)]
    stages = found[["listed_year", "benchmark_year"]]
    return project_table(project_rows(shown().database, found.index).join(stages), view.words)


def briefing_of_one(exhibit: Exhibit, options: dict[str, Any]) -> Briefing:
    """Return the briefing of a single chart as a screen shows it; `options` are those of its drawing function."""
    chart, is_sample = exhibit.chart, shown().is_sample
    if chart.kind is Kind.MAP and "value" in options:
        # The map may show another measure than its own: documents draw the chart's first series.
        exhibit = replace(exhibit, chart=replace(chart, series=(options["value"],)))
    outlines = _shapes() if chart.kind is Kind.MAP else Outlines({"features": []}, pd.DataFrame())
    warning = sample_warning(is_sample=is_sample)
    title, state = title_of(exhibit.view), (data_date(), data_revision())
    return Briefing(title, exhibit.view, (exhibit,), outlines, *state, warning=warning)


def make(view: View, choice: Choice, parts: Sequence[Part], template: bytes | None, tell: Tell) -> Ready:
    """Make the documents one after the other; `tell` hears what is being done and how far all is (0–1)."""
    give_up_turn()
    briefing = briefing_of(view, choice.charts, has_projects=WORKBOOK in parts)
    made = []
    for number, part in enumerate(parts):

        def tell_part(words: str, share: float, number: int = number) -> None:
            tell(words, (number + share) / len(parts))

        made.append(_part(part, choice, briefing, template, tell_part))
    tell("正在打包…", 1.0)
    everything = together(made)
    files = [_file(part, briefing, own) for part, own in zip(parts, made, strict=True) if own.files]
    whole = (download_name(briefing, ".zip"), pack(briefing, everything))
    return Ready(
        choice,
        tuple(part.key for part in parts),
        briefing.title,
        tuple(files),
        whole,
        everything.left_out,
        everything.failed,
    )


def _part(part: Part, choice: Choice, briefing: Briefing, template: bytes | None, tell: Tell) -> Made:
    # Only the slides are written on the template; all else is the same with and without.
    key = (part.key, choice if part is SLIDES else replace(choice, template=""))
    if kept := _shelf().get(key):
        return kept
    work = steps(briefing, (part,), template)
    made = []
    for number, step in enumerate(work):
        tell(step.words, number / len(work))
        made.append(step.run())
    result = together(made)
    if result.files and not result.left_out:
        _shelf().put(key, result)
    return result


def _file(part: Part, briefing: Briefing, made: Made) -> tuple[Part, str, bytes]:
    """Return one file to download; the pictures come in a ZIP of their own."""
    name = download_name(briefing, part.suffix)
    content = pack(briefing, made) if part is PICTURES else made.files[0].content
    return (replace(part, mime=ZIP_MIME) if part is PICTURES else part, name, content)
