"""What several people do at one time, each in a thread or in a process of their own."""

import time
from collections import Counter
from collections.abc import Callable

from sqlalchemy import func, select

from store.collection import collect
from store.database import Database
from store.decisions import decide
from store.errors import StoreError
from store.schema import log, projects, submissions
from store.submissions import accept, receive
from store.targets import set_target
from tests.store.reading_building import outcome, rich

Told = list[str]


def together(start: float, url: str, work: Callable[..., str], jobs: list[tuple]) -> Told:
    """Open a store, wait for the others, do one job after another; return what came of each.

    `start` is the time at which all begin, as `time.time` tells it.
    """
    database = Database(url)
    database.revision()
    time.sleep(max(0.0, start - time.time()))
    told = [_told(work, database, job) for job in jobs]
    database.close()
    return told


def _told(work: Callable[..., str], database: Database, job: tuple) -> str:
    try:
        return work(database, *job)
    except StoreError as error:
        return type(error).__name__


def open_anew(start: float, url: str) -> str:
    """Open a database that may be empty, at the same moment as the others; return its state."""
    time.sleep(max(0.0, start - time.time()))
    database = Database(url)
    found = database.revision()
    database.close()
    return found


def accept_in_place(database: Database, submission_id: int, in_place_of: int | None) -> str:
    accept(database, submission_id, by="张", in_place_of=in_place_of)
    return "accepted"


def receive_again(database: Database, unit: str, year: int) -> str:
    return str(receive(database, rich(unit, year), b"the same", by="张").id)


def keep_list(database: Database, year: int) -> str:
    return str(decide(database, [outcome("甲公司", "甲项目", year)], "名单", by="张", data=b"list"))


def set_own(database: Database, year: int, who: str, number: int) -> str:
    set_target(database, "province", "listed", year, number, f"{who}第{number}次", by=who)
    return "set"


def swap(database: Database, *versions: int) -> str:
    for version in versions:
        accept(database, version, by="张")
    return "swapped"


def watch(start: float, url: str, seconds: float) -> Counter:
    """Read again and again; count what does not fit together, and under `reads` how often there was a look."""
    database = Database(url)
    database.revision()
    time.sleep(max(0.0, start - time.time()))
    found: Counter = Counter()
    sizes: dict[str, int] = {}
    while time.time() < start + seconds:
        received = collect(database)
        size = len(received.projects)
        found["uses that do not fit"] += len(received.uses) != 2 * size
        found["two sizes of one state"] += sizes.setdefault(received.revision, size) != size
        found["sums that do not fit"] += _differs(database)
        found["reads"] += 1
    found["states"] = len(sizes)
    database.close()
    return found


def _differs(database: Database) -> bool:
    """Return whether the projects there are are others than the submissions say, in two looks of one reading."""
    current = select(submissions.c.id).where(submissions.c.is_current)
    with database.reading() as connection:
        said = connection.execute(
            select(func.sum(submissions.c.project_count)).where(submissions.c.is_current)
        ).scalar()
        time.sleep(0.005)
        there = select(func.count()).where(projects.c.submission_id.in_(current), ~projects.c.is_repeat)
        return connection.execute(there).scalar() != said


def lines(database: Database) -> list[tuple[int, str, str]]:
    """Return the log: revision, who, what."""
    with database.reading() as connection:
        return [
            tuple(row) for row in connection.execute(select(log.c.revision, log.c.by, log.c.action).order_by(log.c.id))
        ]
