"""Published lists are read line by line, without those of other provinces."""

import pytest
from sheet_building import xlsx

from loaders.directory import Outcome, read_directory
from loaders.errors import UnreadableFile

HEADING = ["序号", "省份", "项目名称", "企业名称"]
LISTED = "2024年国家5G工厂名录"


def test_a_list_is_read_with_year_and_stage_from_its_title() -> None:
    data = xlsx([[LISTED], HEADING, [1, "福建", "甲项目", "甲公司"]])
    assert read_directory(data, "x.xlsx") == [Outcome("listed", 2024, "甲公司", "甲项目", None, None, True, "表1", 3)]


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
