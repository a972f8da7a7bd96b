"""One file in; its projects, its problems and where each value stood out."""

import pytest
from sheet_building import FIRST, HEADINGS, NAME, SECOND, TITLE, UNIT_LINE, project_with, xlsx

from loaders.tables.headings import Field
from loaders.tables.project import Project, quote
from loaders.workbook import Reading, read_workbook

EVERYTHING = {
    "序号": 1,
    "项目名称": " 甲公司\n5G工厂 ",
    "企业名称": "甲公司",
    "统一社会信用代码": "91350100MA0000001P",
    "推荐单位": "福州市",
    "所在县（市、区）": "长乐市",
    "所属重点行业": "纺织服装",
    "建设类型": "车间级",
    "典型应用场景": "①柔性生产制造②机器视觉检测",
    "5G专网模式": "5G混合专网",
    "建设方式": "技术改造",
    "项目总投资（万元）": "约1.2亿元",
    "5G终端数量（个）": "１２０台",
    "开工时间": "2023年1月",
    "完工时间": "2024年6月",
    "是否已完成": "是",
    "备注": "无",
}


def read(rows: list[list[object]], file: str = "汇总表.xlsx") -> Reading:
    """Read one sheet."""
    return read_workbook(xlsx(rows), file)


def codes(reading: Reading) -> list[str]:
    """Return the codes of the problems found."""
    return [found.code for found in reading.problems]


def test_a_complete_row_becomes_a_project_without_problems() -> None:
    reading = read([[TITLE], list(EVERYTHING), list(EVERYTHING.values())])
    assert reading.problems == ()
    assert reading.projects == (
        Project(
            project_name="甲公司 5G工厂",
            enterprise="甲公司",
            credit_code="91350100MA0000001P",
            unit="350100",
            county="350112",
            sector="textile",
            tier="workshop",
            scenarios=("flexible_manufacturing", "machine_vision_inspection"),
            network_mode="hybrid",
            build_type="upgrade",
            investment_wan=12000.0,
            terminals=120,
            completed_on="2024-06",
            sheet="表1",
            row=3,
            cell="B3",
        ),
    )


def test_the_headings_as_found_are_kept_by_field() -> None:
    reading = read([[TITLE], [UNIT_LINE], ["序号", "项目\n名称", "公司名称", "切片"], [1, "甲项目", "甲公司", "有"]])
    assert reading.columns == {
        Field.SEQUENCE: "序号",
        Field.PROJECT_NAME: "项目\n名称",
        Field.ENTERPRISE: "公司名称",
    }
    assert reading.unmapped == ("切片",)


@pytest.mark.parametrize(
    ("lines", "file", "unit"),
    [
        (["推荐单位：福州市"], "厦门市.xlsx", "350100"),
        (["推荐单位（盖章）：福州市工业和信息化局"], "x.xlsx", "350100"),
        (["推荐单位: 平潭综合实验区经济发展局"], "x.xlsx", "350128"),
        (["厦门市2025年推荐汇总表", "推荐单位：福州市"], "泉州市.xlsx", "350100"),
        (["厦门市2025年推荐汇总表"], "泉州市.xlsx", "350200"),
        (["推荐单位：", "福州市"], "泉州市.xlsx", "350100"),
        (["推荐单位："], "2025/三明-2025年汇总.xlsx", "350400"),
        (["2025年推荐汇总表"], "附件2 2025年推荐汇总表（泉州）.xlsx", "350500"),
        (["福州市平潭综合实验区"], "平潭.xlsx", "350128"),
    ],
)
def test_the_unit_is_taken_from_its_line_then_the_title_then_the_file(lines: list[str], file: str, unit: str) -> None:
    reading = read([lines, HEADINGS, FIRST], file)
    assert (reading.unit, reading.projects[0].unit) == (unit, unit)


def test_a_column_that_agrees_tells_the_unit_of_the_file() -> None:
    reading = read([["2025年"], [*HEADINGS, "推荐单位"], [*FIRST, "福州市工信局"], [*SECOND, ""]])
    assert reading.unit == "350100"
    assert [project.unit for project in reading.projects] == ["350100", "350100"]


def test_a_column_with_several_units_leaves_every_row_its_own() -> None:
    reading = read([["2025年"], [*HEADINGS, "推荐单位"], [*FIRST, "福州市"], [*SECOND, "平潭"]])
    assert (reading.unit, codes(reading)) == (None, [])
    assert [project.unit for project in reading.projects] == ["350100", "350128"]


def test_a_row_of_another_unit_is_reported_and_counted_with_its_table() -> None:
    reading = read([[TITLE], [UNIT_LINE], [*HEADINGS, "推荐单位"], [*FIRST, "厦门市"]])
    assert codes(reading) == ["unit-mismatch"]
    assert reading.projects[0].unit == "350100"


@pytest.mark.parametrize(
    ("lines", "file", "year"),
    [
        (["2025年国家5G工厂名录项目推荐汇总表"], "福州市2024年.xlsx", 2025),
        (["２０２５年国家5G工厂名录项目推荐汇总表"], "福州市.xlsx", 2025),
        (["2025 年度推荐汇总表"], "福州市.xlsx", 2025),
        (["附件2", "2025国家5G工厂名录项目推荐汇总表"], "福州市2024年.xlsx", 2025),
        (["推荐单位：福州市"], "附件2 2023年推荐汇总表.xlsx", 2023),
        (["推荐单位：福州市"], "福州市20240915.xlsx", 2024),
        (["联系电话：0591-2034567", "2025年推荐汇总表"], "福州市.xlsx", 2025),
        (["联系电话：0591-2034567"], "福州市2024年.xlsx", 2024),
    ],
)
def test_the_year_is_taken_from_the_lines_above_then_the_file(lines: list[str], file: str, year: int) -> None:
    assert read([lines, HEADINGS, FIRST], file).year == year


