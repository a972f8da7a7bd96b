"""What a chart shows, said in one sentence that is always true."""

import pytest
from small_landscape import PROJECTS, view

from loaders.vocabulary import NEVER_RECOMMENDED
from metrics import counts
from metrics.coverage import Reach, sector_scenario
from metrics.findings import counted, leaders, listed_names, percent, titles
from metrics.trend import trend

BLANK_UNITS = "莆田、三明、漳州、南平、龙岩、宁德尚无项目"
THREE = (PROJECTS[0], PROJECTS[1], PROJECTS[2])


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (0.234, "23.4%"),
        (0.5, "50%"),
        (1.0, "100%"),
        (0.0, "0%"),
        (1.26, "126%"),
        (1 / 3, "33.3%"),
        (0.001, "0.1%"),
        (1 / 3000, "不足0.1%"),
        (2999 / 3000, "99.9%"),
    ],
)
def test_a_percentage_has_one_decimal_at_most(fraction: float, text: str) -> None:
    assert percent(fraction) == text


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["甲"], "甲"),
        (["甲", "乙", "丙", "丁"], "甲、乙、丙、丁"),
        (["甲", "乙", "丙", "丁", "戊"], "甲、乙、丙、丁等5个"),
        ([], ""),
    ],
)
def test_many_names_are_cut_and_counted(names: list[str], text: str) -> None:
    assert listed_names(names) == text


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, "2023—2025年推荐项目（各年合计）"),
        ({"year": 2024}, "2024年推荐项目"),
        ({"stage": "listed"}, "截至2025年累计入选国家名录项目"),
        ({"stage": "listed", "year": 2024}, "截至2024年累计入选国家名录项目"),
        ({"stage": "benchmark"}, "截至2025年累计标杆工厂"),
    ],
)
def test_a_view_says_whether_it_counts_a_year_or_so_far(filters: dict, text: str) -> None:
    assert counted(view(**filters)) == text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([("a", "甲", 3), ("b", "乙", 1)], "甲最多，3项，占4项的75%"),
        ([("a", "甲", 2), ("b", "乙", 2), ("c", "丙", 1)], "甲、乙并列最多，各2项"),
        ([("a", "甲", 1), ("b", "乙", 0)], "仅甲1项"),
        ([("a", "甲", 3), ("b", "乙", 0)], "全部3项均属甲"),
        (
            [("a", "甲", 1), ("b", "乙", 1), ("c", "丙", 1), ("d", "丁", 1), ("e", "戊", 1)],
            "甲、乙、丙、丁等5个并列最多，各1项",
        ),
        ([("a", "甲", 1), ("unknown", "未填报", 3)], "甲最多，1项，占4项的25%"),
        ([("a", "甲", 0), ("unknown", "未填报", 3)], "3项均未填报"),
        ([("a", "甲", 0)], "当前筛选下没有项目"),
    ],
    ids=["one leads", "a tie", "one alone", "all in one", "all tied", "unknown leads", "only unknown", "nothing"],
)
def test_who_leads(rows: list, text: str) -> None:
    assert leaders.leader([dict(zip(("code", "name", "count"), row, strict=True)) for row in rows]) == text


@pytest.mark.parametrize(
    ("reach", "text"),
    [
        (Reach(1, 3, ("乙", "丙")), "乙、丙尚无项目"),
        (Reach(2, 2, ()), ""),
        (Reach(0, 2, ("甲", "乙")), ""),
    ],
)
def test_blanks_are_named_only_where_something_is_reached(reach: Reach, text: str) -> None:
    assert leaders.blanks(reach) == text


