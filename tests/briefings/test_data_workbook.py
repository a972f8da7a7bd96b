"""The workbook opens in Excel with the numbers of the screen, native charts over them, and nothing that runs."""

import io
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from briefings.briefing import ALL_CHARTS, Briefing
from briefings.workbook import workbook
from briefings.workbook.book import Book
from charts.catalogue import CHARTS, Kind
from charts.theme import LIGHT
from tests.briefings.told import DATE, MANY, REVISION, WARNING, briefing

HEADINGS = 5
TABLES = [key for key in ALL_CHARTS if CHARTS[key].kind is not Kind.MATRIX]
ODD = '=HYPERLINK("http://x")'
PROJECTS = pd.DataFrame(
    {
        "企业名称": [ODD, "+样例二", "-样例三", "@SUM(A1)", "样例\x00五\x1f"],
        "典型场景": ["生产单元模拟、" * 12, "未填报", "", None, "柔性生产制造"],
        "投资额（万元）": pd.array([1200.5, None, 0, 3, 4], dtype="Float64"),
        "5G终端（个）": pd.array([12, None, 0, 3, 4], dtype="Int64"),
        "来源文件": ["2025/泉州.xlsx", "C:\\Users\\li\\厦门.xlsx", "福州.xls", None, "a.csv"],
        "行号": [17, 18, 1234, 5, 6],
    }
)


@pytest.fixture(scope="module")
def told() -> Briefing:
    return replace(briefing(MANY, year=2025), projects=PROJECTS)


