"""Read published lists: the national directory (国家名录) and lists of benchmarks (标杆名单)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from loaders.errors import UnreadableFile
from loaders.formats.grid import open_grids
from loaders.places import PlaceInName, Whose, place_in_name
from loaders.tables.contacts import without_contacts
from loaders.tables.headings import Field, recognise
from loaders.tables.table import Row, Table, find_table
from loaders.tables.text import normalise, one_line
from loaders.tables.values import as_text
from loaders.vocabulary import read_rows

LISTED, BENCHMARK = "listed", "benchmark"
#: The year of a line where nothing in the file tells it.
NO_YEAR = 0
#: Longer names are nobody's; a database would not look for them either.
LONGEST_NAME = 200
_FEWEST_FIELDS = 2
_LONGEST_TITLE = 100
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_YEAR_SAID = re.compile(r"(?<!\d)20\d{2}(?=年)")
# 工信部信管〔2022〕23号 is the year of a rule, not of a list.
_DOCUMENT_NUMBER = re.compile(r"[\[〔【(]20\d{2}[\]〕】)]第?\d+号")
_CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")
_NAMES_A_LIST = re.compile(r"名录|名单|标杆|入选")
_NAMES_A_SUBMISSION = re.compile(r"推荐(项目)?(汇总)?表")
#: Columns that may say where a line is from, the most telling first.
_PLACES = (Field.PROVINCE, Field.UNIT, Field.COUNTY, Field.ADDRESS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One published line: the project reached `stage` (`listed` or `benchmark`) in `year`.

    `unit` is the one that the line or the enterprise's name mentions. `is_ours` tells whether the line says that it
    is of this province: None where a national list does not and only a match, or a person, can tell.
    """

    stage: str
    year: int
    enterprise: str
    project_name: str
    credit_code: str | None
    unit: str | None
    is_ours: bool | None
    sheet: str
    row: int


