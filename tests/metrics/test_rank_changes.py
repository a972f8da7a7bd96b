"""Whose place moved between two years."""

import pytest
from small_landscape import of_nothing, view
from test_counts import records

from metrics.findings.places import moves_words, notable_moves
from metrics.rank_change import compared_years, rank_changes, reporting_units

FUZHOU, XIAMEN, PUTIAN, QUANZHOU = "350100", "350200", "350300", "350500"


def recommended(**counts: tuple[str, int]) -> list[tuple]:
    """Return projects: y2023=[(unit, count), …]."""
    return [
        (unit, "steel", "line", int(year[1:]), 0, 0, ())
        for year, units in counts.items()
        for unit, count in units
        for _ in range(count)
    ]


OVERTAKEN = recommended(
    y2024=[(FUZHOU, 5), (XIAMEN, 3), (PUTIAN, 2), (QUANZHOU, 1)],
    y2025=[(FUZHOU, 4), (XIAMEN, 6), (PUTIAN, 2), (QUANZHOU, 4)],
)


def words(*projects: tuple, **filters: object) -> str:
    """Say which places moved."""
    chosen = view(*projects, **filters)
    years = compared_years(chosen)
    assert years
    return moves_words(notable_moves(chosen, *years), chosen.filters.stage, *years)


def test_ranks_of_both_years_and_how_far_each_unit_moved() -> None:
    table = rank_changes(view(*OVERTAKEN), 2024, 2025)
    columns = ("short_name", "count_before", "rank_before", "count", "rank", "tied", "moved")
    assert records([row for row in table if row["count"]], *columns) == [
        ("福州", 5, 1, 4, 2, True, -1),
        ("厦门", 3, 2, 6, 1, False, 1),
        ("莆田", 2, 3, 2, 4, False, -1),
        ("泉州", 1, 4, 4, 2, True, 2),
    ]


def test_a_unit_without_projects_in_one_year_has_not_moved() -> None:
    table = rank_changes(view(*recommended(y2024=[(FUZHOU, 1)], y2025=[(FUZHOU, 1), (XIAMEN, 2)])), 2024, 2025)
    assert records(table.rows[:2], "code", "moved") == [(FUZHOU, -1), (XIAMEN, None)]


def test_who_is_new_at_the_top_comes_first_then_who_rose_and_who_fell_most() -> None:
    assert words(*OVERTAKEN) == (
        "按当年推荐数，2025年与2024年相比，厦门由第2位升至第1位（3项→6项），"
        "泉州由第4位升至并列第2位（1项→4项），福州由第1位降至并列第2位（5项→4项）"
    )


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (XIAMEN, "厦门由第2位升至第1位（3项→6项）"),
        (FUZHOU, "福州由第1位降至并列第2位（5项→4项）"),
    ],
)
def test_one_chosen_unit_is_told_its_own_place(unit: str, text: str) -> None:
    assert words(*OVERTAKEN, units=(unit,)).endswith(f"相比，{text}")


@pytest.mark.parametrize(
    ("projects", "text"),
    [
        (recommended(y2024=[(FUZHOU, 2)], y2025=[(FUZHOU, 3)]), "福州仍居第1位（2项→3项）"),
        (recommended(y2024=[(FUZHOU, 2)], y2025=[(FUZHOU, 3), (XIAMEN, 3)]), "福州由第1位变为并列第1位（2项→3项）"),
        (recommended(y2024=[(XIAMEN, 2)], y2025=[(FUZHOU, 3)]), "福州从没有项目到居第1位（0项→3项）"),
        (recommended(y2024=[(FUZHOU, 2)], y2025=[(XIAMEN, 3)]), "福州由第1位变为没有项目（2项→0项）"),
    ],
    ids=["unchanged", "now shared", "new", "gone"],
)
def test_what_became_of_one_units_place(projects: list, text: str) -> None:
    assert words(*projects, units=(FUZHOU,)).endswith(f"相比，{text}")


def test_a_unit_with_nothing_in_either_year_has_no_place() -> None:
    assert notable_moves(view(*OVERTAKEN, units=("350400",)), 2024, 2025) == []


def test_of_several_chosen_units_only_these_are_told_but_ranked_among_all() -> None:
    told = notable_moves(view(*OVERTAKEN, units=(FUZHOU, PUTIAN)), 2024, 2025)
    assert [(row["short_name"], row["rank"]) for row in told] == [("福州", 2)]


def test_nobody_moved() -> None:
    same = recommended(y2024=[(FUZHOU, 2), (XIAMEN, 1)], y2025=[(FUZHOU, 4), (XIAMEN, 3)])
    assert notable_moves(view(*same), 2024, 2025) == []


LISTED = [
    (FUZHOU, "steel", "line", 2023, 2023, 0, ()),
    (XIAMEN, "steel", "line", 2023, 2024, 0, ()),
    (XIAMEN, "steel", "line", 2023, 2024, 0, ()),
    (XIAMEN, "steel", "line", 2023, 2023, 2024, ()),
]


def test_listed_and_benchmark_are_ranked_by_what_there_is_so_far() -> None:
    assert words(*LISTED, stage="listed") == (
        "按累计入选数，2024年与2023年相比，厦门由并列第1位变为第1位（1项→3项），福州由并列第1位降至第2位（1项→1项）"
    )


@pytest.mark.parametrize(
    ("projects", "filters", "years"),
    [
        (OVERTAKEN, {}, (2024, 2025)),
        (OVERTAKEN, {"year": 2024}, None),
        (recommended(y2023=[(FUZHOU, 1)], y2025=[(FUZHOU, 1)]), {}, None),
        (recommended(y2024=[(FUZHOU, 1)]), {}, None),
        (recommended(y2024=[(FUZHOU, 1), (XIAMEN, 1), (PUTIAN, 1)], y2025=[(FUZHOU, 1)]), {}, None),
        (recommended(y2024=[(FUZHOU, 1), (XIAMEN, 1)], y2025=[(FUZHOU, 1)]), {}, (2024, 2025)),
        (LISTED, {}, None),
        (LISTED, {"stage": "listed"}, (2023, 2024)),
        (LISTED, {"stage": "listed", "year": 2023}, None),
        (LISTED, {"stage": "benchmark"}, (2023, 2024)),
    ],
    ids=[
        "two years",
        "first year chosen",
        "a year missing between",
        "one year",
        "a year only begun",
        "half have reported",
        "listed later, recommended once",
        "listed",
        "first year of the list",
        "benchmark",
    ],
)
def test_which_years_are_compared(projects: list, filters: dict, years: tuple | None) -> None:
    assert compared_years(view(*projects, **filters)) == years


def test_without_projects_no_years_are_compared() -> None:
    assert (compared_years(of_nothing()), compared_years(of_nothing(stage="listed"))) == (None, None)


def test_who_has_recommended_is_told_whatever_the_filters() -> None:
    chosen = view(*OVERTAKEN, ("unknown", "steel", "line", 2025, 0, 0, ()), units=(FUZHOU,), sectors=("port",))
    assert reporting_units(chosen, 2025) == {FUZHOU, XIAMEN, PUTIAN, QUANZHOU}
