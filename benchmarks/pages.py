"""Measure what each page costs the server: its first run and a change of the year, in processor time and on the wire.

The five pages that consist of charts stand beside a plain version of themselves (`plain/`) under Streamlit's own
server with its own settings. A change is told twice: to what nobody has looked at yet, which is counted and drawn
then, and to what somebody has seen before, as with many people looking at few years.
"""

import asyncio
import statistics
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measuring import TURNS, keep, print_table
from benchmarks.serving import Server, dashboard_command, free_port, serving, streamlit_command
from benchmarks.visitor import Answer, Visitor
from loaders.vocabulary import vocabulary
from pages import SCREENS

PLAIN = ("overview", "industry", "tiers", "scenarios", "cities")
YEAR = "年份"
# Processor time is told in steps of ten milliseconds: so many runs are measured together.
OPENED, CHANGED = 8, 8
PLAIN_OPENED, PLAIN_CHANGED = 3, 4
MOST_MS, MOST_CHANGE_KB, MOST_FIRST_KB = 10, 12, 120
DEFAULTS = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}
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


async def change_often(server: Server, page: str, query: str, times: int, costs: Costs) -> None:
    """Let one visitor choose every year, then all of them again and again, at least `times` changes."""
    visitor = await Visitor.arrive(server.address)
    sound(await visitor.open(query, page))
    years = visitor.widgets[YEAR][1][1:]
    new = costs.new_ms if query else costs.seen_ms
    answers = []
    for own, rounds in ((new, 1), (costs.seen_ms, -(-times // len(years)))):
        before = server.cpu_seconds()
        asked = [sound(await visitor.choose(YEAR, year)) for _ in range(rounds) for year in years]
        own.append((server.cpu_seconds() - before) / len(asked) * 1000)
        answers += asked
    costs.change_kb.append(median_kb(answers))
    await visitor.leave()


def sound(answer: Answer) -> Answer:
    """Pass a run on; raises RuntimeError where it went wrong."""
    if not answer.is_sound:
        raise RuntimeError("a page was not drawn as it should be")
    return answer


def median_kb(answers: list[Answer]) -> float:
    return statistics.median(answer.wire_bytes for answer in answers) / 1000


def measure() -> tuple[dict[str, Costs], dict[str, Costs]]:
    """Return the costs of all pages and of their plain versions; they take turns."""
    own, plain = {screen.file: Costs() for screen in SCREENS}, {name: Costs() for name in PLAIN}
    with ExitStack() as started:
        environment = started.enter_context(empty_store())
        port = free_port()
        dashboard = started.enter_context(serving(dashboard_command(port), port, environment=environment))
        plain_servers = {name: started.enter_context(plain_server(name, environment)) for name in PLAIN}
        for turn in range(TURNS):
            # A unit of its own in every turn: nobody has looked at its years before.
            unit = vocabulary().units.name(vocabulary().units.codes[turn])
            for screen in SCREENS:
                costs = own[screen.file]
                asyncio.run(open_often(dashboard, screen.path, OPENED, costs))
                asyncio.run(change_often(dashboard, screen.path, f"unit={unit}", CHANGED, costs))
            for name, server in plain_servers.items():
                asyncio.run(open_often(server, "", PLAIN_OPENED, plain[name]))
                asyncio.run(change_often(server, "", "", PLAIN_CHANGED, plain[name]))
    return own, plain


@contextmanager
def plain_server(name: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Start a plain page and let its very first visitor wait for what is imported and read then."""
    port, script = free_port(), f"benchmarks/plain/{name}.py"
    with serving(streamlit_command(script, port), port, environment={**environment, **DEFAULTS}) as server:
        asyncio.run(open_often(server, "", 1, Costs()))
        yield server


def ratios(own: Mapping[str, float], plain: Mapping[str, float]) -> dict[str, float]:
    """Return how many times the plain page's cost is the dashboard's."""
    return {name: round(value / own[name], 1) for name, value in plain.items() if own.get(name)}


def run() -> None:
    """Measure, print and keep."""
    costs, plain_costs = measure()
    own = {name: each.medians() for name, each in costs.items()}
    plain = {name: each.medians() for name, each in plain_costs.items()}
    compared = {name: ratios(own[name], plain[name]) for name in PLAIN}
    fields = list(next(iter(own.values())))
    for title, rows in (("the dashboard", own), ("plain pages", plain), ("plain to dashboard", compared)):
        print(title)
        print_table(_HEADINGS, [(name, *(each.get(one, "") for one in fields)) for name, each in rows.items()])
    print(f"aims: a change {MOST_MS} ms and {MOST_CHANGE_KB} KB at most, a first run {MOST_FIRST_KB} KB at most")
    results = {"dashboard": own, "plain": plain, "plain_to_dashboard": compared}
    keep("pages", ("streamlit", "uvicorn", "plotly", "pandas"), results)


if __name__ == "__main__":
    run()
