"""Published lists are read line by line, without those of other provinces."""

import pytest
from sheet_building import xlsx

from loaders.directory import NO_YEAR, Outcome, PublishedList, read_directory, read_published
from loaders.errors import UnreadableFile

HEADING = ["序号", "省份", "项目名称", "企业名称"]
LISTED = "2024年国家5G工厂名录"
TWO = ["企业名称", "项目名称"]


def published(*rows: list, file: str = "x.xlsx") -> PublishedList:
    """Read a list of these rows."""
    return read_published(xlsx(rows), file)


def test_a_list_is_read_with_year_and_stage_from_its_title() -> None:
    data = xlsx([[LISTED], HEADING, [1, "福建", "甲项目", "甲公司"]])
    assert read_directory(data, "x.xlsx") == [Outcome("listed", 2024, "甲公司", "甲项目", None, None, True, "表1", 3)]


def test_only_the_lines_of_fujian_are_read() -> None:
    found = published(
        [LISTED],
        HEADING,
        [1, "江苏", "丙项目", "丙公司"],
        [2, "福建省", "甲项目", "甲公司"],
        [3, "福建", "乙项目", "乙公司"],
        [4, "厦门市", "丁项目", "丁公司"],
    )
    assert [(line.enterprise, line.unit) for line in found.lines] == [
        ("甲公司", None),
        ("乙公司", None),
        ("丁公司", "350200"),
    ]
    assert (found.rows, found.elsewhere) == (4, 1)


def test_a_list_without_provinces_is_read_whole() -> None:
    lines = published([LISTED], TWO, ["甲公司", "甲项目"], ["厦门乙公司", "乙项目"], ["江苏丙公司", "丙项目"]).lines
    assert [(line.enterprise, line.is_ours) for line in lines] == [
        ("甲公司", None),
        ("厦门乙公司", True),
        ("江苏丙公司", None),
    ]


@pytest.mark.parametrize("heading", ["省份", "省", "地区", "所在地", "省（区、市）", "省市", "推荐单位", "推荐省份"])
def test_many_headings_tell_the_province(heading: str) -> None:
    found = published([LISTED], [heading, *TWO], ["浙江省", "甲公司", "甲项目"], ["福建省", "乙公司", "乙项目"])
    assert [line.enterprise for line in found.lines] == ["乙公司"]


@pytest.mark.parametrize(
    ("enterprise", "project"),
    [("企业名称", "项目名称"), ("入选企业", "名称"), ("单位名称", "5G工厂名称"), ("标杆企业", "标杆工厂名称")],
)
def test_two_columns_are_enough(enterprise: str, project: str) -> None:
    lines = published([LISTED], [enterprise, project], ["甲公司", "甲项目"]).lines
    assert [(line.enterprise, line.project_name) for line in lines] == [("甲公司", "甲项目")]


@pytest.mark.parametrize(
    ("title", "file", "stage"),
    [
        ("5G标杆工厂名单", "2024.xlsx", "benchmark"),
        ("名单", "2024年标杆工厂.xlsx", "benchmark"),
        (LISTED, "x.xlsx", "listed"),
        (LISTED, "2024年名录及标杆.xlsx", "listed"),
    ],
)
def test_a_list_that_says_so_names_benchmarks(title: str, file: str, stage: str) -> None:
    data = xlsx([[title], ["序号", "项目名称", "企业名称"], [1, "甲项目", "甲公司"]])
    assert [found.stage for found in read_directory(data, file)] == [stage]


def test_the_sheets_of_one_workbook_may_hold_different_stages() -> None:
    first, second = [[LISTED], TWO, ["甲公司", "甲项目"]], [["2024年5G标杆工厂"], TWO, ["乙公司", "乙项目"]]
    found = read_published(xlsx(first, second), "x.xlsx")
    assert [(line.stage, line.sheet) for line in found.lines] == [("listed", "表1"), ("benchmark", "表2")]


