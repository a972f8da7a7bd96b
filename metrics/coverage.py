"""What is reached and what is blank: sectors, scenarios, and the guide's sector × scenario pairs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from loaders.vocabulary import UNKNOWN, UNKNOWN_NAME
from metrics.definitions import defines
from metrics.landscape import View
from metrics.memo import once_per_view
from metrics.table import Table
from metrics.tally import tally, uses


@dataclass(frozen=True)
class Reach:
    """How many of a closed list have at least one project, and which have none (Chinese names)."""

    reached: int
    total: int
    blank: tuple[str, ...]


def _reach(counts: Iterable[tuple[str, int]]) -> Reach:
    listed = list(counts)
    blank = tuple(name for name, count in listed if not count)
    return Reach(len(listed) - len(blank), len(listed), blank)


@defines("地市覆盖", "至少有一个项目的推荐单位数。", denominator="十个推荐单位（九市一区）")
@once_per_view
def units_reached(view: View) -> Reach:
    """Return how many of the ten units have a project; blanks by short name."""
    counts = tally(view, "unit")[:-1]
    return _reach((unit.short_name, count) for unit, count in zip(view.words.units, counts, strict=True))


@defines(
    "重点行业覆盖",
    "至少有一个项目的重点行业数，不含“其他行业”。",
    denominator="指南十个重点行业",
    source="指南三（二）",
)
@once_per_view
def sectors_reached(view: View) -> Reach:
    """Return how many of the guide's ten sectors have a project."""
    counts = zip(view.words.sectors, tally(view, "sector")[:-1], strict=True)
    return _reach((sector.name, count) for sector, count in counts if sector.is_key)


@defines(
    "典型场景覆盖",
    "至少有一个项目用到的典型场景数。",
    denominator="二十个典型应用场景",
    source="工信部两批二十个典型应用场景",
)
@once_per_view
def scenarios_reached(view: View) -> Reach:
    """Return how many of the twenty typical scenarios a project uses."""
    counts = zip(view.words.scenarios, tally(view, "scenario")[:-1], strict=True)
    return _reach((scenario.name, count) for scenario, count in counts if scenario.is_typical)


@defines(
    "推荐组合覆盖",
    "指南为十个重点行业推荐了66组“行业×场景”；该行业至少有一个项目用到该场景的，计为已覆盖。"
    "钢铁的“全域智能物流”有歧义，用到全域物流监测或厂区智能物流之一即计为已覆盖。"
    "筛选了行业的，只看所选行业的推荐组合。",
    denominator="指南66组“行业×场景”（筛选了行业的为其中所选行业的组数）",
    source="指南三（二）",
)
@once_per_view
def guide_pairs(view: View) -> Table:
    """Count projects behind each of the guide's 66 pairs (of the chosen sectors, if any), in the guide's order.

    Columns: sector, sector_name, printed_scenario (as the guide prints it), scenario (codes joined by |),
    count (of uses in that sector; over candidates where the wording is ambiguous), reached.
    """
    counts = _uses_by_sector(view)
    rows = []
    for pair in view.words.guide_pairs:
        if view.filters.sectors and pair.sector not in view.filters.sectors:
            continue
        count = sum(counts[pair.sector][code] for code in pair.scenarios)
        rows.append(
            {
                "sector": pair.sector,
                "sector_name": view.words.sectors.name(pair.sector),
                "printed_scenario": pair.printed_scenario,
                "scenario": "|".join(pair.scenarios),
                "count": count,
                "reached": count > 0,
            }
        )
    return Table.of(("sector", "sector_name", "printed_scenario", "scenario", "count", "reached"), rows)


def _uses_by_sector(view: View) -> dict[str, dict[str, int]]:
    """Return the uses of each sector's projects, by the codes of sector and scenario."""
    axes = view.landscape.axes
    counts = (dict(zip(axes.scenario, row, strict=True)) for row in tally(view, "sector", "scenario"))
    return dict(zip(axes.sector, counts, strict=True))


@once_per_view
def pairs_reached(view: View) -> Reach:
    """Return how many of the 66 pairs have a project; blanks as 行业×场景."""
    return _reach((f"{pair['sector_name']}×{pair['printed_scenario']}", pair["count"]) for pair in guide_pairs(view))


