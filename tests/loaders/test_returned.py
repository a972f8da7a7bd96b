"""The marked return: nothing of the sender's is touched, and what was wrong can be put right in it."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from sheet_building import FIRST, HEADINGS, NAME, SECOND, TITLE, UNIT_LINE, project_with, xlsx
from test_problems import CASES

from loaders.documents.own_sheets import LISTS_SHEET, RETURN_SHEET
from loaders.documents.returned import mark, return_suffix, write_return
from loaders.errors import UnreadableFile
from loaders.formats.grid import open_grids
from loaders.workbook import read_workbook

#: What a clerk types to put each problem right, in the cells of its case.
FIXES: dict[str, dict[str, object]] = {
    "unit-missing": {"A1": "福州市2025年国家5G工厂名录项目推荐汇总表"},
    "unit-unknown": {"G4": "福州市"},
    "unit-mismatch": {"G4": "福州市"},
    "year-missing": {"A1": "2025年福州市推荐汇总表"},
    "enterprise-missing": {"C4": "甲公司"},
    "project-name-missing": {"B4": "甲项目"},
    "sector-missing": {"D4": "钢铁"},
    "sector-unknown": {"D4": "钢铁"},
    "sector-ambiguous": {"D4": "家电"},
    "sector-class-conflict": {"D4": "纺织"},
    "tier-missing": {"E4": "产线级"},
    "tier-unknown": {"E4": "产线级"},
    "scenario-missing": {"F4": "机器视觉质检"},
    "scenario-unknown": {"F4": "机器视觉质检"},
    "scenario-ambiguous": {"F4": "厂区智能物流"},
    "county-unknown": {"G4": "马尾区"},
    "county-mismatch": {"G4": "马尾区"},
    "network-mode-unknown": {"G4": "混合专网"},
    "build-type-unknown": {"G4": "改造"},
    "investment-unreadable": {"G4": 3000},
    "investment-out-of-range": {"G4": 3000},
    "terminals-unreadable": {"G4": 120},
    "terminals-out-of-range": {"G4": 120},
    "date-unreadable": {"G4": "2024-10"},
    "completed-after-deadline": {"G4": "2024-10"},
    "completed-unknown": {"G4": "是"},
    "not-completed": {"G4": "是"},
    "credit-code-invalid": {"G4": None},
    "contact-in-wrong-column": {"G4": None},
    "heading-unknown": {"G3": "备注"},
    "duplicate-project": {"A5": None, "B5": None, "C5": None, "D5": None, "E5": None, "F5": None},
}
MENDABLE = [case for case in CASES if case[3] or case[0] in FIXES]
RED, AMBER, BLUE = "00F9D6D3", "00FCE8C5", "00DCE7F4"
TABLE = [[TITLE], [UNIT_LINE]]


def book_of(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data), rich_text=True)


def bytes_of(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def returned(data: bytes, file: str = NAME) -> bytes:
    """Read a file and mark it."""
    return mark(data, read_workbook(data, file))


def edited(data: bytes, cells: dict[str, object], sheet: str = "表1") -> bytes:
    """Type values into one sheet and save."""
    book = book_of(data)
    for address, value in cells.items():
        book[sheet][address].value = value
    return bytes_of(book)


def listed(data: bytes) -> list[list[object]]:
    """Return the rows of the list in 退回说明."""
    rows = [list(row) for row in book_of(data)[RETURN_SHEET].iter_rows(values_only=True)]
    return rows[rows.index(["序号", "轻重", "工作表", "单元格", "问题", "怎样改"]) + 1 :]


def rule_at(sheet: Worksheet, address: str) -> DataValidation:
    """Return the one rule of a cell."""
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if address in rule.sqref]
    return rule


@pytest.mark.parametrize(("code", "data", "file", "cell"), MENDABLE, ids=[case[0] for case in MENDABLE])
def test_corrected_and_sent_again_it_reads_clean(code: str, data: bytes, file: str, cell: str) -> None:
    again = read_workbook(edited(returned(data, file), FIXES[code]), file)
    clean = read_workbook(edited(data, FIXES[code]), file)
    assert again.problems == ()
    assert again.projects == clean.projects


@pytest.mark.parametrize(("code", "data", "file", "cell"), CASES, ids=[case[0] for case in CASES])
def test_sent_again_uncorrected_it_says_the_same(code: str, data: bytes, file: str, cell: str) -> None:
    assert read_workbook(returned(data, file), file) == read_workbook(data, file)


@pytest.mark.parametrize(
    ("heading", "value", "colour"),
    [("建设类型", "县级", RED), ("总投资", "三千万", AMBER), ("所在县", "西湖区", BLUE)],
)
def test_a_faulty_cell_is_filled_by_severity(heading: str, value: str, colour: str) -> None:
    sheet = book_of(returned(project_with(heading, value)))["表1"]
    cell = next(cell for cell in sheet[4] if cell.value == value)
    assert (cell.fill.fill_type, cell.fill.fgColor.rgb) == ("solid", colour)


def test_a_comment_says_what_is_wrong_and_how_to_mend_it() -> None:
    comment = book_of(returned(project_with("建设类型", "县级")))["表1"]["E4"].comment
    assert comment.author == "退回说明"
    assert comment.text == "【退回说明】\n须改正：建设类型“县级”不在词表中。\n请填写：产线级、车间级、工厂级。"


def test_several_problems_of_one_cell_share_a_comment() -> None:
    data = returned(project_with("典型应用场景", "智能排产、全域智能物流"))
    text = book_of(data)["表1"]["F4"].comment.text
    assert "“智能排产”" in text
    assert "“全域智能物流”" in text


def test_a_comment_of_the_senders_stays_above_ours() -> None:
    book = book_of(project_with("建设类型", "县级"))
    book["表1"]["E4"].comment = Comment("请某处核实", "某处")
    book["表1"]["C4"].comment = Comment("全称", "某处")
    sheet = book_of(returned(bytes_of(book)))["表1"]
    assert sheet["E4"].comment.text.startswith("请某处核实\n\n【退回说明】\n须改正")
    assert (sheet["E4"].comment.author, sheet["C4"].comment.text) == ("某处", "全称")


@pytest.mark.parametrize(
    ("heading", "value", "first", "last"),
    [
        ("所属重点行业", "炼丹", "电子设备制造", "其他行业"),
        ("建设类型", "县级", "产线级", "工厂级"),
        ("5G专网模式", "卫星", "虚拟专网", "独立专网"),
        ("建设方式", "租用", "新建", "改造"),
        ("是否已完成", "大概", "是", "否"),
        ("推荐单位", "南昌市", "福州市", "平潭综合实验区"),
        ("所在县", "西湖区", "鼓楼区", "永泰县"),
    ],
)
def test_an_answer_from_a_list_is_chosen_from_it(heading: str, value: str, first: str, last: str) -> None:
    sheet = book_of(returned(project_with(heading, value)))["表1"]
    address = next(cell.coordinate for cell in sheet[4] if cell.value == value)
    rule = rule_at(sheet, address)
    answers = rule.formula1.strip('"').split(",")
    assert (rule.type, answers[0]) == ("list", first)
    assert last in answers


def test_for_scenarios_the_words_are_shown_because_a_cell_may_hold_several() -> None:
    rule = rule_at(book_of(returned(project_with("典型应用场景", "智能排产")))["表1"], "F4")
    assert (rule.type, rule.showInputMessage) == (None, True)
    assert "、机器视觉质检、" in rule.prompt
    assert len(rule.prompt) <= 255


def test_a_repeated_row_is_offered_no_choice() -> None:
    data = returned(xlsx([*TABLE, HEADINGS, FIRST, FIRST]))
    assert book_of(data)["表1"].data_validations.dataValidation == []


LONG_LIST = xlsx([["2025年推荐汇总表"], [*HEADINGS, "推荐单位", "所在县"], [*FIRST, "", "西湖区"]])


def test_a_long_list_stands_on_a_hidden_sheet_under_a_name() -> None:
    book = book_of(returned(LONG_LIST, "汇总表.xlsx"))
    name = rule_at(book["表1"], "H3").formula1
    assert book[LISTS_SHEET].sheet_state == "veryHidden"
    assert book.defined_names[name].attr_text == f"'{LISTS_SHEET}'!$A$1:$A$84"
    assert book[LISTS_SHEET]["A84"].value


def test_the_name_of_a_list_never_takes_one_of_the_senders() -> None:
    book = book_of(LONG_LIST)
    book.create_sheet(LISTS_SHEET)["A1"] = "我的"
    book.defined_names[f"{LISTS_SHEET}x"] = DefinedName(f"{LISTS_SHEET}x", attr_text="表1!$A$1")
    marked = book_of(returned(bytes_of(book), "汇总表.xlsx"))
    assert marked[LISTS_SHEET]["A1"].value == "我的"
    assert marked[f"{LISTS_SHEET}2"]["A1"].value == "鼓楼区"


def test_a_rule_of_the_senders_gives_way_in_the_faulty_cell_only() -> None:
    book = book_of(xlsx([*TABLE, HEADINGS, FIRST, [2, "乙项目", "乙公司", "钢铁", "县级", "机器视觉质检"], SECOND]))
    rule = DataValidation(type="list", formula1='"省级,县级"', sqref="D4:E20")
    book["表1"].add_data_validation(rule)
    sheet = book_of(returned(bytes_of(book)))["表1"]
    assert rule_at(sheet, "E5").formula1 == '"产线级,车间级,工厂级"'
    assert [rule_at(sheet, cell).formula1 for cell in ("D4", "E4", "D5", "E6", "E20")] == ['"省级,县级"'] * 5


def test_the_first_sheet_lists_every_problem_by_severity_then_place() -> None:
    rows = [
        [*HEADINGS, "总投资", "所在县"],
        [1, "甲项目", "甲公司", "钢铁", "县级", "机器视觉质检", "三千万", "西湖区"],
        [2, "乙项目", "", "钢铁", "产线级", "机器视觉质检", 300, "马尾区"],
    ]
    assert [row[:4] for row in listed(returned(xlsx([*TABLE, *rows])))] == [
        [1, "须改正", "表1", "E4"],
        [2, "须改正", "表1", "C5"],
        [3, "请核对", "表1", "G4"],
        [4, "提示", "表1", "H4"],
    ]


def test_a_problem_on_a_hidden_sheet_says_so() -> None:
    book = book_of(xlsx([*TABLE, HEADINGS, FIRST], [HEADINGS, [2, "乙项目", "乙公司", "钢铁", "县级", "柔性生产制造"]]))
    book["表2"].sheet_state = "hidden"
    assert "表2（已隐藏）" in [row[2] for row in listed(returned(bytes_of(book)))]


@pytest.mark.parametrize("name", ["企业名称", "项目名称", "推荐汇总表", "2024年"])
def test_our_own_sheet_is_never_taken_for_a_table(name: str) -> None:
    faulty = [2, "乙项目", "乙公司", "炼丹", "县级", "智能排产"]
    book = book_of(xlsx([*TABLE, HEADINGS, faulty, FIRST]))
    book["表1"].title = name
    data = bytes_of(book)
    assert read_workbook(returned(data), NAME) == read_workbook(data, NAME)


def test_a_problem_of_the_whole_sheet_is_listed_only() -> None:
    data = returned(xlsx([[TITLE], HEADINGS, FIRST]), "汇总表.xlsx")
    assert [row[2:4] for row in listed(data)] == [["表1", "整张表"]]
    assert [cell.comment for row in book_of(data)["表1"] for cell in row if cell.comment] == []


def test_the_head_tells_file_unit_year_and_counts() -> None:
    sheet = book_of(returned(project_with("建设类型", "县级"), f"2025/{NAME}"))[RETURN_SHEET]
    assert sheet["A2"].value == f"原文件名：{NAME}"
    assert (
        sheet["A3"].value
        == "推荐单位：福州市    年度：2025年    项目：1行    问题：共1处（须改正1处、请核对0处、提示0处）"
    )


def test_without_problems_the_first_sheet_says_so() -> None:
    assert listed(returned(project_with("备注", "无")))[0][0] == "未发现问题，无需修改。"


def test_a_link_leads_to_the_cell_whatever_the_sheets_name() -> None:
    book = book_of(project_with("建设类型", "县级"))
    book["表1"].title = "一 张'表!"
    sheet = book_of(returned(bytes_of(book)))[RETURN_SHEET]
    assert [link.location for row in sheet for cell in row if (link := cell.hyperlink)] == ["'一 张''表!'!E4"]


def test_the_first_sheet_is_open_and_the_only_one_selected() -> None:
    book = book_of(returned(xlsx([*TABLE, HEADINGS, FIRST], [*TABLE, HEADINGS, SECOND])))
    assert book.sheetnames == [RETURN_SHEET, "表1", "表2"]
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False, False]
    assert book.active.title == RETURN_SHEET


def test_the_first_sheet_is_ready_to_print() -> None:
    sheet = book_of(returned(project_with("建设类型", "县级")))[RETURN_SHEET]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.freeze_panes == "A10"
    assert sheet.print_title_rows == "$9:$9"


@pytest.mark.parametrize("value", ['=HYPERLINK("http://x","y")', "+1+1", "-1+1", "@SUM(A1)", "=cmd|'/c'!A0"])
def test_no_formula_comes_from_the_senders_text(value: str) -> None:
    book = book_of(project_with("建设类型", "甲"))
    book["表1"]["E4"].value, book["表1"]["E4"].data_type = value, "s"
    book["表1"].title = "=1"
    data = returned(bytes_of(book), f"{value.replace('/', '')}2025.xlsx")
    kinds = {cell.data_type for sheet in book_of(data) for row in sheet for cell in row if cell.value is not None}
    assert kinds <= {"s", "n"}


def test_control_characters_are_left_out() -> None:
    data = project_with("建设类型", "县级")
    marked = mark(data, read_workbook(data, "福州\x00市\x1b2025\ud800年.xlsx"))
    assert book_of(marked)[RETURN_SHEET]["A2"].value == "原文件名：福州市2025年.xlsx"


def full_workbook() -> Workbook:
    """Build a workbook with as much of a sender's own work in it as openpyxl can write."""
    rows = [
        *TABLE,
        [*HEADINGS, "总投资", "备注"],
        [*FIRST, 3000, "无"],
        [2, "乙项目", "乙公司", "钢铁", "县级", "机器视觉质检"],
    ]
    book = book_of(xlsx(rows, rows[:4], merged=["A1:H1", "H4:H5"]))
    sheet, other = book["表1"], book["表2"]
    edge = Side(style="thin", color="FF112233")
    for row in sheet["A3:H5"]:
        for cell in row:
            cell.font, cell.border = Font("仿宋", 12, italic=True, color="FF445566"), Border(edge, edge, edge, edge)
            cell.alignment, cell.number_format = Alignment(wrap_text=True, vertical="top"), "#,##0.00"
    sheet["C4"].fill = PatternFill("solid", fgColor="FFFFFF00")
    sheet["C5"].fill = PatternFill("solid", fgColor="FFFCE8C5")
    sheet["J4"] = "=SUM(G4:G5)*2"
    sheet["J5"].value, sheet["J5"].data_type = "=不是公式", "s"
    sheet["K4"] = CellRichText("一半", TextBlock(InlineFont(b=True), "加粗"))
    sheet.column_dimensions["B"].width, sheet.row_dimensions[5].height = 33, 44
    sheet.column_dimensions["J"].hidden = sheet.row_dimensions[2].hidden = True
    sheet.freeze_panes, sheet.auto_filter.ref = "C4", "A3:H5"
    sheet.add_data_validation(DataValidation(type="whole", formula1="1", sqref="G4:G5"))
    sheet.conditional_formatting.add("G4:G5", CellIsRule(operator="greaterThan", formula=["5"], font=Font(bold=True)))
    sheet.protection.set_password("a")
    sheet.print_title_rows, sheet.print_area = "1:3", "A1:H5"
    other.sheet_state = "hidden"
    book.defined_names["甲"] = DefinedName("甲", attr_text="表1!$A$4")
    book.properties.creator = "某处"
    return book


