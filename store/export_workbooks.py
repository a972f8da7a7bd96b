"""Workbooks of an export that the loaders read again: a unit's projects of a year, and the outcomes of one stage."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import Connection, Row, select
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from loaders.documents.workbook_text import lines_needed
from loaders.tables.contacts import without_contacts
from loaders.tables.headings import Field, standard_heading
from loaders.vocabulary import CodeTable, vocabulary
from store.schema import decisions, projects, submissions, uses

#: A sheet holds no more rows: the loaders refuse those of twice as many.
ROWS_PER_SHEET = 50_000
_ROWS_AT_A_TIME = 2_000
_SEQUENCE_WIDTH, _LINE_HEIGHT, _MOST_LINES, _A3 = 7, 15, 20, 8
# The same content gives the same bytes: no clock.
_CREATED = dt.datetime(2025, 1, 1)
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
Cell = Callable[[Row[Any]], object]


@dataclass(frozen=True)
class Column:
    """One column: what its heading names, how wide it is, and what stands in a row's cell."""

    field: Field
    width: int
    cell: Cell
    is_centred: bool = False


def write_submission(connection: Connection, submission_id: int, file: Path) -> None:
    """Write the projects of a submission as its unit's table, in the template's columns; repeated rows are left out.

    What was not certain stays blank. Raises OSError.
    """
    head = connection.execute(select(submissions).where(submissions.c.id == submission_id)).one()
    own = projects.c.submission_id == submission_id, ~projects.c.is_repeat
    used = _scenarios(connection, submission_id)
    rows = connection.execute(
        select(projects).where(*own).order_by(projects.c.position),
        execution_options={"stream_results": True, "max_row_buffer": _ROWS_AT_A_TIME},
    )
    title = f"{head.year}年国家5G工厂名录项目推荐汇总表"
    above = [f"推荐单位：{vocabulary().units.name(head.unit)}"]
    _write(file, "推荐汇总表", title, above, _project_columns(used), rows)


def write_outcomes(connection: Connection, stage: str, title: str, file: Path) -> None:
    """Write the outcomes of a stage that hold, by year, as a published list is laid out; without any, nothing."""
    query = select(decisions).where(decisions.c.stage == stage, ~decisions.c.is_revoked)
    rows = connection.execute(query.order_by(decisions.c.year, decisions.c.id)).all()
    if rows:
        file.parent.mkdir(exist_ok=True)
        _write(file, "名单", title, [], _outcome_columns(), rows)


def _scenarios(connection: Connection, submission_id: int) -> dict[int, list[str]]:
    """Return the names of the scenarios of every project of a submission, in the sender's order."""
    used: dict[int, list[str]] = {}
    query = (
        select(uses.c.project_id, uses.c.scenario)
        .join(projects, projects.c.id == uses.c.project_id)
        .where(projects.c.submission_id == submission_id)
        .order_by(uses.c.project_id, uses.c.position)
    )
    for project_id, scenario in connection.execute(query):
        used.setdefault(project_id, []).append(vocabulary().scenarios.name(scenario))
    return used


def _project_columns(used: dict[int, list[str]]) -> list[Column]:
    words = vocabulary()
    return [
        # A name at the beginning of a row may read like a total or a note: the unit stands before it.
        Column(Field.UNIT, 16, _name("unit", words.units), is_centred=True),
        Column(Field.ENTERPRISE, 32, _of("enterprise")),
        Column(Field.PROJECT_NAME, 36, _of("project_name")),
        Column(Field.CREDIT_CODE, 22, _of("credit_code"), is_centred=True),
        Column(Field.COUNTY, 14, _name("county", words.counties), is_centred=True),
        Column(Field.SECTOR, 14, _name("sector", words.sectors), is_centred=True),
        Column(Field.TIER, 10, _name("tier", words.tiers), is_centred=True),
        Column(Field.SCENARIOS, 48, lambda row: "、".join(used.get(row.id, ()))),
        Column(Field.NETWORK_MODE, 12, _name("network_mode", words.network_modes), is_centred=True),
        Column(Field.BUILD_TYPE, 10, _name("build_type", words.build_types), is_centred=True),
        Column(Field.INVESTMENT_WAN, 12, _of("investment_wan")),
        Column(Field.TERMINALS, 12, _of("terminals")),
        Column(Field.COMPLETED_ON, 12, _of("completed_on"), is_centred=True),
        # A row of which nothing was read is still a row.
        Column(Field.NOTE, 24, lambda row: without_contacts(f"原表“{row.sheet}”第{row.row}行")),
    ]