@pytest.fixture(scope="module")
def content(told: Briefing) -> bytes:
    return workbook(told)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def rows(sheet: Worksheet, first: int, last: int, width: int) -> list[list[object]]:
    """Return what stands in some rows."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(first, last, 1, width)]


def same(value: object) -> object:
    """Return a value as a cell holds it: nothing for what is missing, numbers alike."""
    if isinstance(value, str):
        return value or None
    return None if pd.isna(value) else pytest.approx(float(value))


def named(book: Workbook, key: str) -> Worksheet:
    return book[CHARTS[key].name]


def test_the_sheets_are_cover_charts_in_order_projects_and_definitions(book: Workbook) -> None:
    assert book.sheetnames == ["封面", *(CHARTS[key].name for key in ALL_CHARTS), "项目清单", "指标口径"]


def test_charts_stand_in_the_order_they_were_chosen() -> None:
    chosen = workbook(briefing(MANY, keys=("trend", "unit-map")))
    assert load_workbook(io.BytesIO(chosen)).sheetnames[1:3] == ["年度趋势", "福建省地图"]


@pytest.mark.parametrize("key", TABLES)
def test_a_charts_table_is_the_one_on_the_screen(key: str, told: Briefing, book: Workbook) -> None:
    table = told.exhibits[ALL_CHARTS.index(key)].table
    written = rows(named(book, key), HEADINGS, HEADINGS + len(table), len(table.columns))
    assert written[0] == list(table.columns)
    assert written[1:] == [[same(value) for value in row] for row in table.itertuples(index=False)]


@pytest.mark.parametrize("key", TABLES)
def test_shares_are_percentages_and_counts_are_not(key: str, book: Workbook) -> None:
    formats = [cell.number_format for cell in named(book, key)[HEADINGS + 1][: len(CHARTS[key].columns)]]
    expected = ["0.0%" if column.is_share else None for column in CHARTS[key].columns]
    assert [each == "0.0%" for each in formats] == [each == "0.0%" for each in expected]


@pytest.mark.parametrize("key", TABLES)
def test_a_native_chart_draws_the_cells_of_the_table(key: str, told: Briefing, book: Workbook) -> None:
    sheet, exhibit = named(book, key), told.exhibits[ALL_CHARTS.index(key)]
    (chart,) = sheet._charts
    first, top, last, bottom = range_boundaries(chart.series[0].val.numRef.f.split("!")[1].replace("$", ""))
    drawn = [sheet.cell(row, first).value for row in range(top, bottom + 1)]
    series = "share" if CHARTS[key].kind is Kind.PROGRESS else CHARTS[key].series[0]
    assert first == last
    assert drawn == [same(value) for value in exhibit.frame[series]]


def test_the_trend_draws_columns_and_lines_together(book: Workbook) -> None:
    (chart,) = named(book, "trend")._charts
    drawn = [
        series.tx.strRef.f if series.tx.strRef else series.tx.v for part in chart._charts for series in part.series
    ]
    assert drawn == ["当年推荐", "累计入选", "累计标杆"]


def test_the_finding_and_what_is_counted_stand_above_each_table(told: Briefing, book: Workbook) -> None:
    heads = [[named(book, key).cell(row, 1).value for row in (1, 2)] for key in ALL_CHARTS]
    assert [head[0] for head in heads] == [exhibit.finding for exhibit in told.exhibits]
    assert all(head[1].startswith("｜".join(exhibit.about)) for head, exhibit in zip(heads, told.exhibits, strict=True))


def test_the_matrix_holds_every_count_and_leaves_zeros_blank(told: Briefing, book: Workbook) -> None:
    frame = told.exhibits[ALL_CHARTS.index("sector-scenario")].frame
    counts = frame.pivot_table("count", "scenario_name", "sector_name", "sum")
    sheet = named(book, "sector-scenario")
    sectors = [cell.value for cell in sheet[HEADINGS][2 : 2 + len(counts.columns)]]
    written = {
        (row[1].value, sector): cell.value or 0
        for row in sheet.iter_rows(HEADINGS + 1, HEADINGS + len(counts))
        for sector, cell in zip(sectors, row[2:], strict=False)
    }
    assert written == counts.stack().to_dict()


def test_recommended_cells_of_the_matrix_are_framed_and_classes_filled(book: Workbook) -> None:
    cells = [cell for row in named(book, "sector-scenario").iter_rows(HEADINGS + 1, HEADINGS + 25, 3) for cell in row]
    amber = "FF" + LIGHT.guide_outline.removeprefix("#")
    framed = [cell for cell in cells if cell.border.left.color and cell.border.left.color.rgb == amber]
    fills = {cell.fill.fgColor.rgb for cell in cells if cell.value}
    assert len(framed) == 67
    assert fills <= {"FF" + colour.removeprefix("#") for colour in LIGHT.classes}
    assert len(fills) > 1


def test_the_project_sheet_has_filters_and_a_frozen_header(book: Workbook) -> None:
    sheet = book["项目清单"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", "A3:F8")


def test_text_like_a_formula_stays_text_in_the_project_sheet(book: Workbook) -> None:
    cells = [book["项目清单"].cell(row, 1) for row in range(4, 9)]
    assert [cell.data_type for cell in cells] == ["s"] * 5
    assert [cell.value for cell in cells] == [ODD, "+样例二", "-样例三", "@SUM(A1)", "样例五"]


def test_numbers_of_projects_are_numbers_and_what_is_missing_is_empty(book: Workbook) -> None:
    written = rows(book["项目清单"], 4, 8, 6)
    assert [row[2:4] for row in written] == [[1200.5, 12], [None, None], [0, 0], [3, 3], [4, 4]]
    assert [book["项目清单"].cell(row, 6).number_format for row in (4, 6)] == ["0", "0"]


def test_files_are_named_without_their_folders(book: Workbook) -> None:
    assert [row[4] for row in rows(book["项目清单"], 4, 8, 6)] == ["泉州.xlsx", "厦门.xlsx", "福州.xls", None, "a.csv"]


def test_the_cover_tells_scope_state_and_findings(told: Briefing, book: Workbook) -> None:
    cells = [cell.value for row in book["封面"].iter_rows() for cell in row if cell.value]
    assert {told.title, WARNING, DATE, REVISION, "年份：2025年", *told.findings} <= set(cells)
    assert any("2025年推荐项目，共" in str(value) for value in cells)


def test_the_cover_leads_to_every_sheet(book: Workbook) -> None:
    links = [cell.hyperlink.location for row in book["封面"].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_no_cell_anywhere_is_a_formula(content: bytes, book: Workbook) -> None:
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert formulas == []
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_nobody_is_named_in_the_workbook(content: bytes, book: Workbook) -> None:
    properties = book.properties
    assert (properties.creator, properties.lastModifiedBy, properties.created.year) == (None, None, 1980)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Users" not in everything


@pytest.mark.parametrize("projects", [(), MANY[:1]])
def test_a_workbook_of_nothing_or_of_one_project_still_opens(projects: tuple) -> None:
    opened = load_workbook(io.BytesIO(workbook(briefing(projects))))
    assert opened["项目清单"]["A3"].value == "当前筛选下没有项目。"
    assert len(opened.sheetnames) == len(ALL_CHARTS) + 3


def test_names_of_sheets_are_free_and_short_enough() -> None:
    book = Book("题")
    names = [book.sheet(name).get_name() for name in ("长" * 40, "长" * 40, "a/b", "A/B", "'", "表")]
    assert names == ["长" * 31, "长" * 28 + "（2）", "a_b", "A_B（2）", "表", "表（2）"]
    book.sheet("一")
    assert book.close().startswith(b"PK")