def units_finding(*projects: tuple, **filters: object) -> str:
    """Say what the units of a view show."""
    chosen = view(*projects, **filters)
    return leaders.units_finding(counts.by_unit(chosen.of_units()), chosen)


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, f"福州、厦门、泉州并列最多，各2项；{BLANK_UNITS}"),
        ({"year": 2024}, "厦门最多，2项，占4项的50%；福州、莆田、三明、泉州、漳州、南平、龙岩、宁德尚无项目"),
        ({"year": 2023}, "全部2项均属福州；厦门、莆田、三明、泉州、漳州、南平、龙岩、宁德、平潭尚无项目"),
        ({"year": 2022}, "当前筛选下没有项目"),
        ({"units": ("350100",)}, "福州2项，居全省并列第1位，占8项的25%"),
        ({"units": ("350128",)}, "平潭1项，居全省第4位，占8项的12.5%"),
        ({"units": ("350300",)}, "莆田尚无项目，全省共8项"),
        ({"units": ("unknown",)}, "未填报1项，占8项的12.5%"),
        ({"units": ("350100",), "year": 2023}, "全省共2项，全部属福州"),
        (
            {"units": ("350100", "350128", "350300")},
            "所选3个地市共3项，占全省8项的37.5%，其中福州最多（2项）；莆田尚无项目",
        ),
        ({"units": ("350100", "350200")}, "所选2个地市共4项，占全省8项的50%，其中福州、厦门并列最多（各2项）"),
        ({"units": ("350100", "350300")}, "所选2个地市共2项，占全省8项的25%，均属福州；莆田尚无项目"),
        ({"units": ("350300", "350400")}, "所选地市尚无项目，全省共8项"),
    ],
    ids=[
        "tie",
        "leader",
        "alone",
        "nothing",
        "one unit tied",
        "one unit",
        "one unit blank",
        "unknown",
        "one unit has all",
        "several units",
        "several units tied",
        "several units, one has all",
        "several units blank",
    ],
)
def test_units(filters: dict, text: str) -> None:
    assert units_finding(**filters) == text


def test_the_first_three_units_are_set_against_the_total() -> None:
    chosen = view()
    assert leaders.concentration_finding(counts.by_unit(chosen), chosen).split("；")[0] == (
        "福州、厦门、泉州三地共6项，占8项的75%"
    )


def test_no_three_units_are_named_where_the_third_place_is_shared() -> None:
    projects = [*PROJECTS[:3], *PROJECTS[4:]]
    chosen = view(*projects)
    assert leaders.concentration_finding(counts.by_unit(chosen), chosen).split("；")[0] == ("福州、泉州并列最多，各2项")


def test_three_units_or_fewer_hold_everything() -> None:
    chosen = view(*THREE)
    assert leaders.concentration_finding(counts.by_unit(chosen), chosen).split("；")[0] == "项目集中在福州、厦门，共3项"


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        (
            {},
            "电子设备制造、钢铁并列最多，各2项；其他行业1项；装备制造、采矿、石化化工、建材、港口、家电尚无项目",
        ),
        ({"sectors": ("power",)}, "电力1项，居全部行业并列第3位，占8项的12.5%"),
        ({"year": 2022}, "当前筛选下没有项目"),
    ],
)
def test_sectors(filters: dict, text: str) -> None:
    chosen = view(**filters)
    assert leaders.sectors_finding(counts.by_sector(chosen.of_sectors()), chosen) == text


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, "产线级2项（25%），车间级2项（25%），工厂级3项（37.5%），未填报1项（12.5%）"),
        ({"units": ("350200",)}, "2项均为工厂级"),
        ({"units": ("350500",), "tiers": ("line",)}, "仅产线级1项"),
        ({"tiers": ("unknown",)}, "建设类型均未填报"),
        ({"units": ("350300",)}, "当前筛选下没有项目"),
    ],
)
def test_tiers(filters: dict, text: str) -> None:
    chosen = view(**filters)
    assert titles.tiers_finding(counts.by_tier(chosen), chosen) == text


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, "工厂级：2023年2项中0项（0%），2025年2项中0项（0%）"),
        ({"year": 2024, "stage": "listed"}, "工厂级：2023年1项中0项（0%），2024年2项中1项（50%）"),
        ({"units": ("350300",)}, "当前筛选下没有项目"),
    ],
)
def test_tiers_over_the_years(filters: dict, text: str) -> None:
    chosen = view(**filters)
    assert titles.tier_years_finding(counts.tiers_by_year(chosen), chosen) == text


