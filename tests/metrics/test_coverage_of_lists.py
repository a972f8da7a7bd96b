"""What is reached of the closed lists, and what is blank."""

import pytest
from small_landscape import landscape, of_nothing, view

from metrics import coverage
from metrics.coverage import Reach


def test_units_reached_and_the_blank_ones_by_short_name() -> None:
    assert coverage.units_reached(view()) == Reach(4, 10, ("莆田", "三明", "漳州", "南平", "龙岩", "宁德"))


def test_key_sectors_reached_without_the_others() -> None:
    assert coverage.sectors_reached(view()) == Reach(4, 10, ("装备制造", "采矿", "石化化工", "建材", "港口", "家电"))


def test_a_project_of_another_sector_reaches_no_key_sector() -> None:
    assert coverage.sectors_reached(view(("350100", "other", "line", 2024, 0, 0, ()))).reached == 0


def test_only_the_twenty_scenarios_are_reached() -> None:
    reach = coverage.scenarios_reached(view())
    assert (reach.reached, reach.total, reach.blank[0]) == (5, 20, "协同研发设计")


def test_nothing_reaches_nothing() -> None:
    nothing = of_nothing()
    assert (coverage.units_reached(nothing).reached, coverage.pairs_reached(nothing).reached) == (0, 0)


def test_five_of_the_66_pairs_are_reached() -> None:
    reach = coverage.pairs_reached(view())
    assert (reach.reached, reach.total, len(reach.blank)) == (5, 66, 61)
    assert reach.blank[0] == "电子设备制造×精准动态作业"


def test_the_reached_pairs_and_the_uses_behind_them() -> None:
    pairs = coverage.guide_pairs(view()).frame
    assert pairs.loc[pairs["reached"], ["sector", "printed_scenario", "count"]].to_numpy().tolist() == [
        ["electronics", "柔性生产制造", 1],
        ["electronics", "机器视觉质检", 2],
        ["electronics", "厂区智能物流", 1],
        ["steel", "全域智能物流", 3],
        ["textile", "生产单元模拟", 1],
    ]


@pytest.mark.parametrize(
    "scenarios",
    [("logistics_monitoring",), ("plant_logistics",), ("logistics_monitoring", "plant_logistics")],
)
def test_either_reading_of_the_steel_wording_reaches_one_pair(scenarios: tuple) -> None:
    chosen = view(("350500", "steel", "line", 2025, 0, 0, scenarios))
    assert coverage.pairs_reached(chosen).reached == 1
    assert sum(coverage.unit_reach(chosen).column("pairs")) == 1


def test_a_scenario_in_a_sector_it_is_not_recommended_for_reaches_no_pair() -> None:
    assert coverage.pairs_reached(view(("350500", "steel", "line", 2025, 0, 0, ("unit_simulation",)))).reached == 0


def test_pairs_by_sector() -> None:
    assert coverage.sector_pairs(view()).frame[["code", "pairs", "pairs_reached"]].to_numpy().tolist() == [
        ["electronics", 5, 3],
        ["equipment", 6, 0],
        ["steel", 9, 1],
        ["mining", 5, 0],
        ["power", 5, 0],
        ["petrochemical", 6, 0],
        ["building_materials", 5, 0],
        ["port", 5, 0],
        ["textile", 6, 1],
        ["home_appliance", 14, 0],
    ]


def test_the_matrix_marks_what_the_guide_recommends() -> None:
    cells = coverage.sector_scenario(view()).frame
    assert cells["recommended"].value_counts().to_dict() == {"no": 233, "yes": 65, "one_of": 2}


def test_the_two_readings_of_the_steel_wording_are_marked_as_such() -> None:
    cells = coverage.sector_scenario(view()).frame
    marked = cells[cells["recommended"] == "one_of"]
    assert marked[["sector", "scenario", "count"]].to_numpy().tolist() == [
        ["steel", "plant_logistics", 1],
        ["steel", "logistics_monitoring", 2],
    ]


def test_the_matrix_counts_uses_and_leaves_out_projects_without_scenario() -> None:
    cells = coverage.sector_scenario(view()).frame
    assert cells["count"].sum() == 10
    assert cells.loc[cells["sector"] == "power", "count"].sum() == 0


@pytest.mark.parametrize(("filters", "rows"), [({}, 12), ({"sectors": ("steel",)}, 11)])
def test_unknown_sectors_are_a_row_only_where_there_are_any(filters: dict, rows: int) -> None:
    assert len(coverage.sector_scenario(view(**filters))) == rows * 25


def test_what_each_unit_reaches_in_the_official_order() -> None:
    frame = coverage.unit_reach(view()).frame
    assert frame[["short_name", "count", "sectors", "scenarios", "pairs"]].to_numpy().tolist() == [
        ["福州", 2, 2, 3, 3],
        ["厦门", 2, 1, 2, 2],
        ["莆田", 0, 0, 0, 0],
        ["三明", 0, 0, 0, 0],
        ["泉州", 2, 2, 3, 2],
        ["漳州", 0, 0, 0, 0],
        ["南平", 0, 0, 0, 0],
        ["龙岩", 0, 0, 0, 0],
        ["宁德", 0, 0, 0, 0],
        ["平潭", 1, 1, 0, 0],
    ]


def test_a_unit_alone_reaches_what_it_reaches_among_all() -> None:
    alone = view(units=("350500",))
    assert coverage.pairs_reached(alone).reached == 2
    assert coverage.unit_reach(alone).column("pairs") == [0, 0, 0, 0, 2, 0, 0, 0, 0, 0]


def test_axes_hold_every_code_with_unknown_last() -> None:
    axes = landscape().axes
    assert (len(axes.unit), len(axes.sector), len(axes.tier), len(axes.scenario)) == (11, 12, 4, 26)
    assert {axes.unit[-1], axes.sector[-1], axes.tier[-1], axes.scenario[-1]} == {"unknown"}