@once_per_view
def sector_pairs(view: View) -> Table:
    """Count the guide's pairs and the reached ones by key sector. Columns: code, name, pairs, pairs_reached."""
    reached: dict[tuple[str, str], list[bool]] = {}
    for pair in guide_pairs(view):
        reached.setdefault((pair["sector"], pair["sector_name"]), []).append(pair["reached"])
    rows = [
        {"code": code, "name": name, "pairs": len(each), "pairs_reached": sum(each)}
        for (code, name), each in reached.items()
    ]
    return Table.of(("code", "name", "pairs", "pairs_reached"), rows)


@once_per_view
def sector_scenario(view: View) -> Table:
    """Count uses for every sector and scenario, with what the guide recommends.

    Columns: sector, sector_name, scenario, scenario_name, phase, phase_name, is_typical, count,
    recommended (`no`, `yes`, or `one_of` where the guide's wording may mean this scenario or another).
    Unknown sectors come last and only where there are any; projects without scenario are left out.
    """
    words, counts = view.words, tally(view, "sector", "scenario")
    sectors = [(sector.code, sector.name) for sector in words.sectors]
    if any(counts[-1][:-1]):
        sectors.append((UNKNOWN, UNKNOWN_NAME))
    marks = {
        (pair.sector, code): "yes" if len(pair.scenarios) == 1 else "one_of"
        for pair in words.guide_pairs
        for code in pair.scenarios
    }
    scenarios: list[dict[str, Any]] = [
        {
            "scenario": scenario.code,
            "scenario_name": scenario.name,
            "phase": scenario.phase,
            "phase_name": words.phases.name(scenario.phase) if scenario.phase else "",
            "is_typical": scenario.is_typical,
        }
        for scenario in words.scenarios
    ]
    rows = [
        {
            "sector": code,
            "sector_name": name,
            **scenario,
            "count": count,
            "recommended": marks.get((code, scenario["scenario"]), "no"),
        }
        for (code, name), row in zip(sectors, counts, strict=False)
        for scenario, count in zip(scenarios, row[:-1], strict=True)
    ]
    return Table.of(("sector", "sector_name", *scenarios[0], "count", "recommended"), rows)


@once_per_view
def unit_reach(view: View) -> Table:
    """Count what each unit has and reaches, in the official order.

    Columns: code, name, short_name, count, sectors (of 10), scenarios (of 20), pairs (of 66).
    """
    words = view.words
    by_sector, by_scenario = np.array(tally(view, "unit", "sector")), uses(view).sum(axis=1)
    key_sectors = [place for place, sector in enumerate(words.sectors) if sector.is_key]
    typical = [place for place, scenario in enumerate(words.scenarios) if scenario.is_typical]
    numbers = zip(
        words.units,
        tally(view, "unit")[:-1],
        (by_sector[:-1, key_sectors] > 0).sum(axis=1).tolist(),
        (by_scenario[:-1, typical] > 0).sum(axis=1).tolist(),
        _pairs_by_unit(view)[:-1],
        strict=True,
    )
    columns = ("code", "name", "short_name", "count", "sectors", "scenarios", "pairs")
    rows = [
        dict(zip(columns, (unit.code, unit.name, unit.short_name, *of_unit), strict=True)) for unit, *of_unit in numbers
    ]
    return Table.of(columns, rows)


def _pairs_by_unit(view: View) -> list[int]:
    """Count the guide's pairs that each unit reaches; of candidates one is enough."""
    axes, pairs = view.landscape.axes, view.words.guide_pairs
    candidates = [
        (axes.sector.index(pair.sector), axes.scenario.index(code)) for pair in pairs for code in pair.scenarios
    ]
    sectors, scenarios = zip(*candidates, strict=True)
    first_of_pair = np.cumsum([0, *(len(pair.scenarios) for pair in pairs[:-1])])
    reached = np.logical_or.reduceat(uses(view)[:, sectors, scenarios] > 0, first_of_pair, axis=1)
    counts: list[int] = reached.sum(axis=1).tolist()
    return counts
