"""Reduce projects once to counts over unit × sector × tier × the year of each stage (× scenario).

Filters and charts then work on a few thousand cells, so their cost does not grow with the number of projects.
Projects are not additive over scenarios: one project has several. So a filter by scenario goes back to the
rows (`Landscape.view`), and only *uses* (project × scenario) are counted over scenarios.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from loaders.vocabulary import UNKNOWN, Vocabulary

Codes = Mapping[str, np.ndarray]
#: The year columns of a project, by stage; 0: not reached (recommended: year not told).
STAGE_YEARS = {"recommended": "year", "listed": "listed_year", "benchmark": "benchmark_year"}
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


@dataclass(frozen=True)
class Cells:
    """Parallel arrays: the position on every axis, the stage years, and how many there are."""

    codes: Codes
    count: np.ndarray

    def where(self, keep: np.ndarray) -> "Cells":
        return Cells({name: column[keep] for name, column in self.codes.items()}, self.count[keep])

    @classmethod
    def reduce(cls, codes: Codes) -> "Cells":
        """Count equal rows of `codes` (integers from 0)."""
        if not codes or not len(next(iter(codes.values()))):
            return cls(dict(codes), np.zeros(0, dtype=np.int64))
        offsets = {name: int(column.min()) for name, column in codes.items()}
        sizes = [int(column.max()) - offsets[name] + 1 for name, column in codes.items()]
        shifted = [column.astype(np.int64) - offsets[name] for name, column in codes.items()]
        keys, count = np.unique(np.ravel_multi_index(shifted, sizes), return_counts=True)
        positions = np.unravel_index(keys, sizes)
        return cls({name: place + offsets[name] for name, place in zip(codes, positions, strict=True)}, count)


@dataclass(frozen=True)
class Cube:
    """Counts of projects, and of uses, which have the further column `scenario`."""

    projects: Cells
    uses: Cells

    @classmethod
    def of(cls, rows: Codes, scenarios: np.ndarray) -> "Cube":
        """Build from row codes and the row × scenario matrix whose last column marks rows without any."""
        which, scenario = np.nonzero(scenarios)
        uses = {name: column[which] for name, column in rows.items()} | {"scenario": scenario}
        return cls(Cells.reduce(rows), Cells.reduce(uses))

    def select(self, allowed: Mapping[str, np.ndarray]) -> "Cube":
        """Keep the cells whose position on each named axis is allowed (a boolean per position)."""
        return Cube(*(_keep(cells, allowed) for cells in (self.projects, self.uses)))


def _keep(cells: Cells, allowed: Mapping[str, np.ndarray]) -> Cells:
    keep = np.ones(len(cells.count), dtype=bool)
    for name, positions in allowed.items():
        keep &= positions[cells.codes[name]]
    return cells.where(keep)