def test_rows_keep_the_numbers_excel_shows() -> None:
    reading = read_workbook(xlsx([[TITLE], [], HEADINGS, FIRST, [], SECOND], down=3, right=2), NAME)
    assert [project.row for project in reading.projects] == [7, 9]


def test_problems_name_the_cell_excel_shows() -> None:
    rows = [HEADINGS, [1, "甲项目", "甲公司", "炼丹", "", "智能排产"]]
    reading = read_workbook(xlsx([[TITLE], *rows], down=3, right=2), NAME)
    assert [(found.code, found.sheet, found.cell) for found in reading.problems] == [
        ("sector-unknown", "表1", "F6"),
        ("tier-missing", "表1", "G6"),
        ("scenario-unknown", "表1", "H6"),
    ]


def test_one_project_sent_twice_is_counted_once() -> None:
    again = [2, "甲项 目", "甲公司 ", "钢铁", "产线级", "机器视觉质检"]
    reading = read([[TITLE], [UNIT_LINE], HEADINGS, FIRST, again, SECOND])
    assert [project.row for project in reading.projects] == [4, 6]
    assert [(found.code, found.cell) for found in reading.problems] == [("duplicate-project", "B5")]
    assert "第4行" in reading.problems[0].message


def test_projects_without_a_name_are_never_taken_for_the_same() -> None:
    nameless = [1, "", "甲公司", "钢铁", "产线级", "机器视觉质检"]
    reading = read([[TITLE], [UNIT_LINE], HEADINGS, nameless, nameless])
    assert len(reading.projects) == 2


def test_an_unfinished_project_is_reported_and_kept() -> None:
    reading = read_workbook(project_with("是否已完成", "在建"), NAME)
    assert codes(reading) == ["not-completed"]
    assert len(reading.projects) == 1


def test_an_unambiguous_class_stands_in_for_a_blank_sector() -> None:
    headings = [*HEADINGS, "国民经济行业大类"]
    rows = [[1, "甲项目", "甲公司", "", "产线级", "机器视觉质检", "C39"]]
    reading = read([[TITLE], [UNIT_LINE], headings, *rows])
    assert (reading.projects[0].sector, codes(reading)) == ("electronics", [])


@pytest.mark.parametrize(("industry_class", "problem"), [("C38", "sector-ambiguous"), ("", "sector-missing")])
def test_an_ambiguous_or_blank_class_does_not_stand_in(industry_class: str, problem: str) -> None:
    headings = [*HEADINGS, "国民经济行业大类"]
    rows = [[1, "甲项目", "甲公司", "", "产线级", "机器视觉质检", industry_class]]
    reading = read([[TITLE], [UNIT_LINE], headings, *rows])
    assert (reading.projects[0].sector, codes(reading)) == (None, [problem])


def test_only_the_certain_scenarios_of_a_cell_are_counted() -> None:
    reading = read_workbook(project_with("典型应用场景", "机器视觉检测、全域智能物流、智能排产、机器视觉质检"), NAME)
    assert reading.projects[0].scenarios == ("machine_vision_inspection",)
    assert codes(reading) == ["scenario-ambiguous", "scenario-unknown"]


def test_scenarios_that_only_spaces_divide_are_divided_when_all_are_known() -> None:
    reading = read_workbook(project_with("典型应用场景", "机器视觉质检 厂区智能物流"), NAME)
    assert reading.projects[0].scenarios == ("machine_vision_inspection", "plant_logistics")


@pytest.mark.parametrize(
    ("heading", "value", "amount"),
    [("总投资（亿元）", 1.2, 12000.0), ("总投资（元）", 12000000, 1200.0), ("总投资", 3000, 3000.0)],
)
def test_the_unit_of_money_may_stand_in_the_heading(heading: str, value: object, amount: float) -> None:
    assert read_workbook(project_with(heading, value), NAME).projects[0].investment_wan == amount


def test_a_blank_optional_cell_is_no_problem() -> None:
    reading = read([[TITLE], [UNIT_LINE], [*HEADINGS, "总投资", "完工时间", "5G专网模式"], [*FIRST, "", " ", ""]])
    assert reading.problems == ()
    assert (reading.projects[0].investment_wan, reading.projects[0].completed_on) == (None, None)


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("炼丹", "炼丹"),
        ("炼\n丹", "炼 丹"),
        ("字" * 31, "字" * 29 + "…"),
        ("字" * 30, "字" * 30),
        ("13800000000", "（疑似联系方式，不予显示）"),
        (13800000000.0, "（疑似联系方式，不予显示）"),
        ("张三 138 0000 0000", "（疑似联系方式，不予显示）"),
        ("138-0000-0000", "（疑似联系方式，不予显示）"),
        ("１３８００００００００", "（疑似联系方式，不予显示）"),
        ("0591-87654321", "（疑似联系方式，不予显示）"),
        ("zhang@example.com", "（疑似联系方式，不予显示）"),
        ("350100199001011234", "（疑似联系方式，不予显示）"),
        ("35010019900101123x", "（疑似联系方式，不予显示）"),
    ],
)  # fmt: skip
def test_a_quoted_cell_is_short_and_never_a_contact(value: str | float, quoted: str) -> None:
    assert quote(value) == quoted
