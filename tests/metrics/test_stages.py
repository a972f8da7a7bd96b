"""Recommended counts in a year; listed and benchmark count up to it."""

import pytest
from small_landscape import landscape, of_nothing, view

from loaders.vocabulary import NEVER_RECOMMENDED
from metrics.trend import trend


@pytest.mark.parametrize(
    ("stage", "year", "total"),
    [
        ("recommended", None, 8),
        ("recommended", 2023, 2),
        ("recommended", 2024, 4),
        ("recommended", 2025, 2),
        ("recommended", 2022, 0),
        ("listed", None, 4),
        ("listed", 2022, 0),
        ("listed", 2023, 1),
        ("listed", 2024, 3),
        ("listed", 2025, 4),
        ("benchmark", None, 1),
        ("benchmark", 2023, 0),
        ("benchmark", 2024, 1),
        ("benchmark", 2025, 1),
    ],
)
def test_recommended_counts_in_the_year_the_others_by_it(stage: str, year: int | None, total: int) -> None:
    assert view(stage=stage, year=year).total() == total


@pytest.mark.parametrize(
    ("stage", "year", "new"),
    [
        ("recommended", 2024, 4),
        ("listed", 2024, 2),
        ("benchmark", 2024, 1),
        ("benchmark", 2025, 0),
        ("listed", 2022, 0),
    ],
)
def test_what_was_new_in_a_year(stage: str, year: int, new: int) -> None:
    assert int(view().new_in(year, stage=stage)) == new


def test_a_stage_given_goes_before_the_stage_of_the_filters() -> None:
    assert view(stage="listed", year=2023).total("recommended", 2024) == 4


def test_a_project_whose_year_is_not_told_counts_only_in_all_years() -> None:
    yearless = ("350100", "steel", "line", 0, 0, 0, ())
    assert (view(yearless).total(), view(yearless, year=2024).total(), landscape(yearless).years) == (1, 0, ())


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        ({"units": ("350100",)}, 2),
        ({"units": ("350100", "350500")}, 4),
        ({"units": ("unknown",)}, 1),
        ({"sectors": ("steel",)}, 2),
        ({"tiers": ("plant", "unknown")}, 4),
        ({"units": ("350100",), "sectors": ("steel",)}, 1),
        ({"scenarios": ("plant_logistics",)}, 2),
        ({"scenarios": ("plant_logistics", "logistics_monitoring")}, 3),
        ({"scenarios": ("unknown",)}, 1),
        ({"scenarios": ("machine_vision_inspection",), "tiers": ("plant",), "year": 2024}, 2),
        ({"units": ("350300",)}, 0),
    ],
)
def test_filters_keep_the_projects_that_match_all_of_them(filters: dict, total: int) -> None:
    assert view(**filters).total() == total


def test_a_project_with_several_chosen_scenarios_counts_once() -> None:
    assert view(scenarios=("plant_logistics", "logistics_monitoring"), units=("350500",)).total() == 1


def test_uses_are_counted_for_every_scenario_of_the_projects_left() -> None:
    left = view(scenarios=("plant_logistics",))
    assert int(left.count("scenario").sum()) == 4


def test_matching_rows_are_those_of_the_frame() -> None:
    filters = view(stage="listed", year=2024).filters
    assert landscape_rows(filters) == [0, 1, 2]


def landscape_rows(filters: object) -> list[int]:
    """Return the positions of the matching rows."""
    return view().landscape.matching_rows(filters).places().tolist()


def test_what_was_listed_unrecommended_counts_as_listed_only() -> None:
    unrecommended = ("350500", "unknown", "unknown", NEVER_RECOMMENDED, 2024, 0, ())
    assert [view(unrecommended, stage=stage).total() for stage in ("recommended", "listed")] == [0, 1]


def test_a_code_no_list_knows_counts_as_unknown() -> None:
    assert view(("999999", "alchemy", "tower", 2024, 0, 0, ())).count("unit", "sector", "tier")[-1, -1, -1] == 1


def test_of_units_changes_only_the_units() -> None:
    chosen = view(units=("350100",), tiers=("line",))
    assert (chosen.total(), chosen.of_units().total(), chosen.of_units("350500").total()) == (1, 2, 1)


def test_the_three_stages_year_by_year() -> None:
    assert trend(view()).frame.to_dict("list") == {
        "year": [2023, 2024, 2025],
        "recommended": [2, 4, 2],
        "listed": [1, 2, 1],
        "benchmark": [0, 1, 0],
        "listed_total": [1, 3, 4],
        "benchmark_total": [0, 1, 1],
    }


def test_years_after_the_chosen_one_are_not_drawn() -> None:
    assert trend(view(year=2024)).column("listed_total") == [1, 3]


def test_a_year_without_anything_is_a_zero_not_a_gap() -> None:
    frame = trend(view(("350100", "steel", "line", 2022, 2024, 0, ()))).frame
    assert frame[["year", "recommended", "listed_total"]].to_numpy().tolist() == [
        [2022, 1, 0],
        [2023, 0, 0],
        [2024, 0, 1],
    ]


def test_nothing_has_no_trend() -> None:
    assert len(trend(of_nothing())) == 0
