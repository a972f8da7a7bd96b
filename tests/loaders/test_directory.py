"""Published lists are matched to the projects they mean, and to no others."""

import pytest
from sheet_building import HEADINGS, xlsx

from loaders.directory import Decision, Outcome, decide, read_directory
from loaders.errors import UnreadableFile
from loaders.workbook import Reading, read_workbook

HEADING = ["序号", "省份", "项目名称", "企业名称"]
LISTED = "2024年国家5G工厂名录"
FIRST = ["", "甲项目（一期）", "样例（福州）电子有限公司", "钢铁", "产线级", "机器视觉质检"]
OTHER = ["", "乙项目", "乙公司", "纺织", "车间级", "柔性生产制造"]


def recommended(year: int, *rows: list[str]) -> Reading:
    """Read one year's table of 福州."""
    return read_workbook(xlsx([[f"{year}年福州市推荐汇总表"], HEADINGS, *rows]), f"{year}.xlsx")


def outcome(year: int, stage: str = "listed", enterprise: str = FIRST[2], project: str = FIRST[1]) -> Outcome:
    """Return one published line."""
    return Outcome(stage, year, enterprise, project, "名录.xlsx")


def test_a_list_is_read_with_year_and_stage_from_its_title() -> None:
    data = xlsx([[LISTED], HEADING, [1, "福建", "甲项目", "甲公司"]])
    assert read_directory(data, "x.xlsx") == [Outcome("listed", 2024, "甲公司", "甲项目", "x.xlsx")]


def test_only_the_lines_of_fujian_are_read() -> None:
    data = xlsx(
        [
            [LISTED],
            HEADING,
            [1, "江苏", "丙项目", "丙公司"],
            [2, "福建省", "甲项目", "甲公司"],
            [3, "福建", "乙项目", "乙公司"],
        ]
    )
    assert [found.enterprise for found in read_directory(data, "x.xlsx")] == ["甲公司", "乙公司"]


def test_a_list_without_provinces_is_read_whole() -> None:
    data = xlsx([[LISTED], ["序号", "项目名称", "企业名称"], [1, "甲项目", "甲公司"]])
    assert [found.enterprise for found in read_directory(data, "x.xlsx")] == ["甲公司"]


@pytest.mark.parametrize(
    ("title", "file", "stage"),
    [
        ("5G标杆工厂名单", "2024.xlsx", "benchmark"),
        ("名单", "2024年标杆工厂.xlsx", "benchmark"),
        (LISTED, "x.xlsx", "listed"),
    ],
)
def test_a_list_that_says_so_names_benchmarks(title: str, file: str, stage: str) -> None:
    data = xlsx([[title], ["序号", "项目名称", "企业名称"], [1, "甲项目", "甲公司"]])
    assert [found.stage for found in read_directory(data, file)] == [stage]


def test_a_column_of_years_goes_before_the_title() -> None:
    data = xlsx(
        [[LISTED], ["年份", "项目名称", "企业名称"], [2023, "甲项目", "甲公司"], ["2025年", "乙项目", "乙公司"]]
    )
    assert [found.year for found in read_directory(data, "x.xlsx")] == [2023, 2025]


def test_a_file_without_a_list_says_so() -> None:
    with pytest.raises(UnreadableFile, match="名单"):
        read_directory(xlsx([["公告"]]), "x.xlsx")


@pytest.mark.parametrize(
    ("enterprise", "project"),
    [
        ("样例（福州）电子有限公司", "甲项目（一期）"),
        ("样例(福州)电子有限公司", "甲项目(一期)"),
        (" 样例 (福州) 电子有限公司", "甲项目\n（一期）"),
        ("样例（福州）电子有限公司", "甲项目　（一期）"),
    ],
)
def test_width_and_spacing_do_not_hide_a_match(enterprise: str, project: str) -> None:
    decisions, unmatched = decide([recommended(2024, FIRST)], [outcome(2024, enterprise=enterprise, project=project)])
    assert decisions == {("2024.xlsx", "表1", 3): Decision(listed_year=2024)}
    assert unmatched == []


@pytest.mark.parametrize(
    ("enterprise", "project"),
    [("样例（福州）电子有限公司", "甲项目（二期）"), ("样例（厦门）电子有限公司", "甲项目（一期）")],
)
def test_what_matches_no_recommendation_is_kept(enterprise: str, project: str) -> None:
    missed = outcome(2024, enterprise=enterprise, project=project)
    assert decide([recommended(2024, FIRST)], [missed]) == ({}, [missed])


@pytest.mark.parametrize(
    ("year", "place"),
    [(2023, ("2023.xlsx", "表1", 3)), (2024, ("2023.xlsx", "表1", 3)), (2025, ("2025.xlsx", "表1", 4))],
)
def test_the_latest_recommendation_up_to_the_year_is_meant(year: int, place: tuple[str, str, int]) -> None:
    decisions, unmatched = decide([recommended(2025, OTHER, FIRST), recommended(2023, FIRST)], [outcome(year)])
    assert (list(decisions), unmatched) == ([place], [])


def test_nothing_is_listed_before_it_is_recommended() -> None:
    early = outcome(2024)
    assert decide([recommended(2025, FIRST)], [early]) == ({}, [early])


@pytest.mark.parametrize("order", [1, -1])
def test_listing_and_benchmark_meet_in_one_decision_in_any_order(order: int) -> None:
    outcomes = [outcome(2024), outcome(2025, "benchmark")][::order]
    decisions, _ = decide([recommended(2024, FIRST)], outcomes)
    assert list(decisions.values()) == [Decision(listed_year=2024, benchmark_year=2025)]


def test_a_project_listed_twice_was_listed_in_the_first_year() -> None:
    decisions, _ = decide([recommended(2023, FIRST)], [outcome(2025), outcome(2024)])
    assert list(decisions.values()) == [Decision(listed_year=2024)]