def test_the_sector_in_which_each_tier_is_most_frequent() -> None:
    chosen = view(*THREE)
    assert titles.tier_leaders_finding(counts.tier_composition(chosen, "sector"), chosen) == (
        "产线级以电子设备制造最多（1项），车间级以钢铁最多（1项），工厂级以电子设备制造最多（1项）"
    )


@pytest.mark.parametrize(
    ("filters", "head"),
    [
        ({}, "机器视觉质检应用最广，8个项目中有3个在用（37.5%）"),
        ({"units": ("350100",)}, "2个项目用到3个场景，每个场景1个"),
        ({"units": ("350128",)}, "1个项目未填报场景"),
        ({"sectors": ("steel",)}, "2个项目均用到全域物流监测"),
        ({"sectors": ("other",)}, "仅智能安防1个项目在用"),
        ({"year": 2022}, "当前筛选下没有项目"),
    ],
    ids=["all", "everything once", "no scenario named", "all use one", "one use", "nothing"],
)
def test_scenarios(filters: dict, head: str) -> None:
    chosen = view(**filters)
    assert titles.scenarios_finding(counts.by_scenario(chosen), chosen).split("；")[0] == head


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, "指南推荐的66组“行业×场景”已覆盖5组；空白最多的是家电（14组）"),
        ({"year": 2022}, "指南推荐的66组“行业×场景”尚未覆盖"),
        ({"units": ("350500",)}, "指南推荐的66组“行业×场景”中，泉州已覆盖2组；空白最多的是家电（14组）"),
        ({"sectors": ("steel",)}, "指南为钢铁推荐的9组“行业×场景”已覆盖1组，空白8组"),
        ({"sectors": ("steel", "textile")}, "指南推荐的15组“行业×场景”已覆盖2组；空白最多的是钢铁（8组）"),
        ({"sectors": ("other",)}, "所选行业不在十个重点行业之内，指南没有推荐组合"),
    ],
)
def test_the_guides_pairs(filters: dict, text: str) -> None:
    chosen = view(**filters)
    assert titles.matrix_finding(sector_scenario(chosen), chosen) == text


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, "2025年推荐2项，比上年少2项（有推荐的单位1个，上年2个）；累计入选4项、标杆1个"),
        ({"year": 2024}, "2024年推荐4项，比上年多2项；累计入选3项、标杆1个"),
        ({"year": 2023}, "2023年推荐2项；累计入选1项，尚无标杆"),
        ({"units": ("350300",)}, "莆田2025年没有推荐项目，上年也没有；尚无项目入选国家名录"),
        ({"units": ("350200",)}, "厦门2025年没有推荐项目，上年2项；累计入选1项，尚无标杆"),
        ({"units": ("350500",)}, "泉州2025年推荐2项，上年没有；累计入选1项，尚无标杆"),
        ({"units": ("350100", "350500"), "year": 2023}, "所选地市2023年推荐2项；累计入选1项，尚无标杆"),
        ({"tiers": ("line",)}, "2025年推荐1项，上年没有（有推荐的单位1个，上年2个）；累计入选2项、标杆1个"),
        ({"year": 2022}, "当前筛选下没有项目"),
    ],
    ids=["fewer", "more", "single year", "nobody", "none now", "none before", "several units", "new", "nothing"],
)
def test_the_last_year_against_the_one_before(filters: dict, text: str) -> None:
    chosen = view(**filters)
    assert titles.trend_finding(trend(chosen), chosen) == text


