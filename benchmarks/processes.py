"""Measure several processes behind nginx on one PostgreSQL: what visitors meet, and how much more two can do than one.

First what must hold: visitors stay with their process, an accepted table is seen through the other process, a killed
process costs a reload, a restart of all costs nobody a page. Then throughput: visitors who change the year without a
pause, five seconds a turn, one process and two in turns, both through nginx; the processor time a change tells what is
the processes' own, since the visitors, nginx and the database work on the same processors. At last visitors who think.
"""

import asyncio
import os
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.behind_nginx import Arrangement, arranged, free_ports
from benchmarks.measuring import ROOT, TURNS, keep, percentile, print_table
from benchmarks.serving import Server
from benchmarks.sessions import HEADINGS as LOAD_HEADINGS
from benchmarks.sessions import YEAR, load
from benchmarks.trials import accept_through, come_back, during_restart, guests_of_each, projects_shown, spread
from benchmarks.visitor import Answer, Visitor
from tests.store.server import running_postgresql

TABLE = ROOT / "data" / "samples" / "2025" / "龙岩市工信局2025年5G工厂名录推荐汇总表.xlsx"
OF_ONE_YEAR = "year=2025"
VISITORS, ASKING, RESTARTED_UNDER = 100, 24, 20
TURN_SECONDS = 5.0
THINKING = {1: 400, 2: 800}
HEADINGS = ("processes", "changes a second", "p50 ms", "p95 ms", "errors", "CPU ms a change", "processors used")


@dataclass(frozen=True)
class Processes(Server):
    """All processes of an arrangement, measured together; nginx and the database are not among them."""

    others: Sequence[psutil.Process] = ()

    def _all(self) -> list[psutil.Process]:
        return [process for first in (self.process, *self.others) for process in (first, *first.children(True))]


def measured(arrangement: Arrangement) -> Processes:
    """Return the processes to be watched, at the address of nginx."""
    first, *others = (psutil.Process(arrangement.processes[port].pid) for port in arrangement.ports)
    return Processes(arrangement.address, first, others)


@dataclass(frozen=True)
class Turn:
    """One turn without pauses: the answers, how long it was, and the processes' time in seconds."""

    answers: Sequence[Answer]
    seconds: float
    cpu_seconds: float

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
        )


async def without_pause(server: Server, visitors: int = ASKING) -> Turn:
    """Let visitors change the year as fast as they are answered."""
    answers: list[Answer] = []

    async def ask(visitor: Visitor, chance: random.Random) -> None:
        while time.perf_counter() < end:
            answers.append(await visitor.choose(YEAR, chance.choice(visitor.widgets[YEAR][1])))

    everybody = [await Visitor.arrive(server.address) for _ in range(visitors)]
    for visitor in everybody:
        await visitor.open()
    start, used = time.perf_counter(), server.cpu_seconds()
    end = start + TURN_SECONDS
    await asyncio.gather(*(ask(visitor, random.Random(number)) for number, visitor in enumerate(everybody)))
    turn = Turn(answers, time.perf_counter() - start, server.cpu_seconds() - used)
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


def throughput(servers: dict[int, Processes]) -> dict[int, tuple[float, ...]]:
    """Return the medians of the figures by the number of processes; they take turns."""
    turns: dict[int, list[tuple[float, ...]]] = {count: [] for count in servers}
    for _ in range(TURNS):
        for count, server in servers.items():
            turns[count].append(asyncio.run(without_pause(server)).figures())
    return {
        count: tuple(statistics.median(column) for column in zip(*found, strict=True)) for count, found in turns.items()
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
        for name, value in met.items():
            print(f"{name.replace('_', ' ')}: {value}")
        servers = {count: measured(arrangement) for count, arrangement in arrangements.items()}
        figures = throughput(servers)
        print(f"{ASKING} visitors without a pause")
        print_table(HEADINGS, [(count, *(round(value, 2) for value in each)) for count, each in figures.items()])
        growth = figures[2][0] / figures[1][0]
        print(f"two processes to one: {growth:.2f} times the changes a second")
        loads = {count: asyncio.run(load(servers[count], sessions)).row() for count, sessions in THINKING.items()}
        print("visitors who think for five seconds")
        print_table(("processes", *LOAD_HEADINGS), [(count, *row) for count, row in loads.items()])
    keep(
        "processes",
        ("streamlit", "uvicorn", "psycopg", "sqlalchemy"),
        {
            "met": met,
            "without_pause": [
                dict(zip(HEADINGS, (count, *(round(value, 2) for value in each)), strict=True))
                for count, each in figures.items()
            ],
            "two_to_one": round(growth, 2),
            "thinking": [
                {"processes": count} | dict(zip(LOAD_HEADINGS, row, strict=True)) for count, row in loads.items()
            ],
            "load_average": [round(value, 1) for value in os.getloadavg()],
        },
    )


def _folder(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="landscape-nginx-")))


if __name__ == "__main__":
    run()
