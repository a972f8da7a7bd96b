"""The published lines as the screen shows them: where each stands, and which project is behind it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from loaders.vocabulary import NEVER_RECOMMENDED, vocabulary
from metrics.landscape import Filters, Landscape, View
from metrics.memo import once_per_view
from pages.parts.desk import Desk
from pages.parts.directory.words import STAGES, status_words
from pages.parts.received import collection, shown
from store.database import Database
from store.lookup import project_rows
from store.standings import Standing, Status, standings

_OF_PROJECT = ("unit", "enterprise", "project_name", "year")


@dataclass(frozen=True)
class Lines:
    """All lines that hold in a state of the data, those the filters leave, and the projects they are or may be.

    `left` has the latest first; `projects` one row a project, as `project_rows` gives it, by number. Shared by all who
    look at the same: there may be ten thousand lines.
    """

    revision: str
    everything: tuple[Standing, ...]
    left: tuple[Standing, ...]
    projects: pd.DataFrame

    @cached_property
    def _counts(self) -> Counter[Status]:
        return Counter(line.status for line in self.left)

    @cached_property
    def pending(self) -> list[Standing]:
        """The lines left that are to be confirmed, the most alike first."""
        pending = [line for line in self.left if line.status is Status.PENDING]
        return sorted(pending, key=lambda line: (-line.suggestions[0].score, line.decision.id))

    @cached_property
    def years(self) -> list[int]:
        """The years in which the lines left were published, the latest first."""
        return sorted({line.decision.year for line in self.left}, reverse=True)

    def count(self, status: Status) -> int:
        """Count the lines left that stand so."""
        return self._counts[status]


def read_lines(desk: Desk, view: View) -> Lines:
    """Return the desk's lines under the filters; an empty store has none, whatever samples are being shown."""
    if shown().is_sample and not desk.is_read_only:
        return Lines(desk.revision, (), (), _projects(desk.database, desk.revision, ()))
    return _lines(view, shown().revision)


@once_per_view
def _lines(view: View, revision: str) -> Lines:
    """Return the lines of a revision, which is the view's own, under its filters."""
    everything = _standings(shown().database, revision)
    left = latest_first(revision, everything, view.landscape, collection().projects.index).left(view.filters)
    return Lines(revision, everything, left, _projects(shown().database, revision, everything))


# A revision names whose data it is as well: the database itself is not part of the key.
@st.cache_resource(max_entries=3, show_spinner="正在对应名录和推荐项目…")
def _standings(_database: Database, revision: str) -> tuple[Standing, ...]:
    return standings(_database)


@dataclass(frozen=True)
class _Ordered:
    """Lines in their order, and of each what filters ask for: its year and stage, and its project."""

    lines: tuple[Standing, ...]
    years: np.ndarray
    stages: np.ndarray
    projects: Landscape

    def left(self, filters: Filters) -> tuple[Standing, ...]:
        """Return the lines that the filters leave, whatever the stage chosen."""
        keep = np.zeros(len(self.lines), dtype=bool)
        for stage in STAGES:
            keep |= (self.stages == stage) & self.projects.matching_rows(replace(filters, stage=stage)).booleans()
        if filters.year is not None:
            keep &= self.years <= filters.year
        return tuple(self.lines[place] for place in np.flatnonzero(keep))


@st.cache_resource(max_entries=3, show_spinner=False)
def latest_first(revision: str, _lines: tuple[Standing, ...], _all: Landscape, _numbers: pd.Index) -> _Ordered:
    """Order a revision's lines beside all projects, whose numbers are given."""
    ordered = sorted(_lines, key=lambda line: (-line.decision.year, line.decision.stage, line.decision.id))
    places = _numbers.get_indexer([line.number for line in ordered])
    # While new data comes in, the lines may for a moment be newer than the projects.
    lines = tuple(compress(ordered, places >= 0))
    return _Ordered(
        lines,
        np.array([line.decision.year for line in lines], dtype=np.int64),
        np.array([line.decision.stage for line in lines], dtype=str),
        _all.at(places[places >= 0]),
    )


@st.cache_resource(max_entries=3, show_spinner=False)
def _projects(_database: Database, revision: str, _lines: tuple[Standing, ...]) -> pd.DataFrame:
    matched = {line.number for line in _lines if line.status is Status.MATCHED}
    suggested = {each.project_id for line in _lines for each in line.suggestions}
    return project_rows(_database, sorted(matched | suggested))


def as_columns(lines: Sequence[Standing], projects: pd.DataFrame) -> dict[str, list[Any]]:
    """Return lines under Chinese headings, each with the project behind it where one is known, None where not."""
    units, decisions = vocabulary().units, [line.decision for line in lines]
    # Looked up all at once: one by one, ten thousand lines take a second.
    places = projects.index.get_indexer([line.number if line.status is Status.MATCHED else 0 for line in lines])
    told = {name: _told(projects[name], places) for name in _OF_PROJECT}
    whose = [
        unit if place >= 0 else decision.unit
        for unit, place, decision in zip(told["unit"], places, decisions, strict=True)
    ]
    return {
        "状态": [status_words(line) for line in lines],
        "阶段": [STAGES[decision.stage] for decision in decisions],
        "公布年份": [decision.year for decision in decisions],
        "企业名称": [decision.enterprise for decision in decisions],
        "项目名称": [decision.project_name for decision in decisions],
        "推荐单位": [units.name(unit) for unit in whose],
        "对应的企业": told["enterprise"],
        "对应的项目": told["project_name"],
        "推荐年份": [None if year is None else year_words(year) for year in told["year"]],
        "出处": [decision.source for decision in decisions],
        "名单文件": [decision.file_name for decision in decisions],
        "工作表": [decision.sheet for decision in decisions],
        "行号": [decision.row for decision in decisions],
    }


def _told(column: pd.Series, places: np.ndarray) -> list[Any]:
    """Return what a column says at these places, None where there is no place and where it says nothing."""
    told = np.full(len(places), None, dtype=object)
    told[places >= 0] = column.array.take(places[places >= 0])
    told[pd.isna(told)] = None
    return told.tolist()


def year_words(year: int) -> str:
    """Write the year of a recommendation."""
    return "无人推荐" if year == NEVER_RECOMMENDED else f"{year}年" if year else "未填报"
