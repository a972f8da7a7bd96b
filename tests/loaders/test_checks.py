"""Checks beyond one row: identities, whole tables, repeats across files."""

import pytest
from sheet_building import FIRST, HEADINGS, SECOND, xlsx

from loaders.tables.checks import across_files, enterprise_identity
from loaders.tables.contacts import has_contact, without_contacts
from loaders.workbook import Reading, read_workbook


def reading(unit: str, year: int, *rows: list[object]) -> Reading:
    """Read one file of a unit and year."""
    lines = [[f"{year}年国家5G工厂名录项目推荐汇总表"], [f"推荐单位：{unit}"], HEADINGS]
    return read_workbook(xlsx([*lines, *rows]), f"{unit}{year}年.xlsx")


@pytest.mark.parametrize(
    "name",
    [
        "福建样例纺织有限公司",
        "样例（福建）纺织有限公司",
        "样例(福建)纺织股份有限公司",
        "样例 纺织 有限责任公司",
        "泉州样例纺织集团有限公司",
    ],
)
def test_one_enterprise_in_many_spellings(name: str) -> None:
    assert enterprise_identity(name) == "样例纺织"


def test_a_name_that_is_only_a_region_keeps_it() -> None:
    assert enterprise_identity("福建有限公司") == "福建"


def test_the_same_project_of_two_units_in_one_year_is_reported_in_the_later_file() -> None:
    found = across_files([reading("福州市", 2025, FIRST), reading("厦门市", 2025, SECOND, FIRST)])
    assert {file: [(p.code, p.cell, p.message) for p in problems] for file, problems in found.items()} == {
        "福州市2025年.xlsx": [("duplicate-across-units", "B4", "与厦门市推荐的是同一企业的同一项目。")]
    }


def test_a_project_recommended_again_names_the_last_year() -> None:
    files = [reading("福州市", 2025, FIRST), reading("福州市", 2023, FIRST), reading("福州市", 2024, FIRST)]
    found = across_files(files)
    assert [(file, p.code, p.message) for file, problems in found.items() for p in problems] == [
        ("福州市2024年.xlsx", "duplicate-across-years", "2023年已推荐过同一企业的同一项目。"),
        ("福州市2025年.xlsx", "duplicate-across-years", "2024年已推荐过同一企业的同一项目。"),
    ]


def test_a_missing_column_is_reported_once_for_the_table() -> None:
    headings, rows = HEADINGS[:4] + HEADINGS[5:], [FIRST[:4] + FIRST[5:], SECOND[:4] + SECOND[5:]]
    result = read_workbook(xlsx([["推荐单位：福州市"], headings, *rows]), "2025年.xlsx")
    assert [(p.code, p.cell) for p in result.problems] == [("tier-missing", "")]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("甲项目（联系人张三13800001111）", "甲项目"),
        ("甲项目 电话：0591-87654321", "甲项目"),
        ("甲项目 a.b@c.cn", "甲项目"),
        ("甲公司 350102199001011234", "甲公司"),
        ("甲公司138 0000 1111", "甲公司"),
        ("甲项目2024年8条产线5000台", "甲项目2024年8条产线5000台"),
        ("913501007051234566", "913501007051234566"),
    ],
)
def test_a_contact_is_taken_out_of_a_name(text: str, rest: str) -> None:
    assert without_contacts(text) == rest
    assert has_contact(text) == (text != rest)