def looks(cell: Cell) -> list[str]:
    """Return every part of a cell's style but its fill."""
    return [repr(part) for part in (cell.font, cell.border, cell.alignment, cell.number_format, cell.protection)]


def anatomy(sheet: Worksheet, marked: set[str]) -> dict[str, list[object]]:
    """Return all cells outside the marked ones with every part of their style."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.coordinate not in marked]
    return {cell.coordinate: [cell.value, cell.data_type, repr(cell.fill), *looks(cell)] for cell in cells}


def test_everything_outside_the_marked_cells_is_the_senders_still() -> None:
    before, after = book_of(bytes_of(full_workbook())), book_of(returned(bytes_of(full_workbook())))
    assert anatomy(after["表1"], {"E5"}) == anatomy(before["表1"], {"E5"})
    assert anatomy(after["表2"], {"B4"}) == anatomy(before["表2"], {"B4"})


def test_a_marked_cell_keeps_all_but_its_fill() -> None:
    before, after = book_of(bytes_of(full_workbook())), book_of(returned(bytes_of(full_workbook())))
    before, after = before["表1"]["E5"], after["表1"]["E5"]
    assert (after.value, looks(after), after.fill.fgColor.rgb) == (before.value, looks(before), RED)


@pytest.mark.parametrize(
    "part",
    [
        lambda book: book["表1"].column_dimensions["B"].width,
        lambda book: book["表1"].row_dimensions[5].height,
        lambda book: book["表1"].row_dimensions[2].hidden,
        lambda book: book["表1"].column_dimensions["J"].hidden,
        lambda book: sorted(map(str, book["表1"].merged_cells.ranges)),
        lambda book: (book["表1"].freeze_panes, book["表1"].auto_filter.ref),
        lambda book: rule_at(book["表1"], "G4").formula1,
        lambda book: [str(block.sqref) for block in book["表1"].conditional_formatting],
        lambda book: (book["表1"].protection.sheet, book["表1"].protection.password),
        lambda book: (book["表1"].print_title_rows, book["表1"].print_area),
        lambda book: book["表2"].sheet_state,
        lambda book: book.defined_names["甲"].attr_text,
        lambda book: book.properties.creator,
    ],
    ids=[
        "widths", "heights", "hidden rows", "hidden columns", "merged", "panes and filter", "rules", "conditions",
        "protection", "print", "hidden sheets", "names", "author",
    ],
)  # fmt: skip
def test_what_is_around_the_cells_stays(part: object) -> None:
    before, after = book_of(bytes_of(full_workbook())), book_of(returned(bytes_of(full_workbook())))
    assert part(after) == part(before)  # type: ignore[operator]


def with_formulas() -> bytes:
    """Write a table whose cells are formulas with stored results, as Excel does."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("表1")
        for row, cells in enumerate([*TABLE, [*HEADINGS, "总投资", "完工时间"]]):
            sheet.write_row(row, 0, cells)
        results = [1, "甲项目", "甲<公司>&", "钢铁", "县级", "机器视觉质检", 1234.5, "2024-06"]
        for column, result in enumerate(results):
            sheet.write_formula(3, column, '=Z1&"<&>"', None, result)
        sheet.write_formula(5, 10, "=1=1", None, True)
        sheet.write_formula(6, 10, "=1/0", None, "#DIV/0!")
    return stream.getvalue()


