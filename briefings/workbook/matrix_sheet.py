"""The sector × scenario matrix as cells: counts in the colour of their class, the guide's pairs in a frame."""

from typing import Any

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from briefings.workbook.book import COUNT, Book, write
from briefings.workbook.native import class_fills
from charts.exhibit import Exhibit
from charts.matrix import GUIDE
from charts.matrix_cells import OUTSIDE_LABEL
from charts.theme import LIGHT, text_on

#: What the list says of a pair.
_GUIDE_WORDS = {"no": "", **{code: words for code, (_, words) in GUIDE.items()}}
#: Excel's numbers for a thick line and for a dashed one.
_THICK, _DASHED = 5, 8
_LEAD = 2


def write_matrix(book: Book, sheet: Worksheet, exhibit: Exhibit, top: int) -> None:
    """Write scenarios down and sectors across in row `top`, and below a list of all pairs to filter."""
    frame = exhibit.frame
    sectors = frame.drop_duplicates("sector")[["sector", "sector_name"]]
    scenarios = frame.drop_duplicates("scenario")
    for place, heading in enumerate(("环节", "场景", *sectors["sector_name"])):
        write(sheet, top, place, heading, book.heading(align="left" if place < _LEAD else "center"))
    sheet.set_column(0, 0, 13)
    sheet.set_column(1, 1, 20)
    sheet.set_column(_LEAD, _LEAD + len(sectors) - 1, 10)
    cells = _cells(frame)
    for row, scenario in enumerate(scenarios.to_dict("records"), start=top + 1):
        sheet.set_row(row, 20)
        write(sheet, row, 0, scenario["phase_name"] or OUTSIDE_LABEL, book.cell(font_color=LIGHT.quiet_text))
        write(sheet, row, 1, scenario["scenario_name"], book.cell())
        for column, sector in enumerate(sectors["sector"], start=_LEAD):
            count, look = cells[scenario["scenario"], sector]
            # A blank says "nobody" at one look, as on the screen; the list below has the zero.
            write(sheet, row, column, count or None, book.style(align="center", num_format=COUNT, **look))
    sheet.freeze_panes(top + 1, _LEAD)
    # The list is for filtering; printed, it would follow the matrix on eight pages.
    sheet.print_area(0, 0, top + len(scenarios), _LEAD + len(sectors) - 1)
    _write_list(book, sheet, frame, top + len(scenarios) + 3)


def _cells(frame: pd.DataFrame) -> dict[tuple[str, str], tuple[int, dict[str, Any]]]:
    """Return every cell's count and look by (scenario, sector)."""
    fills = class_fills(frame["count"])
    rows = zip(frame["scenario"], frame["sector"], frame["count"], frame["recommended"], fills, strict=True)
    return {
        (scenario, sector): (int(count), _look(fill, guide, sector)) for scenario, sector, count, guide, fill in rows
    }


def _look(fill: str | None, guide: str, sector: str) -> dict[str, Any]:
    colours = {"bg_color": fill, "font_color": text_on(fill, LIGHT)} if fill else {}
    if guide in GUIDE:
        return {**colours, "border": _THICK if guide == "yes" else _DASHED, "border_color": LIGHT.guide_outline}
    return {**colours, "border": 1, "border_color": LIGHT.hairline}


def _write_list(book: Book, sheet: Worksheet, frame: pd.DataFrame, top: int) -> None:
    """Write one row a pair with filters: which are recommended and at nought?"""
    write(sheet, top - 1, 0, "全部组合（可筛选）", book.style(bold=True))
    headings = ("环节", "场景", "行业", "应用项目数", "指南是否推荐")
    for place, heading in enumerate(headings):
        write(sheet, top, place, heading, book.heading())
    for row, cell in enumerate(frame.to_dict("records"), start=top + 1):
        values = (
            cell["phase_name"] or OUTSIDE_LABEL,
            cell["scenario_name"],
            cell["sector_name"],
            int(cell["count"]),
            _GUIDE_WORDS[cell["recommended"]],
        )
        for place, value in enumerate(values):
            write(sheet, row, place, value, book.cell(num_format=COUNT))
    sheet.autofilter(top, 0, top + len(frame), len(headings) - 1)
