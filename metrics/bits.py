"""Count projects by cell and scenario, whatever scenarios are chosen: every scenario is a row of bits, a project a bit.

Who uses any of some scenarios is then one `or` of rows, who of these uses another one more `and`: a million projects
take a millisecond, and an eighth of a megabyte a scenario.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

#: Projects a word holds.
_WORD = 64


@dataclass(frozen=True, eq=False)
class Bits:
    """Projects in the order of their cells, of which each begins with a word of its own.

    `cells` are those that occur, ascending, `starts` where the words of each begin; `used` is scenarios × words.
    """

    cells: np.ndarray
    starts: np.ndarray
    used: np.ndarray

    @classmethod
    def of(cls, cells: np.ndarray, masks: np.ndarray, scenarios: int) -> "Bits":
        """Lay out projects by their cells and masks, in which bit 0 is the first scenario; each uses at least one."""
        order = np.argsort(cells, kind="stable")
        found, first, sizes = np.unique(cells[order], return_index=True, return_counts=True)
        words = -(-sizes // _WORD)
        starts = np.cumsum(words) - words
        places = np.arange(len(cells)) + np.repeat(starts * _WORD - first, sizes)
        ordered, used = masks[order], np.zeros((scenarios, int(words.sum())), dtype=np.uint64)
        row = np.zeros(used.shape[1] * _WORD, dtype=bool)
        for scenario in range(scenarios):
            row[places] = (ordered >> scenario) & 1
            used[scenario] = np.packbits(row, bitorder="little").view(np.uint64)
        return cls(found, starts, used)

    def projects(self, scenarios: Sequence[int] = ()) -> np.ndarray:
        """Count the projects of every cell that occurs: those that use any of these scenarios, or all."""
        return self._counted(self._using(scenarios)[np.newaxis])[0]

    def uses(self, scenarios: Sequence[int] = ()) -> np.ndarray:
        """Count the uses of the same projects by every scenario, as cells × scenarios."""
        return self._counted(self.used & self._using(scenarios) if scenarios else self.used).T

    def _using(self, scenarios: Sequence[int]) -> np.ndarray:
        rows = self.used[list(scenarios)] if scenarios else self.used
        return np.bitwise_or.reduce(rows, axis=0)

    def _counted(self, rows: np.ndarray) -> np.ndarray:
        if not len(self.cells):
            return np.zeros((len(rows), 0), dtype=np.int32)
        return np.add.reduceat(np.bitwise_count(rows), self.starts, axis=1, dtype=np.int32)
