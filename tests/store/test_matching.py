"""Published lines are matched to the projects they mean, and to no others."""

from dataclasses import replace

import pytest

from loaders.directory import Outcome
from loaders.tables.checks import enterprise_identity
from loaders.tables.text import identity
from store.collection import collect
from store.database import Database
from store.decisions import decide, line_of
from store.matching import Candidate, Line, Matches, match
from store.submissions import accept, receive
from tests.store.reading_building import outcome, project, reading

ENTERPRISE, NAME = "样例（福州）电子有限公司", "甲项目（一期）"
CODE, OTHER_CODE = "91350100M000100Y43", "91350200M000200Y43"


def candidate(
    number: int, year: int = 2024, enterprise: str = ENTERPRISE, name: str = NAME, code: str | None = None
) -> Candidate:
    """Return a recommended project."""
    return Candidate(number, year, identity(enterprise), enterprise_identity(enterprise), identity(name), code)


def line(
    number: int = 1,
    year: int = 2024,
    stage: str = "listed",
    enterprise: str = ENTERPRISE,
    name: str = NAME,
    code: str | None = None,
) -> Line:
    """Return a published line."""
    return line_of(outcome(enterprise, name, year, stage, credit_code=code), number)


def met(found: Matches) -> list[tuple[int, int, str]]:
    """Return which line met which project, and by what."""
    return [(one.line.id, one.project_id, one.by) for one in found.matched]


@pytest.mark.parametrize(
    ("enterprise", "name"),
    [
        ("样例（福州）电子有限公司", "甲项目（一期）"),
        ("样例(福州)电子有限公司", "甲项目(一期)"),
        (" 样例 (福州) 电子有限公司", "甲项目\n（一期）"),
        ("样例（福州）电子有限公司", "甲项目　（一期）"),
    ],
)
def test_width_and_spacing_do_not_hide_a_match(enterprise: str, name: str) -> None:
    assert met(match([line(enterprise=enterprise, name=name)], [candidate(7)])) == [(1, 7, "names")]


@pytest.mark.parametrize(
    ("enterprise", "name"),
    [
        (ENTERPRISE, "甲项目（二期）"),
        ("样例（厦门）电子有限公司", NAME),
        ("样例（福州）电子股份有限公司", NAME),
    ],
    ids=["another project", "one name in two cities", "another legal form"],
)
def test_what_matches_no_recommendation_is_kept(enterprise: str, name: str) -> None:
    missed = line(enterprise=enterprise, name=name)
    assert match([missed], [candidate(7)]) == Matches((), (missed,))


@pytest.mark.parametrize(("year", "project_id"), [(2023, 3), (2024, 3), (2025, 5)])
def test_the_latest_recommendation_up_to_the_year_is_meant(year: int, project_id: int) -> None:
    assert met(match([line(year=year)], [candidate(5, 2025), candidate(3, 2023)])) == [(1, project_id, "names")]


def test_nothing_is_listed_before_it_is_recommended() -> None:
    assert match([line(year=2024)], [candidate(7, 2025)]).matched == ()


def test_a_recommendation_of_an_unknown_year_may_be_meant() -> None:
    assert met(match([line(year=2023)], [candidate(7, 0)])) == [(1, 7, "names")]


@pytest.mark.parametrize("order", [1, -1])
def test_listing_and_benchmark_meet_in_one_project_in_any_order(order: int) -> None:
    lines = [line(1, 2024), line(2, 2025, "benchmark")][::order]
    assert match(lines, [candidate(7)]).stage_years() == {7: {"listed": 2024, "benchmark": 2025}}


def test_a_benchmark_is_rather_what_was_listed_than_what_was_recommended_last() -> None:
    lines = [line(1, 2023), line(2, 2025, "benchmark")]
    assert match(lines, [candidate(3, 2023), candidate(5, 2025)]).stage_years() == {
        3: {"listed": 2023, "benchmark": 2025}
    }


def test_a_project_listed_twice_was_listed_in_the_first_year() -> None:
    assert match([line(1, 2025), line(2, 2024)], [candidate(7, 2023)]).stage_years() == {7: {"listed": 2024}}


def test_a_credit_code_goes_before_the_enterprises_name() -> None:
    renamed = line(enterprise="新名公司", code=CODE)
    assert met(match([renamed], [candidate(7, code=CODE), candidate(8, enterprise="新名公司")])) == [
        (1, 7, "credit_code")
    ]


