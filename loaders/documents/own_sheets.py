"""The sheets this program adds to a sender's workbook, known again when the workbook comes back."""

from collections.abc import Iterable

from loaders.formats.grid import Grid
from loaders.tables.values import as_text

#: The first sheet of a marked return, and the hidden one that feeds its longer drop-downs.
RETURN_SHEET = "退回说明"
LISTS_SHEET = "退回说明词表"
#: The title in the first cell of 退回说明: a sheet of the sender's that happens to have this name has another.
RETURN_TITLE = "国家5G工厂名录项目推荐汇总表退回说明"
FILE_LABEL = "原文件名："
#: Stands over the headings of our blank table, before the number of its version.
TEMPLATE_LABEL = "模板版本"


def first_sent_as(file: str, grids: Iterable[Grid]) -> str:
    """Return a file's name, and after it the one it had when it was returned to its sender.

    Year and unit may be told by the name alone; a marked return, saved under another name, still tells them.
    """
    sheet = next((grid for grid in grids if grid.sheet == RETURN_SHEET), None)
    texts = [as_text(cell) for row in sheet.cells[:3] for cell in row] if sheet else []
    if RETURN_TITLE not in texts:
        return file
    return " ".join([file, *(text.removeprefix(FILE_LABEL) for text in texts if text.startswith(FILE_LABEL))])
