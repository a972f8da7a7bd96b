"""Rank counts as competitions do: equal counts share a rank, and the next rank is skipped."""

from collections import Counter
from collections.abc import Sequence

from metrics.definitions import defines


@defines("名次", "按数量从多到少排列；数量相同的名次并列，其后名次顺延（1、1、3）。")
def competition_ranks(counts: Sequence[int]) -> tuple[list[int], list[bool]]:
    """Return each count's rank from 1 and whether it shares that rank."""
    alike = Counter(counts)
    rank_of, place = {}, 1
    for count in sorted(alike, reverse=True):
        rank_of[count] = place
        place += alike[count]
    return [rank_of[count] for count in counts], [alike[count] > 1 for count in counts]
