"""The whole of what was received, ready to be filtered; and one filtered view of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import and_
from typing import Any

import numpy as np
import pandas as pd

from loaders.facts import Facts
from loaders.vocabulary import Vocabulary
from metrics.cube import DIMENSIONS, SELECTED, Axes, Cube, Rows
from metrics.definitions import defines
from metrics.latest import Latest
from metrics.memo import once_per_view
from metrics.row_set import RowSet

#: So many views are kept, with what was computed of them: many people look at few.
VIEWS_KEPT = 256
#: So many filters by scenario are kept counted, two megabytes each at most; counting anew takes milliseconds.
CUBES_KEPT = 24


@dataclass(frozen=True)
class Filters:
    """What a user chose. Empty means no restriction; `year` None means all years."""

    year: int | None = None
    stage: str = "recommended"
    units: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()

    def chosen(self, dimension: str) -> tuple[str, ...]:
        """Return the codes chosen on unit, sector, tier or scenario."""
        return getattr(self, f"{dimension}s")


@dataclass(frozen=True, eq=False)
class Landscape:
    """All projects as numbers and, reduced once, as the cube. Built by `Landscape.of`."""

    words: Vocabulary
    facts: Facts
    rows: Rows = field(repr=False)
    _views: "Latest[Filters, View]" = field(default_factory=lambda: Latest(VIEWS_KEPT), init=False, repr=False)
    _cubes: Latest[frozenset[str], Cube] = field(default_factory=lambda: Latest(CUBES_KEPT), init=False, repr=False)

    @classmethod
    def of(cls, projects: pd.DataFrame, uses: pd.DataFrame, words: Vocabulary, facts: Facts) -> "Landscape":
        """Build from projects (unit, sector, tier as codes, and the stage years) and their uses.

        `uses` has the columns project (position of the project's row, from 0) and scenario (code).
        """
        return cls(words, facts, Rows.of(projects, uses, Axes.of(words)))

    @property
    def axes(self) -> Axes:
        return self.rows.axes

    @property
    def years(self) -> tuple[int, ...]:
        return self.rows.years

    def view(self, filters: Filters) -> "View":
        """Restrict to `filters`; by scenario the projects are counted anew, by everything else only added up."""
        return self._views.get(filters, lambda: View(self, filters))

    def cube(self, scenarios: Sequence[str] = ()) -> Cube:
        """Return the counts of all projects, or of those that use any of these scenarios."""
        return self._cubes.get(frozenset(scenarios), lambda: self.rows.cube(sorted(set(scenarios))))

    def forget_views(self) -> None:
        """Let go of everything that was counted: views and landscape hold one another, and would stay for long."""
        for view in self._views.clear():
            view.memo.clear()
        self._cubes.clear()

    def at(self, places: np.ndarray) -> "Landscape":
        """Return the projects at these positions alone, in this order; one may stand there more than once."""
        return replace(self, rows=self.rows.at(places))

    def matching_rows(self, filters: Filters) -> RowSet:
        """Return which rows of the frame a view of `filters` counts."""
        chosen = ((name, filters.chosen(name)) for name in (*DIMENSIONS, "scenario"))
        asked = (self.rows.with_any(name, codes) for name, codes in chosen if codes)
        return reduce(and_, asked, self.rows.reached(filters.stage, filters.year))


@dataclass(frozen=True, eq=False)
class View:
    """The landscape as one set of filters leaves it. All metrics start from here.

    Views are shared between sessions; `memo` holds what has been computed of one (see `once_per_view`).
    """

    landscape: Landscape
    filters: Filters
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def words(self) -> Vocabulary:
        return self.landscape.words

    @cached_property
    def latest_year(self) -> int | None:
        """The chosen year, or the last one anything is known of."""
        return self.filters.year or max(self.landscape.years, default=None)

    @defines(
        "项目数（按阶段）",
        "推荐：所选年份推荐的项目（当年数；选“全部年份”时为各年推荐项次之和，同一项目不同年份再次推荐分别计）。"
        "入选：截至所选年份累计入选国家5G工厂名录的项目。标杆：截至所选年份累计的标杆工厂。"
        "同一份表中重复的行只计一次。",
        source="通知三、指南四（四）",
    )
    def count(self, *dimensions: str, stage: str | None = None, year: int | None = None) -> np.ndarray:
        """Count projects (or, where `scenario` is among the dimensions, uses) by `dimensions`.

        Stage and year are those of the filters unless given; a stage may also be SELECTED. Returns an array with one
        axis per dimension, `unknown` last; without dimensions, an array without axes.
        """
        stage = stage or self.filters.stage
        return self._tally(stage, self._years(stage, year or self.filters.year), dimensions)

    @defines("当年新增", "在该年达到所指阶段的项目数：当年推荐、当年入选名录、当年成为标杆。", source="通知三")
    def new_in(self, year: int, *dimensions: str, stage: str | None = None) -> np.ndarray:
        """Count what reached the stage in `year` itself."""
        stage = stage or self.filters.stage
        if not dimensions:
            return np.array(self._new_each_year(stage).get(year, 0))
        return self._tally(stage, self._year(year), dimensions)

    @once_per_view
    def _new_each_year(self, stage: str) -> dict[int, int]:
        """Count each year's at once: charts and sentences ask for one after the other."""
        counts = self.landscape.cube(self.filters.scenarios).counts(stage, of_uses=False)[1:]
        counts = self._left(counts, enumerate(DIMENSIONS, 1))
        return dict(zip(self.landscape.years, counts.sum(axis=(1, 2, 3)).tolist(), strict=True))

    @once_per_view
    def total(self, stage: str | None = None, year: int | None = None) -> int:
        """Count all projects of the view: what is asked for many times a page."""
        return int(self.count(stage=stage, year=year))

    def _year(self, year: int) -> slice:
        """Return the position of one year; none where nothing is known of it."""
        years = self.landscape.years
        return slice(years.index(year) + 1, years.index(year) + 2) if year in years else slice(0, 0)

    def _years(self, stage: str, year: int | None) -> slice:
        """Return the positions that count: recommended *in* the year, listed and benchmark *by* it."""
        if stage in ("recommended", SELECTED):
            return slice(None) if year is None else self._year(year)
        return slice(1, None if year is None else 1 + sum(known <= year for known in self.landscape.years))

    def _tally(self, stage: str, years: slice, dimensions: Sequence[str]) -> np.ndarray:
        of_uses = "scenario" in dimensions
        named = (*DIMENSIONS, "scenario") if of_uses else DIMENSIONS
        counts = self.landscape.cube(self.filters.scenarios).counts(stage, of_uses=of_uses)[years]
        # Years first, and in the small numbers that they are: both are several times faster.
        counts = counts.sum(axis=0, dtype=counts.dtype)
        # What is summed up is left out beforehand, what is told is told as zero.
        counts = self._left(counts, ((axis, name) for axis, name in enumerate(named) if name not in dimensions))
        summed = np.asarray(counts.sum(axis=tuple(axis for axis, name in enumerate(named) if name not in dimensions)))
        left = [name for name in named if name in dimensions]
        for axis, name in enumerate(left):
            if name in self._chosen:
                summed[(slice(None),) * axis + (self._left_out(name),)] = 0
        return summed.transpose([left.index(name) for name in dimensions])

    def _left(self, counts: np.ndarray, axes: Iterable[tuple[int, str]]) -> np.ndarray:
        """Leave out along these axes, told with their names, what the filters leave out."""
        for axis, name in axes:
            if name in self._chosen:
                counts = counts.take(self._chosen[name], axis)
        return counts

    @cached_property
    def _chosen(self) -> dict[str, list[int]]:
        """The positions that the filters leave, by dimension that they restrict."""
        axes, chosen = self.landscape.axes, {name: self.filters.chosen(name) for name in DIMENSIONS}
        return {
            name: [place for place, code in enumerate(axes.codes(name)) if code in codes]
            for name, codes in chosen.items()
            if codes
        }

    def _left_out(self, name: str) -> list[int]:
        return [place for place in range(len(self.landscape.axes.codes(name))) if place not in self._chosen[name]]

    def of_units(self, *codes: str) -> "View":
        """Return the view of these units (none given: of all) under the same other filters."""
        return self.landscape.view(replace(self.filters, units=codes))

    def of_sectors(self, *codes: str) -> "View":
        """Return the view of these sectors (none given: of all) under the same other filters."""
        return self.landscape.view(replace(self.filters, sectors=codes))
