"""Measure all numbers of 总览 after a filter change: the cube beside plain pandas and DuckDB on the rows.

All three count projects by unit, sector, tier, scenario, unit × sector, sector × scenario, by year, and in total, for
the same random filters, and must agree. The dashboard's own page takes more: it names, ranks and draws as well, which
does not depend on the number of projects either; that is told as `whole page`.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count as count_from

import duckdb
import numpy as np
import pandas as pd

from benchmarks.measuring import in_turns, keep, print_table, seconds
from charts.catalogue import CHARTS, Outlines
from charts.drawn import drawn
from charts.exhibit import exhibit
from charts.theme import palette
from loaders.boundaries import read_map_labels
from loaders.facts import facts
from loaders.vocabulary import vocabulary
from metrics.findings import findings
from metrics.landscape import Filters, Landscape, View

SIZES = (1_000, 10_000, 100_000, 1_000_000)
CHANGES = 10
GROUPS = (("unit",), ("sector",), ("tier",), ("unit", "sector"), ("year",))
USE_GROUPS = (("scenario",), ("sector", "scenario"))


@dataclass(frozen=True)
class Rows:
    """Invented projects and their uses, as frames."""

    projects: pd.DataFrame
    uses: pd.DataFrame


def invent(count: int) -> Rows:
    """Draw projects evenly over everything that is counted."""
    chance, words = np.random.default_rng(7), vocabulary()
    years = chance.integers(2016, 2026, count)
    listed = np.where(chance.random(count) < 0.3, np.minimum(years + chance.integers(0, 2, count), 2025), 0)
    projects = pd.DataFrame(
        {
            "unit": chance.choice(words.units.codes, count),
            "sector": chance.choice(words.sectors.codes, count),
            "tier": chance.choice(words.tiers.codes, count),
            "year": years,
            "listed_year": listed,
            "benchmark_year": np.where((listed > 0) & (chance.random(count) < 0.1), listed, 0),
        }
    )
    used = chance.random((count, len(words.scenarios.codes))) < 0.12
    project, scenario = np.nonzero(used)
    uses = pd.DataFrame({"project": project, "scenario": np.array(words.scenarios.codes)[scenario]})
    return Rows(projects, uses)


def draw_filters(seed: int) -> list[Filters]:
    """Draw filter changes: a year, some units, some sectors."""
    chance, words = random.Random(seed), vocabulary()
    return [
        Filters(
            year=chance.choice([2023, 2024, 2025]),
            units=tuple(chance.sample(words.units.codes, chance.randint(0, 4))),
            sectors=tuple(chance.sample(words.sectors.codes, chance.randint(0, 4))),
        )
        for _ in range(CHANGES)
    ]


def with_cube(landscape: Landscape, filters: Filters) -> list[int]:
    """Return sums over every group, counted on the cube."""
    view = View(landscape, filters)
    sums = [int(view.count(*group).sum()) for group in GROUPS if group != ("year",)]
    sums.append(sum(int(view.new_in(year)) for year in landscape.years))
    return [*sums, *(int(view.count(*group)[..., :-1].sum()) for group in USE_GROUPS)]


def with_pandas(rows: Rows, filters: Filters) -> list[int]:
    """Return the same sums by grouping the rows."""
    kept = rows.projects
    for column, codes in (("unit", filters.units), ("sector", filters.sectors)):
        if codes:
            kept = kept[kept[column].isin(codes)]
    of_all_years, kept = kept, kept[kept["year"] == filters.year]
    sums = [int(kept.groupby(list(group), observed=True).size().sum()) for group in GROUPS if group != ("year",)]
    sums.append(int(of_all_years.groupby("year").size().sum()))
    used = rows.uses.join(kept[["sector"]], on="project", how="inner")
    return [*sums, *(int(used.groupby(list(group), observed=True).size().sum()) for group in USE_GROUPS)]


def with_duckdb(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[int]:
    """Return the same sums by SQL."""
    conditions = ["true"] + [
        f"{column} IN ({', '.join(repr(code) for code in codes)})"
        for column, codes in (("unit", filters.units), ("sector", filters.sectors))
        if codes
    ]
    where, in_year = " AND ".join(conditions), f"year = {filters.year}"
    sums = []
    for group in GROUPS:
        condition = where if group == ("year",) else f"{where} AND {in_year}"
        query = f"SELECT {', '.join(group)}, count(*) FROM projects WHERE {condition} GROUP BY ALL"
        sums.append(sum(row[-1] for row in connection.execute(query).fetchall()))
    for group in USE_GROUPS:
        query = (
            f"SELECT {', '.join(group)}, count(*) FROM uses JOIN projects ON uses.project = projects.id "
            f"WHERE {where} AND {in_year} GROUP BY ALL"
        )
        sums.append(sum(row[-1] for row in connection.execute(query).fetchall()))
    return sums


def whole_page(landscape: Landscape, outlines: Outlines, filters: Filters) -> None:
    """Say and draw everything 总览 shows."""
    view = landscape.view(filters)
    findings(view)
    for key in ("unit-map", "unit-ranking", "target-progress", "trend"):
        exhibit(CHARTS[key], view, "")
        drawn(view, key, palette("light"), **({"outlines": outlines} if key == "unit-map" else {}))


def _each(work: Callable[[Filters], object], changes: Sequence[Filters]) -> None:
    for filters in changes:
        work(filters)


def measure(count: int) -> dict[str, float]:
    """Return milliseconds a filter change of every contender; raises AssertionError where they disagree."""
    rows, changes = invent(count), draw_filters(3)
    start = time.perf_counter()
    landscape = Landscape.of(rows.projects, rows.uses, vocabulary(), facts())
    built = time.perf_counter() - start
    categories = dict.fromkeys(("unit", "sector", "tier"), "category")
    lean = Rows(rows.projects.astype(categories), rows.uses.astype({"scenario": "category"}))
    connection = duckdb.connect()
    connection.register("p", rows.projects.assign(id=range(count)))
    connection.register("u", rows.uses)
    connection.execute("CREATE TABLE projects AS SELECT * FROM p; CREATE TABLE uses AS SELECT * FROM u")
    contenders: dict[str, Callable[[Filters], object]] = {
        "cube": lambda filters: with_cube(landscape, filters),
        "pandas": lambda filters: with_pandas(lean, filters),
        "duckdb": lambda filters: with_duckdb(connection, filters),
    }
    for filters in changes[:3]:
        assert with_cube(landscape, filters) == with_pandas(lean, filters) == with_duckdb(connection, filters)
    timed = {name: seconds(partial(_each, work, changes)) for name, work in contenders.items()}
    # What has been said and drawn of a view is remembered: others every time.
    seeds, outlines = count_from(4), Outlines("outlines.json", read_map_labels())
    timed["whole page"] = seconds(lambda: _each(partial(whole_page, landscape, outlines), draw_filters(next(seeds))))
    medians = in_turns(timed)
    connection.close()
    return {name: value / CHANGES * 1000 for name, value in medians.items()} | {"build the cube": built * 1000}


def run() -> None:
    """Measure, print and keep."""
    found = {count: measure(count) for count in SIZES}
    names = list(next(iter(found.values())))
    print("milliseconds a filter change (the cube is built once a revision)")
    print_table(("projects", *names), [(f"{count:,}", *each.values()) for count, each in found.items()])
    ratios = {
        str(count): {f"{name} to cube": round(each[name] / each["cube"], 1) for name in ("pandas", "duckdb")}
        for count, each in found.items()
    }
    print_table(("projects", *ratios[str(SIZES[0])]), [(count, *each.values()) for count, each in ratios.items()])
    rounded = {str(count): {name: round(value, 3) for name, value in each.items()} for count, each in found.items()}
    keep("filters", ("pandas", "numpy", "duckdb"), {"milliseconds": rounded, "ratios": ratios})


if __name__ == "__main__":
    run()
