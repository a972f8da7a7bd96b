"""Of what was recommended in the chosen year, how much has been listed up to now."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from small_landscape import PROJECTS, frame, landscape, of_nothing, view
from test_counts import records
from test_properties import bounded, filters, plainly_kept, projects

from loaders.vocabulary import NEVER_RECOMMENDED
from metrics.findings import selections
from metrics.landscape import Filters
from metrics.selection import Selection, selected, selection_by_sector, selection_by_unit

UNRECOMMENDED = ("350500", "steel", "line", NEVER_RECOMMENDED, 2024, 0, ())
UNTOLD = ("350500", "steel", "line", 0, 2024, 0, ())
TWICE = [("350100", "steel", "line", 2023, 0, 0, ()), ("350100", "steel", "line", 2024, 2024, 0, ())]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, Selection(8, 4)),
        ({"year": 2023}, Selection(2, 2)),
        ({"year": 2024}, Selection(4, 1)),
        ({"year": 2025}, Selection(2, 1)),
        ({"year": 2022}, Selection(0, 0)),
        ({"units": ("350100",)}, Selection(2, 2)),
        ({"units": ("350300",)}, Selection(0, 0)),
        ({"sectors": ("steel",), "year": 2025}, Selection(1, 1)),
        ({"scenarios": ("machine_vision_inspection",)}, Selection(3, 2)),
    ],
)
def test_what_has_been_listed_of_the_years_recommended(chosen: dict, expected: Selection) -> None:
    assert selected(view(**chosen)) == expected


@pytest.mark.parametrize("stage", ["recommended", "listed", "benchmark"])
def test_the_stage_that_is_looked_at_makes_no_difference(stage: str) -> None:
    assert selected(view(stage=stage, year=2024)) == Selection(4, 1)


def test_a_project_listed_after_the_chosen_year_counts_as_listed() -> None:
    # Recommended in 2023, listed in 2024.
    assert selected(view(PROJECTS[1], year=2023)) == Selection(1, 1)


def test_what_was_never_recommended_is_in_neither_count() -> None:
    assert selected(view(UNRECOMMENDED)) == Selection(0, 0)


def test_a_recommendation_of_an_untold_year_counts_in_all_years_only() -> None:
    assert (selected(view(UNTOLD)), selected(view(UNTOLD, year=2024))) == (Selection(1, 1), Selection(0, 0))


def test_a_project_recommended_twice_counts_twice() -> None:
    assert selected(view(*TWICE)) == Selection(2, 1)


def test_there_is_no_rate_of_nothing() -> None:
    assert (selected(of_nothing()).rate, Selection(4, 1).rate) == (None, 0.25)


def test_units_by_rate_with_those_that_recommended_nothing_last() -> None:
    columns = ("short_name", "recommended", "listed", "rate")
    assert records(selection_by_unit(view()), *columns) == [
        ("福州", 2, 2, 1.0),
        ("厦门", 2, 1, 0.5),
        ("泉州", 2, 1, 0.5),
        ("平潭", 1, 0, 0.0),
        ("莆田", 0, 0, None),
        ("三明", 0, 0, None),
        ("漳州", 0, 0, None),
        ("南平", 0, 0, None),
        ("龙岩", 0, 0, None),
        ("宁德", 0, 0, None),
        ("未填报", 1, 0, 0.0),
    ]


def test_equal_rates_stand_with_the_more_recommended_first() -> None:
    one, two = ("350100", "steel", "line", 2024, 2024, 0, ()), ("350500", "steel", "line", 2024, 2024, 0, ())
    assert selection_by_unit(view(one, two, two)).column("short_name")[:2] == ["泉州", "福州"]


def test_key_sectors_by_rate_then_the_others_then_the_unknown() -> None:
    rows = records(selection_by_sector(view()), "code", "is_key", "recommended", "listed", "rate")
    assert rows[:4] == [
        ("electronics", True, 2, 2, 1.0),
        ("steel", True, 2, 2, 1.0),
        ("power", True, 1, 0, 0.0),
        ("textile", True, 1, 0, 0.0),
    ]
    assert rows[-2:] == [("other", False, 1, 0, 0.0), ("unknown", False, 1, 0, 0.0)]


def test_an_unknown_unit_stays_last_however_high_its_rate() -> None:
    unknown = ("unknown", "unknown", "line", 2024, 2024, 0, ())
    assert selection_by_unit(view(unknown, PROJECTS[3])).column("code")[-1] == "unknown"
    assert selection_by_sector(view(unknown, PROJECTS[3])).column("code")[-2:] == ["other", "unknown"]


def test_of_nothing_every_row_is_without_a_rate() -> None:
    shown = selection_by_unit(of_nothing())
    assert records(shown, "recommended", "rate") == [(0, None)] * 10
    assert len(selection_by_sector(of_nothing())) == 11


@bounded
@given(projects, filters)
def test_the_rate_is_what_plain_rows_give(rows: list, chosen: Filters) -> None:
    table, seen = frame(*rows), landscape(*rows).view(chosen)
    cohort = table[plainly_kept(table, replace(chosen, stage="recommended"))]
    listed = cohort[cohort["listed_year"] > 0]
    assert selected(seen) == Selection(len(cohort), len(listed))
    for column, measured in (("unit", selection_by_unit(seen).frame), ("sector", selection_by_sector(seen).frame)):
        expected = cohort.groupby(column).size().to_frame("recommended")
        expected["listed"] = listed.groupby(column).size().reindex(expected.index, fill_value=0)
        found = measured[measured["recommended"] > 0].set_index("code")[["recommended", "listed"]]
        pd.testing.assert_frame_equal(found.sort_index(), expected, check_names=False, check_index_type=False)


@bounded
@given(projects, filters)
def test_units_and_sectors_sum_to_the_whole(rows: list, chosen: Filters) -> None:
    seen = landscape(*rows).view(chosen)
    whole = selected(seen)
    assert selections.summed(selection_by_unit(seen)) == selections.summed(selection_by_sector(seen)) == whole


def many(unit: str, sector: str, recommended: int, listed: int, year: int = 2024) -> list[tuple]:
    """Return so many projects of a unit, the first of them listed."""
    return [(unit, sector, "line", year, year if row < listed else 0, 0, ()) for row in range(recommended)]


def units_title(*rows: tuple, **chosen: object) -> str:
    """Say what the units' rates show."""
    seen = view(*rows, **chosen)
    return selections.selection_units_finding(selection_by_unit(seen.of_units()), seen)


