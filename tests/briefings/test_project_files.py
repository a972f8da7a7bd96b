"""However many projects there are, they come out as text and numbers, in order, under one line of headings."""

import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from briefings.project_files import csv_of, excel_of

PARTS = [
    pd.DataFrame(
        {"企业名称": ["=1+1", "@甲"], "行号": [3, 4], "投资额（万元）": pd.array([1.5, None], dtype="Float64")}
    ),
    pd.DataFrame(
        {"企业名称": ["乙\n公司", "\x00丙"], "行号": [5, 6], "投资额（万元）": pd.array([2, None], dtype="Float64")}
    ),
]


def rows(data: bytes) -> list[tuple]:
    """Read the cells of a workbook back."""
    return list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))


def test_parts_follow_one_another_under_one_line_of_headings() -> None:
    lines = csv_of(PARTS).decode("utf-8-sig").split("\r\n")
    assert lines[:3] == ["企业名称,行号,投资额（万元）", "'=1+1,3,1.5", "'@甲,4,"]
    assert lines[-2] == "\x00丙,6,"


def test_text_is_never_a_formula_in_excel() -> None:
    book = load_workbook(io.BytesIO(excel_of(PARTS, "项目清单", ["样例"])))
    cell = book.active["A4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_numbers_are_numbers_and_blanks_are_blank() -> None:
    cells = rows(excel_of(PARTS, "项目清单", ["共4项"]))
    assert cells[0][0] == "项目清单"
    assert cells[2] == ("企业名称", "行号", "投资额（万元）")
    assert [row[1:] for row in cells[3:7]] == [(3, 1.5), (4, None), (5, 2), (6, None)]
    assert cells[-1][0] == "共4项"


@pytest.mark.parametrize("tables", [[], [PARTS[0].head(0)]])
def test_nothing_is_still_a_file(tables: list[pd.DataFrame]) -> None:
    assert csv_of(tables).startswith(b"\xef\xbb\xbf")
    assert rows(excel_of(tables, "项目清单", ["共0项"]))[-1][0] == "共0项"