def test_a_column_of_years_goes_before_the_title() -> None:
    found = published(
        [LISTED], ["年份", "项目名称", "企业名称"], [2023, "甲项目", "甲公司"], ["2025年第一批", "乙项目", "乙公司"]
    )
    assert [line.year for line in found.lines] == [2023, 2025]
    assert (found.year, found.years) == (None, (2023, 2025))


@pytest.mark.parametrize(
    ("above", "file", "year"),
    [
        (["工信部信管〔2022〕23号", LISTED], "x.xlsx", 2024),
        (["发布日期：2024-11-19", "5G工厂名录"], "x.xlsx", 2024),
        (["5G工厂名录"], "2025年名录.xlsx", 2025),
        (["关于公布2024年5G工厂名录的通知", "根据2022年的指南"], "2023.xlsx", 2024),
        (["5G工厂名录"], "名录.xlsx", NO_YEAR),
    ],
)
def test_the_year_is_that_of_the_list(above: list[str], file: str, year: int) -> None:
    rows = [[text] for text in above]
    assert [line.year for line in published(*rows, TWO, ["甲公司", "甲项目"], file=file).lines] == [year]


def test_lines_without_a_year_take_the_one_that_is_said() -> None:
    data = xlsx([TWO, ["甲公司", "甲项目"]])
    assert read_directory(data, "名录.xlsx") == []
    assert [line.year for line in read_directory(data, "名录.xlsx", 2025)] == [2025]


def test_the_title_of_the_list_is_its_source() -> None:
    found = published(["附件"], ["关于公布2024年5G工厂名录的通知"], ["公示期满"], TWO, ["甲公司", "甲项目"])
    assert (found.title, found.stage, found.year) == ("关于公布2024年5G工厂名录的通知", "listed", 2024)


def test_a_list_without_a_title_is_known_by_its_file() -> None:
    assert published(TWO, ["甲公司", "甲项目"], file="2025名录/最终版.xlsx").title == "最终版"


def test_repeated_headings_notes_and_lines_without_an_enterprise_are_no_lines() -> None:
    found = published(
        [LISTED], TWO, ["甲公司", "甲项目"], TWO, ["乙公司", "乙项目"], ["注：以上排名不分先后", None], [None, "丙项目"]
    )
    assert [line.enterprise for line in found.lines] == ["甲公司", "乙公司"]


def test_an_enterprise_over_merged_rows_stands_beside_all_its_projects() -> None:
    rows = [[LISTED], ["序号", *TWO], [1, "甲公司", "甲项目"], [2, None, "乙项目"]]
    lines = read_published(xlsx(rows, merged=["B3:B4"]), "x.xlsx").lines
    assert [(line.enterprise, line.project_name) for line in lines] == [("甲公司", "甲项目"), ("甲公司", "乙项目")]


def test_very_long_names_are_cut() -> None:
    lines = published([LISTED], TWO, ["甲" * 500, "乙" * 500]).lines
    assert [(len(line.enterprise), len(line.project_name)) for line in lines] == [(200, 200)]


def test_contacts_beside_a_list_are_not_read() -> None:
    found = published([LISTED], [*TWO, "联系人", "联系电话"], ["甲公司", "甲项目", "诸葛测试", "13900001111"])
    assert "诸葛测试" not in repr(found)
    assert "13900001111" not in repr(found)


def test_a_units_table_is_not_taken_for_a_list() -> None:
    own = published(["2025年国家5G工厂名录项目推荐汇总表"], [*TWO, "建设类型"], ["甲公司", "甲项目", "车间级"])
    assert (own.is_submission, published([LISTED], TWO, ["甲公司", "甲项目"]).is_submission) == (True, False)


def test_a_file_without_a_list_says_so() -> None:
    with pytest.raises(UnreadableFile, match="名单"):
        read_directory(xlsx([["公告"]]), "x.xlsx")
