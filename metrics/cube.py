"""Reduce projects once to counts by the year of a stage × unit × sector × tier (× scenario).

Filters and charts then add up a few thousand numbers, so their cost does not grow with the number of projects.
Projects are not additive over scenarios: one project has several. So a filter by scenario counts the projects anew
(`Bits`), and only *uses* (project × scenario) are counted over scenarios.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from threading import Lock

import numpy as np
import pandas as pd

from loaders.vocabulary import NEVER_RECOMMENDED, UNKNOWN, Vocabulary
from metrics.bits import Bits
from metrics.row_set import RowSet

#: The year columns of a project, by stage; 0: not reached (recommended: year not told).
STAGE_YEARS = {"recommended": "year", "listed": "listed_year", "benchmark": "benchmark_year"}
#: Counted by the year of recommendation, like the recommended: those of them that have been listed since.
SELECTED = "selected"
DIMENSIONS = ("unit", "sector", "tier")
#: A project's scenarios, a bit each of the closed list, and one more for those without any.
_MASK = np.uint32
#: No year comes after it.
_LAST = np.iinfo(np.int16).max


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
    NEVER_RECOMMENDED as in the frame); `scenarios` one mask a project, whose last bit is for projects without any.
    """

    axes: Axes
    years: tuple[int, ...]
    codes: Mapping[str, np.ndarray]
    stages: Mapping[str, np.ndarray]
    scenarios: np.ndarray
    _bits: dict[str, Bits] = field(default_factory=dict, repr=False)
    _sets: dict[tuple[object, ...], RowSet] = field(default_factory=dict, repr=False)
    _laying_out: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def of(cls, projects: pd.DataFrame, uses: pd.DataFrame, axes: Axes) -> "Rows":
        """Build from frames as `Landscape.of` takes them."""
        codes = {name: _positions(projects[name], axes.codes(name)) for name in DIMENSIONS}
        stages = {stage: projects[column].to_numpy(dtype=np.int16) for stage, column in STAGE_YEARS.items()}
        years = tuple(sorted({int(year) for told in stages.values() for year in np.unique(told) if year > 0}))
        return cls(axes, years, codes, stages, _masks(uses, len(projects), axes.scenario))

    def at(self, places: np.ndarray) -> "Rows":
        """Return the projects at these positions alone, in this order."""
        codes, stages = ({name: told[places] for name, told in each.items()} for each in (self.codes, self.stages))
        return Rows(self.axes, self.years, codes, stages, self.scenarios[places])

    def reached(self, stage: str, year: int | None) -> RowSet:
        """Return the projects that count: recommended *in* the year, but listed and benchmark *by* the year."""
        when = self.stages[stage]
        if stage != "recommended":
            return self._set((stage, "by", year), lambda: (when > 0) & (when <= (year or _LAST)))
        return self.new(stage, year) if year else self._set((stage,), lambda: when > NEVER_RECOMMENDED)

    def new(self, stage: str, year: int | None) -> RowSet:
        """Return the projects that reached a stage in the year itself; where there is no year, none."""
        return self._set((stage, year), lambda: self.stages[stage] == year)

    def with_any(self, dimension: str, codes: Sequence[str]) -> RowSet:
        """Return the projects with any of these codes, or, of scenarios, that use any of them."""
        places = [place for place, code in enumerate(self.axes.codes(dimension)) if code in codes]
        nobody = self._set((), lambda: np.zeros(len(self.scenarios), dtype=bool))
        return reduce(or_, (self._with(dimension, place) for place in places), nobody)

    def _with(self, dimension: str, place: int) -> RowSet:
        if dimension == "scenario":
            return self._set((dimension, place), lambda: self.scenarios & _MASK(1 << place) != 0)
        return self._set((dimension, place), lambda: self.codes[dimension] == place)

    def _set(self, key: tuple[object, ...], is_in: Callable[[], np.ndarray]) -> RowSet:
        """Return what is kept under a key; the first who asks looks at every project, once."""
        if key not in self._sets:
            self._sets[key] = RowSet.of(is_in())
        return self._sets[key]

    def cube(self, scenarios: Sequence[str] = ()) -> "Cube":
        """Count all projects, or those that use any of these scenarios."""
        return Cube(self, tuple(self.axes.position("scenario", code) for code in scenarios))

    def bits(self, stage: str) -> Bits:
        """Return the projects of a stage, laid out by where they stand in its counts."""
        # Many may ask at once for what takes longest after a change.
        with self._laying_out:
            if stage not in self._bits:
                self._bits[stage] = self._laid_out(stage)
            return self._bits[stage]

    def _laid_out(self, stage: str) -> Bits:
        cells = self._cells("recommended" if stage == SELECTED else stage)
        counted = (cells >= 0) & (self.stages["listed"] > 0) if stage == SELECTED else cells >= 0
        # Small numbers are sorted many times faster.
        fits = int(np.prod(self.shape(DIMENSIONS))) <= np.iinfo(np.uint16).max
        counted_cells = cells[counted].astype(np.uint16 if fits else np.int32)
        return Bits.of(counted_cells, self.scenarios[counted], len(self.axes.scenario))

    def shape(self, dimensions: Sequence[str]) -> tuple[int, ...]:
        """Return the shape of counts by these dimensions: the first is of years, one more than are known."""
        return len(self.years) + 1, *self.axes.shape(dimensions)

    def _cells(self, stage: str) -> np.ndarray:
        """Return where each project stands in the counts laid out flat; below zero where it does not count."""
        cells = self._year_positions(stage)
        for name in DIMENSIONS:
            cells = cells * len(self.axes.codes(name)) + self.codes[name]
        return cells

    def _year_positions(self, stage: str) -> np.ndarray:
        """Position 0 is of what was recommended in a year not told; below zero of what does not count."""
        when = self.stages[stage]
        positions = (np.searchsorted(np.array(self.years, dtype=when.dtype), when) + 1).astype(np.int32)
        not_told = 0 if stage == "recommended" else -1
        return np.where(when > 0, positions, np.where(when == 0, np.int32(not_told), np.int32(-1)))


