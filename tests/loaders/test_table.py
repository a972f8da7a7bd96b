"""The table is found wherever it stands, and only projects are its rows."""

import pytest
from sheet_building import FIRST, HEADINGS, SECOND, TITLE, UNIT_LINE, xlsx

from loaders.formats.grid import open_grids
from loaders.tables.headings import Field
from loaders.tables.table import Table, find_table
from loaders.workbook import read_workbook

BLANK = ["", "", "", "", "", ""]


def table_of(data: bytes) -> Table:
    """Find the table of the first sheet."""
    table = find_table(open_grids(data)[0])
    assert table is not None
    return table


def enterprises(table: Table) -> list[object]:
    """Return the cells under 企业名称."""
    return [row.cells.get(Field.ENTERPRISE) for row in table.rows]


def test_headings_in_the_first_row() -> None:
    assert enterprises(table_of(xlsx([HEADINGS, FIRST, SECOND]))) == ["甲公司", "乙公司"]


def test_title_and_unit_line_stand_above() -> None:
    table = table_of(xlsx([["附件2"], [TITLE], [UNIT_LINE], HEADINGS, FIRST], merged=["A2:F2", "A3:F3"]))
    assert table.above == ("附件2", TITLE, UNIT_LINE)
    assert enterprises(table) == ["甲公司"]


def test_a_title_that_is_itself_a_heading_word_is_no_heading_line() -> None:
    table = table_of(xlsx([["推荐项目"], HEADINGS, FIRST], merged=["A1:F1"]))
    assert table.above == ("推荐项目",)
    assert enterprises(table) == ["甲公司"]


def test_two_heading_lines_are_joined_under_merged_groups() -> None:
    rows = [
        [TITLE],
        ["序号", "企业基本情况", "", "项目情况", "", ""],
        ["", "企业名称", "所在县", "项目名称", "建设类型", "典型应用场景"],
        [1, "甲公司", "马尾区", "甲项目", "产线级", "机器视觉质检"],
    ]
    table = table_of(xlsx(rows, merged=["A1:F1", "A2:A3", "B2:C2", "D2:F2"]))
    assert list(table.columns) == [
        Field.SEQUENCE,
        Field.ENTERPRISE,
        Field.COUNTY,
        Field.PROJECT_NAME,
        Field.TIER,
        Field.SCENARIOS,
    ]
    assert enterprises(table) == ["甲公司"]


def test_a_heading_split_over_two_lines_is_read_together() -> None:
    rows = [
        ["项目", "企业", "所属", "建设", "典型应用"],
        ["名称", "名称", "行业", "类型", "场景"],
        ["甲项目", "甲公司", "钢铁", "产线级", "机器视觉质检"],
    ]
    table = table_of(xlsx(rows))
    assert set(table.columns) == {Field.PROJECT_NAME, Field.ENTERPRISE, Field.SECTOR, Field.TIER, Field.SCENARIOS}
    assert enterprises(table) == ["甲公司"]


def test_headings_with_line_breaks_and_full_width_brackets() -> None:
    headings = ["序\n号", "5G工厂\n项目名称", "申报主体\n（企业全称）", "所属\n县（市、区）", "总投资\n（万元）"]
    table = table_of(xlsx([headings, [1, "甲项目", "甲公司", "马尾区", 3000]]))
    assert list(table.columns) == [
        Field.SEQUENCE,
        Field.PROJECT_NAME,
        Field.ENTERPRISE,
        Field.COUNTY,
        Field.INVESTMENT_WAN,
    ]
    assert table.columns[Field.INVESTMENT_WAN].heading.hint == "(万元)"


def test_merged_county_cell_fills_only_its_own_rows() -> None:
    rows = [
        ["县（市、区）", "项目名称", "企业名称"],
        ["三元区", "甲项目", "甲公司"],
        ["", "乙项目", "乙公司"],
        ["", "丙项目", "丙公司"],
        ["永安市", "丁项目", "丁公司"],
    ]
    table = table_of(xlsx(rows, merged=["A2:A3"]))
    assert [row.cells.get(Field.COUNTY) for row in table.rows] == ["三元区", "三元区", None, "永安市"]


def test_a_block_merged_across_projects_stands_for_its_first_column_only() -> None:
    rows = [HEADINGS, [1, "甲项目", "甲公司", "钢铁", "", ""]]
    table = table_of(xlsx(rows, merged=["D2:F2"]))
    assert table.rows[0].cells.keys() == {Field.SEQUENCE, Field.PROJECT_NAME, Field.ENTERPRISE, Field.SECTOR}


@pytest.mark.parametrize("block", ["A1:G1", "A1:A3", "A1:B1", "A2:A3"])
def test_an_empty_merged_block_outside_the_used_range_changes_nothing(block: str) -> None:
    table = table_of(xlsx([HEADINGS, FIRST], merged=[block], down=1, right=1))
    assert len(table.columns) == 6
    assert enterprises(table) == ["甲公司"]
    assert table.rows[0].cells[Field.SCENARIOS] == "机器视觉质检"


