"""Find the names that are like one another among hundreds of thousands.

Comparing two names takes its time, so most are told apart beforehand: two of which one lacks too many of the other's
characters cannot be alike.
"""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

#: Spreads characters over the 64 bits of a word: a bit that one name has and another lacks is a character it lacks.
_SPREAD, _DOWN_TO_64 = np.uint32(2_654_435_761), np.uint32(26)
_NOWHERE, _NOT_ALIKE = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint8)


class Names:
    """Names, by their lengths, each with the characters that it has as bits of one word."""

    def __init__(self, names: Sequence[str]) -> None:
        lengths = np.fromiter(map(len, names), dtype=np.int64, count=len(names))
        self._order = np.argsort(lengths, kind="stable")
        self._names = np.array(names, dtype=object)[self._order]
        self._has = characters(names)[self._order]
        self._has_not = ~self._has
        self._ends = np.cumsum(np.bincount(lengths))

    def like(self, name: str, has: np.uint64, least: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the places of the names at least so alike, 0–100, and how alike they are; `has` is its characters.

        What two names have in common, in the same order, is at most each of them less what the other lacks.
        """
        lengths = np.arange(len(self._ends))
        needed = np.ceil(least / 200 * (lengths + len(name)) - 1e-9).astype(np.int16)
        fitting = np.flatnonzero((needed <= lengths) & (needed <= len(name)))
        if not len(fitting):
            return _NOWHERE, _NOT_ALIKE
        first, last = fitting[0], fitting[-1]
        start, end = self._ends[first - 1] if first else 0, self._ends[last]
        counts = np.diff(self._ends[first : last + 1], prepend=start)
        lacking = np.bitwise_count(self._has_not[start:end] & has)
        places = start + np.flatnonzero(lacking <= np.repeat(len(name) - needed[first : last + 1], counts))
        of_place = np.searchsorted(self._ends, places, side="right")
        places = places[np.bitwise_count(self._has[places] & ~has) <= (lengths - needed)[of_place]]
        if not len(places):
            return _NOWHERE, _NOT_ALIKE
        found = compare([name], self._names[places].tolist(), least)[0]
        return self._order[places[found > 0]], found[found > 0]


def characters(names: Sequence[str]) -> np.ndarray:
    """Return which characters every name has, as bits of a word."""
    points = np.frombuffer("".join(names).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    bits = np.uint64(1) << ((points * _SPREAD) >> _DOWN_TO_64).astype(np.uint64)
    lengths = np.fromiter(map(len, names), dtype=np.int64, count=len(names))
    found = np.zeros(len(names), dtype=np.uint64)
    if len(bits):
        found[lengths > 0] = np.bitwise_or.reduceat(bits, (np.cumsum(lengths) - lengths)[lengths > 0])
    return found


def compare(ones: Sequence[str], others: Sequence[str], least: int) -> np.ndarray:
    """Return how alike all pairs of names are, 0–100, as ones × others; 0 below `least`."""
    return process.cdist(ones, others, scorer=ratio, score_cutoff=least, dtype=np.uint8)
