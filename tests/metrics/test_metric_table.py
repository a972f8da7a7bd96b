"""What a metric returns, as rows and as a frame."""

from collections.abc import Callable

import pytest
from small_landscape import PROJECTS, of_nothing, view

from metrics import counts, coverage, profiles, progress, rank_change, selection, trend
from metrics.landscape import View
from metrics.table import Table

GAPS = [{"name": "甲", "count": 3, "rate": 0.5}, {"name": "乙", "count": None, "rate": None}]
WHOLE = [{"name": "甲", "count": 3, "rate": 0.5, "is_key": True}]
METRICS: list[Callable[[View], Table]] = [
    counts.by_unit,
    counts.by_sector,
    counts.by_tier,
    counts.by_scenario,
    counts.tiers_by_year,
    counts.unit_sector,
    lambda view: counts.tier_composition(view, "sector"),
    coverage.guide_pairs,
    coverage.sector_pairs,
    coverage.sector_scenario,
    coverage.unit_reach,
    profiles.unit_values,
    profiles.sector_values,
    progress.target_progress,
    lambda view: rank_change.rank_changes(view, 2023, 2024),
    selection.selection_by_unit,
    selection.selection_by_sector,
    trend.trend,
]


def test_the_columns_of_a_frame_stand_in_the_order_named_and_no_others() -> None:
    assert list(Table.of(["rate", "name"], GAPS).frame.columns) == ["rate", "name"]


def test_rows_stand_in_their_order() -> None:
    assert Table.of(["name"], GAPS).column("name") == ["甲", "乙"]
    assert [row["name"] for row in Table.of(["name"], GAPS)] == ["甲", "乙"]


def test_numbers_with_gaps_stay_numbers() -> None:
    frame = Table.of(["count", "rate"], GAPS).frame
    assert frame.dtypes.astype(str).tolist() == ["Int64", "Float64"]
    assert frame["count"].isna().tolist() == [False, True]


def test_whole_numbers_and_fractions_with_gaps_are_fractions() -> None:
    frame = Table.of(["value"], [{"value": 1}, {"value": 0.5}, {"value": None}]).frame
    assert str(frame["value"].dtype) == "Float64"


def test_columns_without_gaps_are_plain_ones() -> None:
    frame = Table.of(["count", "rate", "is_key"], WHOLE).frame
    assert frame.dtypes.astype(str).tolist() == ["int64", "float64", "bool"]


def test_words_with_gaps_stay_words() -> None:
    names = Table.of(["name"], [{"name": None}, {"name": "甲"}]).frame["name"]
    assert (names.isna().tolist(), names[1]) == ([True, False], "甲")


def test_an_empty_table_keeps_its_columns() -> None:
    empty = Table.of(["name", "count"], [])
    assert (len(empty), empty.column("count")) == (0, [])
    assert (len(empty.frame), list(empty.frame.columns)) == (0, ["name", "count"])


def test_a_column_added_to_a_frame_is_not_in_the_next_one() -> None:
    table = Table.of(["name"], WHOLE)
    frame = table.frame
    frame["added"] = 1
    assert list(table.frame.columns) == ["name"]


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("seen", [view(), of_nothing(), view(*PROJECTS[:5], stage="listed", units=("350100",))])
def test_a_metric_gives_plain_values_in_every_column(metric: Callable[[View], Table], seen: View) -> None:
    table = metric(seen)
    plain = {type(row[name]) for row in table for name in table.columns}
    assert plain <= {int, float, bool, str, type(None)}
