"""Counting by bits gives what counting the rows gives, also where a cell has more projects than a word has bits."""

import numpy as np
import pandas as pd
import pytest
from small_landscape import landscape, view

from loaders.facts import facts
from loaders.vocabulary import vocabulary
from metrics.bits import Bits
from metrics.landscape import Filters, Landscape

CODES = vocabulary().scenarios.codes
ELECTRONICS = "350100", "electronics", "line", 2024, 0, 0


def drawn(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw projects over few cells, each with some of five scenarios."""
    chance = np.random.default_rng(5)
    return chance.integers(0, 7, count) * 3, chance.integers(1, 32, count).astype(np.uint32)


def using(masks: np.ndarray, scenarios: tuple[int, ...]) -> np.ndarray:
    """Tell who uses any of these scenarios, or anything, the slow and obvious way."""
    return np.array([any(mask >> each & 1 for each in scenarios or range(5)) for mask in masks.tolist()])


@pytest.mark.parametrize("count", [1, 64, 65, 3_000])
@pytest.mark.parametrize("scenarios", [(), (0,), (1, 4), (0, 1, 2, 3, 4)])
def test_projects_and_uses_are_those_of_the_rows(count: int, scenarios: tuple[int, ...]) -> None:
    cells, masks = drawn(count)
    bits, kept = Bits.of(cells, masks, 5), using(masks, scenarios)
    expected = [
        [int((kept & (cells == cell) & (masks >> each & 1 == 1)).sum()) for each in range(5)] for cell in bits.cells
    ]
    assert bits.projects(scenarios).tolist() == [int((kept & (cells == cell)).sum()) for cell in bits.cells]
    assert bits.uses(scenarios).tolist() == expected


def test_nothing_counts_as_nothing() -> None:
    nothing = Bits.of(np.array([], dtype=np.uint16), np.array([], dtype=np.uint32), 5)
    assert (nothing.projects((1,)).tolist(), nothing.uses().tolist()) == ([], [])


def test_hundreds_of_one_cell_are_counted_by_scenario() -> None:
    rows = [(*ELECTRONICS, CODES[:2])] * 100 + [(*ELECTRONICS, CODES[1:3])] * 70 + [(*ELECTRONICS, ())] * 30
    found = landscape(*rows)
    of_scenario = [found.view(Filters(scenarios=(code,))).total() for code in (*CODES[:3], "unknown")]
    assert of_scenario == [100, 170, 70, 30]
    assert found.view(Filters(scenarios=CODES[:1])).count("scenario")[:3].tolist() == [100, 100, 0]
    assert found.view(Filters(scenarios=(CODES[0], CODES[2]))).total() == 170


def test_the_order_of_scenarios_and_saying_a_code_twice_change_nothing() -> None:
    twice = view(units=("350100", "350100"), scenarios=("plant_logistics", "unit_simulation", "plant_logistics"))
    once = view(units=("350100",), scenarios=("unit_simulation", "plant_logistics"))
    assert twice.total() == once.total() == 1


def test_frames_of_categories_count_like_frames_of_codes() -> None:
    plain = pd.DataFrame(
        {"unit": ["350100", "nowhere"], "sector": ["steel", None], "tier": ["line", "plant"], "year": [2024, 2025]}
    ).assign(listed_year=0, benchmark_year=0)
    uses = pd.DataFrame({"project": [0, 1], "scenario": [CODES[3], "no scenario"]})
    codes = dict.fromkeys(("unit", "sector", "tier"), "category")
    found = [
        Landscape.of(projects, used, vocabulary(), facts()).view(Filters())
        for projects, used in ((plain, uses), (plain.astype(codes), uses.astype({"scenario": "category"})))
    ]
    assert found[0].count("unit", "sector", "tier").tolist() == found[1].count("unit", "sector", "tier").tolist()
    assert [each.count("scenario").nonzero()[0].tolist() for each in found] == [[3, len(CODES)]] * 2