@pytest.mark.parametrize(
    "line",
    [
        ["注：推荐项目须为已完成项目。"],
        ["注1：推荐项目须为已完成项目。", "注2：另附材料"],
        ["说明：以上项目均已核实。"],
        ["填表说明：1.建设类型填写产线级、车间级或工厂级。", "2.场景可多选"],
        ["推荐单位（盖章）：", "", "填表日期：2025年3月20日"],
        ["填表人：张三", "", "联系电话：0591-87654321"],
        ["联系人：张三", "13800000000"],
        ["审核人：李四", "", "", "填报日期：2025-03-20"],
        ["（盖章）", "2025年3月20日"],
        ["合计", "2个项目", "", "", "", ""],
        ["", "合计", "2", "", "", ""],
        ["总计", "", "2", "3000"],
        ["小计：", "", "2", "3000"],
        ["以上项目均已建成。"],
        BLANK,
    ],
)
def test_notes_stamps_and_totals_are_no_projects(line: list[object]) -> None:
    assert enterprises(table_of(xlsx([HEADINGS, FIRST, line, SECOND]))) == ["甲公司", "乙公司"]


@pytest.mark.parametrize("number", [1, 3])
def test_blank_numbered_rows_are_no_projects(number: int) -> None:
    table = table_of(xlsx([HEADINGS, FIRST, [number, "", "", "", "", ""], ["", " ", "　", "", "", ""]]))
    assert enterprises(table) == ["甲公司"]


def test_a_numbered_row_with_only_unit_and_county_is_no_project() -> None:
    headings = ["序号", "推荐单位", "所在县", "项目名称", "企业名称"]
    table = table_of(xlsx([headings, [1, "福州市", "马尾区", "甲项目", "甲公司"], [2, "福州市", "马尾区", "", ""]]))
    assert enterprises(table) == ["甲公司"]


def test_a_repeated_heading_line_is_no_project() -> None:
    assert enterprises(table_of(xlsx([HEADINGS, FIRST, HEADINGS, SECOND]))) == ["甲公司", "乙公司"]


def test_every_sheet_with_a_table_is_read() -> None:
    reading = read_workbook(xlsx([[TITLE], HEADINGS, FIRST], [HEADINGS, SECOND]), "福州市.xlsx")
    assert [(project.enterprise, project.sheet, project.row) for project in reading.projects] == [
        ("甲公司", "表1", 3),
        ("乙公司", "表2", 2),
    ]


def test_a_sheet_without_a_table_is_passed_over() -> None:
    reading = read_workbook(xlsx([["填表说明"], ["建设类型填写产线级"]], [[TITLE], HEADINGS, FIRST]), "福州市.xlsx")
    assert [(project.enterprise, project.sheet) for project in reading.projects] == [("甲公司", "表2")]


def test_headings_below_the_searched_rows_are_not_found() -> None:
    assert find_table(open_grids(xlsx([["说明"]] * 45 + [HEADINGS, FIRST]))[0]) is None


@pytest.mark.parametrize(
    "headings",
    [["项目名称", "企业名称"], ["序号", "所属行业", "建设类型", "联系人"], ["甲", "乙", "丙"]],
    ids=["too few", "nothing named", "unknown"],
)
def test_rows_that_name_too_little_are_no_headings(headings: list[str]) -> None:
    assert find_table(open_grids(xlsx([headings, ["1", "2", "3", "4"]]))[0]) is None


def test_unknown_headings_are_listed_for_mapping_by_hand() -> None:
    table = table_of(xlsx([[*HEADINGS, "网络\n切片情况"], [*FIRST, "有"]]))
    assert table.unmapped == (("网络 切片情况", "G1"),)


def test_of_two_columns_with_one_meaning_the_first_counts() -> None:
    table = table_of(xlsx([[*HEADINGS, "公司名称"], [*FIRST, "另一公司"]]))
    assert enterprises(table) == ["甲公司"]


def test_a_cell_without_a_column_is_placed_in_the_rows_first_cell() -> None:
    table = table_of(xlsx([HEADINGS, FIRST], down=2, right=1))
    assert table.address(table.rows[0], Field.SCENARIOS) == "G4"
    assert table.address(table.rows[0], Field.COUNTY) == "B4"


def test_a_group_named_information_completes_the_names_below_it() -> None:
    rows = [
        [TITLE],
        ["序号", "企业信息", "", "项目基本情况", "", ""],
        ["", "名称", "县", "名称", "行业", "场景"],
        [1, "甲公司", "鼓楼区", "甲项目", "钢铁", "机器视觉质检"],
    ]
    table = table_of(xlsx(rows, merged=["A2:A3", "B2:C2", "D2:F2"]))
    assert table.rows[0].texts[Field.ENTERPRISE] == "甲公司"
    assert table.rows[0].texts[Field.PROJECT_NAME] == "甲项目"
