"""A process that is killed at any step of a write leaves the whole of it or nothing, and no lock."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count, groupby
from pathlib import Path

import pytest
from sqlalchemy import make_url, select, update

from store.database import Database
from store.schema import metadata, state
from store.submissions import all_submissions
from tests.store.conftest import BACKENDS
from tests.store.dying import ACTIONS, clock, prepare

ROOT = Path(__file__).resolve().parents[2]
#: Numbers depend on what was tried before; the name of a state is new every time.
_NUMBERS = {"id", "submission_id", "project_id", "identity"}
#: Milliseconds after which a process that writes without pause is killed.
MOMENTS = random.Random(5).sample(range(40), 15)
Contents = dict[str, list[tuple]]


class Victims:
    """Processes that write into a store and die."""

    def __init__(self) -> None:
        self.process = self._start()

    def _start(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.store.dying"]
        return subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def send(self, url: str, action: str, step: int) -> str:
        """Let one act and die; return how it ended."""
        assert self.process.stdin and self.process.stdout
        print(action, step, url, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline().strip()
        if not answer:
            # There are no copies on this system: the process itself is gone.
            self.process.wait()
            self.process = self._start()
        return answer or "killed"

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Open a store that waits for nobody for long."""
    database = Database(url, clock, patience=1)
    yield database
    database.close()


def contents(database: Database) -> Contents:
    """Return all that is in a store, but for the numbers of rows."""
    with database.reading() as connection:
        return {
            table.name: sorted(
                connection.execute(select(*(column for column in table.c if column.name not in _NUMBERS))).all(),
                key=repr,
            )
            for table in metadata.sorted_tables
        }


def found_after(url: str) -> Contents:
    """Return what a program finds that is started right after; prove that it can write and that the file is sound."""
    with opened(url) as database:
        found = contents(database)
        # What is there already: it takes the lock all the same, or raises StoreBusy.
        with database.writing("") as change:
            change.connection.execute(update(state).values(revision=change.revision - 1))
    if (file := make_url(url)).get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(file.database))) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return found


def kill_at_every_step(victims: Victims, url: str, action: str) -> Iterator[tuple[str, Contents]]:
    """Kill later and later, until the action is through; yield every end and what is found after it."""
    for step in count(1):
        ended = victims.send(url, action, step)
        yield ended, found_after(url)
        if ended == "finished":
            return


@pytest.fixture(scope="module")
def victims() -> Iterator[Victims]:
    """Stand ready to kill."""
    started = Victims()
    yield started
    started.end()


@pytest.fixture
def whole(request: pytest.FixtureRequest, tmp_path: Path) -> Contents:
    """Return what a store holds after the action, done without any disturbance."""
    with opened(f"sqlite:///{(tmp_path / 'undisturbed.db').as_posix()}") as database:
        prepare(database)
        ACTIONS[request.param](database)
        return contents(database)


@pytest.mark.parametrize(
    ("action", "whole"),
    [(action, action) for action in ACTIONS if action != "open"],
    indirect=["whole"],
    ids=[action for action in ACTIONS if action != "open"],
)
def test_a_write_that_is_killed_is_whole_or_did_not_happen(
    victims: Victims, url: str, action: str, whole: Contents
) -> None:
    with opened(url) as database:
        prepare(database)
        before = contents(database)
    ends, found = zip(*kill_at_every_step(victims, url, action), strict=True)
    assert [key for key, _ in groupby(ends)] == ["killed", "finished"]
    assert [key for key, _ in groupby(found)] == [before, whole]
    # At least: begin, look at the revision, look, write, write down, raise the revision, commit.
    assert len(ends) > 14


@pytest.fixture(params=BACKENDS)
def new_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Return what names another empty database at every call."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql").new_schema
    return lambda: f"sqlite:///{(tmp_path_factory.mktemp('new') / 'store.db').as_posix()}"


def kill_first_starts(victims: Victims, new_url: Callable[[], str]) -> Iterator[tuple[str, int]]:
    """Kill the first start on an empty database later and later; yield every end and how many stores are found."""
    for step in count(1, 5):
        url = new_url()
        ended = victims.send(url, "open", step)
        yield ended, len(found_after(url)["state"])
        if ended == "finished":
            return


def test_a_first_start_that_is_killed_leaves_a_database_to_start_with(
    victims: Victims, new_url: Callable[[], str]
) -> None:
    ends, stores = zip(*kill_first_starts(victims, new_url), strict=True)
    assert [key for key, _ in groupby(ends)] == ["killed", "finished"]
    assert set(stores) == {1}
    assert len(ends) > 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="There are no copies on this system to kill at a given moment")
def test_a_process_killed_at_any_moment_loses_at_most_its_last_write(victims: Victims, url: str) -> None:
    with opened(url) as database:
        prepare(database)
    assert [victims.send(url, "busy", moment) for moment in MOMENTS] == ["killed"] * len(MOMENTS)
    found = found_after(url)
    ((revision,),) = found["state"]
    assert [line[0] for line in sorted(found["log"])] == list(range(1, revision + 1))
    assert revision > len(MOMENTS)
    with opened(url) as database:
        assert [one.version for one in all_submissions(database)] == [3, 2, 1]
