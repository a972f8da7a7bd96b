"""Every project is followed back to its table, its row, what is wrong there, and what was published of it."""

from dataclasses import replace

import pytest

from loaders.problems import Problem, Severity
from store.database import Database
from store.decisions import all_decisions, confirm, decide, revoke
from store.lookup import search
from store.submissions import accept, receive, submission, withdraw
from store.tracing import Trace, trace
from tests.store.reading_building import outcome, project, reading


def wrong(cell: str, sheet: str = "汇总表") -> Problem:
    """Make a problem of a cell."""
    return Problem("tier-missing", Severity.ERROR, sheet, cell, "建设类型未填写。", "请填写。")


PLACES = [wrong("F5"), wrong("F15"), wrong("AB5"), wrong("F51"), wrong("F5", "另表"), wrong("")]
FIRST = replace(
    reading(project("样例甲公司", "甲项目", "plant_logistics"), project("样例乙公司", "乙项目", row=15)),
    problems=tuple(PLACES),
    repeats=(project("样例甲公司", "甲项目", row=16),),
)
SECOND = reading(project("样例甲公司", "甲项目", row=7))


def sent(database: Database, each: object = FIRST, data: bytes = b"1") -> int:
    """Accept a table and return the number of its submission."""
    return accept(database, receive(database, each, data, by="收件人").id, by="经办人").id  # type: ignore[arg-type]


def found(database: Database, number: int) -> Trace:
    """Follow a project that is there."""
    traced = trace(database, number)
    assert traced is not None
    return traced


def test_a_project_leads_to_its_table_and_row(database: Database) -> None:
    submission_id = sent(database)
    (number,) = search(database, "甲")
    traced = found(database, number)
    assert traced.submission == submission(database, submission_id)
    assert (traced.project["sheet"], traced.project["row"], traced.project["scenarios"]) == (
        "汇总表",
        5,
        ("plant_logistics",),
    )
    assert traced.counts


def test_only_the_problems_of_its_own_row_are_told(database: Database) -> None:
    sent(database)
    (number,) = search(database, "甲")
    assert [problem.cell for problem in found(database, number).problems] == ["F5", "AB5"]


def test_a_row_that_repeats_another_is_known_but_does_not_count(database: Database) -> None:
    sent(database)
    traced = found(database, int(search(database, "")[-1]) + 1)
    assert (traced.project["row"], traced.is_repeat, traced.counts) == (16, True, False)


def test_a_project_of_a_table_that_was_replaced_or_withdrawn_is_still_known(database: Database) -> None:
    sent(database)
    (number,) = search(database, "甲")
    newer = sent(database, SECOND, b"2")
    assert not found(database, number).counts
    withdraw(database, newer, by="经办人")
    assert found(database, number).counts


@pytest.mark.parametrize("number", [999_999, 0, -1, -999_999])
def test_a_number_that_nothing_has_leads_nowhere(database: Database, number: int) -> None:
    sent(database)
    assert trace(database, number) is None


def test_what_was_published_says_where_and_how_it_was_matched(database: Database) -> None:
    sent(database)
    lines = [outcome("样例甲公司", "甲项目", 2025, sheet="名单", row=9), outcome("甲公司（样例）", "甲工程", 2026)]
    decide(database, lines, "样例名录", by="样例", data=b"list", file_name="名录.xlsx")
    (number,) = search(database, "甲项目")
    with database.reading() as connection:
        second = all_decisions(connection)[1].id
    confirm(database, second, int(number), by="经办人")
    published = found(database, int(number)).published
    assert [(each.by, each.decision.year, each.decision.file_name, each.decision.row) for each in published] == [
        ("names", 2025, "名录.xlsx", 9),
        ("confirmed", 2026, "名录.xlsx", None),
    ]


def test_what_nobody_recommended_leads_to_every_line_that_publishes_it(database: Database) -> None:
    decide(
        database,
        [outcome("样例丁公司", "丁项目", 2024), outcome("样例丁公司", "丁项目", 2025, "benchmark")],
        "名单",
        by="样例",
    )
    (number,) = search(database, "丁")
    traced = found(database, int(number))
    assert traced.submission is None
    assert [(each.decision.stage, each.by) for each in traced.published] == [("listed", ""), ("benchmark", "")]
    assert found(database, int(number) - 1).number == number


def test_what_was_recommended_since_it_was_published_leads_to_the_recommendation(database: Database) -> None:
    decide(database, [outcome("样例甲公司", "甲项目", 2025)], "名单", by="样例")
    (before,) = search(database, "甲")
    sent(database)
    traced = found(database, int(before))
    assert before < 0 < traced.number
    assert traced.project["enterprise"] == "样例甲公司"


def test_what_was_taken_back_is_gone(database: Database) -> None:
    decide(database, [outcome("样例丁公司", "丁项目", 2024)], "名单", by="样例")
    (number,) = search(database, "丁")
    revoke(database, [-int(number)], by="经办人")
    assert trace(database, int(number)) is None
