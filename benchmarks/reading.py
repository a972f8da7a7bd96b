"""Read a store as the dashboard does, and as one would without thinking of speed, each in a process of its own."""

import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import pandas as pd
import psutil
from sqlalchemy import Engine

from benchmarks.measuring import TURNS
from loaders.facts import facts
from loaders.vocabulary import vocabulary
from metrics.landscape import Filters, Landscape
from store.collection import Collection, collect
from store.database import Database

_PLAIN = (
    "SELECT projects.id, submissions.year, projects.unit, projects.sector, projects.tier FROM projects "
    "JOIN submissions ON submissions.id = submission_id WHERE is_current AND NOT is_repeat ORDER BY projects.id",
    "SELECT project_id, scenario FROM uses JOIN projects ON projects.id = project_id "
    "JOIN submissions ON submissions.id = submission_id WHERE is_current AND NOT is_repeat",
)


@dataclass(frozen=True)
class Cost:
    """What one piece of work cost: seconds, processor seconds, and the most memory (MB) the process ever had."""

    seconds: float
    cpu: float
    peak: float

    def row(self, name: str) -> tuple[object, ...]:
        """Return the line of the table."""
        return name, round(self.seconds, 2), round(self.cpu, 2), round(self.peak)


def _cost(work: Callable[[], object]) -> Cost:
    start, cpu = time.perf_counter(), time.process_time()
    work()
    waited, used = time.perf_counter() - start, time.process_time() - cpu
    return Cost(round(waited, 3), round(used, 3), round(_peak_memory()))


def _peak_memory() -> float:
    """Return the most memory (MB) this process ever had resident."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1e3


def read_plainly(url: str) -> dict[str, Cost]:
    """Read projects and uses as one would without thinking of speed."""
    database = Database(url)
    database.ensure_ready()
    return {"pandas.read_sql": _cost(lambda: _read_sql(database.engine))}


def _read_sql(engine: Engine) -> list[pd.DataFrame]:
    return [pd.read_sql(query, engine) for query in _PLAIN]


def read_store(url: str) -> dict[str, Cost]:
    """Read a store as the dashboard does, look whether a table has come, then count it once, then by two scenarios."""
    database, collected, landscapes = Database(url), list[Collection](), list[Landscape]()
    database.ensure_ready()
    costs = {"collect": _cost(lambda: collected.append(collect(database)))}
    costs["collect what is new"] = _cost(lambda: collected.append(collect(database, collected[0])))
    frames = collected[0].projects, collected[0].uses
    costs["reduce to the cube"] = _cost(lambda: landscapes.append(Landscape.of(*frames, vocabulary(), facts())))
    costs["first counts"] = _cost(lambda: landscapes[0].view(Filters()).count("unit", "scenario"))
    by_scenario = Filters(scenarios=vocabulary().scenarios.codes[:2])
    costs["counts by scenario"] = _cost(lambda: landscapes[0].view(by_scenario).count("unit", "scenario"))
    return costs


def in_child(work: Callable[[str], dict[str, Cost]], url: str) -> dict[str, Cost]:
    """Return the medians of several runs, each in a new process, whose memory is all its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as pool:
        runs = [pool.submit(work, url).result() for _ in range(TURNS)]
    return {name: _median([run[name] for run in runs]) for name in runs[0]}


def _median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in ("seconds", "cpu", "peak")))
