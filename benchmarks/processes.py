"""Measure several processes behind nginx on one PostgreSQL: what visitors meet, and how much more two can do than one.

First what must hold: visitors stay with their process, an accepted table is seen through the other process, a killed
process costs a reload, a restart of all costs nobody a page. Then throughput through nginx, one process and two in
turns, by visitors who change the year without a pause. They, nginx and the database work on the same processors: on
two processors the two processes cannot have both. So the same is measured once more with two fifths of a processor
for each process (`slices.py`), which leaves room for everybody: there two processes must be 1.8 times one. At last
visitors who think for five seconds: four hundred on one process, and twice as many on two.
"""

import asyncio
import os
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.behind_nginx import Arrangement, arranged, free_ports
from benchmarks.measuring import ROOT, TURNS, keep, percentile, print_table
from benchmarks.serving import Server
from benchmarks.sessions import HEADINGS as LOAD_HEADINGS
from benchmarks.sessions import THINK_SECONDS, YEAR, load
from benchmarks.slices import SHARE, in_slices
from benchmarks.trials import accept_through, come_back, during_restart, guests_of_each, projects_shown, spread
from benchmarks.visitor import Answer, Visitor
from tests.store.server import running_postgresql

TABLE = ROOT / "data" / "samples" / "2025" / "龙岩市工信局2025年5G工厂名录推荐汇总表.xlsx"
OF_ONE_YEAR = "year=2025"
VISITORS, ASKING, RESTARTED_UNDER = 100, 24, 20
TURN_SECONDS = 5.0
#: So many visitors who think a process must serve, 95 of 100 within so many milliseconds.
THINKING, MOST_MS = 400, 200
HEADINGS = (
    "processes",
    "changes a second",
    "p50 ms",
    "p95 ms",
    "errors",
    "CPU ms a change",
    "processors used",
    "by visitors",
    "by nginx, database and others",
)
AT_LEAST = 1.8


@dataclass(frozen=True)
class Processes(Server):
    """All processes of an arrangement, measured together; nginx and the database are not among them."""

    others: Sequence[psutil.Process] = ()

    def each(self) -> list[psutil.Process]:
        """Return the processes without their children."""
        return [self.process, *self.others]

    def _all(self) -> list[psutil.Process]:
        return [process for first in self.each() for process in (first, *first.children(True))]


def measured(arrangement: Arrangement) -> Processes:
    """Return the processes to be watched, at the address of nginx."""
    first, *others = (psutil.Process(arrangement.processes[port].pid) for port in arrangement.ports)
    return Processes(arrangement.address, first, others)


@dataclass(frozen=True)
class Turn:
    """One turn without pauses: the answers, how long it was, and whose the processors' time was, in seconds."""

    answers: Sequence[Answer]
    seconds: float
    cpu_seconds: float
    visitors_seconds: float
    all_seconds: float

    def figures(self) -> tuple[float, ...]:
        """Return the figures of the table."""
        waits = [answer.seconds * 1000 for answer in self.answers]
        return (
            len(waits) / self.seconds,
            percentile(waits, 0.5),
            percentile(waits, 0.95),
            sum(not answer.is_sound for answer in self.answers),
            self.cpu_seconds / len(waits) * 1000,
            self.cpu_seconds / self.seconds,
            self.visitors_seconds / self.seconds,
            (self.all_seconds - self.cpu_seconds - self.visitors_seconds) / self.seconds,
        )


def busy_seconds() -> float:
    """Return what all processors together have worked so far."""
    times = psutil.cpu_times()
    return sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0)


async def without_pause(server: Server, visitors: int = ASKING) -> Turn:
    """Let visitors change the year as fast as they are answered."""
    answers: list[Answer] = []

    async def ask(visitor: Visitor, chance: random.Random) -> None:
        while time.perf_counter() < end:
            answers.append(await visitor.choose(YEAR, chance.choice(visitor.widgets[YEAR][1])))

    everybody = [await Visitor.arrive(server.address) for _ in range(visitors)]
    for visitor in everybody:
        await visitor.open()
    start, before = time.perf_counter(), (server.cpu_seconds(), time.process_time(), busy_seconds())
    end = start + TURN_SECONDS
    await asyncio.gather(*(ask(visitor, random.Random(number)) for number, visitor in enumerate(everybody)))
    after = (server.cpu_seconds(), time.process_time(), busy_seconds())
    turn = Turn(answers, time.perf_counter() - start, *(now - then for now, then in zip(after, before, strict=True)))
    for visitor in everybody:
        await visitor.leave()
    return turn


