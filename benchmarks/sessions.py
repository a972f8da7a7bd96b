"""Measure many visitors at once: N sessions that change a filter, look for a while, and change it again.

First a hundred visitors at the same instant, to servers that have just been started. Then N sessions open 总览 and
change the year every five seconds, for five turns of ten seconds: the time from the choice to the last byte of the
page, the server's processor time a change, its memory while they are there and after they have left, and what the
visitors themselves took of the processors, lest they be the bottleneck. At last three thousand sessions come and go,
which must not leave memory behind. Beside it in the same run: the plain page of `plain/overview.py` under Streamlit's
own server, and the floor, an empty page on the dashboard's server.
"""

import asyncio
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from benchmarks.measuring import TURNS, keep, percentile, print_table
from benchmarks.pages import YEAR, empty_store
from benchmarks.running import free_port
from benchmarks.serving import Server, dashboard_command, floor_command, serving, streamlit_command
from benchmarks.visitor import Answer, Visitor

THINK_SECONDS, TURN_SECONDS = 5.0, 10.0
COUNTS = {"dashboard": (10, 50, 100, 200, 400), "plain": (10, 20), "floor": (100, 400)}
#: With the plain page so many sessions would take longer than all the rest.
COMES_AND_GOES = "dashboard"
FIRST_VISITORS = 100
#: So many: what Python has not collected yet lets the memory swing by tens of megabytes, which a slope must not show.
CYCLES, CYCLES_AT_ONCE, LOOKED_AFTER = 3_000, 20, 100
#: Streamlit keeps a session for two minutes, in case its browser comes back.
KEPT_SECONDS = 125.0
HEADINGS = (
    "sessions",
    "changes",
    "p50 ms",
    "p95 ms",
    "errors",
    "CPU ms a change",
    "KB a change",
    "MB a session",
    "visitors' CPU ms",
)
SERVERS: dict[str, Callable[[int], Sequence[str]]] = {
    "dashboard": dashboard_command,
    "plain": lambda port: streamlit_command("benchmarks/plain/overview.py", port),
    "floor": floor_command,
}


@dataclass
class Load:
    """What N sessions met and cost, turn by turn; `memory` is what they added to the server's, in bytes."""

    sessions: int
    turns: list[list[Answer]] = field(default_factory=list)
    cpu_seconds: list[float] = field(default_factory=list)
    own_seconds: list[float] = field(default_factory=list)
    failed: int = 0
    memory: float = 0.0

    def row(self) -> tuple[float, ...]:
        """Return the line of the table: medians of the turns."""
        waits = [[answer.seconds * 1000 for answer in turn] for turn in self.turns]
        answers = [answer for turn in self.turns for answer in turn]
        changes = [max(len(turn), 1) for turn in self.turns]
        return (
            self.sessions,
            len(answers),
            round(statistics.median(percentile(turn, 0.5) for turn in waits if turn), 1),
            round(statistics.median(percentile(turn, 0.95) for turn in waits if turn), 1),
            self.failed + sum(not answer.is_sound for answer in answers),
            _each(self.cpu_seconds, changes),
            round(statistics.median(answer.wire_bytes for answer in answers) / 1000, 1),
            round(self.memory / self.sessions / 1e6, 2),
            _each(self.own_seconds, changes),
        )


def _each(seconds: Sequence[float], changes: Sequence[int]) -> float:
    """Return the median of the turns' milliseconds a change."""
    return round(statistics.median(used / count * 1000 for used, count in zip(seconds, changes, strict=True)), 1)


async def load(server: Server, sessions: int, before: int) -> Load:
    """Let so many visitors arrive over one think time and measure what they do then; `before` is the memory so far."""
    met = Load(sessions)
    start = time.perf_counter() + THINK_SECONDS + 2
    end = start + TURNS * TURN_SECONDS

    async def visit(number: int) -> None:
        chance = random.Random(number)
        await asyncio.sleep(number / sessions * THINK_SECONDS)
        try:
            visitor = await Visitor.arrive(server.address)
            await visitor.open()
            await asyncio.sleep(start - time.perf_counter() + chance.random() * THINK_SECONDS)
            while time.perf_counter() < end:
                answer = await visitor.choose(YEAR, chance.choice(visitor.widgets[YEAR][1]))
                met.turns[-1].append(answer)
                await asyncio.sleep(THINK_SECONDS * (0.5 + chance.random()))
            await visitor.leave()
        except OSError as error:
            print(f"a session failed: {error!r}", file=sys.stderr)
            met.failed += 1

    met.turns.append([])
    everybody = [asyncio.create_task(visit(number)) for number in range(sessions)]
    await asyncio.sleep(start - time.perf_counter())
    met.turns.clear()
    for turn in range(TURNS):
        met.turns.append([])
        used, own = server.cpu_seconds(), time.process_time()
        await asyncio.sleep(start + (turn + 1) * TURN_SECONDS - time.perf_counter())
        met.cpu_seconds.append(server.cpu_seconds() - used)
        met.own_seconds.append(time.process_time() - own)
    met.memory = server.memory() - before
    await asyncio.gather(*everybody)
    return met