def test_formulas_keep_their_stored_results() -> None:
    data = with_formulas()
    marked = returned(data)
    assert [grid.cells for grid in open_grids(marked) if grid.sheet == "表1"] == [open_grids(data)[0].cells]
    assert book_of(marked)["表1"]["E4"].value == book_of(data)["表1"]["E4"].value == '=Z1&"<&>"'


def test_marked_again_nothing_is_doubled() -> None:
    once = returned(project_with("建设类型", "县级"))
    twice = returned(once)
    assert book_of(twice).sheetnames == book_of(once).sheetnames
    assert book_of(twice)["表1"]["E4"].comment == book_of(once)["表1"]["E4"].comment
    assert rule_at(book_of(twice)["表1"], "E4").formula1 == '"产线级,车间级,工厂级"'
    assert listed(twice) == listed(once)


def test_marked_again_a_hidden_list_is_not_doubled() -> None:
    twice = book_of(returned(returned(LONG_LIST, "汇总表.xlsx"), "汇总表.xlsx"))
    assert twice.sheetnames == [RETURN_SHEET, "表1", LISTS_SHEET]
    assert len(twice.defined_names) == 1


def test_marked_again_the_marks_of_what_was_mended_are_gone() -> None:
    book = book_of(project_with("建设类型", "县级"))
    book["表1"]["E4"].comment = Comment("请某处核实", "某处")
    mended = returned(edited(returned(bytes_of(book)), {"E4": "产线级"}))
    cell = book_of(mended)["表1"]["E4"]
    assert (cell.fill.fill_type, cell.comment.text) == (None, "请某处核实")
    assert book_of(mended)["表1"].data_validations.dataValidation == []