@dataclass(frozen=True, eq=False)
class Cube:
    """Counts of some projects, those that use any of some scenarios; each is made when it is first asked for."""

    rows: Rows
    scenarios: tuple[int, ...]
    _made: dict[tuple[str, bool], np.ndarray] = field(default_factory=dict)

    def counts(self, stage: str, *, of_uses: bool) -> np.ndarray:
        """Return counts by year position (see `Rows`) × unit × sector × tier, of uses × scenario as well."""
        key = stage, of_uses
        if key not in self._made:
            self._made[key] = self._count(stage, of_uses=of_uses)
        return self._made[key]

    def _count(self, stage: str, *, of_uses: bool) -> np.ndarray:
        bits = self.rows.bits(stage)
        counted = bits.uses(self.scenarios) if of_uses else bits.projects(self.scenarios)
        shape = self.rows.shape((*DIMENSIONS, "scenario") if of_uses else DIMENSIONS)
        laid_out = np.zeros((int(np.prod(self.rows.shape(DIMENSIONS))), *counted.shape[1:]), dtype=counted.dtype)
        laid_out[bits.cells] = counted
        return laid_out.reshape(shape)


def _positions(column: pd.Series, codes: tuple[str, ...]) -> np.ndarray:
    """Return where on the axis each code stands; what is not on it counts as unknown."""
    unknown = len(codes) - 1
    if isinstance(column.dtype, pd.CategoricalDtype):
        places = pd.Index(codes).get_indexer(column.cat.categories)
        # A missing code is the category -1: the last of these.
        return np.append(np.where(places < 0, unknown, places), unknown).astype(np.int8)[column.cat.codes]
    places = pd.Index(codes).get_indexer(column)
    return np.where(places < 0, unknown, places).astype(np.int8)


def _masks(uses: pd.DataFrame, projects: int, codes: tuple[str, ...]) -> np.ndarray:
    masks = np.zeros(projects, dtype=_MASK)
    project, scenarios = uses["project"].to_numpy(dtype=np.int32), _positions(uses["scenario"], codes)
    for scenario in range(len(codes) - 1):
        masks[project[scenarios == scenario]] |= _MASK(1 << scenario)
    masks[masks == 0] = 1 << (len(codes) - 1)
    return masks
