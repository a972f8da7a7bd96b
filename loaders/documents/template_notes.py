"""The second sheet of the template: how to fill it in."""

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from loaders.vocabulary import vocabulary

_A4 = 9
_WIDTHS = (24, 8, 78)
_LINE_HEIGHT, _CHARACTERS_PER_LINE = 16, 38
_ADVICE = (
    "一行填写一个项目；第一行“示例”仅供参考，汇总时自动略过，可以保留。",
    "表头、工作表名称和列的顺序请保持不变；不需要的列留空，不要删除。",
    "请逐格填写，不要合并单元格；超过预留行数的，直接在下方接着填写。",
    "应用场景在对应的格内选“√”，涉及几个选几个，至少选一个。",
    "推荐项目须为已完成项目。",
    "本表不收集联系人姓名、电话、邮箱和证件号，请勿填写。",
    "填好后以 .xlsx 格式保存并报送，不必打印扫描。",
)


def add_notes(
    book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[tuple[str, bool, str]], version: int
) -> None:
    """Write what each column asks for (`columns`: heading, whether it is required, advice) and the closed lists."""
    box = {"font_name": "宋体", "font_size": 10.5, "font_color": "#1F2937", "valign": "vcenter", "text_wrap": True}
    edge = {"border": 1, "border_color": "#AEB8C5"}
    title = book.add_format({"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"})
    section = book.add_format({"font_name": "黑体", "font_size": 11, "font_color": "#1F4E9E", "valign": "vcenter"})
    plain = book.add_format(box)
    name, centred = (
        book.add_format(box | edge | {"font_name": "黑体"}),
        book.add_format(box | edge | {"align": "center"}),
    )
    cell = book.add_format(box | edge | {"indent": 1})
    quiet = book.add_format(box | {"font_size": 9, "font_color": "#5B6472"})

    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.merge_range(0, 0, 0, 2, "填表说明", title)
    sheet.set_row(0, 34)
    row = _write_section(sheet, 1, "一、填写要求", section)
    for number, advice in enumerate(_ADVICE, 1):
        sheet.merge_range(row, 0, row, 2, f"{number}. {advice}", plain)
        sheet.set_row(row, _LINE_HEIGHT + 4)
        row += 1
    row = _write_section(sheet, row, "二、各栏填法", section)
    for heading, is_required, advice in columns:
        _write_line(sheet, row, (heading, "必填" if is_required else "选填", advice), (name, centred, cell))
        row += 1
    row = _write_section(sheet, row, "三、可选内容", section)
    for what, terms in _lists():
        _write_line(sheet, row, (what, f"{len(terms)}项", "、".join(terms)), (name, centred, cell))
        row += 1
    sheet.merge_range(row + 1, 0, row + 1, 2, f"模板版本 {version}", quiet)
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()


def _lists() -> list[tuple[str, list[str]]]:
    words = vocabulary()
    scenarios = [
        (phase.name, [s.name for s in words.scenarios if s.is_typical and s.phase == phase.code])
        for phase in words.phases
    ]
    return [
        ("十个重点行业和其他行业", [term.name for term in words.sectors]),
        ("三种建设类型", [term.name for term in words.tiers]),
        ("三种专网模式", [term.name for term in words.network_modes]),
        *((f"场景：{phase}", names) for phase, names in scenarios),
        ("场景：指南其他场景", [term.name for term in words.scenarios if not term.is_typical]),
    ]


def _write_section(sheet: Worksheet, row: int, text: str, style: object) -> int:
    sheet.write_string(row, 0, text, style)
    sheet.set_row(row, 28)
    return row + 1


def _write_line(sheet: Worksheet, row: int, texts: Sequence[str], styles: Sequence[object]) -> None:
    for place, (text, style) in enumerate(zip(texts, styles, strict=True)):
        sheet.write_string(row, place, text, style)
    lines = -(-len(texts[-1]) // _CHARACTERS_PER_LINE)
    sheet.set_row(row, _LINE_HEIGHT * lines + 6)