def sectors_title(*rows: tuple, **chosen: object) -> str:
    """Say what the sectors' rates show."""
    seen = view(*rows, **chosen)
    return selections.selection_sectors_finding(selection_by_sector(seen.of_sectors()), seen)


FUZHOU, XIAMEN = many("350100", "steel", 10, 4), many("350200", "power", 8, 2)
QUANZHOU_TIED, PINGTAN_FEW = many("350500", "textile", 5, 2), many("350128", "port", 1, 1)


@pytest.mark.parametrize(
    ("rows", "chosen", "text"),
    [
        ([*FUZHOU, *XIAMEN], {}, "2024年推荐的18项中已入选6项（33.3%）；福州入选率最高，10项中入选4项（40%）"),
        (
            [*FUZHOU, *QUANZHOU_TIED],
            {},
            "2024年推荐的15项中已入选6项（40%）；福州（4/10）、泉州（2/5）入选率并列最高（40%）",
        ),
        (
            [*FUZHOU, *XIAMEN, *PINGTAN_FEW],
            {},
            "2024年推荐的19项中已入选7项（36.8%）；福州入选率最高，10项中入选4项（40%；推荐不足5项的不参与比较）",
        ),
        ([*FUZHOU, *many("350200", "power", 3, 0)], {}, "2024年推荐的13项中已入选4项（30.8%）"),
        ([*FUZHOU], {}, "2024年推荐的10项中已入选4项（40%）"),
        (many("350100", "steel", 6, 0) + many("350200", "steel", 6, 0), {}, "2024年推荐12项，尚无入选"),
        (PINGTAN_FEW, {}, "2024年仅推荐1项，已入选"),
        (many("350128", "port", 1, 0), {}, "2024年仅推荐1项，尚未入选"),
        (many("350128", "port", 2, 2), {}, "2024年推荐的2项均已入选"),
        ([UNRECOMMENDED], {}, "没有推荐项目"),
        ([*FUZHOU], {"year": 2023}, "2023年没有推荐项目"),
        ([*FUZHOU, *XIAMEN], {"units": ("350200",)}, "厦门2024年推荐的8项中已入选2项（25%），全省18项中6项（33.3%）"),
        ([*FUZHOU, *XIAMEN], {"units": ("350300",)}, "莆田2024年没有推荐项目"),
        (
            [*many("350100", "steel", 2, 2), *PINGTAN_FEW],
            {"units": ("350100",)},
            "福州2024年推荐的2项均已入选，全省3项也都已入选",
        ),
        ([*FUZHOU], {"units": ("350100",)}, "福州2024年推荐的10项中已入选4项（40%）"),
        (
            [*FUZHOU, *XIAMEN, *QUANZHOU_TIED],
            {"units": ("350200", "350500")},
            "所选地市2024年推荐的13项中已入选4项（30.8%）；泉州入选率最高，5项中入选2项（40%）",
        ),
    ],
    ids=[
        "one highest",
        "a tie",
        "a tiny one higher",
        "nobody to compare with",
        "one unit",
        "none listed",
        "one project",
        "one project not listed",
        "all listed",
        "only unrecommended",
        "nothing in the year",
        "one chosen",
        "one chosen without any",
        "one chosen, all listed",
        "the only one chosen",
        "several chosen",
    ],
)
def test_what_the_units_rates_say(rows: list, chosen: dict, text: str) -> None:
    assert units_title(*rows, **chosen) == text


@pytest.mark.parametrize(
    ("rows", "chosen", "text"),
    [
        ([*FUZHOU, *XIAMEN], {}, "2024年推荐的18项中已入选6项（33.3%）；钢铁入选率最高，10项中入选4项（40%）"),
        (
            [*FUZHOU, *XIAMEN, *many("350100", "other", 5, 5)],
            {},
            "2024年推荐的23项中已入选11项（47.8%）；钢铁入选率最高，10项中入选4项（40%）",
        ),
        (
            [*FUZHOU, *XIAMEN],
            {"sectors": ("power",)},
            "电力2024年推荐的8项中已入选2项（25%），全部行业18项中6项（33.3%）",
        ),
        (
            [*FUZHOU, *XIAMEN],
            {"sectors": ("power", "port")},
            "所选行业2024年推荐的8项中已入选2项（25%）",
        ),
    ],
    ids=["one highest", "others are no key sector", "one chosen", "several chosen"],
)
def test_what_the_sectors_rates_say(rows: list, chosen: dict, text: str) -> None:
    assert sectors_title(*rows, **chosen) == text
