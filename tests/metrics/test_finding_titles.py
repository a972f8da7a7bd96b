"""What a frame shows, said in one sentence that is always true."""

import pandas as pd
import pytest
from small_landscape import PROJECTS, of_nothing, view

from metrics import counts, findings
from metrics.coverage import Reach
from metrics.progress import target_progress
from metrics.trend import trend

BLANK_UNITS = "莆田、三明、漳州、南平、龙岩、宁德尚无项目"
THREE = (PROJECTS[0], PROJECTS[1], PROJECTS[2])


@pytest.mark.parametrize(
    ("fraction", "text"),
    [(0.234, "23.4%"), (0.5, "50%"), (1.0, "100%"), (0.0, "0%"), (1.26, "126%"), (1 / 3, "33.3%"), (0.001, "0.1%")],
)
def test_a_percentage_has_one_decimal_at_most(fraction: float, text: str) -> None:
    assert findings.percent(fraction) == text


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
    assert findings.listed_names(names) == text


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
    assert findings.counted(view(**filters)) == text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([("a", "甲", 3), ("b", "乙", 1)], "甲最多，3项，占4项的75%"),
        ([("a", "甲", 2), ("b", "乙", 2), ("c", "丙", 1)], "甲、乙并列最多，各2项"),
        ([("a", "甲", 1), ("b", "乙", 0)], "甲1项"),
        ([("a", "甲", 1), ("unknown", "未填报", 3)], "甲最多，1项，占4项的25%"),
        ([("a", "甲", 0), ("unknown", "未填报", 3)], "当前筛选下没有项目"),
        ([("a", "甲", 0)], "当前筛选下没有项目"),
    ],
    ids=["one leads", "a tie", "one alone", "unknown leads", "only unknown", "nothing"],
)
def test_who_leads(rows: list, text: str) -> None:
    assert findings.leader(pd.DataFrame(rows, columns=["code", "name", "count"])) == text


@pytest.mark.parametrize(
    ("reach", "text"),
    [
        (Reach(1, 3, ("乙", "丙")), "乙、丙尚无项目"),
        (Reach(2, 2, ()), ""),
        (Reach(0, 2, ("甲", "乙")), ""),
    ],
)
def test_blanks_are_named_only_where_something_is_reached(reach: Reach, text: str) -> None:
    assert findings.blanks(reach) == text


def units_finding(*projects: tuple, **filters: object) -> str:
    """Say what the units of a view show."""
    chosen = view(*projects, **filters)
    return findings.units_finding(counts.by_unit(chosen.of_units()), chosen)


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, f"福州、厦门、泉州并列最多，各2项；{BLANK_UNITS}"),
        ({"year": 2024}, "厦门最多，2项，占4项的50%；福州、莆田、三明、泉州、漳州、南平、龙岩、宁德尚无项目"),
        ({"year": 2023}, "福州2项；厦门、莆田、三明、泉州、漳州、南平、龙岩、宁德、平潭尚无项目"),
        ({"year": 2022}, "当前筛选下没有项目"),
        ({"units": ("350100",)}, "福州2项，并列居全省第1位，占8项的25%"),
        ({"units": ("350128",)}, "平潭1项，居全省第4位，占8项的12.5%"),
        ({"units": ("350300",)}, "莆田尚无项目，全省共8项"),
        ({"units": ("unknown",)}, "未填报1项，占8项的12.5%"),
    ],
    ids=["tie", "leader", "alone", "nothing", "one unit tied", "one unit", "one unit blank", "unknown"],
)
def test_units(filters: dict, text: str) -> None:
    assert units_finding(**filters) == text


def test_the_first_three_units_are_set_against_the_total() -> None:
    chosen = view()
    assert findings.concentration_finding(counts.by_unit(chosen), chosen).split("；")[0] == (
        "福州、厦门、泉州三地共6项，占8项的75%"
    )


def test_no_three_units_are_named_where_the_third_place_is_shared() -> None:
    projects = [*PROJECTS[:3], *PROJECTS[4:]]
    chosen = view(*projects)
    assert findings.concentration_finding(counts.by_unit(chosen), chosen).split("；")[0] == (
        "福州、泉州并列最多，各2项"
    )


def test_three_units_or_fewer_hold_everything() -> None:
    chosen = view(*THREE)
    assert (
        findings.concentration_finding(counts.by_unit(chosen), chosen).split("；")[0] == "项目集中在福州、厦门，共3项"
    )


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        (
            {},
            "电子设备制造、钢铁并列最多，各2项；其他行业1项；装备制造、采矿、石化化工、建材、港口、家电尚无项目",
        ),
        ({"sectors": ("power",)}, "电力1项，并列居全部行业第3位，占8项的12.5%"),
        ({"year": 2022}, "当前筛选下没有项目"),
    ],
)
def test_sectors(filters: dict, text: str) -> None:
    chosen = view(**filters)
    assert findings.sectors_finding(counts.by_sector(chosen.of_sectors()), chosen) == text


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, "产线级2项（25%），车间级2项（25%），工厂级3项（37.5%），未填报1项（12.5%）"),
        ({"units": ("350200",)}, "工厂级2项（100%）"),
        ({"units": ("350300",)}, "当前筛选下没有项目"),
    ],
)
def test_tiers(filters: dict, text: str) -> None:
    chosen = view(**filters)
    assert findings.tiers_finding(counts.by_tier(chosen), chosen) == text


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
    assert findings.tier_years_finding(counts.tiers_by_year(chosen), chosen) == text


