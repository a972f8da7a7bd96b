"""层级: production line, workshop and plant."""

import pytest

from tests.pages.visit import PROJECTS, contexts, figure, headings, kpis, visit

TIERS = ("line", "workshop", "plant", "unknown")


def test_the_key_figures_add_up_to_all_projects() -> None:
    assert kpis(visit("tiers")) == {
        "产线级（项）": "53",
        "车间级（项）": "87",
        "工厂级（项）": "77",
        "未填报（项）": "3",
    }


def test_every_share_names_its_denominator() -> None:
    assert "占220项的39.5%" in contexts(visit("tiers"))


@pytest.mark.parametrize(("chart", "column"), [("tiers-by-unit", "unit"), ("tiers-by-sector", "sector")])
def test_a_stack_counts_each_tier(chart: str, column: str) -> None:
    bars = [trace for trace in figure(visit("tiers"), chart)["data"] if trace["type"] == "bar"]
    drawn = {tuple(sorted(number for number in trace["x"] if number)) for trace in bars}
    counts = PROJECTS.groupby("tier")[column].value_counts()
    assert {tuple(sorted(counts[tier])) for tier in TIERS} <= drawn


def test_the_years_are_compared_by_what_was_new_in_each() -> None:
    plants = PROJECTS[PROJECTS["tier"] == "plant"].groupby("year").size()
    assert (plants[2023], plants[2025]) == (12, 38)
    assert "工厂级：2023年40项中12项（30%），2025年105项中38项（36.2%）" in headings(visit("tiers"))


def test_the_listed_ones_are_counted_when_that_stage_is_chosen() -> None:
    listed = PROJECTS[PROJECTS["listed_year"].between(2023, 2024)]["tier"].value_counts()
    assert kpis(visit("tiers", stage="入选", year="2024年"))["车间级（项）"] == str(listed["workshop"])