def test_one_sector_alone_is_shared_by_the_tiers() -> None:
    chosen = view(sectors=("steel",))
    assert titles.tier_leaders_finding(counts.tier_composition(chosen, "sector"), chosen) == (
        "钢铁：产线级1项（50%），车间级1项（50%）"
    )


UNTOLD = ("350100", "steel", "line", 0, 2024, 0, ())
UNRECOMMENDED = ("350500", "unknown", "unknown", NEVER_RECOMMENDED, 2024, 0, ())
LISTED_LATER = ("350200", "steel", "line", 2024, 2026, 0, ())
AFTER_A_GAP = ("350200", "steel", "line", 2025, 0, 0, ())
BEFORE_A_GAP = ("350200", "steel", "line", 2023, 0, 0, ())
FIVE, SEVEN = [("350200", "steel", "line", 2023, 0, 0, ())] * 5, [("350200", "steel", "line", 2024, 0, 0, ())] * 7


@pytest.mark.parametrize(
    ("projects", "text"),
    [
        ([LISTED_LATER], "2024年推荐1项；截至2026年累计入选1项，尚无标杆"),
        ([BEFORE_A_GAP, AFTER_A_GAP], "2025年推荐1项；尚无项目入选国家名录"),
        ([UNRECOMMENDED], "截至2024年累计入选1项，尚无标杆"),
        ([UNTOLD], "截至2024年累计入选1项，尚无标杆"),
        ([*FIVE, *SEVEN], "2024年推荐7项，比上年多2项（增长40%）；尚无项目入选国家名录"),
        ([*FIVE[1:], *SEVEN], "2024年推荐7项，比上年多3项；尚无项目入选国家名录"),
        ([*SEVEN, *[AFTER_A_GAP] * 6], "2025年推荐6项，比上年少1项（下降14.3%）；尚无项目入选国家名录"),
        ([*SEVEN, *[AFTER_A_GAP] * 7], "2025年推荐7项，与上年持平；尚无项目入选国家名录"),
    ],
    ids=[
        "a list after the last table",
        "a year missing between",
        "only unrecommended",
        "year not told",
        "growth",
        "too few before for a rate",
        "decline",
        "same",
    ],
)
def test_a_year_is_compared_only_with_a_year_that_was_told(projects: list, text: str) -> None:
    chosen = view(*projects)
    assert titles.trend_finding(trend(chosen), chosen) == text


def test_all_years_are_those_with_recommendations() -> None:
    assert counted(view(LISTED_LATER)) == "2024年推荐项目（各年合计）"


@pytest.mark.parametrize(
    ("projects", "text"),
    [
        ([("350100", "other", "line", 2024, 0, 0, ())], "十个重点行业尚无项目；其他行业1项"),
        ([("350100", "unknown", "line", 2024, 0, 0, ())], "十个重点行业尚无项目；未填报1项"),
    ],
)
def test_projects_in_none_of_the_key_sectors(projects: list, text: str) -> None:
    chosen = view(*projects)
    assert leaders.sectors_finding(counts.by_sector(chosen), chosen) == text


def test_scenarios_used_equally_often_share_the_lead() -> None:
    pair = ("plant_logistics", "machine_vision_inspection")
    chosen = view(*[("350100", "steel", "line", 2024, 0, 0, pair)] * 2, ("350100", "steel", "line", 2024, 0, 0, ()))
    assert titles.scenarios_finding(counts.by_scenario(chosen), chosen).split("；")[0] == (
        "机器视觉质检、厂区智能物流应用最广，3个项目中各有2个在用（66.7%）"
    )


def test_all_pairs_reached() -> None:
    used = ("plant_logistics", "machine_vision_inspection", "flexible_manufacturing", "precise_operation")
    chosen = view(("350100", "electronics", "line", 2024, 0, 0, (*used, "assisted_assembly")), sectors=("electronics",))
    assert titles.pairs_finding(chosen) == "指南为电子设备制造推荐的5组“行业×场景”已全部覆盖"
