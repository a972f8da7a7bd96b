"""What every indicator means, what it is a share of and where that comes from."""

import pandas as pd

from briefings.briefing import Briefing
from briefings.indicators import indicators
from briefings.workbook.book import Book, write
from briefings.workbook.tables import Form, write_table
from charts.map import BOUNDARY_NOTE
from charts.theme import LIGHT

SHEET = "指标口径"
TOP = 2
_WIDTHS = (18, 78, 30, 34)


def write_definitions(book: Book, briefing: Briefing) -> str:
    """Add the sheet of definitions and return its name."""
    sheet = book.sheet(SHEET)
    rows = [(each.name, each.text, each.denominator, each.source) for each in indicators()]
    table = pd.DataFrame(rows, columns=["指标", "定义", "分母", "出处"])
    write(sheet, 0, 0, SHEET, book.style(bold=True, font_size=15))
    area = write_table(book, sheet, TOP, table, [Form(width=width) for width in _WIDTHS])
    sources = sorted({exhibit.chart.source for exhibit in briefing.exhibits})
    notes = [*(f"数据来源：{source}" for source in sources), BOUNDARY_NOTE]
    for row, note in enumerate(notes, start=area.last + 2):
        write(sheet, row, 0, note, book.style(font_color=LIGHT.quiet_text, font_size=9.5))
    sheet.freeze_panes(TOP + 1, 1)
    return str(sheet.get_name())
