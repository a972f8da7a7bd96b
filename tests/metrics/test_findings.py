"""The findings of a view: what is true, in a fixed order, with the numbers used and the chart that shows them."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from small_landscape import PROJECTS, landscape, of_nothing, view
from test_properties import bounded, filters, projects

from charts.catalogue import CHARTS
from loaders.facts import Target, facts
from loaders.vocabulary import NEVER_RECOMMENDED
from metrics.findings import Finding, findings
from metrics.findings.rules import RULES
from metrics.landscape import Filters

PASSED = "全国累计入选1260家，已超过2025年1000家的目标（完成126%）"
UNRECOMMENDED = ("350500", "unknown", "unknown", NEVER_RECOMMENDED, 2024, 0, ())
ONE = ("350100", "steel", "line", 2024, 0, 0, ())
IN_PUTIAN = ("350300", "steel", "line", 2024, 0, 0, ())
OF_THE_PROVINCE = Target("p", "province", "listed", "全省入选", 40, "家", 2027, "H", "省定")
OF_FUZHOU = Target("f", "350100", "listed", "福州入选", 2, "家", 2027, "H", "市定")


def told(*rows: tuple, **chosen: object) -> dict[str, str]:
    """Return the sentences of a view by rule, in their order."""
    return {finding.rule: finding.sentence for finding in findings(view(*rows, **chosen))}


def test_all_that_is_true_of_the_eight_projects_in_the_order_of_importance() -> None:
    assert told() == {
        "standing": f"{PASSED}；福建累计入选4家，占全国1260家的0.3%。",
        "growth": "2025年推荐2项，比上年少2项（有推荐的单位1个，上年2个）；累计入选4项、标杆1个。",
        "unit-leader": "2023—2025年推荐项目（各年合计）：福州、厦门、泉州并列最多，各2项。",
        "blank": (
            "地市中只有福州、厦门、泉州、平潭有推荐项目；重点行业中只有电子设备制造、钢铁、电力、纺织有推荐项目；"
            "协同研发设计、远程设备操控、设备协同作业、精准动态作业等15个典型场景尚无应用。"
        ),
        "unit-selection": "2023—2025年推荐的8项中已入选4项（50%）。",
        "guide-pairs": "指南推荐的66组“行业×场景”中，推荐项目已覆盖5组；空白最多的是家电（14组）。",
        "sector-leader": "2023—2025年推荐项目（各年合计）：电子设备制造、钢铁并列最多，各2项；其他行业1项。",
        "scenario-leader": "2023—2025年推荐项目（各年合计）：机器视觉质检应用最广，8个项目中有3个在用（37.5%）。",
        "tier-share": (
            "2023—2025年推荐项目（各年合计）：产线级2项（25%），车间级2项（25%），工厂级3项（37.5%），未填报1项（12.5%）。"
        ),
        "unit-share": "2023—2025年推荐项目（各年合计）：福州、厦门、泉州三地共6项，占8项的75%。",
    }


def test_one_chosen_unit_is_told_about_itself() -> None:
    assert told(units=("350100",), year=2024) == {
        "nothing": "当前筛选下没有推荐项目，累计入选2项、标杆1个。",
    }
    assert told(units=("350100",)) == {
        "standing": "福州累计入选国家名录2家，占福建4家的50%。",
        "unit-leader": "2023—2025年推荐项目（各年合计）：福州2项，居全省并列第1位，占8项的25%。",
        "blank": (
            "福州重点行业中只有电子设备制造、钢铁有推荐项目；"
            "典型场景中只有机器视觉质检、厂区智能物流、全域物流监测有应用。"
        ),
        "unit-selection": "福州2023—2025年推荐的2项均已入选，全省8项中4项（50%）。",
        "guide-pairs": "指南推荐的66组“行业×场景”中，福州推荐项目已覆盖3组；空白最多的是家电（14组）。",
        "sector-leader": "福州2023—2025年推荐项目（各年合计）：电子设备制造、钢铁并列最多，各1项。",
        "scenario-leader": "福州2023—2025年推荐项目（各年合计）：2个项目用到3个场景，每个场景1个。",
        "tier-share": "福州2023—2025年推荐项目（各年合计）：产线级1项（50%），车间级1项（50%）。",
    }


def test_one_project_is_said_without_percentages_of_itself() -> None:
    assert told(ONE, year=2024) == {
        "standing": ("全国累计入选700家，距2025年1000家的目标还差300家（完成70%）；福建尚无项目入选。"),
        "unit-leader": "2024年推荐项目：仅福州1项。",
        "blank": "2024年地市中只有福州有推荐项目；重点行业中只有钢铁有推荐项目。",
        "unit-selection": "2024年仅推荐1项，尚未入选。",
        "guide-pairs": "指南推荐的66组“行业×场景”中，推荐项目尚未覆盖。",
        "sector-leader": "2024年推荐项目：仅钢铁1项。",
        "scenario-leader": "2024年推荐项目：1个项目未填报场景。",
        "tier-share": "2024年推荐项目：仅产线级1项。",
    }


@pytest.mark.parametrize("stage", ["recommended", "listed", "benchmark"])
def test_of_nothing_there_is_one_sentence(stage: str) -> None:
    assert [finding.sentence for finding in findings(of_nothing(stage=stage))] == ["当前筛选下没有项目。"]


def test_where_some_are_listed_unrecommended_nothing_is_recommended() -> None:
    assert told(UNRECOMMENDED) == {"nothing": "当前筛选下没有推荐项目，累计入选1项，尚无标杆。"}


def test_what_is_listed_unrecommended_is_counted_as_listed() -> None:
    sentences = told(UNRECOMMENDED, stage="listed")
    assert sentences["unit-leader"] == "截至2024年累计入选国家名录项目：仅泉州1项。"
    assert not {"growth", "unit-selection", "sector-selection", "rank-change"} & set(sentences)


def test_one_year_of_data_says_nothing_of_growth_or_of_places() -> None:
    assert not {"growth", "rank-change"} & set(told(ONE))
    assert not {"growth", "rank-change"} & set(told(year=2023))


def test_places_and_growth_where_two_years_are_told() -> None:
    rows = [("350200", "steel", "line", 2025, 0, 0, ())] * 3 + [("350100", "steel", "line", 2025, 0, 0, ())]
    before = [("350100", "steel", "line", 2024, 0, 0, ())] * 2 + [("350200", "steel", "line", 2024, 0, 0, ())]
    sentences = told(*rows, *before)
    assert sentences["growth"] == "2025年推荐4项，比上年多1项；尚无项目入选国家名录。"
    assert sentences["rank-change"] == (
        "按当年推荐数，2025年与2024年相比，厦门由第2位升至第1位（1项→3项），福州由第1位降至第2位（2项→1项）。"
    )


def test_all_units_tied_are_a_tie() -> None:
    codes = view().words.units.codes
    rows = [(code, "steel", "line", 2024, 0, 0, ()) for code in codes]
    sentences = told(*rows)
    assert sentences["unit-leader"] == "2024年推荐项目（各年合计）：福州、厦门、莆田、三明等10个并列最多，各1项。"
    assert "unit-share" not in sentences


def with_targets(*targets: Target, **chosen: object) -> dict[str, Finding]:
    """Return the findings of the eight projects under these targets beside the national ones."""
    known = replace(facts(), targets=(*facts().targets, *targets))
    found = findings(landscape(*PROJECTS, known=known).view(Filters(**chosen)))
    return {finding.rule: finding for finding in found}


def test_the_provinces_own_target() -> None:
    found = with_targets(OF_THE_PROVINCE, OF_FUZHOU)["target-distance"]
    assert found.sentence == "全省入选累计4家，距2027年40家的目标还差36家（完成10%）。"
    assert found.numbers == (("全省入选目标值", 40.0), ("全省入选", 4.0))


def test_a_units_own_target_is_told_with_the_unit() -> None:
    found = with_targets(OF_THE_PROVINCE, OF_FUZHOU, units=("350100",))["target-distance"]
    assert found.sentence == (
        "全省入选累计4家，距2027年40家的目标还差36家（完成10%）；福州入选累计2家，正好达到2027年2家的目标。"
    )


def test_without_own_targets_no_distance_is_invented() -> None:
    assert "target-distance" not in with_targets()


@pytest.mark.parametrize(
    ("units", "text"),
    [
        (("350100",), "福州累计入选国家名录2家，占福建4家的50%。"),
        (("350300",), "莆田尚无项目入选国家名录，福建累计入选4家。"),
        (("unknown",), f"{PASSED}；福建累计入选4家，占全国1260家的0.3%。"),
        (("350100", "350200"), f"{PASSED}；福建累计入选4家，占全国1260家的0.3%。"),
    ],
)
def test_where_units_stand(units: tuple, text: str) -> None:
    assert findings(view(units=units, stage="recommended", year=None))[0].sentence in (text, "当前筛选下没有项目。")
    assert (
        told(*PROJECTS, *[(code, "steel", "line", 2024, 0, 0, ()) for code in units], units=units)["standing"] == text
    )


def test_a_unit_that_holds_all_that_is_listed() -> None:
    assert told(PROJECTS[0], units=("350100",))["standing"] == "福建累计入选1家，全部在福州。"


@pytest.mark.parametrize(
    ("chosen", "rule"),
    [
        ({"sectors": ("steel",)}, "sector-leader"),
        ({"scenarios": ("plant_logistics",)}, "scenario-leader"),
        ({"tiers": ("line",)}, "tier-share"),
        ({"units": ("350100",)}, "unit-share"),
        ({"sectors": ("other",)}, "guide-pairs"),
    ],
)
def test_what_was_chosen_alone_leads_nobody(chosen: dict, rule: str) -> None:
    assert rule not in told(**chosen)


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        (
            {"units": ("350100", "350300"), "sectors": ("steel",), "scenarios": ("logistics_monitoring",)},
            "所选地市中只有福州有推荐项目。",
        ),
        (
            {"sectors": ("steel", "port"), "units": ("350100",), "scenarios": ("logistics_monitoring",)},
            "福州所选重点行业中只有钢铁有推荐项目。",
        ),
        (
            {"stage": "listed", "units": ("350500",), "sectors": ("steel",)},
            "泉州典型场景中只有厂区智能物流、全域物流监测有应用。",
        ),
    ],
    ids=["chosen units", "chosen sectors", "listed"],
)
def test_blanks_are_told_of_what_was_chosen(chosen: dict, text: str) -> None:
    assert told(**chosen)["blank"] == text


def test_the_first_few_are_the_most_important_ones() -> None:
    assert findings(view(), most=3) == findings(view())[:3]


def test_the_sector_with_the_highest_rate_is_told_where_sectors_can_be_compared() -> None:
    steel = [("350100", "steel", "line", 2024, 2024 * (row < 2), 0, ()) for row in range(5)]
    power = [("350200", "power", "line", 2024, 2024 * (row < 1), 0, ()) for row in range(5)]
    found = {finding.rule: finding for finding in findings(view(*steel, *power))}["sector-selection"]
    assert found.sentence == "2024年推荐项目分行业看，钢铁入选率最高，5项中入选2项（40%）。"
    assert found.numbers == (("推荐项数", 10), ("其中已入选", 3), ("入选率", 0.3), ("入选率最高的", "钢铁"))


def test_a_finding_carries_the_numbers_it_used() -> None:
    numbers = {finding.rule: finding.numbers for finding in findings(view())}
    assert numbers["standing"] == (("目标值", 1000.0), ("全国累计入选", 1260.0), ("福建累计入选", 4))
    assert numbers["growth"] == (("2025年推荐", 2), ("2024年推荐", 4))
    assert numbers["unit-leader"] == (("最多的", "福州、厦门、泉州"), ("项目数", 2), ("全省", 8))
    assert numbers["blank"] == (("空白地市", 6), ("空白重点行业", 6), ("空白典型场景", 15))
    assert numbers["unit-selection"] == (("推荐项数", 8), ("其中已入选", 4), ("入选率", 0.5))
    assert numbers["guide-pairs"] == (("推荐组合", 66), ("已覆盖", 5))


#: What a sentence must never hold: traces of code, words for nothing, broken joints, a percentage of nothing.
BROKEN = re.compile(r"nan|None|<NA>|inf|[a-z]{2,}|；；|，，|；。|，。|：。|：；|^[；，]|\(\)|（）|共0|占0项")


@bounded
@given(projects, filters)
def test_every_sentence_is_whole_whatever_the_data(rows: list, chosen: Filters) -> None:
    found = findings(landscape(*rows).view(chosen))
    assert found
    for finding in found:
        assert finding.sentence.endswith("。")
        assert not BROKEN.search(finding.sentence), finding.sentence
        assert finding.chart in CHARTS
        assert all(isinstance(value, int | float | str) for _, value in finding.numbers)


@bounded
@given(projects, filters)
def test_a_rule_speaks_once_and_in_the_fixed_order(rows: list, chosen: Filters) -> None:
    rules = [finding.rule for finding in findings(landscape(*rows).view(chosen))]
    order = ["nothing", *(rule.__name__.replace("_", "-") for rule in RULES)]
    assert rules == sorted(set(rules), key=order.index)


@bounded
@given(projects, filters)
def test_every_title_is_whole_whatever_the_data(rows: list, chosen: Filters) -> None:
    seen = landscape(*rows).view(chosen)
    titles = [chart.finding(chart.numbers(seen), seen) for chart in CHARTS.values()]
    assert [title for title in titles if not title or BROKEN.search(f"{title}。")] == []