def test_a_code_with_one_project_is_enough_whatever_that_is_called() -> None:
    assert met(match([line(name="改了名的项目", code=CODE)], [candidate(7, code=CODE)])) == [(1, 7, "credit_code")]


def test_a_code_with_several_projects_does_not_say_which() -> None:
    several = [candidate(7, code=CODE), candidate(8, name="乙项目", code=CODE)]
    assert met(match([line(name="丙项目", code=CODE)], several)) == []
    assert met(match([line(name="乙项目", code=CODE)], several)) == [(1, 8, "credit_code")]


def test_another_code_does_not_forbid_a_match_by_names() -> None:
    assert met(match([line(code=OTHER_CODE)], [candidate(7, code=CODE)])) == [(1, 7, "names")]


def answered(number: int, answer: str, meant: str = "", meant_project: str = "", **values: object) -> Line:
    """Return a line of which a person said so."""
    keys = {"answer_enterprise_key": enterprise_identity(meant), "answer_project_key": identity(meant_project)}
    return replace(line(number, **values), answer=answer, answer_enterprise=identity(meant), **keys)


def test_what_a_person_confirmed_goes_before_everything() -> None:
    said = answered(1, "confirmed", "另一家公司", "另一项目", code=CODE)
    others = [candidate(7, code=CODE), candidate(8, enterprise="另一家公司", name="另一项目")]
    assert met(match([said], others)) == [(1, 8, "confirmed")]


def test_of_two_enterprises_of_one_key_the_confirmed_one_is_meant() -> None:
    said = answered(1, "confirmed", "样例（福州）电子有限公司", NAME, enterprise="样例电子")
    cities = [candidate(7), candidate(8, enterprise="样例（厦门）电子有限公司")]
    assert met(match([said], cities)) == [(1, 7, "confirmed")]


def test_a_confirmed_project_sent_again_in_another_spelling_is_still_meant() -> None:
    said = answered(1, "confirmed", ENTERPRISE, NAME, enterprise="旧名公司")
    assert met(match([said], [candidate(9, enterprise="样例福州电子股份有限公司")])) == [(1, 9, "confirmed")]


def test_a_confirmed_project_that_is_gone_leaves_the_line_open() -> None:
    said = answered(1, "confirmed", "另一家公司", "另一项目")
    assert match([said], [candidate(7)]) == Matches((), (said,))


def test_what_a_person_called_unrecommended_stays_so() -> None:
    assert match([answered(1, "unrecommended", code=CODE)], [candidate(7, code=CODE)]).matched == ()


def test_an_answer_holds_for_the_other_lines_of_the_same_names() -> None:
    lines = [answered(1, "confirmed", "另一家公司", "另一项目"), line(2, 2025, "benchmark")]
    found = match(lines, [candidate(7), candidate(8, enterprise="另一家公司", name="另一项目")])
    assert found.stage_years() == {8: {"listed": 2024, "benchmark": 2025}}


def test_lines_of_one_unknown_project_belong_together() -> None:
    first, second, other = line(1), line(2, 2025, "benchmark"), line(3, name="乙项目")
    assert match([second, other, first], []).never_recommended() == [(first, second), (other,)]


def test_a_project_without_both_names_is_never_matched() -> None:
    nameless = Candidate(7, 2024, "", "", "", CODE)
    assert match([line(enterprise="", name="", code=CODE)], [nameless]).matched == ()


PUBLISHED = [outcome(ENTERPRISE, NAME, 2024), outcome(ENTERPRISE, NAME, 2025, "benchmark")]


def listed(database: Database) -> list[tuple[int, int, int]]:
    """Return (year, listed_year, benchmark_year) of every project."""
    return list(
        collect(database).projects[["year", "listed_year", "benchmark_year"]].itertuples(index=False, name=None)
    )


def test_outcomes_reach_the_projects_that_count_now(database: Database) -> None:
    decide(database, PUBLISHED, "名录", by="张")
    assert listed(database) == [(-1, 2024, 2025)]
    read = reading(project(ENTERPRISE, NAME), year=2024)
    accept(database, receive(database, read, b"1", by="张").id, by="张")
    assert listed(database) == [(2024, 2024, 2025)]


def test_a_list_that_comes_before_its_benchmarks_in_another_spelling_counts_once(database: Database) -> None:
    spaced: list[Outcome] = [replace(each, enterprise=f" {ENTERPRISE} ") for each in PUBLISHED]
    assert decide(database, PUBLISHED, "名录", by="张") == 2
    assert decide(database, spaced, "名录", by="张") == 0
    assert listed(database) == [(-1, 2024, 2025)]
