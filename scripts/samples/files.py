"""Write sheets as .xlsx, .xls or .csv, byte for byte the same on every run."""

import csv
import datetime
import io
import re
import zipfile
from pathlib import Path

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from samples.sheets import Sheet

# openpyxl stamps the hour of saving into the workbook and the archive; both get this one instead.
MOMENT = datetime.datetime(2025, 1, 1)
FONTS = {
    "title": ("宋体", 16, True),
    "line": ("宋体", 11, False),
    "heading": ("宋体", 11, True),
    "body": ("宋体", 10, False),
}
LINE_HEIGHT = 15


def write(path: Path, sheets: list[Sheet]) -> None:
    """Write the sheets in the format the suffix names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = {".xlsx": xlsx_bytes, ".xls": xls_bytes, ".csv": csv_bytes}[path.suffix]
    path.write_bytes(writer(sheets))


def height(sheet: Sheet, row: int) -> int:
    """Return a row height that shows every line of its fullest cell."""
    if sheet.kinds[row] == "title":
        return 2 * LINE_HEIGHT
    if sheet.kinds[row] == "line":
        return LINE_HEIGHT + 5
    return LINE_HEIGHT * max(lines(value, width) for value, width in zip(sheet.rows[row], sheet.widths, strict=True))


def lines(value: object, width: int) -> int:
    """Return how many lines a value takes in a column: a Chinese character is two wide."""
    parts = str("" if value is None else value).split("\n")
    return sum(1 + 2 * len(part) // (width + 1) for part in parts)


def xlsx_bytes(sheets: list[Sheet]) -> bytes:
    """Return a workbook as a bureau would print it: landscape, one page wide."""
    book = Workbook()
    book.properties.creator, book.properties.created = "样例", MOMENT
    for position, sheet in enumerate(sheets):
        target = book.worksheets[0] if position == 0 else book.create_sheet()
        fill_xlsx_sheet(target, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return without_clock(stream.getvalue())


def fill_xlsx_sheet(target: Worksheet, sheet: Sheet) -> None:
    """Write one sheet with its look."""
    target.title = sheet.name
    target.page_setup.orientation, target.page_setup.paperSize = "landscape", 9
    target.sheet_properties.pageSetUpPr.fitToPage, target.page_setup.fitToHeight = True, 0
    for column, width in enumerate(sheet.widths, 1):
        target.column_dimensions[get_column_letter(column)].width = width
    for row, cells in enumerate(sheet.rows):
        target.row_dimensions[row + 1].height = height(sheet, row)
        for column, value in enumerate(cells):
            style_xlsx_cell(target, row, column, value, sheet.kinds[row])
    for top, left, bottom, right in sheet.merged:
        target.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)


def style_xlsx_cell(target: Worksheet, row: int, column: int, value: object, kind: str) -> None:
    """Write one cell: table cells are framed and centred, lines above and below are not."""
    cell = target.cell(row + 1, column + 1, value)
    name, size, bold = FONTS[kind]
    cell.font = Font(name=name, size=size, bold=bold)
    in_table = kind in ("heading", "body")
    on_left = kind == "line" or (kind == "body" and "\n" in str(value))
    cell.alignment = Alignment("left" if on_left else "center", "center", wrap_text=in_table or kind == "line")
    if in_table:
        side = Side("thin")
        cell.border = Border(side, side, side, side)
    if isinstance(value, datetime.date):
        cell.number_format = "yyyy-mm-dd"


def without_clock(data: bytes) -> bytes:
    """Rewrite an .xlsx so that no part of it depends on when it was saved."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                stamp = f"{MOMENT.isoformat()}Z".encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            target.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def xls_bytes(sheets: list[Sheet]) -> bytes:
    """Return an .xls as older office software writes it."""
    book = xlwt.Workbook(encoding="utf-8")
    styles = {kind: xls_style(kind) for kind in FONTS} | {"date": xls_style("body", "yyyy/m/d")}
    for sheet in sheets:
        fill_xls_sheet(book.add_sheet(sheet.name), sheet, styles)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls_style(kind: str, number_format: str = "general") -> xlwt.XFStyle:
    """Return the look of one kind of row."""
    name, size, bold = FONTS[kind]
    frame = "borders: left thin, right thin, top thin, bottom thin;" if kind in ("heading", "body") else ""
    place = "left" if kind == "line" else "center"
    return xlwt.easyxf(
        f"font: name {name}, height {size * 20}, bold {'on' if bold else 'off'};"
        f"align: wrap on, vert center, horiz {place};{frame}",
        num_format_str=number_format,
    )


def fill_xls_sheet(target: xlwt.Worksheet, sheet: Sheet, styles: dict[str, xlwt.XFStyle]) -> None:
    """Write one sheet; merged blocks go through their own call, or xlwt refuses to write a cell twice."""
    for column, width in enumerate(sheet.widths):
        target.col(column).width = width * 256
    blocks = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged}
    for row, cells in enumerate(sheet.rows):
        target.row(row).height_mismatch, target.row(row).height = True, height(sheet, row) * 20
        for column, value in enumerate(cells):
            style = styles["date" if isinstance(value, datetime.date) else sheet.kinds[row]]
            if (row, column) in blocks:
                bottom, right = blocks[row, column]
                target.write_merge(row, bottom, column, right, value, style)
            elif not sheet.is_merged_away(row, column):
                target.write(row, column, value, style)


def csv_bytes(sheets: list[Sheet]) -> bytes:
    """Return the first sheet as Chinese Windows saves it: GB18030, CRLF, every row equally wide."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(sheets[0].rows)
    return stream.getvalue().encode("gb18030")
