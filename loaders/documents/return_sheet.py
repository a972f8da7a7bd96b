"""The first sheet of a marked return: every problem in one list, with a link to its cell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from loaders.documents.own_sheets import FILE_LABEL, RETURN_SHEET, RETURN_TITLE
from loaders.documents.return_marks import COLOURS
from loaders.documents.workbook_text import lines_needed, put_text
from loaders.problems import Problem, Severity
from loaders.vocabulary import vocabulary
from loaders.workbook import Reading

_COLUMNS = {"序号": 7, "轻重": 9, "工作表": 16, "单元格": 9, "问题": 50, "怎样改": 46}
_MEANINGS = {
    Severity.ERROR: "改正后才能计入汇总",
    Severity.WARNING: "无法识别，或与常理、其他栏不符：有误则改，无误请回复说明",
    Severity.HINT: "供参考，可不处理",
}
_STEPS = (
    "1. 按下表逐条改正：点“单元格”一栏可直接跳到该处，格内批注写明原因和改法，可选的请从下拉列表中选择。",
    "2. 改正后连同本表直接回传即可；不要删除其他工作表，不要改动表头；底色和批注不必清除。",
)
_CONVERTED = "3. 原文件不是 .xlsx 格式，本文件由其转换而来，内容和单元格位置不变。"
_LOST = "3. 本文件另存时未能保留原文件中的{losses}，表格内容不受影响；需要时请以贵单位留存的原文件为准。"
_SONG, _HEI = "宋体", "黑体"
_INK, _QUIET, _BLUE, _HEAD = "1F2937", "5B6472", "1F4E9E", "EAF0F8"
_LINE = Side(style="thin", color="C5CDD8")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LINE_HEIGHT = 15


@dataclass(frozen=True)
class Place:
    """A problem and where it stands in the workbook that goes back; no `cell` for the whole sheet."""

    problem: Problem
    sheet: str
    cell: str


def add_return_sheet(
    book: Workbook, reading: Reading, places: Sequence[Place], *, is_converted: bool, losses: Sequence[str]
) -> None:
    """Put 退回说明 in front of all sheets and make it the one that is open."""
    sheet = book.create_sheet(RETURN_SHEET, 0)
    notes = [
        *_STEPS,
        *([_CONVERTED] if is_converted else []),
        *([_LOST.format(losses="、".join(losses))] if losses else []),
    ]
    _write_head(sheet, reading, notes)
    head = sheet.max_row + 1
    _write_row(sheet, head, list(_COLUMNS), heading=True)
    for number, place in enumerate(places, 1):
        _write_problem(sheet, head + number, number, place)
    if not places:
        _write_across(sheet, head + 1, "未发现问题，无需修改。", Font(_SONG, 11, color=_INK), 24)
    _set_up(sheet, head)
    _open_first(book)


def _write_head(sheet: Worksheet, reading: Reading, notes: Sequence[str]) -> None:
    """Write title, file, counts, the legend of colours and what to do."""
    words, counts = vocabulary(), Counter(found.severity for found in reading.problems)
    _write_across(sheet, 1, RETURN_TITLE, Font(_HEI, 16, color=_INK), 34, "center")
    about = Font(_SONG, 11, color=_INK)
    _write_across(sheet, 2, f"{FILE_LABEL}{PurePosixPath(reading.file).name}", about, 18)
    unit = words.units.name(reading.unit) if reading.unit else "未识别"
    year = f"{reading.year}年" if reading.year else "未识别"
    numbers = "、".join(f"{severity.label}{counts[severity]}处" for severity in _MEANINGS)
    rows = len(reading.projects) + len(reading.repeats)
    found = f"共{len(reading.problems)}处（{numbers}）"
    _write_across(sheet, 3, f"推荐单位：{unit}    年度：{year}    项目：{rows}行    问题：{found}", about, 18)
    for row, (severity, meaning) in enumerate(_MEANINGS.items(), 4):
        _write_across(sheet, row, meaning, Font(_SONG, 10, color=_INK), 17, first=2)
        swatch = put_text(sheet.cell(row, 1), severity.label)
        swatch.fill, swatch.border = PatternFill("solid", fgColor=COLOURS[severity]), _BOX
        swatch.font, swatch.alignment = Font(_SONG, 9, color=_INK), Alignment(horizontal="center", vertical="center")
    for row, note in enumerate(notes, 4 + len(_MEANINGS)):
        lines = lines_needed(note, sum(_COLUMNS.values()))
        _write_across(sheet, row, note, Font(_SONG, 10, color=_QUIET), _LINE_HEIGHT * lines + 2)


def _write_across(
    sheet: Worksheet, row: int, text: str, font: Font, height: float, align: str = "left", first: int = 1
) -> None:
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=len(_COLUMNS))
    cell = put_text(sheet.cell(row, first), text)
    cell.font = font
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True, indent=int(first > 1))
    sheet.row_dimensions[row].height = height


def _write_problem(sheet: Worksheet, row: int, number: int, place: Place) -> None:
    found = place.problem
    hidden = "" if sheet.parent[place.sheet].sheet_state == "visible" else "（已隐藏）"
    where = [f"{place.sheet}{hidden}", place.cell or "整张表"]
    cells = _write_row(sheet, row, [str(number), found.severity.label, *where, found.message, found.suggestion])
    # Digits kept as text would carry a green warning mark.
    cells[0].value = number
    cells[1].fill = PatternFill("solid", fgColor=COLOURS[found.severity])
    target = f"{quote_sheetname(place.sheet)}!{place.cell or 'A1'}"
    cells[3].hyperlink = Hyperlink(ref=cells[3].coordinate, location=target, tooltip="点击跳到该处")
    cells[3].font = Font(_SONG, 10.5, color=_BLUE, underline="single")


def _write_row(sheet: Worksheet, row: int, texts: Sequence[str], *, heading: bool = False) -> list[Cell]:
    cells = [put_text(sheet.cell(row, column), text) for column, text in enumerate(texts, 1)]
    for cell, name in zip(cells, _COLUMNS, strict=True):
        wide = name in ("问题", "怎样改", "工作表") and not heading
        cell.font = Font(_HEI if heading else _SONG, 10.5, color=_INK)
        cell.alignment = Alignment(
            horizontal="left" if wide else "center", vertical="center", wrap_text=True, indent=int(wide)
        )
        cell.border = _BOX
        if heading:
            cell.fill = PatternFill("solid", fgColor=_HEAD)
    lines = max(lines_needed(text, width - 3) for text, width in zip(texts, _COLUMNS.values(), strict=True))
    sheet.row_dimensions[row].height = _LINE_HEIGHT * lines + 7
    return cells


def _set_up(sheet: Worksheet, head: int) -> None:
    """Set widths, freeze the headings and prepare the page."""
    for cell, width in zip(sheet[head], _COLUMNS.values(), strict=True):
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = "C0392B"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{head}:{head}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.6, 0.7
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _open_first(book: Workbook) -> None:
    """Select the first sheet alone: with two selected, whatever is typed goes into both."""
    book.active = 0
    for sheet in book._sheets:
        views = sheet.sheetViews if sheet in book.chartsheets else sheet.views
        for view in views.sheetView if views else ():
            view.tabSelected = sheet is book._sheets[0]
    for window in book.views:
        window.firstSheet = 0