async def look_around(server: Server) -> None:
    """Look at every year once: what a server keeps for everybody is not to be counted for one."""
    visitor = await Visitor.arrive(server.address)
    await visitor.open()
    for year in visitor.widgets[YEAR][1]:
        await visitor.choose(YEAR, year)
    await visitor.leave()


async def first_visitors(server: Server, count: int = FIRST_VISITORS) -> tuple[int, float]:
    """Let visitors arrive at the same instant; return errors and the seconds until the last one has the page."""

    async def visit() -> bool:
        visitor = await Visitor.arrive(server.address)
        answer = await visitor.open()
        await visitor.leave()
        return answer.is_sound

    start = time.perf_counter()
    sound = await asyncio.gather(*(visit() for _ in range(count)), return_exceptions=True)
    return sum(each is not True for each in sound), time.perf_counter() - start


async def come_and_go(server: Server) -> list[float]:
    """Return the server's memory (MB) after every hundred of the sessions that open the page and leave."""
    memory = []
    for _ in range(CYCLES // LOOKED_AFTER):
        for _ in range(LOOKED_AFTER // CYCLES_AT_ONCE):
            await first_visitors(server, CYCLES_AT_ONCE)
        await asyncio.sleep(1)
        memory.append(round(server.memory() / 1e6, 1))
    return memory


def slope(memory: Sequence[float]) -> float:
    """Return by how many MB the memory grows in a thousand sessions, the first thousand left aside.

    Until then Streamlit fills the room where it keeps sessions whose browser may come back, and Python collects what
    the hundreds before have left.
    """
    settled = memory[10:]
    return round(statistics.linear_regression(range(len(settled)), settled).slope * 1_000 / LOOKED_AFTER, 1)


@contextmanager
def started(name: str) -> Iterator[Server]:
    """Start one of the servers on the samples."""
    port = free_port()
    with empty_store() as environment, serving(SERVERS[name](port), port, environment=environment) as server:
        yield server


def at_the_same_instant() -> dict[str, dict[str, float]]:
    """Let a hundred first visitors arrive at servers that have just been started; these take turns."""
    met: dict[str, list[tuple[int, float]]] = {name: [] for name in SERVERS}
    for _ in range(TURNS):
        for name, found in met.items():
            with started(name) as server:
                found.append(asyncio.run(first_visitors(server)))
    return {
        name: {
            "visitors": FIRST_VISITORS * len(found),
            "errors": sum(errors for errors, _ in found),
            "seconds until the last has the page": round(statistics.median(seconds for _, seconds in found), 2),
        }
        for name, found in met.items()
    }


async def under_load(server: Server, counts: Sequence[int]) -> tuple[list[Load], dict[str, float]]:
    """Put a server under one load after the other; return them, and its memory in MB before and with the last."""
    await look_around(server)
    before = server.memory()
    loads = [await load(server, count, before) for count in counts]
    memory = {"before": before, f"with {counts[-1]} sessions": before + loads[-1].memory}
    return loads, {name: round(size / 1e6, 1) for name, size in memory.items()}


async def afterwards(server: Server) -> float:
    """Return the server's memory in MB when all sessions have been forgotten."""
    await asyncio.sleep(KEPT_SECONDS)
    await look_around(server)
    return round(server.memory() / 1e6, 1)


def run() -> None:
    """Measure, print and keep."""
    results: dict[str, Any] = {"think_seconds": THINK_SECONDS, "first_visitors": at_the_same_instant()}
    print("a hundred first visitors at the same instant, five times")
    for name, met in results["first_visitors"].items():
        print(f"{name}: {met}")
    for name, counts in COUNTS.items():
        with started(name) as server:
            loads, memory = asyncio.run(under_load(server, counts))
            cycles = []
            if name == COMES_AND_GOES:
                memory["after"] = asyncio.run(afterwards(server))
                cycles = asyncio.run(come_and_go(server))
        print(f"{name}, one process")
        print_table(HEADINGS, [each.row() for each in loads])
        print(f"MB of memory: {memory}")
        results[name] = {"loads": [dict(zip(HEADINGS, each.row(), strict=True)) for each in loads], "memory_mb": memory}
        if cycles:
            results[name] |= {"cycles_mb": cycles, "mb_a_thousand_sessions": slope(cycles)}
            print(f"after every hundred of the sessions that came and went: {cycles}, slope {slope(cycles)}")
    keep("sessions", ("streamlit", "uvicorn", "plotly", "pandas"), results)


if __name__ == "__main__":
    run()
