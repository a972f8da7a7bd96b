"""Group numbers into at most five classes for the map and the matrix.

Natural breaks (自然断点法, Fisher's exact algorithm) keep similar units in one colour, which
quantiles do not, and one very large unit does not push all others into the lowest class, as equal
steps would. The edge between two classes is then moved to the roundest whole number that separates
them, so the legend reads easily and no unit changes its class.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

MOST_CLASSES = 5
ROUND_STEPS = (1000, 500, 100, 50, 20, 10, 5, 2)


@dataclass(frozen=True)
class Class:
    """One class of whole numbers: `low` and `high` both belong to it; `position` is 0–4 in the palette."""

    low: int
    high: int
    position: int

    def holds(self, value: int) -> bool:
        """Tell whether a whole number falls into this class."""
        return self.low <= value <= self.high


def class_breaks(counts: Iterable[int]) -> tuple[Class, ...]:
    """Return the classes of the positive counts, low to high; zero is never in a class."""
    values = sorted({int(count) for count in counts if count > 0})
    if not values:
        return ()
    groups = _natural_groups(values, min(MOST_CLASSES, len(values)))
    highs = [_roundest(left[-1], right[0] - 1) for left, right in pairwise(groups)]
    highs.append(values[-1])
    lows = [values[0] if values[0] > 1 and len(groups) == 1 else 1, *(high + 1 for high in highs[:-1])]
    return tuple(
        Class(low, high, position) for low, high, position in zip(lows, highs, _positions(len(groups)), strict=True)
    )


def class_of(value: int, classes: Sequence[Class]) -> Class | None:
    """Return the class that holds a value, or None for zero."""
    return next((each for each in classes if each.holds(value)), None)


def _positions(size: int) -> tuple[int, ...]:
    # Few classes spread over the palette instead of crowding at its pale end.
    return {1: (3,), 2: (1, 3), 3: (1, 2, 4), 4: (0, 1, 2, 4), 5: (0, 1, 2, 3, 4)}[size]


def _roundest(lowest: int, highest: int) -> int:
    for step in ROUND_STEPS:
        candidate = highest // step * step
        if candidate >= lowest and candidate > 0:
            return candidate
    return lowest


def _natural_groups(values: Sequence[int], size: int) -> list[Sequence[int]]:
    """Split sorted distinct values into `size` runs with the least sum of squared deviations."""
    sums, squares = (np.concatenate([[0], np.cumsum(np.power(values, power, dtype=float))]) for power in (1, 2))
    # By where a run starts and stops; one without a value costs too much.
    length, total, square = (np.subtract.outer(whole, whole).T for whole in (np.arange(len(sums)), sums, squares))
    spread = np.where(length > 0, square - total**2 / np.maximum(length, 1), np.inf)
    # What the rest costs from each start on: in one run, in two, and so on, and where the first of them then stops.
    rest, firsts = spread[:, -1], [np.full(len(sums), len(values))]
    for _ in range(size - 1):
        cost = spread + rest
        rest = cost.min(axis=1)
        firsts.append(cost.argmin(axis=1))
    stops = [0]
    for first in reversed(firsts):
        stops.append(int(first[stops[-1]]))
    return [values[start:stop] for start, stop in pairwise(stops)]
