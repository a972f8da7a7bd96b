"""Build small workbooks for the loaders' tests."""

import io
from collections.abc import Sequence

from openpyxl import Workbook, load_workbook

Rows = Sequence[Sequence[object]]

HEADINGS = ["序号", "项目名称", "企业名称", "所属重点行业", "建设类型", "典型应用场景"]
FIRST = [1, "甲项目", "甲公司", "钢铁", "产线级", "机器视觉质检"]
SECOND = [2, "乙项目", "乙公司", "纺织", "车间级", "柔性生产制造"]
TITLE = "2025年国家5G工厂名录项目推荐汇总表"
UNIT_LINE = "推荐单位：福州市"
NAME = "福州市2025年推荐汇总表.xlsx"


def xlsx(*sheets: Rows, merged: Sequence[str] = (), down: int = 0, right: int = 0) -> bytes:
    """Write sheets named 表1, 表2 …, shifted `down` and to the `right`; `merged` holds ranges of the first one."""
    book, stream = Workbook(), io.BytesIO()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{number}")
        for row, cells in enumerate(rows, 1 + down):
            for column, value in enumerate(cells, 1 + right):
                sheet.cell(row, column, value)
    for block in merged:
        book.worksheets[0].merge_cells(block)
    book.save(stream)
    return stream.getvalue()


def project_with(heading: str, value: object) -> bytes:
    """Write one sound project with one further column, or another value in one of the usual columns."""
    headings = HEADINGS if heading in HEADINGS else [*HEADINGS, heading]
    values = dict(zip(HEADINGS, FIRST, strict=True)) | {heading: value}
    return xlsx([[TITLE], [UNIT_LINE], headings, [values[name] for name in headings]])


def with_hidden_row() -> bytes:
    """Write one sound project in a hidden row."""
    book, stream = load_workbook(io.BytesIO(xlsx([[TITLE], [UNIT_LINE], HEADINGS, FIRST]))), io.BytesIO()
    book.worksheets[0].row_dimensions[4].hidden = True
    book.save(stream)
    return stream.getvalue()
