"""The blank template: the reader takes exactly what was filled in, and nothing of ours for a project."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from loaders.documents.template import LISTS_SHEET, NOTES_SHEET, ROWS, SHEET, template, write_template
from loaders.tables.headings import Field, standard_heading
from loaders.tables.project import Project
from loaders.vocabulary import vocabulary
from loaders.workbook import read_workbook

QUANZHOU = "350500"
BLANK = template(QUANZHOU, 2026)
FIRST_ROW = 7
UNITS = vocabulary().units.codes


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(BLANK))


def column_of(book: Workbook, heading: str) -> int:
    """Return the column of a heading, wherever in its lines it stands."""
    sheet = book[SHEET]
    cells = [cell for row in sheet["A3:AM5"] for cell in row if cell.value]
    return next(c.column for c in cells if str(c.value).replace("\n", "").lstrip("*") == heading)


def rule_of(book: Workbook, heading: str) -> DataValidation:
    """Return the rule of the first blank cell under a heading."""
    cell = book[SHEET].cell(FIRST_ROW, column_of(book, heading)).coordinate
    (rule,) = [rule for rule in book[SHEET].data_validations.dataValidation if cell in rule.sqref]
    return rule


def filled(cells: dict[str, object], row: int = FIRST_ROW) -> bytes:
    """Fill one row of a blank template in, by headings."""
    book, stream = load_workbook(io.BytesIO(BLANK)), io.BytesIO()
    for heading, value in cells.items():
        book[SHEET].cell(row, column_of(book, heading)).value = value
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("unit", UNITS)
def test_blank_it_reads_back_without_a_project_or_a_problem(unit: str) -> None:
    reading = read_workbook(template(unit, 2025), "表.xlsx")
    assert (reading.unit, reading.year, reading.projects, reading.unmapped) == (unit, 2025, (), ())
    assert reading.problems == ()


EVERYTHING = {
    "序号": 1,
    "企业名称": "样例针织有限公司",
    "项目名称": "样例针织5G车间",
    "统一社会信用代码": "91350500YL00000017",
    "所在县（市、区）": "晋江市",
    "所属重点行业": "纺织",
    "建设类型": "车间级",
    "5G专网模式": "虚拟专网",
    "建设方式": "新建",
    "项目总投资（万元）": 1234.5,
    "5G终端数量（个）": 60,
    "完工时间": "2025-06",
    "是否已完成": "是",
    "备注": "无",
    "厂区智能物流": "√",
    "智能安防": "√",
    "柔性生产制造": "√",
}


@pytest.mark.parametrize("row", [FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + ROWS - 1, FIRST_ROW + ROWS])
def test_filled_in_it_reads_back_whole(row: int) -> None:
    reading = read_workbook(filled(EVERYTHING, row), "表.xlsx")
    assert reading.problems == ()
    assert reading.projects == (
        Project(
            project_name="样例针织5G车间",
            enterprise="样例针织有限公司",
            credit_code="91350500YL00000017",
            unit=QUANZHOU,
            county="350582",
            sector="textile",
            tier="workshop",
            scenarios=("flexible_manufacturing", "plant_logistics", "smart_security"),
            network_mode="virtual",
            build_type="new",
            investment_wan=1234.5,
            terminals=60,
            completed_on="2025-06",
            sheet=SHEET,
            row=row,
            cell=f"C{row}",
        ),
    )


def test_every_scenario_has_a_column_to_tick() -> None:
    book, stream = load_workbook(io.BytesIO(BLANK)), io.BytesIO()
    names = [term.name for term in vocabulary().scenarios]
    for row, name in enumerate(names, FIRST_ROW):
        for heading, value in {"企业名称": f"甲{row}公司", "项目名称": f"甲{row}项目", name: "√"}.items():
            book[SHEET].cell(row, column_of(book, heading)).value = value
    book.save(stream)
    projects = read_workbook(stream.getvalue(), "表.xlsx").projects
    assert [[vocabulary().scenarios.name(code) for code in p.scenarios] for p in projects] == [[name] for name in names]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("企业名称", "enterprise-missing"),
        ("项目名称", "project-name-missing"),
        ("所属重点行业", "sector-missing"),
        ("建设类型", "tier-missing"),
    ],
)
def test_what_carries_a_star_is_what_the_reader_asks_for(book: Workbook, heading: str, code: str) -> None:
    assert str(book[SHEET].cell(3, column_of(book, heading)).value).startswith("*")
    reading = read_workbook(filled({**EVERYTHING, heading: None}), "表.xlsx")
    assert [found.code for found in reading.problems] == [code]


def test_a_row_without_a_scenario_is_reported() -> None:
    ticked = dict.fromkeys(("厂区智能物流", "智能安防", "柔性生产制造"))
    reading = read_workbook(filled(EVERYTHING | ticked), "表.xlsx")
    assert [found.code for found in reading.problems] == ["scenario-missing"]


def test_title_and_unit_are_filled_in(book: Workbook) -> None:
    sheet = book[SHEET]
    assert (sheet["A1"].value, sheet["A2"].value) == ("2026年国家5G工厂名录项目推荐汇总表", "推荐单位：泉州市")
    assert "A1:AM1" in map(str, sheet.merged_cells.ranges)


def test_the_headings_are_our_own_and_ask_for_no_contact(book: Workbook) -> None:
    headings = [str(book[SHEET].cell(3, column).value).replace("\n", "").lstrip("*") for column in range(1, 15)]
    known = {standard_heading(field): field for field in Field if not field.is_contact}
    assert [heading for heading in headings if heading not in known] == []


def test_scenarios_stand_under_their_phase(book: Workbook) -> None:
    groups = [cell.value for cell in book[SHEET][4] if cell.value]
    assert groups == ["研发设计", "生产运行", "检测监测", "仓储物流", "运营管理", "指南其他场景"]


@pytest.mark.parametrize(
    ("heading", "first", "count"),
    [
        ("所属重点行业", "电子设备制造", 11),
        ("建设类型", "产线级", 3),
        ("5G专网模式", "虚拟专网", 3),
        ("建设方式", "新建", 2),
        ("是否已完成", "是", 2),
        ("所在县（市、区）", "鲤城区", 11),
    ],
)
def test_drop_downs_are_fed_by_name_from_the_hidden_sheet(book: Workbook, heading: str, first: str, count: int) -> None:
    name = rule_of(book, heading).formula1
    place = book.defined_names[name].attr_text.partition("!")[2].replace("$", "")
    answers = [cell.value for row in book[LISTS_SHEET][place] for cell in row]
    assert (answers[0], len(answers)) == (first, count)
    assert book[LISTS_SHEET].sheet_state == "veryHidden"


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_offered_its_own_counties(unit: str) -> None:
    book = load_workbook(io.BytesIO(template(unit, 2026)))
    offered = {cell.value for cell in book[LISTS_SHEET]["A"] if cell.value}
    assert offered == {county.name for county in vocabulary().counties if county.unit == unit}


def test_a_scenario_is_ticked_without_typing(book: Workbook) -> None:
    rule = rule_of(book, "厂区智能物流")
    assert (rule.type, rule.formula1) == ("list", '"√"')


@pytest.mark.parametrize(
    ("heading", "kind", "lowest"), [("项目总投资（万元）", "decimal", "0"), ("5G终端数量（个）", "whole", "0")]
)
def test_numbers_are_asked_for_as_numbers(book: Workbook, heading: str, kind: str, lowest: str) -> None:
    rule = rule_of(book, heading)
    assert (rule.type, rule.operator, rule.formula1) == (kind, None, lowest)


def test_a_credit_code_has_eighteen_characters_and_stays_text(book: Workbook) -> None:
    rule = rule_of(book, "统一社会信用代码")
    assert (rule.type, rule.operator, rule.formula1) == ("textLength", "equal", "18")
    assert book[SHEET].cell(FIRST_ROW, column_of(book, "统一社会信用代码")).number_format == "@"


def test_a_month_stays_a_month(book: Workbook) -> None:
    assert book[SHEET].cell(FIRST_ROW, column_of(book, "完工时间")).number_format == "@"
    assert "DATEVALUE" in rule_of(book, "完工时间").formula1


def test_every_column_says_what_to_type(book: Workbook) -> None:
    rules = book[SHEET].data_validations.dataValidation
    cells = [book[SHEET].cell(FIRST_ROW, column).coordinate for column in range(1, 40)]
    prompts = [rule.prompt for cell in cells for rule in rules if cell in rule.sqref]
    assert len(prompts) == 39
    assert all(0 < len(prompt) <= 255 for prompt in prompts)


@pytest.mark.parametrize("row", [FIRST_ROW, FIRST_ROW + ROWS - 1])
def test_every_blank_row_has_its_rules_and_its_lines(book: Workbook, row: int) -> None:
    cells = [book[SHEET].cell(row, column) for column in range(1, 40)]
    rules = book[SHEET].data_validations.dataValidation
    assert all(any(cell.coordinate in rule.sqref for rule in rules) for cell in cells)
    assert {cell.border.left.style for cell in cells} == {"thin"}


def test_the_example_row_says_that_it_is_one(book: Workbook) -> None:
    assert [book[SHEET].cell(6, column).value for column in (1, 2)] == ["示例", "样例纺织有限公司"]


def test_the_page_is_ready_to_print(book: Workbook) -> None:
    sheet = book[SHEET]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$3:$5"
    assert sheet.freeze_panes == "D6"


def test_nothing_is_protected(book: Workbook) -> None:
    assert [sheet.protection.sheet for sheet in book.worksheets] == [False, False, False]


def test_the_notes_explain_every_column_and_every_list(book: Workbook) -> None:
    text = "\n".join(str(cell) for row in book[NOTES_SHEET].iter_rows(values_only=True) for cell in row if cell)
    words = [*EVERYTHING, *(term.name for term in vocabulary().sectors), *(s.name for s in vocabulary().scenarios)]
    assert [word for word in words if word not in text] == []


def test_the_version_stands_in_the_sheet_and_in_the_properties(book: Workbook) -> None:
    assert "模板版本 1" in book[SHEET]["D2"].value
    assert [(item.name, item.value) for item in book.custom_doc_props.props] == [("模板版本", 1)]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert template(QUANZHOU, 2026) == BLANK


def test_the_file_names_no_user_and_no_time_of_making() -> None:
    with zipfile.ZipFile(io.BytesIO(BLANK)) as archive:
        core = archive.read("docProps/core.xml").decode()
        times = {item.date_time for item in archive.infolist()}
    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert "2025-01-01T00:00:00Z" in core
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_it_is_written_to_a_file(tmp_path: Path) -> None:
    write_template(QUANZHOU, 2026, tmp_path / "t.xlsx")
    assert (tmp_path / "t.xlsx").read_bytes() == BLANK


def test_a_unit_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="没有代码为“000000”的推荐单位"):
        template("000000", 2026)
