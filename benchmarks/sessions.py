"""Measure many visitors at once: N sessions that change a filter, look for a while, and change it again.

Every session opens 总览, then changes the year every five seconds for half a minute. Told are the time from the choice
to the last byte of the page, errors, the server's processor time a run, and its memory a session, during and after.
The alternative in the same run is the plain page of `plain/overview.py` under Streamlit's own server.
"""

import asyncio
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.measuring import keep, percentile, print_table
from benchmarks.serving import Server, dashboard_command, free_port, serving, streamlit_command
from benchmarks.visitor import Answer, Visitor

THINK_SECONDS, MEASURED_SECONDS = 5.0, 30.0
YEAR = "年份"
COUNTS, PLAIN_COUNTS = (10, 50, 100, 200, 400), (10, 20)
FIRST_VISITORS = 100
CYCLES, CYCLES_AT_ONCE = 1_000, 20
HEADINGS = ("sessions", "changes", "p50 ms", "p95 ms", "errors", "CPU ms a change", "KB a change", "MB a session")


@dataclass(frozen=True)
class Load:
    """What N sessions met and cost."""

    sessions: int
    answers: Sequence[Answer]
    errors: int
    cpu_seconds: float
    session_bytes: float

    def row(self) -> tuple[object, ...]:
        """Return the line of the table."""
        waits = [answer.seconds * 1000 for answer in self.answers]
        sizes = [answer.wire_bytes / 1000 for answer in self.answers]
        return (
            self.sessions,
            len(waits),
            round(percentile(waits, 0.5), 1),
            round(percentile(waits, 0.95), 1),
            self.errors,
            round(self.cpu_seconds / len(waits) * 1000, 1),
            round(percentile(sizes, 0.5), 1),
            round(self.session_bytes / 1e6, 2),
        )


async def load(server: Server, sessions: int) -> Load:
    """Let so many visitors arrive over one think time, and measure what they do afterwards."""
    before = server.memory()
    answers: list[Answer] = []
    errors = 0
    start = time.perf_counter() + THINK_SECONDS + 2
    cpu_at_start = 0.0

    async def visit(number: int) -> None:
        nonlocal errors
        chance = random.Random(number)
        await asyncio.sleep(number / sessions * THINK_SECONDS)
        try:
            visitor = await Visitor.arrive(server.address)
            await visitor.open()
            await asyncio.sleep(max(0.0, start - time.perf_counter()) + chance.random() * THINK_SECONDS)
            while time.perf_counter() < start + MEASURED_SECONDS:
                answer = await visitor.choose(YEAR, chance.choice(visitor.widgets[YEAR][1]))
                answers.append(answer)
                errors += not answer.is_sound
                await asyncio.sleep(THINK_SECONDS * (0.5 + chance.random()))
            await visitor.leave()
        except (OSError, TimeoutError, EOFError) as error:
            print(f"a session failed: {error!r}", file=sys.stderr)
            errors += 1

    async def watch() -> None:
        nonlocal cpu_at_start
        await asyncio.sleep(start - time.perf_counter())
        cpu_at_start = server.cpu_seconds()

    everybody = [asyncio.create_task(visit(number)) for number in range(sessions)]
    await watch()
    await asyncio.sleep(MEASURED_SECONDS)
    used, memory = server.cpu_seconds() - cpu_at_start, server.memory() - before
    await asyncio.gather(*everybody)
    return Load(sessions, answers, errors, used, memory / sessions)


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
    """Return the server's memory (MB) after each tenth of a thousand sessions that open the page and leave."""
    memory = []
    for _ in range(10):
        for _ in range(CYCLES // 10 // CYCLES_AT_ONCE):
            await first_visitors(server, CYCLES_AT_ONCE)
        await asyncio.sleep(1)
        memory.append(round(server.memory() / 1e6, 1))
    return memory


def run() -> None:
    """Measure, print and keep."""
    port = free_port()
    with serving(dashboard_command(port), port) as server:
        errors, seconds = asyncio.run(first_visitors(server))
        print(f"{FIRST_VISITORS} first visitors at once: {errors} errors, {seconds:.1f} s until the last has the page")
        loads = [asyncio.run(load(server, count)) for count in COUNTS]
        memory = asyncio.run(come_and_go(server))
    port = free_port()
    with serving(streamlit_command("benchmarks/plain/overview.py", port), port) as server:
        plain = [asyncio.run(load(server, count)) for count in PLAIN_COUNTS]
    print("the dashboard, one process")
    print_table(HEADINGS, [each.row() for each in loads])
    print("a plain page with the same charts, one process")
    print_table(HEADINGS, [each.row() for each in plain])
    print(f"memory over a thousand sessions that came and went, MB: {memory}")
    keep(
        "sessions",
        ("streamlit", "uvicorn", "plotly", "pandas"),
        {
            "think_seconds": THINK_SECONDS,
            "first_visitors": {"count": FIRST_VISITORS, "errors": errors, "seconds": round(seconds, 2)},
            "dashboard": [dict(zip(HEADINGS, each.row(), strict=True)) for each in loads],
            "plain": [dict(zip(HEADINGS, each.row(), strict=True)) for each in plain],
            "memory_after_sessions_mb": memory,
        },
    )


if __name__ == "__main__":
    run()
