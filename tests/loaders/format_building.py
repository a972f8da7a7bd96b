"""Build files in other formats than .xlsx, most of them by hand, for the loaders' tests."""

import io
import struct
import zipfile
from collections.abc import Sequence
from html import escape

import xlwt
from sheet_building import FIRST, HEADINGS, SECOND, TITLE, UNIT_LINE

#: One table in order, as most formats are tried with it.
SOUND = [[TITLE], [UNIT_LINE], HEADINGS, FIRST, SECOND]
_SPREADSHEETML = """<?xml version="1.0" encoding="{encoding}"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{sheets}</Workbook>"""
_ODS_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "style")
)


def xls(rows: Sequence[Sequence[object]]) -> bytes:
    """Write the workbook format of Excel 97."""
    book, stream = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("表1")
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    book.save(stream)
    return stream.getvalue()


def zipped(files: dict[str, bytes | str]) -> bytes:
    """Write an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def html(rows: Sequence[Sequence[object]]) -> str:
    """Write a table of HTML."""
    lines = ("".join(f"<td>{escape(str(cell))}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def spreadsheetml(rows: str, name: str = "汇总表", before: str = "", after: str = "", encoding: str = "UTF-8") -> bytes:
    """Write a workbook in the XML of Excel 2003 with one sheet; `rows` are its Row elements."""
    sheet = f'<Worksheet ss:Name="{name}">{before}<Table>{rows}</Table>{after}</Worksheet>'
    return _SPREADSHEETML.format(encoding=encoding, sheets=sheet).encode(encoding)


def xml_rows(rows: Sequence[Sequence[object]]) -> str:
    """Write rows for `spreadsheetml`."""

    def cell(value: object) -> str:
        kind = "Number" if isinstance(value, int | float) else "String"
        return f'<Cell><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>'

    return "".join(f"<Row>{''.join(map(cell, row))}</Row>" for row in rows)


def ods(rows: str, name: str = "汇总表", columns: str = "") -> bytes:
    """Write an .ods with one sheet; `rows` are its table-row elements."""
    table = f'<table:table table:name="{name}">{columns}{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {_ODS_NAMESPACES}>{body}</office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def ods_rows(rows: Sequence[Sequence[object]]) -> str:
    """Write rows for `ods`."""
    lines = ("".join(f"{ods_cell(value)}" for value in row) for row in rows)
    return "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)


def ods_cell(value: object, more: str = "") -> str:
    """Write a cell of text for `ods`, with `more` attributes."""
    text = escape(str(value))
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def _record(number: int, content: bytes = b"") -> bytes:
    head = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    length, size = b"", len(content)
    while size > 0x7F:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return head + length + bytes([size]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(
    rows: Sequence[Sequence[object]], merged: Sequence[tuple[int, int, int, int]] = (), hidden_row: int = -1
) -> bytes:
    """Write an .xlsb with one sheet of texts; a merged block is first row, last row, first column, last column."""
    cells = b""
    for number, row in enumerate(rows):
        flags = 0x10 if number == hidden_row else 0
        cells += _record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0))
        for column, value in enumerate(row):
            cells += _record(6, struct.pack("<II", column, 0) + _wide(str(value)))
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    blocks = b"".join(_record(176, struct.pack("<IIII", *block)) for block in merged)
    sheet = (
        _record(129) + _record(148, size) + _record(145) + cells + _record(146)
        + _record(177, struct.pack("<I", len(merged))) + blocks + _record(178) + _record(130)
    )  # fmt: skip
    bundle = _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("汇总表"))
    relation = '<Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.bin"/>'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": _record(131) + _record(143) + bundle + _record(144) + _record(132),
            "xl/_rels/workbook.bin.rels": f"<Relationships>{relation}</Relationships>",
            "xl/worksheets/sheet1.bin": sheet,
        }
    )
