"""Measure what each page costs the server: its first run and a change of a filter, in processor time and on the wire.

A change is told twice: to what nobody has looked at yet, which is counted and drawn then (units, sectors and tiers
chosen at random, one of the three a change), and to what somebody has seen before, as with many people looking at few
years. The five pages that consist of charts stand beside a plain version of themselves (`plain/`) under Streamlit's own
server with its own settings, and all stand beside the floor: an empty page on the dashboard's own server.
"""

import asyncio
import random
import statistics
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measuring import TURNS, keep, print_table
from benchmarks.running import free_port, free_ports
from benchmarks.serving import Server, dashboard_command, floor_command, serving, streamlit_command
from benchmarks.visitor import Answer, Visitor
from pages import SCREENS

PLAIN = ("overview", "industry", "tiers", "scenarios", "cities")
FLOOR = "floor"
YEAR = "年份"
#: Where several may be chosen, and how many at least and at most: few enough to differ, enough to leave projects.
SEVERAL = {"推荐单位": (2, 5), "重点行业": (2, 5), "建设类型": (1, 2)}
# Processor time is told in steps of ten milliseconds: so many runs are measured together.
OPENED, CHANGED, FLOOR_RUNS = 8, 12, 40
PLAIN_OPENED, PLAIN_CHANGED = 3, 4
MOST_MS, MOST_CHANGE_KB, MOST_FIRST_KB = 10, 12, 120
DEFAULTS = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true", "STREAMLIT_SERVER_ENABLE_WEBSOCKET_COMPRESSION": "false"}
_FIELDS = ("first_ms", "new_ms", "seen_ms", "first_kb", "change_kb")
_HEADINGS = ("page", "first ms", "new ms", "seen ms", "first KB", "change KB")


@dataclass
class Costs:
    """What one page cost in each turn: milliseconds of the processor a run, kilobytes on the wire a run."""

    first_ms: list[float] = field(default_factory=list)
    new_ms: list[float] = field(default_factory=list)
    seen_ms: list[float] = field(default_factory=list)
    first_kb: list[float] = field(default_factory=list)
    change_kb: list[float] = field(default_factory=list)

    def medians(self) -> dict[str, float]:
        """Return the median of each; what was not measured is left out."""
        return {name: round(statistics.median(values), 1) for name, values in vars(self).items() if values}


