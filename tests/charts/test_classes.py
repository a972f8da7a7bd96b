"""Classes hold whole numbers, read easily and never separate equal units."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.classes import Class, class_breaks, class_of


@pytest.mark.parametrize(
    ("counts", "edges"),
    [
        ([], []),
        ([0, 0], []),
        ([1], [(1, 1)]),
        ([0, 7, 7], [(7, 7)]),
        ([1, 2, 3], [(1, 1), (2, 2), (3, 3)]),
        ([1, 2, 3, 9, 10, 40], [(1, 1), (2, 2), (3, 5), (6, 20), (21, 40)]),
        ([112, 64, 41, 41, 22, 15, 9, 4, 1, 0], [(1, 10), (11, 40), (41, 50), (51, 100), (101, 112)]),
    ],
)
def test_edges_are_round_where_the_counts_allow(counts: list[int], edges: list[tuple[int, int]]) -> None:
    assert [(each.low, each.high) for each in class_breaks(counts)] == edges


def test_few_classes_use_the_strong_colours_too() -> None:
    assert [each.position for each in class_breaks([1, 9])] == [1, 3]


def test_zero_is_in_no_class() -> None:
    assert class_of(0, class_breaks([0, 3, 8])) is None


def test_a_value_finds_its_class() -> None:
    assert class_of(9, [Class(1, 5, 1), Class(6, 10, 3)]) == Class(6, 10, 3)


@given(st.lists(st.integers(min_value=0, max_value=5000), max_size=90))
def test_every_positive_count_is_in_exactly_one_class(counts: list[int]) -> None:
    classes = class_breaks(counts)
    assert all(sum(each.holds(count) for each in classes) == 1 for count in counts if count)


@given(st.lists(st.integers(min_value=1, max_value=5000), min_size=1, max_size=90))
def test_there_are_at_most_five_classes_and_none_is_empty(counts: list[int]) -> None:
    classes = class_breaks(counts)
    assert len(classes) <= 5
    assert all(any(each.holds(count) for count in counts) for each in classes)


def spread(values: list[int]) -> float:
    """Return the sum of squared deviations from the mean."""
    return sum((value - sum(values) / len(values)) ** 2 for value in values)


@given(st.sets(st.integers(min_value=1, max_value=5000), min_size=1, max_size=9).map(sorted))
def test_no_other_five_runs_are_more_alike(values: list[int]) -> None:
    classes = class_breaks(values)
    runs = [[value for value in values if each.holds(value)] for each in classes]
    cuts = combinations(range(1, len(values)), len(classes) - 1)
    least = min(sum(spread(values[start:stop]) for start, stop in pairwise([0, *cut, len(values)])) for cut in cuts)
    assert sum(map(spread, runs)) == pytest.approx(least)
