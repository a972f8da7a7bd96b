"""A downloaded table opens as numbers and inert text, in Excel and in WPS."""

import io

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from briefings.data_file import csv_file, excel_file

TABLE = pd.DataFrame(
    {
        "推荐单位": ["泉州市", "平潭综合实验区"],
        "项目数": pd.array([41, pd.NA], dtype="Int64"),
        "占比": [0.18636, float("nan")],
        "名次": pd.array([1, None], dtype="Int64"),
    }
)
FORMULAS = ['=HYPERLINK("http://x")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"]


def sheet(content: bytes) -> Worksheet:
    """Open a workbook as Excel would."""
    return load_workbook(io.BytesIO(content)).active


def excel_of(values: list[object]) -> Worksheet:
    """Write one column and open it."""
    return sheet(excel_file(pd.DataFrame({"值": pd.Series(values, dtype=object)}), "表", [], []))


def test_csv_begins_with_the_mark_excel_needs_to_read_chinese() -> None:
    assert csv_file(TABLE).startswith("\ufeff推荐单位,项目数".encode())


def test_csv_holds_the_numbers_and_leaves_what_is_missing_empty() -> None:
    assert csv_file(TABLE).decode("utf-8-sig") == (
        "推荐单位,项目数,占比,名次\r\n泉州市,41,0.18636,1\r\n平潭综合实验区,,,\r\n"
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_text_like_a_formula_is_inert_in_csv(text: str) -> None:
    content = csv_file(pd.DataFrame({"企业名称": [text]})).decode("utf-8-sig")
    assert pd.read_csv(io.StringIO(content), lineterminator="\n" if "\r" in text else None).iloc[0, 0].startswith("'")


def test_a_negative_number_stays_a_number_in_csv() -> None:
    assert csv_file(pd.DataFrame({"增减": [-3]})).decode("utf-8-sig") == "增减\r\n-3\r\n"


@pytest.mark.parametrize("text", [text for text in FORMULAS if text[0] not in "\t\r"])
def test_text_like_a_formula_is_text_in_excel(text: str) -> None:
    cell = excel_of([text])["A4"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_headings_title_and_notes_like_a_formula_are_text_too() -> None:
    opened = sheet(excel_file(pd.DataFrame({"=1+1": [1]}), "=2+2", ["=3+3"], []))
    assert [(opened[at].data_type, opened[at].value) for at in ("A1", "A3", "A6")] == [
        ("s", "=2+2"),
        ("s", "=1+1"),
        ("s", "=3+3"),
    ]


def test_excel_has_title_headings_numbers_and_notes_below() -> None:
    opened = sheet(excel_file(TABLE, "各地市项目数", ["数据截至2025年"], ["占比"]))
    rows = [tuple(cell.value for cell in row) for row in opened.iter_rows()]
    assert rows[0][0] == "各地市项目数"
    assert rows[2] == ("推荐单位", "项目数", "占比", "名次")
    assert rows[3] == ("泉州市", 41, 0.18636, 1)
    assert rows[6][0] == "数据截至2025年"


def test_what_is_missing_is_an_empty_cell() -> None:
    opened = sheet(excel_file(TABLE, "表", [], ["占比"]))
    assert [opened.cell(5, column).value for column in (2, 3, 4)] == [None, None, None]


def test_numbers_stay_numbers_in_excel() -> None:
    opened = sheet(excel_file(TABLE, "表", [], []))
    assert [opened.cell(4, column).data_type for column in (2, 3, 4)] == ["n", "n", "n"]


def test_shares_are_shown_as_percentages_and_counts_are_not() -> None:
    opened = sheet(excel_file(TABLE, "表", [], ["占比"]))
    assert (opened["C4"].number_format, opened["B4"].number_format) == ("0.0%", "General")


def test_control_characters_that_would_damage_the_file_are_removed() -> None:
    assert excel_of(["泉州\x00\x0b\x1f市"])["A4"].value == "泉州市"


def test_the_headings_stay_in_sight() -> None:
    assert sheet(excel_file(TABLE, "表", [], [])).freeze_panes == "A4"


@pytest.mark.parametrize(
    ("title", "name"), [("行业×场景", "行业×场景"), ("a[b]c:d*e?f/g\\h", "a_b_c_d_e_f_g_h"), ("长" * 40, "长" * 31)]
)
def test_the_sheet_has_a_name_that_excel_accepts(title: str, name: str) -> None:
    assert sheet(excel_file(TABLE, title, [], [])).title == name


def test_a_table_without_rows_still_opens() -> None:
    assert sheet(excel_file(TABLE.iloc[:0], "表", ["说明"], [])).cell(3, 1).value == "推荐单位"
