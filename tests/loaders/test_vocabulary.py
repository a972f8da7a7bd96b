"""The closed lists are those of the notice and the guide, no more and no less."""

from collections import Counter

import pytest

from loaders.facts import facts, glossary
from loaders.vocabulary import read_rows, vocabulary

WORDS = vocabulary()


def test_ten_units_in_the_order_of_the_notice() -> None:
    assert [(unit.code, unit.name, unit.short_name) for unit in WORDS.units] == [
        ("350100", "福州市", "福州"),
        ("350200", "厦门市", "厦门"),
        ("350300", "莆田市", "莆田"),
        ("350400", "三明市", "三明"),
        ("350500", "泉州市", "泉州"),
        ("350600", "漳州市", "漳州"),
        ("350700", "南平市", "南平"),
        ("350800", "龙岩市", "龙岩"),
        ("350900", "宁德市", "宁德"),
        ("350128", "平潭综合实验区", "平潭"),
    ]


def test_ten_key_sectors_and_one_for_all_others() -> None:
    assert [(sector.name, sector.is_key) for sector in WORDS.sectors] == [
        ("电子设备制造", True),
        ("装备制造", True),
        ("钢铁", True),
        ("采矿", True),
        ("电力", True),
        ("石化化工", True),
        ("建材", True),
        ("港口", True),
        ("纺织", True),
        ("家电", True),
        ("其他行业", False),
    ]


def test_three_tiers() -> None:
    assert [(tier.code, tier.name) for tier in WORDS.tiers] == [
        ("line", "产线级"),
        ("workshop", "车间级"),
        ("plant", "工厂级"),
    ]


def test_three_stages_of_which_only_the_first_counts_by_the_year() -> None:
    assert [(stage.code, stage.name, stage.counting) for stage in WORDS.stages] == [
        ("recommended", "推荐", "当年"),
        ("listed", "入选", "累计"),
        ("benchmark", "标杆", "累计"),
    ]


def test_first_batch_of_scenarios() -> None:
    assert {scenario.name for scenario in WORDS.scenarios if scenario.batch == "1"} == {
        "协同研发设计",
        "远程设备操控",
        "设备协同作业",
        "柔性生产制造",
        "现场辅助装配",
        "机器视觉质检",
        "设备故障诊断",
        "厂区智能物流",
        "无人智能巡检",
        "生产现场监测",
    }


def test_second_batch_of_scenarios() -> None:
    assert {scenario.name for scenario in WORDS.scenarios if scenario.batch == "2"} == {
        "生产单元模拟",
        "精准动态作业",
        "生产能效管控",
        "工艺合规校验",
        "生产过程溯源",
        "设备预测维护",
        "厂区智能理货",
        "全域物流监测",
        "虚拟现场服务",
        "企业协同合作",
    }


def test_five_scenarios_stand_outside_the_twenty() -> None:
    assert [(scenario.name, scenario.batch) for scenario in WORDS.scenarios if not scenario.is_typical] == [
        ("众包设计", ""),
        ("近红外线成像分析", ""),
        ("产线数字孪生", ""),
        ("智能安防", ""),
        ("智能设备交互", ""),
    ]


def test_the_twenty_divide_into_the_guides_five_phases() -> None:
    assert Counter(scenario.phase for scenario in WORDS.scenarios if scenario.is_typical) == {
        "research": 2,
        "production": 5,
        "inspection": 6,
        "logistics": 3,
        "operation": 4,
    }


def test_five_phases_in_the_guides_order() -> None:
    assert [phase.name for phase in WORDS.phases] == ["研发设计", "生产运行", "检测监测", "仓储物流", "运营管理"]


def test_the_guide_recommends_66_pairs() -> None:
    assert Counter(pair.sector for pair in WORDS.guide_pairs) == {
        "electronics": 5,
        "equipment": 6,
        "steel": 9,
        "mining": 5,
        "power": 5,
        "petrochemical": 6,
        "building_materials": 5,
        "port": 5,
        "textile": 6,
        "home_appliance": 14,
    }


def test_only_the_steel_wording_of_the_guide_has_two_readings() -> None:
    assert [(pair.sector, pair.printed_scenario) for pair in WORDS.guide_pairs if len(pair.scenarios) > 1] == [
        ("steel", "全域智能物流")
    ]


