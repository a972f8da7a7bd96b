"""A published list: sorted before it is kept, kept once, answered by hand, taken back."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from loaders.directory import Outcome
from store.collection import collect
from store.database import Database
from store.decisions import all_decisions, confirm, decide, mark, refuse, revoke, take_back_answer
from store.errors import NotPossible
from store.schema import log
from store.sorting import Sort, sort_lines
from store.standings import Standing, Status, standings
from store.submissions import accept, receive, withdraw
from tests.store.reading_building import FUZHOU, XIAMEN, outcome, project, reading

ENTERPRISE, NAME = "样例鞋服科技有限公司", "样例鞋服5G全连接工厂"
OTHER = "样例纺织科技有限公司"
CODE = "91350100M000100Y43"
NATIONAL = [
    outcome(ENTERPRISE, NAME, 2025, is_ours=None),
    outcome(ENTERPRISE, "另一座完全不同的园区", 2025, is_ours=None),
    outcome("样例鞋服科技股份有限公司", NAME, 2025, is_ours=None),
    outcome("换了名的公司", "项目也换了名", 2025, is_ours=None, credit_code=CODE),
    outcome("福建未荐有限公司", "未荐工厂", 2025, is_ours=True),
    outcome("华安保险设备有限公司", "某工厂", 2025, is_ours=None),
    outcome("江苏范本有限公司", "范本工厂", 2025, is_ours=None),
    outcome("江苏样例鞋服科技有限公司", NAME, 2025, is_ours=None),
    outcome(ENTERPRISE, f" {NAME} ", 2025, is_ours=None),
]


@pytest.fixture
def recommended(database: Database) -> Database:
    """Have two projects of 福州 accepted for 2024."""
    send(database, b"1", (ENTERPRISE, NAME, None), (OTHER, "样例纺织5G车间", CODE))
    return database


def send(database: Database, data: bytes, *rows: tuple, unit: str = FUZHOU, year: int = 2024) -> int:
    """Have a table accepted; return its number."""
    projects = [project(enterprise, name, credit_code=code) for enterprise, name, code in rows]
    kept = receive(database, reading(*projects, unit=unit, year=year), data, by="张")
    return accept(database, kept.id, by="张").id


def stages(database: Database) -> list[tuple[int, int, int]]:
    """Return (year, listed_year, benchmark_year) of every project."""
    return list(
        collect(database).projects[["year", "listed_year", "benchmark_year"]].itertuples(index=False, name=None)
    )


def standing(database: Database) -> list[tuple[str, str]]:
    """Return where every line stands, and by what."""
    return [(one.status.value, one.by) for one in standings(database)]


def only(database: Database) -> Standing:
    """Return the one line there is."""
    (one,) = standings(database)
    return one


def number_of(database: Database, place: int = 0) -> int:
    """Return the number of a project in the order they came in."""
    return int(collect(database).projects.index[place])


def test_a_national_list_is_sorted_line_by_line(recommended: Database) -> None:
    assert [line.sort for line in sort_lines(recommended, NATIONAL)] == [
        Sort.MATCHED,
        Sort.DOUBTFUL,
        Sort.DOUBTFUL,
        Sort.MATCHED,
        Sort.NOBODY,
        Sort.DOUBTFUL,
        Sort.ELSEWHERE,
        Sort.ELSEWHERE,
        Sort.KNOWN,
    ]


def test_a_doubtful_line_of_an_enterprise_recommended_here_is_likely_ours(recommended: Database) -> None:
    doubtful = [line for line in sort_lines(recommended, NATIONAL) if line.sort is Sort.DOUBTFUL]
    assert [line.is_likely for line in doubtful] == [True, False, False]
    assert [bool(line.suggestions) for line in doubtful] == [True, True, False]


def test_a_line_of_ours_without_a_match_is_to_be_confirmed_or_nobodys(recommended: Database) -> None:
    lines = [outcome(OTHER, "样例纺织5G智慧车间", 2025), outcome("厦门范本有限公司", "范本工厂", 2025)]
    assert [line.sort for line in sort_lines(recommended, lines)] == [Sort.SUGGESTED, Sort.NOBODY]


def test_sorting_keeps_nothing(recommended: Database) -> None:
    before = recommended.revision()
    sort_lines(recommended, NATIONAL)
    assert recommended.revision() == before


def test_only_what_is_certainly_ours_is_kept_of_a_national_list(recommended: Database) -> None:
    assert decide(recommended, NATIONAL, "名录", by="张", data=b"list", file_name="名录.xlsx") == 3
    assert standing(recommended) == [("matched", "names"), ("matched", "credit_code"), ("nobody", "")]


def test_what_a_person_called_ours_is_kept(recommended: Database) -> None:
    assert decide(recommended, [replace(NATIONAL[2], is_ours=True)], "名录", by="张") == 1
    assert standing(recommended) == [("pending", "")]


def test_a_list_without_a_line_of_ours_changes_nothing(recommended: Database) -> None:
    before = recommended.revision()
    assert decide(recommended, [NATIONAL[6]], "名录", by="张", data=b"list") == 0
    assert recommended.revision() == before


def test_the_same_list_again_adds_nothing(recommended: Database) -> None:
    decide(recommended, NATIONAL, "名录", by="张", data=b"list")
    before = recommended.revision()
    assert decide(recommended, NATIONAL, "名录", by="王", data=b"list") == 0
    assert recommended.revision() == before


PENDING = outcome("样例鞋服科技股份有限公司", NAME, 2025)


def test_a_confirmed_line_reaches_its_project(recommended: Database) -> None:
    decide(recommended, [PENDING], "名录", by="张")
    assert stages(recommended) == [(2024, 0, 0), (2024, 0, 0), (-1, 2025, 0)]
    line = only(recommended)
    confirm(recommended, line.decision.id, line.suggestions[0].project_id, by="王")
    assert stages(recommended) == [(2024, 2025, 0), (2024, 0, 0)]
    assert standing(recommended) == [("matched", "confirmed")]


def test_a_confirmation_survives_a_table_sent_again(recommended: Database) -> None:
    decide(recommended, [PENDING], "名录", by="张")
    confirm(recommended, only(recommended).decision.id, number_of(recommended), by="王")
    send(recommended, b"2", ("样例（福州）鞋服科技有限公司", NAME, None))
    assert stages(recommended) == [(2024, 2025, 0)]


def test_a_confirmed_project_that_is_withdrawn_leaves_the_line_to_be_confirmed(database: Database) -> None:
    first = send(database, b"1", (ENTERPRISE, NAME, None))
    send(database, b"2", (ENTERPRISE, "样例鞋服5G工厂", None), unit=XIAMEN)
    decide(database, [PENDING], "名录", by="张")
    confirm(database, only(database).decision.id, number_of(database), by="王")
    withdraw(database, first, by="王")
    line = only(database)
    assert (line.status, line.is_lost, len(line.suggestions)) == (Status.PENDING, True, 1)


def test_what_nobody_recommended_is_said_once_and_may_be_taken_back(recommended: Database) -> None:
    decide(recommended, [PENDING], "名录", by="张")
    refuse(recommended, only(recommended).decision.id, by="王")
    assert (only(recommended).status, only(recommended).is_answered) == (Status.NOBODY, True)
    take_back_answer(recommended, only(recommended).decision.id, by="王")
    assert (only(recommended).status, only(recommended).is_answered) == (Status.PENDING, False)


def test_an_automatic_match_can_be_refused(recommended: Database) -> None:
    decide(recommended, [outcome(ENTERPRISE, NAME, 2025)], "名录", by="张")
    refuse(recommended, only(recommended).decision.id, by="王")
    assert stages(recommended) == [(2024, 0, 0), (2024, 0, 0), (-1, 2025, 0)]


def test_an_answer_holds_for_a_benchmark_that_comes_later(recommended: Database) -> None:
    decide(recommended, [PENDING], "名录", by="张")
    confirm(recommended, only(recommended).decision.id, number_of(recommended), by="王")
    decide(recommended, [replace(PENDING, stage="benchmark", year=2026)], "标杆", by="张")
    assert stages(recommended) == [(2024, 2025, 2026), (2024, 0, 0)]
    take_back_answer(recommended, standings(recommended)[1].decision.id, by="王")
    assert standing(recommended) == [("pending", ""), ("pending", "")]


def test_the_same_answer_again_writes_nothing(recommended: Database) -> None:
    decide(recommended, [PENDING], "名录", by="张")
    refuse(recommended, only(recommended).decision.id, by="王")
    before = recommended.revision()
    refuse(recommended, only(recommended).decision.id, by="张")
    assert recommended.revision() == before


def test_a_line_cannot_be_a_project_recommended_later(database: Database) -> None:
    send(database, b"1", (ENTERPRISE, NAME, None), year=2026)
    decide(database, [PENDING], "名录", by="张")
    with pytest.raises(NotPossible, match="2026年推荐"):
        confirm(database, only(database).decision.id, number_of(database), by="王")


def test_of_one_name_in_two_cities_the_confirmed_one_is_listed(database: Database) -> None:
    send(database, b"1", ("样例（福州）电子有限公司", NAME, None))
    send(database, b"2", ("样例（厦门）电子有限公司", NAME, None), unit=XIAMEN)
    decide(database, [outcome("样例电子", NAME, 2025)], "名录", by="张")
    assert sorted(each.project_id for each in only(database).suggestions) == [
        number_of(database, 0),
        number_of(database, 1),
    ]
    confirm(database, only(database).decision.id, number_of(database, 0), by="王")
    assert stages(database) == [(2024, 2025, 0), (2024, 0, 0)]


def test_a_revoked_list_counts_no_more_and_can_be_kept_again(recommended: Database) -> None:
    decide(recommended, NATIONAL, "名录", by="张")
    with recommended.reading() as connection:
        numbers = [each.id for each in all_decisions(connection)]
    assert revoke(recommended, numbers, by="王") == 3
    assert stages(recommended) == [(2024, 0, 0), (2024, 0, 0)]
    assert revoke(recommended, numbers, by="王") == 0
    assert decide(recommended, NATIONAL, "名录", by="张") == 3


def test_a_listed_project_is_marked_as_a_benchmark(recommended: Database) -> None:
    decide(recommended, [outcome(ENTERPRISE, NAME, 2024)], "名录", by="张")
    assert mark(recommended, number_of(recommended), "benchmark", 2025, "公告〔2025〕1号", by="王") == 1
    assert mark(recommended, number_of(recommended), "benchmark", 2025, "公告〔2025〕1号", by="王") == 0
    assert stages(recommended) == [(2024, 2024, 2025), (2024, 0, 0)]


def test_a_listed_project_that_nobody_recommended_is_marked_as_a_benchmark(database: Database) -> None:
    decide(database, [outcome(ENTERPRISE, NAME, 2024)], "名录", by="张")
    mark(database, number_of(database), "benchmark", 2025, "公告", by="王")
    assert stages(database) == [(-1, 2024, 2025)]


@pytest.mark.parametrize(
    ("year", "source", "message"), [(2023, "公告", "2024年推荐"), (2025, "  ", "出处")], ids=["too early", "no source"]
)
def test_a_mark_needs_a_year_that_can_be_and_a_source(
    recommended: Database, year: int, source: str, message: str
) -> None:
    with pytest.raises(NotPossible, match=message):
        mark(recommended, number_of(recommended), "listed", year, source, by="王")


@pytest.mark.parametrize("number", [999, -999])
def test_what_is_not_there_cannot_be_marked(recommended: Database, number: int) -> None:
    with pytest.raises(NotPossible):
        mark(recommended, number, "listed", 2025, "公告", by="王")


def test_names_of_any_length_are_kept_and_known_again(recommended: Database) -> None:
    endless: list[Outcome] = [outcome("甲" * 5000 + "乙", "丙" * 5000, 2025), outcome("丁" * 5000, "戊" * 5000, 2025)]
    assert decide(recommended, endless, "名录", by="张") == 2
    assert decide(recommended, endless, "名录", by="张") == 0


def test_the_log_says_what_was_decided_in_words(recommended: Database) -> None:
    decide(recommended, [PENDING], "名录", by="张")
    confirm(recommended, only(recommended).decision.id, number_of(recommended), by="王")
    with recommended.reading() as connection:
        last = connection.execute(select(log.c.by, log.c.detail).order_by(log.c.id.desc()).limit(1)).one()
    assert tuple(last) == ("王", f"{PENDING.enterprise}，{NAME}：确认对应")


def test_an_empty_store_has_no_lines(database: Database) -> None:
    assert standings(database) == ()
    assert sort_lines(database, []) == []
