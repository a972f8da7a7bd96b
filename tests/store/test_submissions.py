"""One unit's table of one year is received, accepted, replaced, returned and withdrawn; nothing is ever deleted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from loaders.tables.headings import Field
from store.collection import collect
from store.database import Database
from store.errors import ChangedMeanwhile, NotPossible
from store.submissions import Submission, accept, all_submissions, receive, send_back, submission, withdraw
from tests.store.reading_building import ERROR, FUZHOU, WARNING, XIAMEN, project, reading, rich


def received(database: Database, size: int, data: bytes | None = None) -> int:
    """Receive a table of so many projects; return its number."""
    return receive(database, rich(FUZHOU, 2025, size), data or b"%d" % size, by="张").id


def current(database: Database) -> list[int]:
    """Return the versions in force."""
    return [one.version for one in all_submissions(database) if one.is_current]


def statuses(database: Database) -> list[tuple[int, str]]:
    return [(one.version, one.status) for one in reversed(all_submissions(database))]


def test_what_is_received_is_told_but_does_not_count_yet(database: Database) -> None:
    one = receive(database, rich(FUZHOU, 2025), b"1", by="张", mapping={"级别": Field.TIER})
    assert (one.unit, one.year, one.version, one.status, one.is_current) == (FUZHOU, 2025, 1, "received", False)
    assert (one.project_count, one.repeat_count, one.error_count, one.warning_count, one.hint_count) == (3, 1, 1, 1, 0)
    assert (one.file_name, one.received_by, one.mapping, one.is_clean) == ("报送.xlsx", "张", {"级别": "tier"}, False)
    assert (len(collect(database).projects), submission(database, one.id)) == (0, one)


def test_the_same_file_again_is_the_same_submission(database: Database) -> None:
    first = received(database, 1)
    before = database.revision()
    assert (received(database, 1), database.revision()) == (first, before)


@pytest.mark.parametrize(
    ("size", "data"), [(2, b"1"), (1, b"2")], ids=["the same bytes read otherwise", "other bytes that say the same"]
)
def test_another_file_or_another_reading_is_another_version(database: Database, size: int, data: bytes) -> None:
    received(database, 1)
    received(database, size, data)
    assert statuses(database) == [(1, "received"), (2, "received")]


def test_the_same_file_of_another_unit_or_year_begins_anew(database: Database) -> None:
    for unit, year in ((FUZHOU, 2024), (FUZHOU, 2025), (XIAMEN, 2025)):
        receive(database, rich(unit, year), b"1", by="张")
    assert [(one.year, one.unit, one.version) for one in all_submissions(database)] == [
        (2024, FUZHOU, 1),
        (2025, FUZHOU, 1),
        (2025, XIAMEN, 1),
    ]


@pytest.mark.parametrize(("unit", "year"), [(None, None), (FUZHOU, None), (None, 2025)])
def test_a_file_that_tells_too_little_is_not_received(database: Database, unit: str | None, year: int | None) -> None:
    before = database.revision()
    with pytest.raises(NotPossible, match="推荐单位或年度"):
        receive(database, reading(unit=None, year=None), b"1", by="张", unit=unit, year=year)
    assert database.revision() == before


def test_a_person_says_what_a_file_does_not_tell(database: Database) -> None:
    one = receive(database, reading(unit=None, year=None), b"1", by="张", unit=XIAMEN, year=2024)
    other = receive(database, reading(), b"2", by="张", unit=XIAMEN, year=2024)
    assert ((one.unit, one.year), (other.unit, other.year)) == ((XIAMEN, 2024), (FUZHOU, 2025))


def test_accepting_makes_a_table_count_and_says_who_and_when(database: Database) -> None:
    one = accept(database, received(database, 2), by="王", note="核对过")
    assert (one.status, one.is_current, one.decided_by, one.note) == ("accepted", True, "王", "核对过")
    assert isinstance(one.decided_at, datetime)
    assert len(collect(database).projects) == 2


def test_accepting_what_counts_already_changes_nothing(database: Database) -> None:
    one = accept(database, received(database, 2), by="王")
    before = database.revision()
    assert (accept(database, one.id, by="李", in_place_of=None), database.revision()) == (one, before)


def test_a_newer_one_takes_the_place_of_the_older(database: Database) -> None:
    for size in (1, 2):
        accept(database, received(database, size), by="张")
    assert (current(database), statuses(database)) == ([2], [(1, "accepted"), (2, "accepted")])
    assert len(collect(database).projects) == 2


def test_an_older_one_can_be_accepted_again(database: Database) -> None:
    first, second = (accept(database, received(database, size), by="张").id for size in (1, 2))
    accept(database, first, by="张", in_place_of=second)
    assert (current(database), len(collect(database).projects)) == ([1], 1)


def test_withdrawing_brings_back_what_was_accepted_before(database: Database) -> None:
    first, second, third = (accept(database, received(database, size), by="张").id for size in (1, 2, 3))
    accept(database, first, by="张")
    assert [_version(withdraw(database, number, by="张")) for number in (first, third, second)] == [3, 2, None]
    assert (current(database), len(collect(database).projects)) == ([], 0)


def _version(one: Submission | None) -> int | None:
    return one.version if one else None


def test_withdrawing_what_does_not_count_leaves_what_does(database: Database) -> None:
    first, second = (accept(database, received(database, size), by="张").id for size in (1, 2))
    assert _version(withdraw(database, first, by="张", note="传错了")) == 2
    assert statuses(database) == [(1, "withdrawn"), (2, "accepted")]
    assert withdraw(database, second, by="张") is None


def test_withdrawing_twice_changes_nothing(database: Database) -> None:
    first = accept(database, received(database, 1), by="张").id
    withdraw(database, first, by="张")
    before = database.revision()
    assert (withdraw(database, first, by="李"), database.revision()) == (None, before)


def test_what_was_withdrawn_or_returned_can_be_accepted(database: Database) -> None:
    first, second = received(database, 1), received(database, 2)
    withdraw(database, first, by="张")
    send_back(database, second, by="张")
    for number in (first, second):
        accept(database, number, by="张")
    assert statuses(database) == [(1, "accepted"), (2, "accepted")]


def test_what_counts_is_not_sent_back(database: Database) -> None:
    first, second = (accept(database, received(database, size), by="张").id for size in (1, 2))
    for number in (first, second):
        with pytest.raises(NotPossible, match="请先撤回"):
            send_back(database, number, by="张")
    assert statuses(database) == [(1, "accepted"), (2, "accepted")]


def test_sending_back_is_remembered_once(database: Database) -> None:
    first = received(database, 1)
    assert send_back(database, first, by="王", note="缺类型").note == "缺类型"
    before = database.revision()
    assert (send_back(database, first, by="李", note="其他").note, database.revision()) == ("缺类型", before)


@pytest.mark.parametrize("seen", [None, 1], ids=["nothing in force", "another in force"])
def test_who_saw_something_else_in_force_is_told(database: Database, seen: int | None) -> None:
    first, second, third = (received(database, size) for size in (1, 2, 3))
    accept(database, second, by="张")
    with pytest.raises(ChangedMeanwhile, match="刚刚有人处理过"):
        accept(database, third, by="王", in_place_of=first if seen else None)
    assert current(database) == [2]


@pytest.mark.parametrize("action", [accept, withdraw, send_back])
def test_a_submission_that_is_not_there_is_told(database: Database, action: Callable[..., object]) -> None:
    with pytest.raises(NotPossible, match="没有这份报送"):
        action(database, 99, by="张")
    with pytest.raises(NotPossible, match="没有这份报送"):
        submission(database, 99)


def test_submissions_are_told_by_unit_and_year(database: Database) -> None:
    for unit, year in ((XIAMEN, 2024), (FUZHOU, 2024), (FUZHOU, 2025)):
        receive(database, rich(unit, year), b"1", by="张")
    received(database, 1)
    assert [(one.unit, one.year, one.version) for one in all_submissions(database, unit=FUZHOU)] == [
        (FUZHOU, 2024, 1),
        (FUZHOU, 2025, 2),
        (FUZHOU, 2025, 1),
    ]
    assert [one.unit for one in all_submissions(database, year=2024)] == [FUZHOU, XIAMEN]
    assert [one.unit for one in all_submissions(database, unit=XIAMEN, year=2025)] == []


def test_only_errors_make_a_table_unclean(database: Database) -> None:
    table = reading(project("甲公司", "甲项目"))
    clean = receive(database, replace(table, problems=(WARNING,)), b"1", by="张")
    unclean = receive(database, replace(table, problems=(ERROR,)), b"2", by="张")
    assert (clean.is_clean, unclean.is_clean) == (True, False)