def test_the_guides_own_spellings_are_kept_as_printed() -> None:
    assert [
        (pair.sector, pair.printed_scenario, pair.scenarios)
        for pair in WORDS.guide_pairs
        if pair.printed_scenario not in {scenario.name for scenario in WORDS.scenarios}
    ] == [
        ("steel", "全域智能物流", ("logistics_monitoring", "plant_logistics")),
        ("power", "现场辅助安装", ("assisted_assembly",)),
        ("home_appliance", "工艺合规管理", ("process_compliance",)),
    ]


def test_every_pair_names_a_known_sector_and_known_scenarios() -> None:
    named = {(pair.sector, code) for pair in WORDS.guide_pairs for code in pair.scenarios}
    assert {sector for sector, _ in named} <= set(WORDS.sectors.codes)
    assert {code for _, code in named} <= set(WORDS.scenarios.codes)


def test_84_counties_by_unit() -> None:
    assert Counter(county.unit for county in WORDS.counties) == {
        "350100": 12,
        "350200": 6,
        "350300": 5,
        "350400": 11,
        "350500": 11,
        "350600": 11,
        "350700": 10,
        "350800": 7,
        "350900": 9,
        "350128": 1,
        "": 1,
    }


def test_31_districts_11_cities_and_42_counties() -> None:
    assert Counter(county.name[-1] for county in WORDS.counties) == {"区": 31, "市": 11, "县": 42}


def test_pingtan_is_its_own_unit_and_kinmen_belongs_to_none() -> None:
    assert (WORDS.counties["350128"].unit, WORDS.counties["350527"].unit) == ("350128", "")


@pytest.mark.parametrize(
    ("code", "name"),
    [("line", "产线级"), ("unknown", "未填报"), (None, "未填报"), ("no such tier", "未填报")],
)
def test_a_code_that_is_not_on_the_list_is_shown_as_not_filled_in(code: str | None, name: str) -> None:
    assert WORDS.tiers.name(code) == name


def test_every_alias_leads_to_codes_of_its_own_list() -> None:
    lists = {
        "unit": WORDS.units.codes,
        "sector": WORDS.sectors.codes,
        "tier": WORDS.tiers.codes,
        "scenario": WORDS.scenarios.codes,
        "network_mode": WORDS.network_modes.codes,
        "build_type": WORDS.build_types.codes,
        "completed": WORDS.completed.codes,
    }
    named = [(row["kind"], code) for row in read_rows("aliases.csv") for code in row["code"].split("|")]
    assert [(kind, code) for kind, code in named if code not in lists[kind]] == []


def test_only_one_alias_is_ambiguous() -> None:
    assert [row["alias"] for row in read_rows("aliases.csv") if "|" in row["code"]] == ["全域智能物流"]


def test_only_classes_that_cross_sectors_are_ambiguous() -> None:
    assert {item.code: item.sectors for item in WORDS.industry_classes if len(item.sectors) > 1} == {
        "28": ("textile", "petrochemical"),
        "29": ("petrochemical", "other"),
        "33": ("equipment", "other"),
        "38": ("equipment", "home_appliance"),
        "55": ("port", "other"),
    }


def test_national_targets() -> None:
    assert [(target.code, target.value, target.year, target.certainty) for target in facts().targets] == [
        ("national_listed_2025", 1000, 2025, "H"),
        ("national_benchmark_2025", 100, 2025, "H"),
        ("national_enterprise_2025", 10000, 2025, "H"),
        ("national_factory_2027", 10000, 2027, "M"),
        ("national_pilot_city_2027", 20, 2027, "M"),
    ]


def test_no_target_is_set_for_the_province_or_a_unit() -> None:
    assert {target.scope for target in facts().targets} == {"national"}


def test_the_only_public_number_of_fujian_is_that_of_2023() -> None:
    assert [
        (figure.year, figure.value, figure.certainty)
        for figure in facts().figures
        if (figure.metric, figure.area) == ("listed", "福建")
    ] == [(2023, 6, "H"), (2024, None, "M"), (2025, None, "M")]


def test_figures_that_disagree_are_both_kept() -> None:
    assert [figure.value for figure in facts().figures if (figure.metric, figure.year) == ("industry_class", 2023)] == [
        24,
        25,
    ]


def test_one_chinese_term_has_one_english_name() -> None:
    entries = glossary()
    assert len({entry.term for entry in entries}) == len({entry.english for entry in entries}) == len(entries)
