"""The list of projects: filters in its headings, which stay in sight; every row traced to file, sheet and row."""

from pathlib import PurePosixPath

import pandas as pd

from briefings.briefing import Briefing
from briefings.workbook.book import PLAIN, Book, write
from briefings.workbook.tables import Form, write_table
from charts.theme import LIGHT

SHEET = "项目清单"
_FILE, _ROW = "来源文件", "行号"
#: Seventeen columns: wide ones wrap, or the list would be wider than any screen and too small on paper.
_WIDTHS = {"企业名称": 30, "项目名称": 34, "典型场景": 42, "阶段": 16, _FILE: 34}
_A3 = 8
#: Headings stand in this row, from 0; the rows above say what is listed.
TOP = 2
_FROZEN_COLUMNS = 1


def write_projects(book: Book, briefing: Briefing) -> str:
    """Add the sheet of all projects that the briefing counts and return its name."""
    sheet, projects = book.sheet(SHEET), briefing.projects
    said = f"{briefing.subject}，共{briefing.view.total():,}项｜{briefing.data_date}"
    if 0 < len(projects) < briefing.view.total():
        said += f"｜只列前{len(projects):,}项，全部清单请在“项目”页下载CSV"
    write(sheet, 0, 0, SHEET, book.style(bold=True, font_size=15))
    write(sheet, 1, 0, said, book.style(font_color=LIGHT.quiet_text, font_size=9.5))
    if projects.empty:
        write(sheet, TOP, 0, "当前筛选下没有项目。", book.style())
        return str(sheet.get_name())
    forms = [Form(PLAIN, "center") if heading == _ROW else Form(width=_WIDTHS.get(heading, 0)) for heading in projects]
    write_table(book, sheet, TOP, _without_folders(projects), forms)
    sheet.set_paper(_A3)
    sheet.autofilter(TOP, 0, TOP + len(projects), len(projects.columns) - 1)
    sheet.freeze_panes(TOP + 1, _FROZEN_COLUMNS)
    sheet.repeat_rows(TOP)
    return str(sheet.get_name())


def _without_folders(projects: pd.DataFrame) -> pd.DataFrame:
    """Keep the names of files, not where they lay."""
    if _FILE not in projects:
        return projects
    return projects.assign(**{_FILE: [_name(path) for path in projects[_FILE]]})


def _name(path: object) -> str | None:
    return PurePosixPath(path.replace("\\", "/")).name if isinstance(path, str) else None
