"""One sheet a chart: its finding, its small print, its table and, beside it, the chart itself."""

from xlsxwriter.worksheet import Worksheet

from briefings.workbook.book import Book, write
from briefings.workbook.matrix_sheet import write_matrix
from briefings.workbook.native import class_fills, native_chart
from briefings.workbook.tables import form_of, write_table
from charts.catalogue import Kind
from charts.exhibit import Exhibit
from charts.map import BOUNDARY_NOTE
from charts.theme import LIGHT, text_on

#: Rows above a table, from 0: the finding, the small print, the way back; then the headings.
_FINDING, _ABOUT, _BACK, TOP = 0, 1, 2, 4
_BACK_WORDS = "返回封面"
#: A table of more columns leaves no room beside it.
_MOST_BESIDE = 8


def write_chart_sheet(book: Book, exhibit: Exhibit, cover: str) -> str:
    """Add the sheet of one chart and return its name."""
    sheet = book.sheet(exhibit.chart.name)
    write(sheet, _FINDING, 0, exhibit.finding, book.style(bold=True, font_size=15))
    write(sheet, _ABOUT, 0, "｜".join(_about(exhibit)), book.style(font_color=LIGHT.quiet_text, font_size=9.5))
    link = book.style(font_color=LIGHT.primary, underline=1)
    sheet.write_url(_BACK, 0, f"internal:'{cover}'!A1", link, _BACK_WORDS)
    sheet.set_row(_FINDING, 26)
    if exhibit.chart.kind is Kind.MATRIX:
        write_matrix(book, sheet, exhibit, TOP)
    else:
        _write_table_and_chart(book, sheet, exhibit)
    return sheet.get_name()


def _about(exhibit: Exhibit) -> list[str]:
    extra = [BOUNDARY_NOTE] if exhibit.chart.kind is Kind.MAP else []
    return [*exhibit.about, *extra]


def _write_table_and_chart(book: Book, sheet: Worksheet, exhibit: Exhibit) -> None:
    columns = exhibit.chart.columns
    sheet.freeze_panes(TOP + 1, 0)
    sheet.repeat_rows(TOP)
    coloured = exhibit.chart.series[0] if exhibit.chart.kind is Kind.MAP else ""
    fills = class_fills(exhibit.frame[coloured]) if coloured else []

    def colours(row: int, column: int) -> dict[str, str]:
        fill = fills[row] if columns[column].name == coloured else None
        return {"bg_color": fill, "font_color": text_on(fill, LIGHT)} if fill else {}

    area = write_table(book, sheet, TOP, exhibit.table, [form_of(column) for column in columns], colours)
    chart = native_chart(book, exhibit, sheet.get_name(), area)
    if chart is not None:
        words = {"description": f"{exhibit.chart.name}：{exhibit.finding}", "object_position": 2}
        # Beside the table, or below one that fills the screen.
        place = (area.last + 2, 0) if len(columns) > _MOST_BESIDE else (TOP, len(columns) + 1)
        sheet.insert_chart(*place, chart, words)