def test_a_fill_of_the_senders_in_our_colour_stays() -> None:
    assert book_of(returned(bytes_of(full_workbook())))["表1"]["C5"].fill.fgColor.rgb == "FFFCE8C5"


def test_a_sheet_of_the_senders_with_our_name_stays() -> None:
    book = book_of(project_with("建设类型", "县级"))
    book.create_sheet(RETURN_SHEET)["A1"] = "去年的退回说明"
    names = book_of(returned(returned(bytes_of(book)))).sheetnames
    assert sorted(names) == ["表1", RETURN_SHEET, f"{RETURN_SHEET}1"]


def test_unit_and_year_told_by_the_files_name_alone_survive_another_name() -> None:
    data = returned(xlsx([HEADINGS, FIRST]), "三明市2025年汇总表.xlsx")
    again = read_workbook(data, "MARKED.xlsx")
    assert (again.unit, again.year, again.problems) == ("350400", 2025, ())


def test_in_a_merged_block_the_cell_that_is_seen_is_marked() -> None:
    rows = [["建设类型", "项目名称", "企业名称", "所属重点行业", "典型应用场景"]]
    rows += [["县级", "甲项目", "甲公司", "钢铁", "机器视觉质检"], ["", "乙项目", "乙公司", "钢铁", "机器视觉质检"]]
    sheet = book_of(returned(xlsx([*TABLE, *rows], merged=["A4:A5"])))["表1"]
    assert sheet["A4"].fill.fgColor.rgb == RED
    assert sheet["A4"].comment.text.count("县级") == 2