async def what_visitors_meet(arrangement: Arrangement) -> dict[str, Any]:
    """Go through what may happen to visitors; returns what they met."""
    places, moved = await spread(arrangement, VISITORS)
    officer, official = await guests_of_each(arrangement)
    await official.open()
    await accept_through(officer, TABLE.name, TABLE.read_bytes())
    start = time.perf_counter()
    await official.open(OF_ONE_YEAR)
    seen, shown = time.perf_counter() - start, official.shown
    await asyncio.to_thread(arrangement.kill, arrangement.ports[1])
    away = await come_back(official, OF_ONE_YEAR)
    same = official.shown == shown
    await asyncio.to_thread(arrangement.start, arrangement.ports[1])
    await asyncio.to_thread(arrangement.wait, arrangement.ports[1])
    start = time.perf_counter()
    met = await during_restart(arrangement, RESTARTED_UNDER, OF_ONE_YEAR)
    return {
        "visitors_by_process": sorted(places.values()),
        "visitors_moved": moved,
        "projects_accepted_through_one_seen_through_the_other": projects_shown(official),
        "seconds_until_seen": round(seen, 3),
        "seconds_to_come_back_after_a_kill": round(away, 3),
        "same_view_after_a_kill": same,
        "restart": {
            "seconds": round(time.perf_counter() - start, 1),
            "visitors": RESTARTED_UNDER,
            "pages": met.pages,
            "failed_pages": met.failed,
            "reloads": met.reloads,
            "longest_wait_seconds": round(met.longest_seconds, 2),
        },
    }


def throughput(servers: dict[int, Processes], is_sliced: bool) -> dict[int, tuple[float, ...]]:
    """Return the medians of the figures by the number of processes; they take turns."""
    turns: dict[int, list[tuple[float, ...]]] = {count: [] for count in servers}
    for _ in range(TURNS):
        for count, server in servers.items():
            with in_slices(server.each()) if is_sliced else nullcontext():
                turns[count].append(asyncio.run(without_pause(server)).figures())
    return {
        count: tuple(round(statistics.median(column), 2) for column in zip(*found, strict=True))
        for count, found in turns.items()
    }


def who_think(servers: dict[int, Processes]) -> dict[int, tuple[float, ...]]:
    """Let visitors think, as many a process; return the lines of the table."""
    return {
        count: asyncio.run(load(server, count * THINKING, server.memory())).row() for count, server in servers.items()
    }


def run() -> None:
    """Measure, print and keep."""
    with ExitStack() as stack:
        database = stack.enter_context(running_postgresql())
        url = database.new_database()
        arrangements = {
            count: stack.enter_context(arranged(_folder(stack), url, free_ports(count))) for count in (1, 2)
        }
        met = asyncio.run(what_visitors_meet(arrangements[2]))
        servers = {count: measured(arrangement) for count, arrangement in arrangements.items()}
        whole, sliced = throughput(servers, False), throughput(servers, True)
        thinking = who_think(servers)
    for name, value in met.items():
        print(f"{name.replace('_', ' ')}: {value}")
    kinds = {
        "without_pause": (f"{ASKING} visitors without a pause", HEADINGS, whole),
        "in_slices": (f"the same with {SHARE:.0%} of a processor for each process", HEADINGS, sliced),
        "thinking": (
            f"visitors who think for {THINK_SECONDS:g} seconds (aim: p95 of {MOST_MS} ms)",
            ("processes", *LOAD_HEADINGS),
            thinking,
        ),
    }
    results: dict[str, Any] = {"met": met}
    for kind, (title, headings, figures) in kinds.items():
        print(title)
        rows = [(count, *each) for count, each in figures.items()]
        print_table(headings, rows)
        results[kind] = [dict(zip(headings, row, strict=True)) for row in rows]
    results["two_to_one"] = {
        "changes a second": round(whole[2][0] / whole[1][0], 2),
        "changes a second, in slices": round(sliced[2][0] / sliced[1][0], 2),
        "changes a second of the processes' own time": round(whole[1][4] / whole[2][4], 2),
    }
    print(f"two processes to one (aim: {AT_LEAST} in slices, 1 of their own time): {results['two_to_one']}")
    load_average = [round(value, 1) for value in os.getloadavg()]
    keep("processes", ("streamlit", "uvicorn", "psycopg", "sqlalchemy"), results | {"load_average": load_average})


def _folder(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="landscape-nginx-")))


if __name__ == "__main__":
    run()
