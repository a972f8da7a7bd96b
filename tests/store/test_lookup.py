"""Projects are found by number and by words, and what is found is what is counted."""

import numpy as np
import pytest

from store.collection import collect
from store.database import Database
from store.decisions import decide
from store.lookup import project_rows, search
from store.submissions import accept, receive
from tests.store.reading_building import FUZHOU, XIAMEN, outcome, project, reading

LISTED_BY_NOBODY = [
    outcome("样例未荐公司", "未荐项目", 2024),
    outcome("样例未荐公司", "未荐 项目", 2025, "benchmark"),
    outcome("样例另一公司", "另一项目", 2025),
]


@pytest.fixture
def filled(database: Database) -> Database:
    """Accept two tables, the second in place of an earlier one, and list three projects, one of them recommended."""
    before = reading(project("样例旧公司", "旧项目"), file="旧表.xlsx")
    of_fuzhou = reading(
        project(
            "样例甲公司", "智能车间", "plant_logistics", "machine_vision_inspection", credit_code="91350100MA12345678"
        ),
        project("样例乙公司", "100%自动化_产线", row=6),
        file="福州报送.xlsx",
    )
    of_xiamen = reading(project("样例丙公司", "智能工厂"), unit=XIAMEN, file="厦门报送.xlsx")
    for each in (before, of_fuzhou, of_xiamen):
        accept(database, receive(database, each, each.file.encode(), by="样例").id, by="样例")
    decide(database, [*LISTED_BY_NOBODY, outcome("样例丙公司", "智能工厂", 2025)], "样例名单", by="样例")
    return database


def names(database: Database, words: str) -> list[str]:
    """Return the enterprises of what is found, in the order of their numbers."""
    return project_rows(database, search(database, words))["enterprise"].tolist()


@pytest.mark.parametrize(
    ("words", "enterprises"),
    [
        ("智能", ["样例甲公司", "样例丙公司"]),
        ("智能 厦门", ["样例丙公司"]),
        ("福州报送", ["样例甲公司", "样例乙公司"]),
        ("ma1234", ["样例甲公司"]),
        ("ＭＡ１２３４", ["样例甲公司"]),
        ("100%", ["样例乙公司"]),
        ("0_产", []),
        ("_产", ["样例乙公司"]),
        ("\\", []),
        ("旧", []),
        ("", ["样例另一公司", "样例未荐公司", "样例甲公司", "样例乙公司", "样例丙公司"]),
    ],
)
def test_all_words_must_stand_in_what_counts_now(filled: Database, words: str, enterprises: list[str]) -> None:
    assert names(filled, words) == enterprises


@pytest.mark.parametrize("words", ["未荐", "未荐 项目", "未荐项目"])
def test_a_project_that_nobody_recommended_is_found_once_however_many_lines_tell_of_it(
    filled: Database, words: str
) -> None:
    assert names(filled, words) == ["样例未荐公司"]


@pytest.mark.parametrize("words", ["", "样例", "智能工厂", "未荐", "公司 项目"])
def test_whatever_is_found_is_counted(filled: Database, words: str) -> None:
    found = search(filled, words)
    assert len(found) > 0
    assert np.isin(found, collect(filled).projects.index).all()


def test_rows_come_in_the_order_that_was_asked_for(filled: Database) -> None:
    numbers = collect(filled).projects.index.tolist()[::-1]
    assert project_rows(filled, numbers)["id"].tolist() == numbers


def test_a_row_tells_codes_scenarios_in_the_senders_order_and_its_file(filled: Database) -> None:
    (number,) = search(filled, "甲")
    row = project_rows(filled, [number]).iloc[0]
    assert (row["unit"], row["sector"], row["year"], row["file"]) == (FUZHOU, "unknown", 2025, "福州报送.xlsx")
    assert row["scenarios"] == ("plant_logistics", "machine_vision_inspection")


def test_what_nobody_recommended_stands_in_the_published_list(filled: Database) -> None:
    (number,) = search(filled, "另一")
    row = project_rows(filled, [number]).iloc[0]
    assert number < 0
    assert (row["year"], row["file"], row["scenarios"]) == (-1, "样例名单", ())
    assert row.isna()["submission_id"]


def test_no_numbers_are_no_rows(filled: Database) -> None:
    assert project_rows(filled, []).empty


def test_more_rows_than_a_query_holds_are_found(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.lookup._AT_A_TIME", 2)
    numbers = collect(filled).projects.index.tolist()
    assert project_rows(filled, numbers)["id"].tolist() == numbers