def xls() -> bytes:
    """Write a table in the old format, with a merged title."""
    book, stream = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("汇总")
    sheet.write_merge(1, 1, 2, 7, TITLE)
    for row, cells in enumerate([[UNIT_LINE], HEADINGS, [1.5, "甲项目", "甲公司", "钢铁", "县级", "机器视觉质检"]], 2):
        for column, value in enumerate(cells, 2):
            sheet.write(row, column, value)
    book.save(stream)
    return stream.getvalue()


def test_an_old_workbook_is_converted_with_the_same_addresses() -> None:
    book = book_of(returned(xls(), "福州市2025年.xls"))
    sheet = book["汇总"]
    assert sheet["C2"].value == TITLE
    assert [str(block) for block in sheet.merged_cells.ranges] == ["C2:H2"]
    assert (sheet["C5"].value, sheet["G5"].value, sheet["G5"].fill.fgColor.rgb) == (1.5, "县级", RED)
    assert any("转换" in str(row[0]) for row in book[RETURN_SHEET].iter_rows(values_only=True))


def test_delimited_text_is_converted_and_stays_text() -> None:
    lines = [TITLE, UNIT_LINE, ",".join([*HEADINGS, "备注"]), "01,甲项目,甲公司,钢铁,县级,机器视觉质检,=1+1"]
    sheet = book_of(returned("\n".join(lines).encode("gb18030"), "福州市2025年.csv"))["CSV"]
    assert [(sheet[cell].value, sheet[cell].data_type) for cell in ("A4", "G4")] == [("01", "s"), ("=1+1", "s")]
    assert sheet["E4"].fill.fgColor.rgb == RED


