"""Reduce projects once to counts by the year of a stage × unit × sector × tier (× scenario).

Filters and charts then add up a few thousand numbers, so their cost does not grow with the number of projects.
Projects are not additive over scenarios: one project has several. So a filter by scenario counts the rows anew
(`Rows.cube`), and only *uses* (project × scenario) are counted over scenarios.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from loaders.vocabulary import NEVER_RECOMMENDED, UNKNOWN, Vocabulary

#: The year columns of a project, by stage; 0: not reached (recommended: year not told).
STAGE_YEARS = {"recommended": "year", "listed": "listed_year", "benchmark": "benchmark_year"}
#: Counted by the year of recommendation, like the recommended: those of them that have been listed since.
SELECTED = "selected"
DIMENSIONS = ("unit", "sector", "tier")


@dataclass(frozen=True)
class Axes:
    """The codes along every dimension, `unknown` always last."""

    unit: tuple[str, ...]
    sector: tuple[str, ...]
    tier: tuple[str, ...]
    scenario: tuple[str, ...]

    @classmethod
    def of(cls, words: Vocabulary) -> "Axes":
        return cls(*((*table.codes, UNKNOWN) for table in (words.units, words.sectors, words.tiers, words.scenarios)))

    def codes(self, dimension: str) -> tuple[str, ...]:
        return getattr(self, dimension)

    def position(self, dimension: str, code: str) -> int:
        return self.codes(dimension).index(code)

    def shape(self, dimensions: Sequence[str]) -> tuple[int, ...]:
        return tuple(len(self.codes(dimension)) for dimension in dimensions)


@dataclass(frozen=True, eq=False)
class Rows:
    """Projects as numbers, one position a project.

    `years` are those anything is known of. `codes` hold positions on the axes; `stages` the stage years (0 and
    NEVER_RECOMMENDED as in the frame); `scenarios` is a matrix of booleans, its last column for projects without any.
    """

    axes: Axes
    years: tuple[int, ...]
    codes: Mapping[str, np.ndarray]
    stages: Mapping[str, np.ndarray]
    scenarios: np.ndarray

    @classmethod
    def of(cls, projects: pd.DataFrame, uses: pd.DataFrame, axes: Axes) -> "Rows":
        """Build from frames as `Landscape.of` takes them."""
        codes = {name: _positions(projects[name], axes.codes(name)).astype(np.int16) for name in DIMENSIONS}
        stages = {stage: projects[column].to_numpy(dtype=np.int16) for stage, column in STAGE_YEARS.items()}
        years = tuple(sorted({int(year) for told in stages.values() for year in np.unique(told) if year > 0}))
        return cls(axes, years, codes, stages, _scenario_matrix(uses, len(projects), axes.scenario))

    def reached(self, stage: str, year: int | None) -> np.ndarray:
        """Tell which rows count: recommended *in* the year, but listed and benchmark *by* the year."""
        when = self.stages[stage]
        if stage == "recommended":
            return when > NEVER_RECOMMENDED if year is None else when == year
        return (when > 0) if year is None else (when > 0) & (when <= year)

    def using(self, codes: Sequence[str]) -> np.ndarray:
        """Tell which projects use any of these scenarios."""
        positions = [self.axes.position("scenario", code) for code in codes]
        return np.asarray(self.scenarios[:, positions].any(axis=1))

    def cube(self, keep: np.ndarray | None = None) -> "Cube":
        """Count all projects, or those kept."""
        return Cube(self, keep)

    @cached_property
    def cells(self) -> Mapping[str, np.ndarray]:
        """By stage, where each project stands in the counts laid out flat; -1 where it does not count."""
        place = np.ravel_multi_index([self.codes[name] for name in DIMENSIONS], self.axes.shape(DIMENSIONS))
        size = int(np.prod(self.axes.shape(DIMENSIONS)))
        found = {
            stage: np.where(when >= 0, when * size + place, -1).astype(np.int32)
            for stage, when in ((stage, self._year_positions(stage)) for stage in STAGE_YEARS)
        }
        return found | {SELECTED: np.where(self.stages["listed"] > 0, found["recommended"], -1).astype(np.int32)}

    @cached_property
    def uses(self) -> tuple[np.ndarray, np.ndarray]:
        """The positions of project and scenario of every use."""
        project, scenario = np.nonzero(self.scenarios)
        return project.astype(np.int32), scenario.astype(np.int8)

    def _year_positions(self, stage: str) -> np.ndarray:
        """Position 0 is of what was recommended in a year not told; -1 of what does not count."""
        when = self.stages[stage]
        positions = np.searchsorted(np.array(self.years, dtype=np.int64), when) + 1
        not_told = 0 if stage == "recommended" else -1
        return np.where(when > 0, positions, np.where(when == 0, not_told, -1))


@dataclass(frozen=True, eq=False)
class Cube:
    """Counts of some projects; each is made when it is first asked for."""

    rows: Rows
    keep: np.ndarray | None
    _made: dict[tuple[str, bool], np.ndarray] = field(default_factory=dict)

    def counts(self, stage: str, *, of_uses: bool) -> np.ndarray:
        """Return counts by year position (see `Rows`) × unit × sector × tier, of uses × scenario as well."""
        key = stage, of_uses
        if key not in self._made:
            self._made[key] = self._count_uses(stage) if of_uses else self._count_projects(stage)
        return self._made[key]

    def _count_projects(self, stage: str) -> np.ndarray:
        cells = self.rows.cells[stage]
        kept = cells >= 0 if self.keep is None else (cells >= 0) & self.keep
        return self._laid_out(cells[kept], DIMENSIONS)

    def _count_uses(self, stage: str) -> np.ndarray:
        project, scenario = self.rows.uses
        cells = self.rows.cells[stage]
        counted = cells if self.keep is None else np.where(self.keep, cells, -1)
        of_use = counted[project]
        kept = of_use >= 0
        across = len(self.rows.axes.scenario)
        return self._laid_out(of_use[kept].astype(np.int64) * across + scenario[kept], (*DIMENSIONS, "scenario"))

    def _laid_out(self, cells: np.ndarray, dimensions: Sequence[str]) -> np.ndarray:
        shape = len(self.rows.years) + 1, *self.rows.axes.shape(dimensions)
        return np.bincount(cells, minlength=int(np.prod(shape))).reshape(shape)


def _positions(column: pd.Series, codes: tuple[str, ...]) -> np.ndarray:
    """Return where on the axis each code stands; what is not on it counts as unknown."""
    positions = pd.Index(codes).get_indexer(column).astype(np.int64)
    return np.where(positions < 0, len(codes) - 1, positions)


def _scenario_matrix(uses: pd.DataFrame, projects: int, codes: tuple[str, ...]) -> np.ndarray:
    matrix = np.zeros((projects, len(codes)), dtype=bool)
    matrix[uses["project"].to_numpy(dtype=np.int64), _positions(uses["scenario"], codes)] = True
    matrix[:, -1] = ~matrix[:, :-1].any(axis=1)
    return matrix
