"""A screen's tables: made once for a view, and sent as they stand in the files."""

from collections.abc import Callable

import pandas as pd
import pytest

from metrics.landscape import View
from pages.parts.tables import Packed, national_targets, recommended_scenarios, sectors_by_unit, unused_pairs
from tests.metrics.small_landscape import view

TABLES = (national_targets, recommended_scenarios, sectors_by_unit, unused_pairs)


@pytest.mark.parametrize("table", TABLES)
def test_it_is_made_once_for_a_view(table: Callable[[View], Packed]) -> None:
    looked_at = view()
    assert table(looked_at) is table(looked_at)
    assert table(looked_at) is not table(view())


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("year", [None, 1990])
def test_a_browser_is_sent_what_the_files_hold(table: Callable[[View], Packed], year: int | None) -> None:
    made = table(view(year=year))
    sent = pd.DataFrame(made.sent.to_pylist(), columns=made.sent.column_names)
    told = made.frame.astype(object).where(made.frame.notna(), None)
    pd.testing.assert_frame_equal(sent.astype(object).where(sent.notna(), None), told.reset_index(drop=True))
    assert len(made) == made.sent.num_rows


def test_the_numbers_of_rows_are_not_sent() -> None:
    packed = Packed.of(pd.DataFrame({"企业名称": ["样例甲"]}, index=pd.Index([17], name="id")))
    assert packed.sent.column_names == ["企业名称"]