@dataclass(frozen=True)
class PublishedList:
    """A list as read. `lines` are those that do not say another province; their year is NO_YEAR where none is told.

    `rows` counts all lines, `elsewhere` those of other provinces, `nameless` those without an enterprise.
    `is_submission` suspects that somebody took a unit's table for a list.
    """

    title: str
    lines: tuple[Outcome, ...]
    rows: int
    elsewhere: int
    nameless: int
    is_submission: bool

    @property
    def year(self) -> int | None:
        """The year of all lines; None where they differ or tell none."""
        years = {line.year for line in self.lines}
        return years.pop() if len(years) == 1 and NO_YEAR not in years else None

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the lines tell."""
        return tuple(sorted({line.year for line in self.lines} - {NO_YEAR}))

    @property
    def stage(self) -> str:
        """The stage of most lines."""
        benchmarks = sum(line.stage == BENCHMARK for line in self.lines)
        return BENCHMARK if benchmarks * 2 > len(self.lines) else LISTED


def read_published(data: bytes, file: str) -> PublishedList:
    """Read a published list; `file` is its name, of which year and stage may be taken.

    A table whose title says 标杆 names benchmarks, any other listings. Raises UnreadableFile with the codes of
    `open_grids`, or `no-table-found`.
    """
    tables = [table for grid in open_grids(data) if (table := find_table(grid, _headings(), _FEWEST_FIELDS))]
    if not tables:
        raise UnreadableFile("no-table-found", "没有找到名单：请保留“项目名称”“企业名称”等表头。")
    heads = [_Head.of(table, file) for table in tables]
    rows = [(head, row) for head in heads for row in head.table.rows if not _is_heading(row)]
    read = [(_read_outcome(head, row), _says_elsewhere(row)) for head, row in rows]
    return PublishedList(
        title=next((head.title for head in heads if head.title), PurePosixPath(file).stem)[:_LONGEST_TITLE],
        lines=tuple(line for line, is_elsewhere in read if line.enterprise and not is_elsewhere),
        rows=len(read),
        elsewhere=sum(is_elsewhere for _, is_elsewhere in read),
        nameless=sum(not line.enterprise and not is_elsewhere for line, is_elsewhere in read),
        is_submission=any(_NAMES_A_SUBMISSION.search(text) for head in heads for text in (*head.table.above, file)),
    )


def read_directory(data: bytes, file: str, year: int | None = None) -> list[Outcome]:
    """Return the lines of a published list that have a year, `year` where they tell none; as `read_published`."""
    lines = read_published(data, file).lines
    return [replace(line, year=line.year or year or NO_YEAR) for line in lines if line.year or year]


@dataclass(frozen=True)
class _Head:
    """What stands over a table: the title of the list, and the year and stage of its lines."""

    table: Table
    title: str
    year: int
    stage: str

    @classmethod
    def of(cls, table: Table, file: str) -> "_Head":
        above = [_DOCUMENT_NUMBER.sub("", normalise(text)) for text in table.above]
        titles = [place for place, text in enumerate(above) if _NAMES_A_LIST.search(text)]
        # A title with a year, before any line that only mentions a list.
        titles.sort(key=lambda place: not _YEAR.search(above[place]))
        title = above[titles[0]] if titles else ""
        return cls(
            table=table,
            title=without_contacts(one_line(table.above[titles[0]])) if titles else "",
            year=_find_year(title, *above, normalise(file)),
            stage=_find_stage(title + normalise(table.grid.sheet), "".join(above) + normalise(file)),
        )


def _find_year(*texts: str) -> int:
    """Return the first year that is called one, else the first four digits that may be one."""
    found = (pattern.search(text) for text in texts for pattern in (_YEAR_SAID, _YEAR))
    return next((int(match.group()) for match in found if match), NO_YEAR)


def _find_stage(title: str, around: str) -> str:
    if "标杆" in title:
        return BENCHMARK
    return BENCHMARK if "标杆" in around and not re.search("名录|入选", title) else LISTED


def _read_outcome(head: _Head, row: Row) -> Outcome:
    enterprise = one_line(as_text(row.cells.get(Field.ENTERPRISE)))[:LONGEST_NAME]
    code = normalise(as_text(row.cells.get(Field.CREDIT_CODE))).upper()
    said = next((place for place in _said_places(row) if place.whose is Whose.OURS), None)
    named = place_in_name(enterprise)
    is_ours = said is not None or named.whose is Whose.OURS
    years = _YEAR.search(normalise(as_text(row.cells.get(Field.YEAR))))
    return Outcome(
        stage=head.stage,
        year=int(years.group()) if years else head.year,
        enterprise=enterprise,
        project_name=one_line(as_text(row.cells.get(Field.PROJECT_NAME)))[:LONGEST_NAME],
        credit_code=code if _CREDIT_CODE.fullmatch(code) else None,
        unit=((said and said.unit) or named.unit) if is_ours else None,
        is_ours=True if is_ours else None,
        sheet=head.table.grid.sheet,
        row=head.table.grid.row_number(row.index),
    )


def _said_places(row: Row) -> list[PlaceInName]:
    return [place_in_name(as_text(row.cells.get(field))) for field in _PLACES]


def _says_elsewhere(row: Row) -> bool:
    said = {place.whose for place in _said_places(row)}
    return Whose.ELSEWHERE in said and Whose.OURS not in said


def _is_heading(row: Row) -> bool:
    """Return whether a row is the headings once more, as on every page of a long list."""
    heading = recognise(as_text(row.cells.get(Field.ENTERPRISE)), _headings())
    return heading is not None and heading.field is Field.ENTERPRISE


@cache
def _headings() -> Mapping[str, Field]:
    """Return what lists call their columns and recommendation tables do not, or not for certain."""
    return {normalise(row["heading"]): Field(row["field"]) for row in read_rows("list_headings.csv")}
