"""The workbook: a cover, one sheet a chart with its table and a native chart, the projects, the definitions."""

from briefings.briefing import Briefing


def workbook(briefing: Briefing) -> bytes:
    """Return the workbook (.xlsx) of a briefing; the same briefing gives the same bytes."""
    from briefings.workbook import cover, definition_sheet, project_sheet
    from briefings.workbook.book import Book
    from briefings.workbook.chart_sheets import write_chart_sheet

    book = Book(briefing.title)
    first = book.sheet(cover.SHEET, is_wide=False)
    contents = [
        cover.Entry(write_chart_sheet(book, exhibit, first.get_name()), exhibit.finding)
        for exhibit in briefing.exhibits
    ]
    listed = f"{len(briefing.projects):,}个项目，可筛选，逐行注明来源文件、工作表和行号"
    contents.append(cover.Entry(project_sheet.write_projects(book, briefing), listed))
    contents.append(cover.Entry(definition_sheet.write_definitions(book, briefing), "指标定义、分母和出处"))
    cover.write_cover(book, first, briefing, contents)
    return book.close()