def test_the_sector_in_which_each_tier_is_most_frequent() -> None:
    chosen = view(*THREE)
    assert findings.tier_leaders_finding(counts.tier_composition(chosen, "sector"), chosen) == (
        "产线级以电子设备制造最多（1项），车间级以钢铁最多（1项），工厂级以电子设备制造最多（1项）"
    )


@pytest.mark.parametrize(
    ("filters", "head"),
    [
        ({}, "机器视觉质检应用最广，8个项目中有3个在用（37.5%）"),
        ({"units": ("350100",)}, "机器视觉质检应用最广，2个项目中有1个在用（50%）"),
        ({"units": ("350128",)}, "当前筛选下没有项目"),
    ],
    ids=["all", "tiny denominator", "no scenario named"],
)
def test_scenarios(filters: dict, head: str) -> None:
    chosen = view(**filters)
    assert findings.scenarios_finding(counts.by_scenario(chosen), chosen).split("；")[0] == head


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, "指南推荐的66组“行业×场景”已覆盖5组；空白最多的是家电（14组）"),
        ({"year": 2022}, "指南推荐的66组“行业×场景”已覆盖0组"),
    ],
)
def test_the_guides_pairs(filters: dict, text: str) -> None:
    assert findings.matrix_finding(pd.DataFrame(), view(**filters)) == text


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, "2025年推荐2项，比上年少2项；累计入选4项、标杆1个"),
        ({"year": 2024}, "2024年推荐4项，比上年多2项；累计入选3项、标杆1个"),
        ({"year": 2023}, "2023年推荐2项；累计入选1项、标杆0个"),
        ({"year": 2025, "units": ("350300",)}, "2025年推荐0项，与上年持平；累计入选0项、标杆0个"),
    ],
    ids=["fewer", "more", "single year", "same"],
)
def test_the_last_year_against_the_one_before(filters: dict, text: str) -> None:
    chosen = view(**filters)
    assert findings.trend_finding(trend(chosen), chosen) == text


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, "全国1000家目标已完成126%；福建累计入选4家，占全国1260家的0.3%"),
        ({"year": 2023}, "全国1000家目标已完成30%；福建累计入选1家，占全国300家的0.3%"),
        ({"units": ("350100",)}, "全国1000家目标已完成126%；福建累计入选4家，占全国1260家的0.3%"),
        ({"year": 2022}, "该年尚无公开的全国数字"),
    ],
    ids=["all years", "one year", "other filters do not matter", "before all numbers"],
)
def test_the_national_list_and_fujians_part(filters: dict, text: str) -> None:
    chosen = view(**filters)
    assert findings.progress_finding(target_progress(chosen), chosen) == text


def test_open_targets_and_the_straight_line_to_them() -> None:
    assert findings.pace_sentences(view()) == [
        "标杆工厂：截至2024年83家，距2025年100家的目标还差17家，尚需每年17家；公开数字只有一年，不外推。",
        "建成5G工厂（升级版）：截至2024年4000家，距2027年10000家的目标还差6000家，尚需每年2000家；公开数字只有一年，不外推。",
    ]


def test_a_target_still_open_is_extended_in_a_straight_line() -> None:
    assert findings.pace_sentences(view(year=2024))[0] == (
        "建成5G工厂：截至2024年700家，距2025年1000家的目标还差300家，尚需每年300家；按已有年均400家外推，到2025年约1100家。"
    )


def test_the_overview_has_three_sentences() -> None:
    chosen = view(year=2024)
    assert findings.overview_findings(counts.by_unit(chosen), trend(chosen), target_progress(chosen), chosen) == [
        "全国1000家目标已完成70%；福建累计入选3家，占全国700家的0.4%；"
        "2024年推荐4项，比上年多2项；累计入选3项、标杆1个。",
        "2024年推荐项目：厦门最多，2项，占4项的50%；福州、莆田、三明、泉州、漳州、南平、龙岩、宁德尚无项目。",
        "指南推荐的66组“行业×场景”已覆盖2组；空白最多的是家电（14组）。",
    ]


def test_nothing_at_all_is_said_in_one_sentence() -> None:
    nothing = of_nothing()
    frames = counts.by_unit(nothing), trend(nothing), target_progress(nothing)
    assert findings.overview_findings(*frames, nothing) == ["当前筛选下没有项目"]
    assert findings.trend_finding(trend(nothing), nothing) == "当前筛选下没有项目"
