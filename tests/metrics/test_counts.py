"""Counts by unit, sector, tier and scenario, and what they are shares of."""

import pytest
from small_landscape import PROJECTS, of_nothing, view

from metrics import counts
from metrics.ranking import competition_ranks
from metrics.table import Rows


def records(rows: Rows, *columns: str) -> list[tuple]:
    """Return some columns of rows, None for what is missing."""
    return [tuple(row[name] for name in columns) for row in rows]


def test_units_are_ranked_with_ties_zeros_and_the_unknown_last() -> None:
    assert records(counts.by_unit(view()), "short_name", "count", "share", "rank", "tied") == [
        ("福州", 2, 0.25, 1, True),
        ("厦门", 2, 0.25, 1, True),
        ("泉州", 2, 0.25, 1, True),
        ("平潭", 1, 0.125, 4, False),
        ("莆田", 0, 0.0, 5, True),
        ("三明", 0, 0.0, 5, True),
        ("漳州", 0, 0.0, 5, True),
        ("南平", 0, 0.0, 5, True),
        ("龙岩", 0, 0.0, 5, True),
        ("宁德", 0, 0.0, 5, True),
        ("未填报", 1, 0.125, None, False),
    ]


def test_the_unknown_row_stands_only_where_something_is_unknown() -> None:
    assert len(counts.by_unit(view(year=2023))) == 10


def test_unknown_stays_last_however_many_there_are() -> None:
    unknown = PROJECTS[5]
    assert counts.by_unit(view(PROJECTS[0], unknown, unknown, unknown)).column("code")[-1] == "unknown"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, {"350100": (0, 0, 0), "350200": (0, 2, -2), "350500": (2, 0, 2), "unknown": (0, 1, -1)}),
        ({"year": 2024}, {"350100": (0, 2, -2), "350200": (2, 0, 2), "350500": (0, 0, 0), "unknown": (1, 0, 1)}),
        (
            {"stage": "listed", "year": 2024},
            {"350100": (1, 1, 0), "350200": (1, 0, 1), "350500": (0, 0, 0)},
        ),
    ],
)
def test_a_year_is_compared_with_the_year_before(filters: dict, expected: dict) -> None:
    rows = records(counts.by_unit(view(**filters)), "code", "new", "previous", "change")
    assert {row[0]: row[1:] for row in rows if row[0] in expected} == expected


def test_the_first_year_has_no_year_before_it() -> None:
    table = counts.by_unit(view(year=2023))
    assert set(records(table, "previous", "change")) == {(None, None)}
    assert sum(table.column("new")) == 2


def test_nothing_at_all_is_counted_as_zero_without_a_year() -> None:
    table = counts.by_unit(of_nothing())
    assert set(records(table, "count", "share", "new", "previous", "change")) == {(0, 0.0, None, None, None)}


def test_key_sectors_come_first_then_others_then_unknown() -> None:
    assert records(counts.by_sector(view()), "code", "is_key", "count", "share", "rank") == [
        ("electronics", True, 2, 0.25, 1),
        ("steel", True, 2, 0.25, 1),
        ("power", True, 1, 0.125, 3),
        ("textile", True, 1, 0.125, 3),
        ("equipment", True, 0, 0.0, 6),
        ("mining", True, 0, 0.0, 6),
        ("petrochemical", True, 0, 0.0, 6),
        ("building_materials", True, 0, 0.0, 6),
        ("port", True, 0, 0.0, 6),
        ("home_appliance", True, 0, 0.0, 6),
        ("other", False, 1, 0.125, 3),
        ("unknown", False, 1, 0.125, None),
    ]


def test_tiers_keep_their_order_and_the_unknown_is_in_the_denominator() -> None:
    assert records(counts.by_tier(view()), "name", "count", "share") == [
        ("产线级", 2, 0.25),
        ("车间级", 2, 0.25),
        ("工厂级", 3, 0.375),
        ("未填报", 1, 0.125),
    ]


def test_shares_are_of_the_filtered_total() -> None:
    assert records(counts.by_tier(view(units=("350100",))), "name", "share") == [
        ("产线级", 0.5),
        ("车间级", 0.5),
        ("工厂级", 0.0),
    ]


def test_shares_of_nothing_are_zero() -> None:
    assert counts.shares([0, 0], 0) == [0.0, 0.0]


