"""What holds for any projects and any filters."""

from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from small_landscape import frame, landscape

from metrics import counts
from metrics.landscape import Filters

UNITS = ["350100", "350200", "350128", "unknown"]
SECTORS = ["steel", "electronics", "other", "unknown"]
TIERS = ["line", "workshop", "plant", "unknown"]
SCENARIOS = ["plant_logistics", "logistics_monitoring", "smart_security"]
YEARS = [0, 2023, 2024, 2025]
STAGES = {"recommended": "year", "listed": "listed_year", "benchmark": "benchmark_year"}

projects = st.lists(
    st.tuples(
        st.sampled_from(UNITS),
        st.sampled_from(SECTORS),
        st.sampled_from(TIERS),
        st.sampled_from(YEARS),
        st.sampled_from(YEARS),
        st.sampled_from(YEARS),
        st.lists(st.sampled_from(SCENARIOS), unique=True).map(tuple),
    ),
    max_size=12,
)


def chosen_from(codes: list[str]) -> st.SearchStrategy:
    """Draw none or some of the codes."""
    return st.lists(st.sampled_from(codes), unique=True, max_size=2).map(tuple)


filters = st.builds(
    Filters,
    year=st.sampled_from([None, 2023, 2024, 2025]),
    stage=st.sampled_from(list(STAGES)),
    units=chosen_from(UNITS),
    sectors=chosen_from(SECTORS),
    tiers=chosen_from(TIERS),
    scenarios=chosen_from([*SCENARIOS, "unknown"]),
)
bounded = settings(derandomize=True, max_examples=60, deadline=None)


def plainly_kept(rows: pd.DataFrame, chosen: Filters) -> pd.Series:
    """Keep rows the slow and obvious way."""
    when = rows[STAGES[chosen.stage]]
    kept = pd.Series(True, index=rows.index)
    if chosen.stage == "recommended":
        kept &= (when == chosen.year) | (chosen.year is None)
    else:
        kept &= (when > 0) & (when <= (chosen.year or 9999))
    for column, codes in (("unit", chosen.units), ("sector", chosen.sectors), ("tier", chosen.tiers)):
        kept &= rows[column].isin(codes or rows[column])
    used = rows["scenarios"].map(lambda codes: bool({*(codes or ("unknown",))} & {*chosen.scenarios}))
    return kept & (used.astype(bool) | (not chosen.scenarios))


@bounded
@given(projects, filters)
def test_units_and_the_unknown_sum_to_the_province(rows: list, chosen: Filters) -> None:
    view = landscape(*rows).view(chosen)
    assert sum(counts.by_unit(view).column("count")) == view.total()


@bounded
@given(projects, filters)
def test_sectors_and_tiers_sum_to_the_same_total(rows: list, chosen: Filters) -> None:
    view = landscape(*rows).view(chosen)
    assert sum(counts.by_sector(view).column("count")) == sum(counts.by_tier(view).column("count")) == view.total()


@bounded
@given(projects, filters)
def test_single_units_sum_to_all_units(rows: list, chosen: Filters) -> None:
    view = landscape(*rows).view(replace(chosen, units=()))
    assert sum(view.of_units(code).total() for code in view.landscape.axes.unit) == view.total()


@bounded
@given(projects, filters, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list, chosen: Filters, chance: object) -> None:
    shuffled = sorted(rows, key=lambda _: chance.random())
    before, after = landscape(*rows).view(chosen), landscape(*shuffled).view(chosen)
    assert np.array_equal(before.count("unit", "sector", "tier"), after.count("unit", "sector", "tier"))
    assert np.array_equal(before.count("sector", "scenario"), after.count("sector", "scenario"))


@bounded
@given(projects, filters, filters)
def test_a_further_filter_never_raises_a_count(rows: list, chosen: Filters, further: Filters) -> None:
    whole = landscape(*rows)
    for name in ("units", "sectors", "tiers", "scenarios"):
        without = replace(chosen, **{name: ()})
        narrowed = replace(chosen, **{name: getattr(further, name)})
        assert whole.view(narrowed).total() <= whole.view(without).total()


@bounded
@given(projects, filters)
def test_the_cube_counts_what_the_rows_hold(rows: list, chosen: Filters) -> None:
    table = frame(*rows)
    kept = table[plainly_kept(table, chosen)]
    view = landscape(*rows).view(chosen)
    expected = kept["unit"].value_counts().to_dict()
    assert {code: int(n) for code, n in zip(view.landscape.axes.unit, view.count("unit"), strict=True) if n} == expected


@bounded
@given(projects, filters)
def test_uses_are_counted_as_the_rows_hold_them(rows: list, chosen: Filters) -> None:
    table = frame(*rows)
    kept = table[plainly_kept(table, chosen)]
    view = landscape(*rows).view(chosen)
    expected = kept["scenarios"].map(lambda codes: codes or ("unknown",)).explode().value_counts().to_dict()
    found = zip(view.landscape.axes.scenario, view.count("scenario"), strict=True)
    assert {code: int(n) for code, n in found if n} == expected


@bounded
@given(projects, filters)
def test_matching_rows_are_as_many_as_the_view_counts(rows: list, chosen: Filters) -> None:
    whole = landscape(*rows)
    matching = whole.matching_rows(chosen)
    assert len(matching) == whole.view(chosen).total()
    assert matching.booleans().tolist() == plainly_kept(frame(*rows), chosen).tolist()


@bounded
@given(projects, filters)
def test_what_was_new_each_year_sums_to_what_there_is(rows: list, chosen: Filters) -> None:
    view = landscape(*rows).view(replace(chosen, stage="listed", year=None))
    assert sum(int(view.new_in(year)) for year in view.landscape.years) == view.total()


@bounded
@given(projects)
def test_uses_of_a_scenario_are_projects_with_that_scenario(rows: list) -> None:
    whole = landscape(*rows)
    assert whole.view(Filters()).count("scenario").tolist() == [
        whole.view(Filters(scenarios=(code,))).total() for code in whole.axes.scenario
    ]
