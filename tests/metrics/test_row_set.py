"""A set of rows says what booleans, one a row, would say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.row_set import RowSet

#: Around the ends of words, of 64 rows each.
some_rows = st.lists(st.booleans(), max_size=200)


@given(some_rows)
def test_it_is_what_it_was_made_of(rows: list[bool]) -> None:
    found = RowSet.of(np.array(rows, dtype=bool))
    assert found.booleans().tolist() == rows
    assert found.places().tolist() == [place for place, is_in in enumerate(rows) if is_in]
    assert len(found) == sum(rows)


@given(some_rows, st.integers(0, 210), st.integers(0, 210))
def test_a_page_is_a_slice_of_all(rows: list[bool], start: int, length: int) -> None:
    found = RowSet.of(np.array(rows, dtype=bool))
    assert found.places(start, start + length).tolist() == found.places().tolist()[start : start + length]


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=200))
def test_two_are_put_together_row_by_row(rows: list[tuple[bool, bool]]) -> None:
    pairs = np.array(rows, dtype=bool).reshape(-1, 2)
    one, other = RowSet.of(pairs[:, 0]), RowSet.of(pairs[:, 1])
    assert (one & other).booleans().tolist() == [a and b for a, b in rows]
    assert (one | other).booleans().tolist() == [a or b for a, b in rows]
    assert (one - other).booleans().tolist() == [a and not b for a, b in rows]


@pytest.mark.parametrize("size", [63, 64, 65])
def test_rows_beyond_the_last_are_in_none(size: int) -> None:
    everything = RowSet.of(np.ones(size, dtype=bool))
    assert len(everything - RowSet.of(np.zeros(size, dtype=bool))) == size
