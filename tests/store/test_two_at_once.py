"""Two people, or two processes, who do something at the same time: one after the other, and nobody's work is lost."""

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Connection

from store.database import Database, revision_of
from store.submissions import accept, all_submissions, receive
from store.targets import set_target
from tests.store import at_once
from tests.store.reading_building import FUZHOU, XIAMEN, rich

PEOPLE = 4
ROUNDS = range(2010, 2020)
WRITES = 15
#: So many seconds later all begin: until then everybody has opened the database.
SOON = 0.4


@pytest.fixture(scope="module")
def several() -> Iterator[dict[str, Executor]]:
    """Keep threads and processes at hand."""
    with (
        ThreadPoolExecutor(PEOPLE) as threads,
        ProcessPoolExecutor(PEOPLE, multiprocessing.get_context("spawn")) as processes,
    ):
        # The first to start take longest: later all can begin at one moment.
        list(processes.map(time.sleep, [0.5] * PEOPLE))
        yield {"threads": threads, "processes": processes}


@pytest.fixture(params=["threads", "processes"])
def people(request: pytest.FixtureRequest, several: dict[str, Executor]) -> Executor:
    """Let people be threads of one process, or processes."""
    return several[request.param]


def at_one_time(people: Executor, function: Callable[..., Any], *arguments: tuple) -> list[Any]:
    """Call a function once for each person's arguments, all at the same moment."""
    start = time.time() + SOON
    return [done.result() for done in [people.submit(function, start, *own) for own in arguments]]


def sent(database: Database, unit: str, year: int, *sizes: int) -> list[int]:
    """Receive versions of so many projects; return their numbers."""
    return [receive(database, rich(unit, year, size), b"%d" % size, by="张").id for size in sizes]


def test_of_two_who_accept_different_versions_one_wins(database: Database, url: str, people: Executor) -> None:
    pairs = [sent(database, FUZHOU, year, 1, 2) for year in ROUNDS]
    told = at_one_time(
        people,
        at_once.together,
        (url, at_once.accept_in_place, [(first, None) for first, _ in pairs]),
        (url, at_once.accept_in_place, [(second, None) for _, second in pairs]),
    )
    assert {tuple(sorted(pair)) for pair in zip(*told, strict=True)} == {("ChangedMeanwhile", "accepted")}
    current = Counter(one.year for one in all_submissions(database) if one.is_current)
    assert current == Counter(ROUNDS)


def test_the_same_file_received_by_all_is_kept_once(database: Database, url: str, people: Executor) -> None:
    jobs = (url, at_once.receive_again, [(FUZHOU, year) for year in ROUNDS])
    told = at_one_time(people, at_once.together, *[jobs] * PEOPLE)
    assert told == [told[0]] * PEOPLE
    assert len(all_submissions(database)) == len(ROUNDS) == len(at_once.lines(database))


def test_the_same_list_kept_by_all_is_kept_once(database: Database, url: str, people: Executor) -> None:
    jobs = (url, at_once.keep_list, [(year,) for year in ROUNDS])
    told = at_one_time(people, at_once.together, *[jobs] * PEOPLE)
    assert [sorted(each) for each in zip(*told, strict=True)] == [["0", "0", "0", "1"]] * len(ROUNDS)


def test_every_write_of_many_is_in_the_log_once(database: Database, url: str, people: Executor) -> None:
    names = ["张", "王", "李", "赵"]
    at_one_time(
        people,
        at_once.together,
        *[
            (url, at_once.set_own, [(2030 + place, name, number + 1) for number in range(WRITES)])
            for place, name in enumerate(names)
        ],
    )
    found = at_once.lines(database)
    assert [revision for revision, _, _ in found] == list(range(1, PEOPLE * WRITES + 1))
    assert Counter(by for _, by, _ in found) == dict.fromkeys(names, WRITES)
    assert database.revision().endswith(f"-{PEOPLE * WRITES}")


def test_who_reads_meanwhile_always_sees_one_state(database: Database, url: str, people: Executor) -> None:
    fuzhou, xiamen = sent(database, FUZHOU, 2025, 1, 2), sent(database, XIAMEN, 2025, 4, 8)
    at_once.swap(database, *fuzhou, *xiamen)
    start = time.time() + SOON
    watching = people.submit(at_once.watch, start, url, 2.0)
    writing = [
        people.submit(at_once.together, start, url, at_once.swap, [tuple(versions)] * 20)
        for versions in (fuzhou, xiamen)
    ]
    found = watching.result()
    assert [set(done.result()) for done in writing] == [{"swapped"}] * 2
    assert found["uses that do not fit"] + found["two sizes of one state"] + found["sums that do not fit"] == 0
    assert found["states"] > 3


def test_another_process_sees_a_change_at_its_next_look(database: Database, url: str) -> None:
    other = Database(url)
    before = other.revision()
    accept(database, sent(database, FUZHOU, 2025, 1)[0], by="张")
    assert (other.revision() == before, other.revision()) == (False, database.revision())
    other.close()


def test_a_name_that_is_young_enough_is_given_again_and_an_older_one_is_not(database: Database, url: str) -> None:
    other = Database(url)
    before = other.revision()
    accept(database, sent(database, FUZHOU, 2025, 1)[0], by="张")
    assert other.revision(age=60) == before
    assert other.revision() == other.revision(age=60) == database.revision()
    other.close()


def test_who_has_just_written_is_never_given_the_name_from_before(database: Database) -> None:
    before = database.revision()
    accept(database, sent(database, FUZHOU, 2025, 1)[0], by="张")
    after = database.revision(age=60)
    assert (after == before, after) == (False, database.revision())


def test_a_write_during_the_look_is_not_missed(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(connection: Connection) -> str:
        found = revision_of(connection)
        monkeypatch.undo()
        set_target(database, "province", "listed", 2027, 5, "甲", by="张")
        return found

    monkeypatch.setattr("store.database.revision_of", slow)
    before = database.revision()
    assert database.revision(age=60) != before


def test_a_new_database_opened_by_all_at_once_is_created_once(url: str, several: dict[str, Executor]) -> None:
    found = at_one_time(several["processes"], at_once.open_anew, *[(url,)] * PEOPLE)
    assert found == [found[0]] * PEOPLE


def test_every_change_gives_the_store_a_new_name_not_only_a_new_number(database: Database) -> None:
    before = database.revision()
    set_target(database, "province", "listed", 2027, 5, "甲", by="张")
    assert (before.split("-")[0] != database.revision().split("-")[0], database.revision()[-2:]) == (True, "-1")
