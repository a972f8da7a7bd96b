"""The whole of what was received, ready to be filtered; and one filtered view of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from loaders.facts import Facts
from loaders.vocabulary import NEVER_RECOMMENDED, Vocabulary
from metrics.cube import DIMENSIONS, STAGE_YEARS, Axes, Cells, Codes, Cube
from metrics.definitions import defines


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


@dataclass(frozen=True)
class Landscape:
    """All projects as row codes and, reduced once, as the cube. Built by `Landscape.of`."""

    words: Vocabulary
    facts: Facts
    axes: Axes
    years: tuple[int, ...]
    rows: Codes = field(repr=False)
    scenarios: np.ndarray = field(repr=False)
    cube: Cube = field(repr=False)

    @classmethod
    def of(cls, projects: pd.DataFrame, uses: pd.DataFrame, words: Vocabulary, facts: Facts) -> "Landscape":
        """Build from projects (unit, sector, tier as codes, and the stage years) and their uses.

        `uses` has the columns project (position of the project's row, from 0) and scenario (code).
        """
        axes = Axes.of(words)
        rows: dict[str, np.ndarray] = {name: _positions(projects[name], axes.codes(name)) for name in DIMENSIONS}
        rows |= {stage: projects[column].to_numpy(dtype=np.int64) for stage, column in STAGE_YEARS.items()}
        scenarios = _scenario_matrix(uses, len(projects), axes.scenario)
        years = tuple(sorted({int(year) for stage in STAGE_YEARS for year in np.unique(rows[stage]) if year > 0}))
        return cls(words, facts, axes, years, rows, scenarios, Cube.of(rows, scenarios))

    def view(self, filters: Filters) -> "View":
        """Restrict to `filters`; by scenario on the rows, by everything else on the cube."""
        cube = self.cube
        if filters.scenarios:
            keep = self._has_scenario(filters.scenarios)
            cube = Cube.of({name: column[keep] for name, column in self.rows.items()}, self.scenarios[keep])
        return View(self, filters, cube.select(self._allowed(filters)))

    def matching_rows(self, filters: Filters) -> np.ndarray:
        """Return which rows of the frame a view of `filters` counts, as booleans."""
        keep = _reached(self.rows, filters.stage, filters.year)
        for name, allowed in self._allowed(filters).items():
            keep &= allowed[self.rows[name]]
        if filters.scenarios:
            keep = keep & self._has_scenario(filters.scenarios)
        return np.asarray(keep)

    def _allowed(self, filters: Filters) -> dict[str, np.ndarray]:
        chosen = {name: filters.chosen(name) for name in DIMENSIONS if filters.chosen(name)}
        return {name: np.isin(self.axes.codes(name), codes) for name, codes in chosen.items()}

    def _has_scenario(self, codes: Sequence[str]) -> np.ndarray:
        positions = [self.axes.position("scenario", code) for code in codes]
        return np.asarray(self.scenarios[:, positions].any(axis=1))


@dataclass(frozen=True)
class View:
    """The landscape as one set of filters leaves it. All metrics start from here."""

    landscape: Landscape
    filters: Filters
    cube: Cube = field(repr=False)

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

        Stage and year are those of the filters unless given. Returns an array with one axis per dimension,
        `unknown` last; without dimensions, an array without axes.
        """
        cells = self._cells(dimensions)
        keep = _reached(cells.codes, stage or self.filters.stage, year or self.filters.year)
        return self._tally(cells.where(keep), dimensions)

    @defines("当年新增", "在该年达到所指阶段的项目数：当年推荐、当年入选名录、当年成为标杆。", source="通知三")
    def new_in(self, year: int, *dimensions: str, stage: str | None = None) -> np.ndarray:
        """Count what reached the stage in `year` itself."""
        cells = self._cells(dimensions)
        return self._tally(cells.where(cells.codes[stage or self.filters.stage] == year), dimensions)

    def total(self, stage: str | None = None, year: int | None = None) -> int:
        """Count all projects of the view."""
        return int(self.count(stage=stage, year=year))

    def _cells(self, dimensions: Sequence[str]) -> Cells:
        return self.cube.uses if "scenario" in dimensions else self.cube.projects

    def _tally(self, cells: Cells, dimensions: Sequence[str]) -> np.ndarray:
        shape = [len(self.landscape.axes.codes(name)) for name in dimensions]
        if not shape:
            return cells.count.sum()
        flat = np.ravel_multi_index([cells.codes[name] for name in dimensions], shape)
        return np.bincount(flat, weights=cells.count, minlength=int(np.prod(shape))).astype(np.int64).reshape(shape)

    def of_units(self, *codes: str) -> "View":
        """Return the view of these units (none given: of all) under the same other filters."""
        return self.landscape.view(replace(self.filters, units=codes))

    def of_sectors(self, *codes: str) -> "View":
        """Return the view of these sectors (none given: of all) under the same other filters."""
        return self.landscape.view(replace(self.filters, sectors=codes))


def _reached(codes: Codes, stage: str, year: int | None) -> np.ndarray:
    """Tell which rows count: recommended *in* the year, but listed and benchmark *by* the year."""
    when = codes[stage]
    if stage == "recommended":
        return when > NEVER_RECOMMENDED if year is None else when == year
    return (when > 0) if year is None else (when > 0) & (when <= year)


def _positions(column: pd.Series, codes: tuple[str, ...]) -> np.ndarray:
    """Return where on the axis each code stands; what is not on it counts as unknown."""
    positions = pd.Index(codes).get_indexer(column).astype(np.int64)
    return np.where(positions < 0, len(codes) - 1, positions)


def _scenario_matrix(uses: pd.DataFrame, projects: int, codes: tuple[str, ...]) -> np.ndarray:
    matrix = np.zeros((projects, len(codes)), dtype=bool)
    matrix[uses["project"].to_numpy(dtype=np.int64), _positions(uses["scenario"], codes)] = True
    matrix[:, -1] = ~matrix[:, :-1].any(axis=1)
    return matrix
