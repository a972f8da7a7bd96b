"""The cover: what is counted, under which filters, of which state of the data; the findings; the way to a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from briefings.briefing import Briefing
from briefings.workbook.book import Book, row_height, write
from charts.theme import LIGHT

SHEET = "封面"
_LABEL_WIDTH, _TEXT_WIDTH = 20, 96


@dataclass(frozen=True)
class Entry:
    """One line of the contents: a sheet and what it says."""

    sheet: str
    words: str


def write_cover(book: Book, sheet: Worksheet, briefing: Briefing, contents: Sequence[Entry]) -> None:
    """Fill the cover; it is the first sheet, but knows all others only when they are written."""
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, _LABEL_WIDTH)
    sheet.set_column(2, 2, _TEXT_WIDTH)
    write(sheet, 1, 1, briefing.title, book.style(bold=True, font_size=20, font_color=LIGHT.primary))
    sheet.set_row(1, 36)
    row = 3
    if briefing.warning:
        look = book.style(font_color=LIGHT.warning, bold=True, text_wrap=True)
        write(sheet, row, 1, "注意", look)
        write(sheet, row, 2, briefing.warning, look)
        sheet.set_row(row, _height(briefing.warning))
        row += 2
    row = _write_pairs(book, sheet, row, "统计范围", _scope(briefing))
    numbered = [(str(number), sentence) for number, sentence in enumerate(briefing.findings, start=1)]
    row = _write_pairs(book, sheet, row, "主要结论", numbered)
    _write_contents(book, sheet, row, contents)


def _scope(briefing: Briefing) -> list[tuple[str, str]]:
    return [
        ("统计口径", f"{briefing.subject}，共{briefing.view.total():,}项"),
        ("筛选条件", "；".join(briefing.filters) or "无（全省、全部年份）"),
        ("数据日期", briefing.data_date),
        ("数据版本", briefing.revision),
    ]


def _write_pairs(book: Book, sheet: Worksheet, row: int, title: str, pairs: Sequence[tuple[str, str]]) -> int:
    """Write a titled block of two columns and return the row after it."""
    write(sheet, row, 1, title, book.heading())
    write(sheet, row, 2, "", book.heading())
    for label, text in pairs:
        row += 1
        write(sheet, row, 1, label, book.cell(font_color=LIGHT.quiet_text, align="left"))
        write(sheet, row, 2, text, book.cell(text_wrap=True))
        sheet.set_row(row, _height(text))
    return row + 2


def _write_contents(book: Book, sheet: Worksheet, row: int, contents: Sequence[Entry]) -> None:
    write(sheet, row, 1, "目录", book.heading())
    write(sheet, row, 2, "", book.heading())
    link = book.cell(font_color=LIGHT.primary, underline=1)
    for entry in contents:
        row += 1
        sheet.write_url(row, 1, f"internal:'{entry.sheet}'!A1", link, entry.sheet)
        write(sheet, row, 2, entry.words, book.cell(text_wrap=True))
        sheet.set_row(row, _height(entry.words))


def _height(text: str) -> float:
    return row_height([(text, _TEXT_WIDTH)])