def _outcome_columns() -> list[Column]:
    return [
        Column(Field.YEAR, 8, _of("year"), is_centred=True),
        Column(Field.PROVINCE, 10, lambda row: "福建省", is_centred=True),
        Column(Field.UNIT, 16, _name("unit", vocabulary().units), is_centred=True),
        Column(Field.ENTERPRISE, 36, _of("enterprise")),
        Column(Field.PROJECT_NAME, 48, _of("project_name")),
        Column(Field.CREDIT_CODE, 22, _of("credit_code"), is_centred=True),
        Column(Field.NOTE, 40, lambda row: without_contacts(f"出处：{row.source}")),
    ]


def _write(
    file: Path, name: str, title: str, above: Sequence[str], columns: Sequence[Column], rows: Iterable[Row[Any]]
) -> None:
    """Write rows under a title, on as many sheets as they need, at least one."""
    try:
        with xlsxwriter.Workbook(file, _OPTIONS) as book:
            book.set_properties({"title": title, "author": "", "company": "", "created": _CREATED})
            sheets = _Sheets(book, [title, *above], columns)
            waiting = iter(rows)
            number, first = 1, next(waiting, None)
            while first is not None or number == 1:
                part = islice(chain([] if first is None else [first], waiting), ROWS_PER_SHEET)
                sheets.add(name if number == 1 else f"{name}{number}", part)
                number, first = number + 1, next(waiting, None)
    except FileCreateError as error:
        raise error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error)) from error


class _Sheets:
    """Adds sheets of the same columns to a workbook."""

    def __init__(self, book: xlsxwriter.Workbook, above: Sequence[str], columns: Sequence[Column]) -> None:
        plain = {"font_size": 10.5, "valign": "top", "text_wrap": True}
        self.book = book
        self.above = above
        self.columns = columns
        self.above_formats = [book.add_format({"bold": True, "font_size": 16}), book.add_format({"font_size": 12})]
        self.heading = book.add_format(
            plain | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EAF0F8", "border": 1}
        )
        self.text, self.number = book.add_format(plain), book.add_format(plain | {"indent": 1, "align": "right"})
        self.centred = book.add_format(plain | {"align": "center"})

    def add(self, name: str, rows: Iterable[Row[Any]]) -> None:
        """Add a sheet with its head and these rows."""
        sheet = self.book.add_worksheet(name)
        self._set_up(sheet)
        for number, row in enumerate(rows, start=1):
            self._write_row(sheet, len(self.above) + number, number, row)

    def _set_up(self, sheet: Worksheet) -> None:
        """Write the lines above and the headings; prepare the page: A3, one page wide, headings on every page."""
        line = len(self.above)
        sheet.set_column(0, 0, _SEQUENCE_WIDTH)
        for place, column in enumerate(self.columns, start=1):
            sheet.set_column(place, place, column.width)
        sheet.freeze_panes(line + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(line)
        for place, text in enumerate(self.above):
            sheet.write_string(place, 0, text, self.above_formats[min(place, 1)])
        sheet.set_row(line, 2 * _LINE_HEIGHT)
        for place, field in enumerate([Field.SEQUENCE, *(column.field for column in self.columns)]):
            sheet.write_string(line, place, standard_heading(field).replace("（", "\n（"), self.heading)

    def _write_row(self, sheet: Worksheet, line: int, number: int, row: Row[Any]) -> None:
        values = [column.cell(row) for column in self.columns]
        # Excel finds the height by itself, other programs do not.
        if (lines := max(map(_lines, values, self.columns))) > 1:
            sheet.set_row(line, _LINE_HEIGHT * min(lines, _MOST_LINES))
        sheet.write_number(line, 0, number, self.centred)
        for place, (value, column) in enumerate(zip(values, self.columns, strict=True), start=1):
            if isinstance(value, str):
                sheet.write_string(line, place, value, self.centred if column.is_centred else self.text)
            elif value is not None:
                sheet.write_number(line, place, value, self.centred if column.is_centred else self.number)


def _lines(value: object, column: Column) -> int:
    # Most cells are short, and told at once.
    if not isinstance(value, str) or 2 * len(value) <= column.width:
        return 1
    return lines_needed(value, column.width)


def _of(name: str) -> Cell:
    return lambda row: getattr(row, name)


def _name(name: str, table: CodeTable[Any]) -> Cell:
    return lambda row: table.name(code) if (code := getattr(row, name)) else None
