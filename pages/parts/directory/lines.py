"""The published lines as the screen shows them: where each stands, and which project is behind it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
import streamlit as st

from loaders.vocabulary import NEVER_RECOMMENDED, vocabulary
from metrics.landscape import View
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
    allowed = {stage: _numbers(view, stage) for stage in STAGES}
    year = view.filters.year
    left = tuple(
        line
        for line in _latest_first(revision, everything)
        if line.number in allowed[line.decision.stage] and (year is None or line.decision.year <= year)
    )
    return Lines(revision, everything, left, _projects(shown().database, revision, everything))


def _numbers(view: View, stage: str) -> set[int]:
    """Return the numbers of the projects that the filters leave in a stage."""
    rows = view.landscape.matching_rows(replace(view.filters, stage=stage))
    return set(collection().projects.index[np.flatnonzero(rows)].tolist())


# A revision names whose data it is as well: the database itself is not part of the key.
@st.cache_resource(max_entries=3, show_spinner="正在对应名录和推荐项目…")
def _standings(_database: Database, revision: str) -> tuple[Standing, ...]:
    return standings(_database)


@st.cache_resource(max_entries=3, show_spinner=False)
def _latest_first(revision: str, _lines: tuple[Standing, ...]) -> list[Standing]:
    return sorted(_lines, key=lambda line: (-line.decision.year, line.decision.stage, line.decision.id))


@st.cache_resource(max_entries=3, show_spinner=False)
def _projects(_database: Database, revision: str, _lines: tuple[Standing, ...]) -> pd.DataFrame:
    matched = {line.number for line in _lines if line.status is Status.MATCHED}
    suggested = {each.project_id for line in _lines for each in line.suggestions}
    return project_rows(_database, sorted(matched | suggested))


def as_table(lines: Sequence[Standing], projects: pd.DataFrame) -> pd.DataFrame:
    """Return lines under Chinese headings, each with the project behind it where one is known."""
    units = vocabulary().units
    decisions = [line.decision for line in lines]
    is_matched = np.array([line.status is Status.MATCHED for line in lines], dtype=bool)
    # Looked up all at once: one by one, ten thousand lines take a second.
    found = projects.reindex([line.number if line.status is Status.MATCHED else None for line in lines])
    told = {name: found[name].astype(object).where(is_matched, None).tolist() for name in _OF_PROJECT}
    whose = [
        unit if known else decision.unit
        for unit, known, decision in zip(told["unit"], is_matched, decisions, strict=True)
    ]
    return pd.DataFrame(
        {
            "状态": [status_words(line) for line in lines],
            "阶段": [STAGES[decision.stage] for decision in decisions],
            "公布年份": [decision.year for decision in decisions],
            "企业名称": [decision.enterprise for decision in decisions],
            "项目名称": [decision.project_name for decision in decisions],
            "推荐单位": [units.name(unit) for unit in whose],
            "对应的企业": told["enterprise"],
            "对应的项目": told["project_name"],
            "推荐年份": [None if year is None else year_words(int(year)) for year in told["year"]],
            "出处": [decision.source for decision in decisions],
            "名单文件": [decision.file_name for decision in decisions],
            "工作表": [decision.sheet for decision in decisions],
            "行号": [decision.row for decision in decisions],
        }
    )


def year_words(year: int) -> str:
    """Write the year of a recommendation."""
    return "无人推荐" if year == NEVER_RECOMMENDED else f"{year}年" if year else "未填报"
