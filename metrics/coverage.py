"""What is reached and what is blank: sectors, scenarios, and the guide's sector × scenario pairs."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.vocabulary import UNKNOWN, UNKNOWN_NAME, GuidePair
from metrics.definitions import defines
from metrics.landscape import View
from metrics.memo import once_per_view


@dataclass(frozen=True)
class Reach:
    """How many of a closed list have at least one project, and which have none (Chinese names)."""

    reached: int
    total: int
    blank: tuple[str, ...]


def _reach(names: list[str], counts: np.ndarray) -> Reach:
    blank = tuple(name for name, count in zip(names, counts, strict=True) if not count)
    return Reach(len(names) - len(blank), len(names), blank)


@defines("地市覆盖", "至少有一个项目的推荐单位数。", denominator="十个推荐单位（九市一区）")
@once_per_view
def units_reached(view: View) -> Reach:
    """Return how many of the ten units have a project; blanks by short name."""
    return _reach([unit.short_name for unit in view.words.units], view.count("unit")[:-1])


@defines(
    "重点行业覆盖",
    "至少有一个项目的重点行业数，不含“其他行业”。",
    denominator="指南十个重点行业",
    source="指南三（二）",
)
@once_per_view
def sectors_reached(view: View) -> Reach:
    """Return how many of the guide's ten sectors have a project."""
    counts = view.count("sector")
    keys = [position for position, sector in enumerate(view.words.sectors) if sector.is_key]
    return _reach([view.words.sectors.terms[position].name for position in keys], counts[keys])


@defines(
    "典型场景覆盖",
    "至少有一个项目用到的典型场景数。",
    denominator="二十个典型应用场景",
    source="工信部两批二十个典型应用场景",
)
@once_per_view
def scenarios_reached(view: View) -> Reach:
    """Return how many of the twenty typical scenarios a project uses."""
    counts = view.count("scenario")
    typical = [position for position, scenario in enumerate(view.words.scenarios) if scenario.is_typical]
    return _reach([view.words.scenarios.terms[position].name for position in typical], counts[typical])


@defines(
    "推荐组合覆盖",
    "指南为十个重点行业推荐了66组“行业×场景”；该行业至少有一个项目用到该场景的，计为已覆盖。"
    "钢铁的“全域智能物流”有歧义，用到全域物流监测或厂区智能物流之一即计为已覆盖。"
    "筛选了行业的，只看所选行业的推荐组合。",
    denominator="指南66组“行业×场景”（筛选了行业的为其中所选行业的组数）",
    source="指南三（二）",
)
@once_per_view
def guide_pairs(view: View) -> pd.DataFrame:
    """Count projects behind each of the guide's 66 pairs (of the chosen sectors, if any), in the guide's order.

    Columns: sector, sector_name, printed_scenario (as the guide prints it), scenario (codes joined by |),
    count (of uses in that sector; over candidates where the wording is ambiguous), reached.
    """
    counts = view.count("sector", "scenario")
    rows = [
        {
            "sector": pair.sector,
            "sector_name": view.words.sectors.name(pair.sector),
            "printed_scenario": pair.printed_scenario,
            "scenario": "|".join(pair.scenarios),
            "count": int(_pair_counts(view, pair, counts)),
        }
        for pair in view.words.guide_pairs
        if not view.filters.sectors or pair.sector in view.filters.sectors
    ]
    frame = pd.DataFrame(rows, columns=["sector", "sector_name", "printed_scenario", "scenario", "count"])
    return frame.assign(reached=frame["count"] > 0)


def _pair_counts(view: View, pair: GuidePair, uses: np.ndarray) -> np.ndarray:
    """Take a pair out of counts whose last two axes are sector and scenario; candidates are added up."""
    axes = view.landscape.axes
    columns = [axes.position("scenario", code) for code in pair.scenarios]
    return np.asarray(uses[..., axes.position("sector", pair.sector), columns].sum(axis=-1))


@once_per_view
def pairs_reached(view: View) -> Reach:
    """Return how many of the 66 pairs have a project; blanks as 行业×场景."""
    pairs = guide_pairs(view)
    names = (pairs["sector_name"] + "×" + pairs["printed_scenario"]).tolist()
    return _reach(names, pairs["count"].to_numpy())


@once_per_view
def sector_pairs(view: View) -> pd.DataFrame:
    """Count the guide's pairs and the reached ones by key sector. Columns: code, name, pairs, pairs_reached."""
    grouped = guide_pairs(view).groupby(["sector", "sector_name"], sort=False)["reached"].agg(["size", "sum"])
    return grouped.reset_index().set_axis(["code", "name", "pairs", "pairs_reached"], axis="columns")


@once_per_view
def sector_scenario(view: View) -> pd.DataFrame:
    """Count uses for every sector and scenario, with what the guide recommends.

    Columns: sector, sector_name, scenario, scenario_name, phase, phase_name, is_typical, count,
    recommended (`no`, `yes`, or `one_of` where the guide's wording may mean this scenario or another).
    Unknown sectors come last and only where there are any; projects without scenario are left out.
    """
    counts = view.count("sector", "scenario")[:, :-1]
    sectors = [(sector.code, sector.name) for sector in view.words.sectors]
    if counts[-1].any():
        sectors.append((UNKNOWN, UNKNOWN_NAME))
    marks = {
        (pair.sector, code): "yes" if len(pair.scenarios) == 1 else "one_of"
        for pair in view.words.guide_pairs
        for code in pair.scenarios
    }
    rows = [
        {
            "sector": code,
            "sector_name": name,
            "scenario": scenario.code,
            "scenario_name": scenario.name,
            "phase": scenario.phase,
            "phase_name": view.words.phases.name(scenario.phase) if scenario.phase else "",
            "is_typical": scenario.is_typical,
            "count": int(counts[row, column]),
            "recommended": marks.get((code, scenario.code), "no"),
        }
        for row, (code, name) in enumerate(sectors)
        for column, scenario in enumerate(view.words.scenarios)
    ]
    return pd.DataFrame(rows)


@once_per_view
def unit_reach(view: View) -> pd.DataFrame:
    """Count what each unit has and reaches, in the official order.

    Columns: code, name, short_name, count, sectors (of 10), scenarios (of 20), pairs (of 66).
    """
    words, axes = view.words, view.landscape.axes
    uses = view.count("unit", "sector", "scenario")
    key_sectors = [axes.position("sector", sector.code) for sector in words.sectors if sector.is_key]
    typical = [axes.position("scenario", scenario.code) for scenario in words.scenarios if scenario.is_typical]
    frame = pd.DataFrame(
        {
            "code": words.units.codes,
            "name": [unit.name for unit in words.units],
            "short_name": [unit.short_name for unit in words.units],
        }
    )
    known = slice(0, len(words.units))
    return frame.assign(
        count=view.count("unit")[known],
        sectors=(view.count("unit", "sector")[known, key_sectors] > 0).sum(axis=1),
        scenarios=(uses.sum(axis=1)[known, typical] > 0).sum(axis=1),
        pairs=sum((_pair_counts(view, pair, uses)[known] > 0).astype(int) for pair in words.guide_pairs),
    )