@contextmanager
def empty_store() -> Iterator[Mapping[str, str]]:
    """Hand out the settings of a dashboard that shows the samples, whatever this machine's store holds."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield {"FACTORY_DATABASE_URL": f"sqlite:///{Path(folder).as_posix()}/empty.db"}


async def open_often(server: Server, page: str, times: int, costs: Costs) -> None:
    """Let visitors open a page one after the other, each in a session of their own."""
    before, answers = server.cpu_seconds(), []
    for _ in range(times):
        visitor = await Visitor.arrive(server.address)
        answers.append(sound(await visitor.open(page=page)))
        await visitor.leave()
    costs.first_ms.append((server.cpu_seconds() - before) / times * 1000)
    costs.first_kb.append(median_kb(answers))


async def choose_years(server: Server, page: str, times: int, costs: Costs) -> None:
    """Let one visitor choose every year, and then all of them again and again, at least `times` changes."""
    visitor = await Visitor.arrive(server.address)
    sound(await visitor.open(page=page))
    years = visitor.widgets[YEAR][1][1:]
    for year in years:
        sound(await visitor.choose(YEAR, year))
    before = server.cpu_seconds()
    answers = [sound(await visitor.choose(YEAR, year)) for _ in range(-(-times // len(years))) for year in years]
    costs.seen_ms.append((server.cpu_seconds() - before) / len(answers) * 1000)
    costs.change_kb.append(median_kb(answers))
    await visitor.leave()


async def mix_filters(server: Server, page: str, chance: random.Random, costs: Costs) -> None:
    """Let one visitor choose units, sectors and tiers that nobody has chosen together before."""
    visitor = await Visitor.arrive(server.address)
    sound(await visitor.open(page=page))
    for label in SEVERAL:
        sound(await choose_some(visitor, label, chance))
    before = server.cpu_seconds()
    answers = [sound(await choose_some(visitor, chance.choice(list(SEVERAL)), chance)) for _ in range(CHANGED)]
    costs.new_ms.append((server.cpu_seconds() - before) / len(answers) * 1000)
    costs.change_kb.append(median_kb(answers))
    await visitor.leave()


async def choose_some(visitor: Visitor, label: str, chance: random.Random) -> Answer:
    """Choose some options of a list at random."""
    return await visitor.choose_several(
        label, chance.sample(visitor.widgets[label][1], chance.randint(*SEVERAL[label]))
    )


def sound(answer: Answer) -> Answer:
    """Pass a run on; raises RuntimeError where it went wrong."""
    if not answer.is_sound:
        raise RuntimeError("a page was not drawn as it should be")
    return answer


def median_kb(answers: list[Answer]) -> float:
    return statistics.median(answer.wire_bytes for answer in answers) / 1000


def measure() -> tuple[dict[str, Costs], dict[str, Costs]]:
    """Return the costs of the floor and of all pages, and of their plain versions; they take turns."""
    own, plain = {screen.file: Costs() for screen in SCREENS}, {name: Costs() for name in PLAIN}
    bare, chance = Costs(), random.Random(6)
    with ExitStack() as started:
        environment = started.enter_context(empty_store())
        dashboard, floor = (
            started.enter_context(serving(command(port), port, environment=environment))
            for command, port in zip((dashboard_command, floor_command), free_ports(2), strict=True)
        )
        plain_servers = {name: started.enter_context(plain_server(name, environment)) for name in PLAIN}
        for _ in range(TURNS):
            asyncio.run(open_often(floor, "", FLOOR_RUNS, bare))
            asyncio.run(choose_years(floor, "", FLOOR_RUNS, bare))
            for screen in SCREENS:
                costs = own[screen.file]
                asyncio.run(open_often(dashboard, screen.path, OPENED, costs))
                asyncio.run(mix_filters(dashboard, screen.path, chance, costs))
                asyncio.run(choose_years(dashboard, screen.path, CHANGED, costs))
            for name, server in plain_servers.items():
                asyncio.run(open_often(server, "", PLAIN_OPENED, plain[name]))
                asyncio.run(choose_years(server, "", PLAIN_CHANGED, plain[name]))
    # To an empty page nothing is new.
    bare.new_ms = bare.seen_ms
    return {FLOOR: bare, **own}, plain


@contextmanager
def plain_server(name: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Start a plain page and let its very first visitor wait for what is imported and read then."""
    port, script = free_port(), f"benchmarks/plain/{name}.py"
    with serving(streamlit_command(script, port), port, environment={**environment, **DEFAULTS}) as server:
        asyncio.run(open_often(server, "", 1, Costs()))
        yield server


def ratios(whole: Mapping[str, float], part: Mapping[str, float]) -> dict[str, float]:
    """Return how many times `part` each cost of `whole` is, of those that both have."""
    return {name: round(value / part[name], 1) for name, value in whole.items() if part.get(name)}


def run() -> None:
    """Measure, print and keep."""
    costs, plain_costs = measure()
    own = {name: each.medians() for name, each in costs.items()}
    plain = {name: each.medians() for name, each in plain_costs.items()}
    compared = {name: ratios(plain[name], own[name]) for name in PLAIN}
    bare = {name: own[FLOOR][name] for name in ("first_ms", "new_ms", "seen_ms")}
    floors = {name: ratios(each, bare) for name, each in own.items() if name != FLOOR}
    tables = {
        "dashboard": own,
        "plain": plain,
        "plain_to_dashboard": compared,
        "dashboard_to_floor": floors,
    }
    for title, rows in tables.items():
        print(title.replace("_", " "))
        print_table(_HEADINGS, [(name, *(each.get(one, "") for one in _FIELDS)) for name, each in rows.items()])
    print(f"aims: a change {MOST_MS} ms and {MOST_CHANGE_KB} KB at most, a first run {MOST_FIRST_KB} KB at most")
    keep("pages", ("streamlit", "uvicorn", "plotly", "pandas"), tables)


if __name__ == "__main__":
    run()