def test_used_scenarios_come_first_the_twenty_before_the_others() -> None:
    table = counts.by_scenario(view())
    assert records(table, "code", "count", "share", "rank", "tied")[:5] == [
        ("machine_vision_inspection", 3, 0.375, 1, False),
        ("plant_logistics", 2, 0.25, 2, True),
        ("logistics_monitoring", 2, 0.25, 2, True),
        ("unit_simulation", 1, 0.125, 4, True),
        ("flexible_manufacturing", 1, 0.125, 4, True),
    ]
    assert records(table.rows[20:], "code", "is_typical", "count", "rank") == [
        ("smart_security", False, 1, 4),
        ("crowdsourced_design", False, 0, 7),
        ("near_infrared_imaging", False, 0, 7),
        ("line_digital_twin", False, 0, 7),
        ("smart_device_interaction", False, 0, 7),
        ("unknown", False, 1, None),
    ]


def test_a_scenario_knows_its_phase_where_the_guide_gives_one() -> None:
    rows = records(counts.by_scenario(view()), "code", "phase", "phase_name")
    assert ("machine_vision_inspection", "inspection", "检测监测") in rows
    assert ("smart_security", "", "") in rows


def test_scenario_shares_are_of_projects_not_of_uses() -> None:
    assert counts.by_scenario(view(units=("350500",))).column("share")[:3] == [0.5, 0.5, 0.5]


def test_tiers_within_each_unit() -> None:
    table = counts.tier_composition(view(), "unit")
    assert records(table, "code", "line", "workshop", "plant", "unknown", "total") == [
        ("350100", 1, 1, 0, 0, 2),
        ("350200", 0, 0, 2, 0, 2),
        ("350300", 0, 0, 0, 0, 0),
        ("350400", 0, 0, 0, 0, 0),
        ("350500", 1, 1, 0, 0, 2),
        ("350600", 0, 0, 0, 0, 0),
        ("350700", 0, 0, 0, 0, 0),
        ("350800", 0, 0, 0, 0, 0),
        ("350900", 0, 0, 0, 0, 0),
        ("350128", 0, 0, 0, 1, 1),
        ("unknown", 0, 0, 1, 0, 1),
    ]


def test_tiers_within_each_sector() -> None:
    rows = records(counts.tier_composition(view(), "sector"), "code", "line", "workshop", "plant", "unknown", "total")
    assert [row for row in rows if row[-1]] == [
        ("electronics", 1, 0, 1, 0, 2),
        ("steel", 1, 1, 0, 0, 2),
        ("power", 0, 0, 0, 1, 1),
        ("textile", 0, 1, 0, 0, 1),
        ("other", 0, 0, 1, 0, 1),
        ("unknown", 0, 0, 1, 0, 1),
    ]


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("recommended", [("2023", 1, 1, 0, 0, 2), ("2024", 0, 0, 3, 1, 4), ("2025", 1, 1, 0, 0, 2)]),
        ("listed", [("2023", 1, 0, 0, 0, 1), ("2024", 0, 1, 1, 0, 2), ("2025", 1, 0, 0, 0, 1)]),
    ],
)
def test_tiers_among_what_was_new_in_each_year(stage: str, expected: list) -> None:
    table = counts.tiers_by_year(view(stage=stage))
    assert records(table, "code", "line", "workshop", "plant", "unknown", "total") == expected


def test_units_by_sectors() -> None:
    table = counts.unit_sector(view())
    assert records(table, "code", "electronics", "steel", "power", "textile", "other", "unknown", "total") == [
        ("350100", 1, 1, 0, 0, 0, 0, 2),
        ("350200", 1, 0, 0, 0, 1, 0, 2),
        ("350300", 0, 0, 0, 0, 0, 0, 0),
        ("350400", 0, 0, 0, 0, 0, 0, 0),
        ("350500", 0, 1, 0, 1, 0, 0, 2),
        ("350600", 0, 0, 0, 0, 0, 0, 0),
        ("350700", 0, 0, 0, 0, 0, 0, 0),
        ("350800", 0, 0, 0, 0, 0, 0, 0),
        ("350900", 0, 0, 0, 0, 0, 0, 0),
        ("350128", 0, 0, 1, 0, 0, 0, 1),
        ("unknown", 0, 0, 0, 0, 0, 1, 1),
    ]


@pytest.mark.parametrize(
    ("given", "ranks", "tied"),
    [
        ([5, 3, 3, 1], [1, 2, 2, 4], [False, True, True, False]),
        ([1, 1, 3], [2, 2, 1], [True, True, False]),
        ([0, 0], [1, 1], [True, True]),
        ([7], [1], [False]),
        ([], [], []),
    ],
)
def test_equal_counts_share_a_rank_and_the_next_is_skipped(given: list, ranks: list, tied: list) -> None:
    assert competition_ranks(given) == (ranks, tied)
