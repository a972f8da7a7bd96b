"""Some rows of a frame, a bit each: of a million, an eighth of a megabyte, and what two have in common in no time."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

_WORD = 64


@dataclass(frozen=True, eq=False)
class RowSet:
    """Which of `size` rows are in it; the bits of the words are the rows in their order. Shared: never change it."""

    words: np.ndarray
    size: int

    @classmethod
    def of(cls, is_in: np.ndarray) -> "RowSet":
        """Take the rows where `is_in`, one boolean a row, is true."""
        words = np.zeros(-(-len(is_in) // _WORD), dtype=np.uint64)
        packed = np.packbits(is_in, bitorder="little")
        words.view(np.uint8)[: len(packed)] = packed
        return cls(words, len(is_in))

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        return int(np.bitwise_count(self.words).sum())

    def __and__(self, other: "RowSet") -> "RowSet":
        return RowSet(self.words & other.words, self.size)

    def __or__(self, other: "RowSet") -> "RowSet":
        return RowSet(self.words | other.words, self.size)

    def __sub__(self, other: "RowSet") -> "RowSet":
        return RowSet(self.words & ~other.words, self.size)

    def booleans(self) -> np.ndarray:
        """Return one boolean a row."""
        return _bits(self.words)[: self.size]

    def places(self, start: int = 0, stop: int | None = None) -> np.ndarray:
        """Return the positions of the rows in it, in order: all, or those from the `start`th to before the `stop`th."""
        if stop is None:
            return np.flatnonzero(self.booleans())[start:]
        # A page is looked for where it is: most of the rows are before it or after.
        until = np.cumsum(np.bitwise_count(self.words), dtype=np.int64)
        first, last = np.searchsorted(until, start, side="right"), np.searchsorted(until, stop, side="left")
        before = until[first - 1] if first else 0
        found = np.flatnonzero(_bits(self.words[first : last + 1])) + first * _WORD
        return found[start - before : stop - before]


def _bits(words: np.ndarray) -> np.ndarray:
    return np.unpackbits(words.view(np.uint8), bitorder="little").view(bool)