def changed(data: bytes, parts: dict[str, bytes]) -> bytes:
    """Replace or add parts of a workbook's archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, content in parts.items():
            after.writestr(name, content)
    return stream.getvalue()


def test_what_openpyxl_cannot_open_is_converted() -> None:
    data = changed(project_with("建设类型", "县级"), {"docProps/core.xml": b"<broken"})
    sheet = book_of(returned(data))["表1"]
    assert (sheet["E4"].value, sheet["E4"].fill.fgColor.rgb) == ("县级", RED)


def test_what_openpyxl_does_not_keep_is_told() -> None:
    drawing = b'<xdr:wsDr xmlns:xdr="x"><xdr:sp macro=""/></xdr:wsDr>'
    data = changed(
        project_with("建设类型", "县级"), {"xl/drawings/drawing1.xml": drawing, "xl/cellimages.xml": b"<a/>"}
    )
    notes = [str(row[0]) for row in book_of(returned(data))[RETURN_SHEET].iter_rows(values_only=True)]
    assert any("未能保留原文件中的文本框和图形、嵌入单元格的图片" in note for note in notes)


MACROS = changed(project_with("建设类型", "县级"), {"xl/vbaProject.bin": b"macros"})


def test_macros_stay_where_the_file_is_named_for_them(tmp_path: Path) -> None:
    write_return(MACROS, NAME, tmp_path / "marked.xlsm")
    with zipfile.ZipFile(tmp_path / "marked.xlsm") as archive:
        assert archive.read("xl/vbaProject.bin") == b"macros"
        assert b"macroEnabled" in archive.read("[Content_Types].xml")


def test_under_another_name_macros_are_left_out_and_that_is_told(tmp_path: Path) -> None:
    write_return(MACROS, NAME, tmp_path / "marked.xlsx")
    with zipfile.ZipFile(tmp_path / "marked.xlsx") as archive:
        assert "xl/vbaProject.bin" not in archive.namelist()
        assert b"macroEnabled" not in archive.read("[Content_Types].xml")
    notes = book_of((tmp_path / "marked.xlsx").read_bytes())[RETURN_SHEET].iter_rows(values_only=True)
    assert any("未能保留原文件中的宏" in str(row[0]) for row in notes)


def test_the_suffix_a_return_needs() -> None:
    assert [return_suffix(data) for data in (MACROS, xls(), xlsx([HEADINGS]))] == [".xlsm", ".xlsx", ".xlsx"]


def test_what_cannot_be_read_is_not_returned(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        write_return(xlsx([["说明"]]), "说明.xlsx", tmp_path / "marked.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_writing_a_return_tells_what_was_read(tmp_path: Path) -> None:
    reading = write_return(project_with("建设类型", "县级"), NAME, tmp_path / "marked.xlsx")
    assert [found.code for found in reading.problems] == ["tier-unknown"]
    assert read_workbook((tmp_path / "marked.xlsx").read_bytes(), NAME) == reading
