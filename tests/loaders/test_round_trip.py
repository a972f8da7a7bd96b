"""Whatever valid projects are written down, in whatever arrangement, are read back as they were."""

import datetime as dt
import io
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from stdnum.cn import uscc

from loaders.documents.template import SHEET, template
from loaders.tables.checks import project_key
from loaders.tables.headings import Field, standard_heading
from loaders.tables.project import Project
from loaders.vocabulary import read_rows, vocabulary
from loaders.workbook import read_workbook

BOUNDED = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
WORDS = vocabulary()
YEAR, FIRST_ROW = 2025, 7
SYNONYMS = {
    field: [row["heading"] for row in read_rows("headings.csv") if row["field"] == field]
    for field in Field
    if not field.is_contact
}
#: The columns of a project, apart from scenarios, with the kind of word that stands in them.
FIELDS = {
    Field.PROJECT_NAME: "project_name",
    Field.ENTERPRISE: "enterprise",
    Field.CREDIT_CODE: "credit_code",
    Field.COUNTY: "county",
    Field.SECTOR: "sector",
    Field.TIER: "tier",
    Field.NETWORK_MODE: "network_mode",
    Field.BUILD_TYPE: "build_type",
    Field.INVESTMENT_WAN: "investment_wan",
    Field.TERMINALS: "terminals",
    Field.COMPLETED_ON: "completed_on",
}
TABLES = {
    Field.COUNTY: WORDS.counties,
    Field.SECTOR: WORDS.sectors,
    Field.TIER: WORDS.tiers,
    Field.NETWORK_MODE: WORDS.network_modes,
    Field.BUILD_TYPE: WORDS.build_types,
}

names = st.text("甲乙丙丁戊己样例纺织科技福建（）·-—+& ABCxyz5Gé𠮷", min_size=2, max_size=16).map(
    lambda text: "样" + " ".join(text.split())
)
code_digits = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9)
codes = code_digits.map(lambda digits: f"91350100{digits}").map(lambda code: code + uscc.calc_check_digit(code))
months = st.dates(min_value=dt.date(2015, 1, 1), max_value=dt.date(2025, 2, 28))
dates = st.one_of(months.map(lambda day: f"{day:%Y-%m}"), months.map(lambda day: day.isoformat()))


def projects_of(unit: str) -> st.SearchStrategy[list[Project]]:
    """Return lists of valid projects of one unit, no two of them the same."""
    counties = [county.code for county in WORDS.counties if county.unit == unit]
    project = st.builds(
        Project,
        project_name=names,
        enterprise=names,
        credit_code=st.none() | codes,
        unit=st.just(unit),
        county=st.none() | st.sampled_from(counties),
        sector=st.sampled_from(WORDS.sectors.codes),
        tier=st.sampled_from(WORDS.tiers.codes),
        scenarios=st.sets(st.sampled_from(WORDS.scenarios.codes), min_size=1).map(in_order),
        network_mode=st.none() | st.sampled_from(WORDS.network_modes.codes),
        build_type=st.none() | st.sampled_from(WORDS.build_types.codes),
        investment_wan=st.none() | st.integers(1, 10_000_000).map(lambda number: number / 10),
        terminals=st.none() | st.integers(1, 100_000),
        completed_on=st.none() | dates,
        sheet=st.just(""),
        row=st.just(0),
        cell=st.just(""),
    )
    return st.lists(project, max_size=5, unique_by=project_key)


def in_order(scenarios: set[str]) -> tuple[str, ...]:
    """Return scenarios in the vocabulary's order."""
    return tuple(code for code in WORDS.scenarios.codes if code in scenarios)


def written(project: Project, field: Field) -> object:
    """Return what a clerk types for one field."""
    value = getattr(project, FIELDS[field])
    return TABLES[field].name(value) if value and field in TABLES else value


@given(st.data())
@BOUNDED
def test_what_is_written_into_the_template_is_read_back(data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(WORDS.units.codes))
    projects = data.draw(projects_of(unit))
    reading = read_workbook(fill_in(template(unit, YEAR), projects), "表.xlsx")
    assert reading.problems == ()
    rows = range(FIRST_ROW, FIRST_ROW + len(projects))
    expected = [
        replace(project, sheet=SHEET, row=row, cell=f"C{row}") for project, row in zip(projects, rows, strict=True)
    ]
    assert list(reading.projects) == expected


def fill_in(blank: bytes, projects: list[Project]) -> bytes:
    """Type projects into a template, row by row."""
    book = load_workbook(io.BytesIO(blank))
    sheet = book[SHEET]
    headings = [cell for row in sheet["A3:AM5"] for cell in row if cell.value]
    places = {str(cell.value).replace("\n", "").lstrip("*"): cell.column for cell in headings}
    for row, project in enumerate(projects, FIRST_ROW):
        sheet.cell(row, 1).value = row - FIRST_ROW + 1
        for field in FIELDS:
            type_into(sheet, row, places[standard_heading(field)], written(project, field))
        for code in project.scenarios:
            sheet.cell(row, places[WORDS.scenarios.name(code)]).value = "√"
    return saved(book)


def type_into(sheet: object, row: int, column: int, value: object) -> None:
    """Type a value as text where it looks like a formula but is a name."""
    cell = sheet.cell(row, column)  # type: ignore[attr-defined]
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


TITLES = [f"{YEAR}年国家5G工厂名录项目推荐汇总表", "附件2", "推荐单位：泉州市", "（单位：万元）", "制表日期：3月"]


@given(st.data())
@BOUNDED
def test_order_of_columns_wording_of_headings_and_titles_above_change_nothing(data: st.DataObject) -> None:
    projects = data.draw(projects_of("350500").filter(bool))
    order = data.draw(st.permutations([Field.SEQUENCE, Field.SCENARIOS, Field.COMPLETED, *FIELDS]))
    headings = [data.draw(st.sampled_from(SYNONYMS[field])) for field in order]
    titles = [TITLES[0], TITLES[2], *data.draw(st.lists(st.sampled_from(TITLES), max_size=3))]
    sheet_bytes = arrange(projects, order, headings, titles, data.draw(st.integers(0, 2)), data.draw(st.integers(0, 2)))
    reading = read_workbook(sheet_bytes, "表.xlsx")
    assert reading.problems == ()
    assert [as_sent(project) for project in reading.projects] == projects
    assert (reading.unit, reading.year) == ("350500", YEAR)


def arrange(
    projects: list[Project], order: list[Field], headings: list[str], titles: list[str], down: int, right: int
) -> bytes:
    """Write a table with its titles merged across, `down` and to the `right`."""
    book = Workbook()
    sheet = book.active
    top = down + len(titles) + 1
    for row, title in enumerate(titles, down + 1):
        sheet.cell(row, right + 1).value = title
        sheet.merge_cells(start_row=row, end_row=row, start_column=right + 1, end_column=right + len(order))
    for column, (field, heading) in enumerate(zip(order, headings, strict=True), right + 1):
        sheet.cell(top, column).value = heading
        for row, project in enumerate(projects, top + 1):
            type_into(sheet, row, column, cell_of(project, field, row - top))
    return saved(book)


def cell_of(project: Project, field: Field, number: int) -> object:
    """Return what stands in one cell: scenarios are written out, with marks of many kinds between them."""
    if field is Field.SCENARIOS:
        return "、，；/\n|"[number % 6].join(WORDS.scenarios.name(code) for code in project.scenarios)
    return {Field.SEQUENCE: number, Field.COMPLETED: "是"}.get(field) or written(project, field)


def as_sent(project: Project) -> Project:
    """Return a project without its place."""
    return replace(project, sheet="", row=0, cell="")
