"""Measure the dashboard on a million projects that were received, accepted and published through the store.

Told are: how many projects a second came into the store when it was written, whenever that was; reading it beside plain
`pandas.read_sql` (SQLite, and PostgreSQL with a fifth of the projects), each in a process of its own; then, through the
running server and beside a store of a thousand projects, the warm start, every screen's first run and its filter
changes, filters by scenario, searching and paging the projects, and what it costs to show a table that was just
accepted, to one and to many at once: the server's processor time, the wait until the last byte, bytes on the wire, and
its memory after every part. The first time, the stores are written: minutes.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from urllib.parse import urlencode

import psutil

from benchmarks.invented_store import YEARS, as_written, invented_file, invented_server, one_more
from benchmarks.measuring import TURNS, keep, print_table
from benchmarks.reading import in_child, read_plainly, read_store
from benchmarks.running import free_port
from benchmarks.serving import Server, dashboard_command, serving
from benchmarks.visitor import Answer, Visitor
from loaders.vocabulary import vocabulary
from pages import SCREENS
from store.database import Database
from store.settings import DATABASE_URL, sqlite_url
from store.submissions import accept, withdraw

COUNT, ON_SERVER, FEW = 1_000_000, 200_000, 1_000
AT_ONCE = 8
_YEAR = "年份"
SEEN = ("what", "CPU ms, few", "CPU ms", "wait ms, few", "wait ms", "KB, few", "KB", "errors")


@dataclass(frozen=True)
class Seen:
    """What visitors did, and what it cost: server CPU ms (mean) and wait ms and kilobytes (medians), and faults."""

    name: str
    cpu: float
    wait: float
    kilobytes: float
    errors: int


@dataclass(frozen=True)
class Doing:
    """Something that visitors do one after another, measured together."""

    name: str
    turns: Sequence[Callable[[], Awaitable[Answer]]]

    async def watched(self, server: Server) -> Seen:
        """Do it. The CPU is a mean, for it is told in hundredths of a second only."""
        before = server.cpu_seconds()
        answers = [await turn() for turn in self.turns]
        used = (server.cpu_seconds() - before) / len(answers) * 1000
        wait = statistics.median(answer.seconds for answer in answers) * 1000
        size = statistics.median(answer.wire_bytes for answer in answers) / 1000
        errors = sum(not answer.is_sound for answer in answers)
        return Seen(self.name, round(used, 1), round(wait, 1), round(size, 1), errors)


async def _opens(server: Server, page: str, **query: str | list[str]) -> Answer:
    """Open a page as a new visitor, by its address."""
    visitor = await Visitor.arrive(server.address)
    answer = await visitor.open(urlencode(query, doseq=True), page)
    await visitor.leave()
    return answer


async def visit_screens(server: Server) -> list[Seen]:
    """Open every screen as a first visitor would, then change the year, for units whose views nobody has seen yet."""
    seen, names = [], [unit.name for unit in vocabulary().units]
    for place, screen in enumerate(SCREENS):
        units = [("unit", name) for name in (names[place % len(names)], names[-place])[: 1 + place // len(names)]]
        visitor = await Visitor.arrive(server.address)
        first = Doing(f"{screen.title}, first run", [partial(visitor.open, urlencode(units), screen.path)])
        changes = Doing(
            f"{screen.title}, another year", [partial(visitor.choose, _YEAR, f"{year}年") for year in YEARS]
        )
        seen += [await first.watched(server), await changes.watched(server)]
        await visitor.leave()
    return seen


async def ask_for_projects(server: Server, count: int) -> list[Seen]:
    """Search, turn pages, filter by scenario and trace projects on 项目, each time as a new visitor."""
    names = [scenario.name for scenario in vocabulary().scenarios][:TURNS]
    pages, numbers = range(2, count // 50, count // 50 // TURNS), range(1, count, count // TURNS)
    asked: dict[str, list[dict[str, str]]] = {
        "another page": [{"list_page": str(page)} for page in pages],
        "a search": [{"search": f"思明 电子 {number}"} for number in range(TURNS)],
        "the same search again": [{"search": f"思明 电子 {number}"} for number in range(TURNS)],
        "a search in vain": [{"search": f"没有这个词{number}"} for number in range(TURNS)],
        "by a scenario": [{"scenario": name} for name in names],
        "newly listed": [{"stage": "入选", "only": "当年新增", "year": f"{year}年"} for year in YEARS[-TURNS:]],
        "a project traced": [{"project": str(number)} for number in numbers],
    }
    return [
        await Doing(f"项目, {name}", [partial(_opens, server, "projects", **query) for query in queries]).watched(
            server
        )
        for name, queries in asked.items()
    ]


async def filter_by_scenario(server: Server) -> list[Seen]:
    """Open 总览 for scenarios that nobody has asked for yet: one, and three together."""
    names = [scenario.name for scenario in vocabulary().scenarios]
    asked = {"one scenario": [names[place : place + 1] for place in range(10)]}
    asked["three scenarios"] = [names[place : place + 3] for place in range(10)]
    return [
        await Doing(f"总览, {name}", [partial(_opens, server, "", scenario=some) for some in chosen]).watched(server)
        for name, chosen in asked.items()
    ]


async def after_a_write(server: Server, database: Database) -> list[Seen]:
    """Accept one more table and look at 总览 and 名录, take it back and look again, at last many at once."""
    number = one_more(database)
    accepted = await Doing("总览, after one more table", [partial(_opens, server, "")]).watched(server)
    listed = await Doing("名录, after one more table", [partial(_opens, server, "directory")]).watched(server)
    withdraw(database, number, by="测速")
    withdrawn = await Doing("总览, after its withdrawal", [partial(_opens, server, "")]).watched(server)
    accept(database, number, by="测速")
    at_once = await Doing(f"总览, {AT_ONCE} at once after a table", [partial(_open_at_once, server)]).watched(server)
    withdraw(database, number, by="测速")
    return [accepted, listed, withdrawn, at_once]


async def _open_at_once(server: Server) -> Answer:
    """Open 总览 by many at the same moment; the answer is that of who waited longest."""
    answers = await asyncio.gather(*(_opens(server, "") for _ in range(AT_ONCE)))
    is_sound = all(answer.is_sound for answer in answers)
    return replace(max(answers, key=lambda answer: answer.seconds), is_sound=is_sound)


def serve_and_visit(count: int) -> tuple[dict[str, float], list[Seen]]:
    """Start the dashboard on so many projects; return seconds and memory (MB) of it, and what was seen."""
    file = invented_file(count)
    url, written = sqlite_url(file), as_written(file)
    port, start = free_port(), time.perf_counter()
    with serving(dashboard_command(port), port, environment={DATABASE_URL: url}) as server:
        costs = {"written_seconds": round(written.seconds, 1), "written_a_second": round(count / written.seconds)}
        costs |= {"start_seconds": round(time.perf_counter() - start, 1), "start_mb": _megabytes(server)}
        database = Database(url)
        seen = asyncio.run(visit_screens(server))
        costs["after_screens_mb"] = _megabytes(server)
        seen += [*asyncio.run(filter_by_scenario(server)), *asyncio.run(ask_for_projects(server, count))]
        costs["after_projects_mb"] = _megabytes(server)
        seen += asyncio.run(after_a_write(server, database))
        database.close()
        return costs | {"end_mb": _megabytes(server)}, seen


def _megabytes(server: Server) -> int:
    return round(server.memory() / 1e6)


def run() -> None:
    """Measure, print and keep."""
    load = [round(each, 1) for each in psutil.getloadavg()]
    url = sqlite_url(invented_file(COUNT))
    costs = {f"SQLite, {COUNT:,}": in_child(read_plainly, url) | in_child(read_store, url)}
    with invented_server(ON_SERVER) as server_url:
        found = in_child(read_plainly, server_url) | in_child(read_store, server_url)
        costs[f"PostgreSQL, {ON_SERVER:,}"] = found
    for store, found in costs.items():
        print(store)
        print_table(("what", "seconds", "CPU seconds", "peak MB"), [cost.row(name) for name, cost in found.items()])
    (few_started, few), (started, seen) = serve_and_visit(FEW), serve_and_visit(COUNT)
    print(f"the dashboard on {FEW:,} projects: {few_started}; on {COUNT:,}: {started}")
    print_table(SEEN, [_beside(*both) for both in zip(few, seen, strict=True)])
    keep(
        "million",
        ("pandas", "numpy", "sqlalchemy", "psycopg", "streamlit", "uvicorn"),
        {
            # Of the last 1, 5 and 15 minutes before: others worked on the machine as well.
            "load_before": load,
            "reading": {store: {name: asdict(cost) for name, cost in found.items()} for store, found in costs.items()},
            "server": {f"{FEW}": few_started, f"{COUNT}": started},
            "screens": {f"{FEW}": [asdict(each) for each in few], f"{COUNT}": [asdict(each) for each in seen]},
        },
    )


def _beside(few: Seen, many: Seen) -> tuple[object, ...]:
    sizes = (few.cpu, many.cpu, few.wait, many.wait, few.kilobytes, many.kilobytes)
    return many.name, *sizes, few.errors + many.errors


if __name__ == "__main__":
    run()
