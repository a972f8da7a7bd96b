"""Where we stand against dated targets, on public numbers and on our own."""

from dataclasses import replace

import pandas as pd
import pytest
from small_landscape import PROJECTS, landscape, of_nothing, view

from loaders.facts import Facts, PublicFigure, Target, facts
from metrics.landscape import Filters
from metrics.progress import (
    LATE,
    MISSED,
    OPEN,
    REACHED,
    Pace,
    linear_pace,
    national_progress,
    own_progress,
    published_totals,
    target_points,
    target_progress,
    target_result,
)
from metrics.table import Table

PROVINCE = Target("p", "province", "listed", "全省入选", 40, "家", 2027, "H", "省定")
FUZHOU = Target("f", "350100", "listed", "福州入选", 8, "家", 2027, "H", "市定")


def with_targets(*targets: Target, **filters: object) -> Table:
    """Measure the eight projects against these targets."""
    known = replace(facts(), targets=targets)
    return target_progress(landscape(*PROJECTS, known=known).view(Filters(**filters)))


@pytest.mark.parametrize(
    ("year", "achieved", "share", "fujian", "achieved_year"),
    [(None, 1260, 1.26, 4, 2025), (2024, 700, 0.7, 3, 2024), (2023, 300, 0.3, 1, 2023)],
)
def test_the_national_list_sums_up_year_by_year(
    year: int | None, achieved: int, share: float, fujian: int, achieved_year: int
) -> None:
    row = target_progress(view(year=year)).frame.iloc[0]
    assert row[["achieved", "share", "fujian", "achieved_year"]].tolist() == [achieved, share, fujian, achieved_year]
    assert row["fujian_share"] == fujian / achieved


def test_benchmarks_are_published_as_a_total() -> None:
    row = target_progress(view()).frame.iloc[1]
    assert row[["code", "achieved", "share", "fujian"]].tolist() == ["national_benchmark_2025", 83, 0.83, 1]


def test_what_is_not_published_is_left_out_not_guessed() -> None:
    rows = target_progress(view()).frame.set_index("code")
    assert rows.loc["national_enterprise_2025", ["achieved", "share", "fujian", "fujian_share"]].isna().all()
    assert rows.loc["national_factory_2027", ["achieved", "share"]].tolist() == [4000, 0.4]
    assert pd.isna(rows.loc["national_factory_2027", "fujian"])


def test_a_year_before_all_public_numbers_has_none() -> None:
    assert set(target_progress(view(year=2022)).column("achieved")) == {None}


def test_a_target_of_the_province_is_measured_on_our_own_count() -> None:
    row = with_targets(PROVINCE).frame.iloc[0]
    assert row[["achieved", "share", "fujian", "achieved_year"]].tolist() == [4, 0.1, 4, 2025]


@pytest.mark.parametrize(
    ("units", "rows"),
    [((), 0), (("350200",), 0), (("350100", "350200"), 0), (("350100",), 1)],
)
def test_a_target_of_one_unit_is_shown_with_that_unit_only(units: tuple, rows: int) -> None:
    assert len(with_targets(FUZHOU, units=units)) == rows


def test_a_target_of_one_unit_is_measured_on_that_unit() -> None:
    assert with_targets(FUZHOU, units=("350100",)).frame.iloc[0][["achieved", "share"]].tolist() == [2, 0.25]


def test_targets_of_all_units_are_measured_together_whatever_is_filtered() -> None:
    known = replace(facts(), targets=(PROVINCE, FUZHOU))
    narrow = landscape(*PROJECTS, known=known).view(Filters(units=("350200",), sectors=("steel",)))
    assert own_progress(narrow).frame[["code", "achieved"]].to_numpy().tolist() == [["p", 4], ["f", 2]]
    assert own_progress(narrow, "350100").column("code") == ["f"]
    assert len(own_progress(narrow, "350300")) == 0


def test_the_national_targets_stand_alone() -> None:
    assert set(national_progress(view(units=("350100",))).column("scope")) == {"national"}


@pytest.mark.parametrize(
    ("points", "value", "result"),
    [
        ([], 10, OPEN),
        ([(2023, 3), (2024, 9)], 10, OPEN),
        ([(2023, 3), (2024, 10)], 10, REACHED),
        ([(2023, 3), (2025, 9)], 10, OPEN),
        ([(2023, 3), (2025, 10)], 10, REACHED),
        ([(2024, 4), (2025, 9), (2026, 9)], 10, MISSED),
        ([(2024, 4), (2025, 9), (2026, 12)], 10, LATE),
        ([(2024, 4), (2025, 10), (2026, 12)], 10, REACHED),
        ([(2026, 12)], 10, LATE),
        ([(2026, 9)], 10, MISSED),
    ],
    ids=[
        "nothing known",
        "before its year",
        "before its year, early",
        "in its year, not yet",
        "in its year",
        "after its year, missed",
        "after its year, late",
        "after its year, in time",
        "known only later, late",
        "known only later, missed",
    ],
)
def test_how_a_target_for_2025_ended(points: list, value: float, result: str) -> None:
    assert target_result(points, replace(PROVINCE, year=2025, value=value)) == result


@pytest.mark.parametrize(
    ("target_year", "value", "filters", "words"),
    [
        (2024, 3, {}, "已达成"),
        (2024, 4, {}, "逾期达成"),
        (2024, 5, {}, "未达成"),
        (2025, 5, {}, ""),
        (2024, 4, {"year": 2024}, ""),
        (2027, 4, {}, "已达成"),
    ],
)
def test_the_result_is_told_as_far_as_the_chosen_year(target_year: int, value: int, filters: dict, words: str) -> None:
    target = replace(PROVINCE, year=target_year, value=value)
    assert with_targets(target, **filters).column("result_name") == [words]


def test_a_national_target_is_judged_by_what_is_published() -> None:
    rows = target_progress(view()).frame.set_index("code")["result_name"]
    assert rows[["national_listed_2025", "national_benchmark_2025"]].tolist() == ["已达成", ""]


def test_only_the_year_changes_what_a_target_is_measured_on() -> None:
    chosen = {"units": ("350100",), "tiers": ("line",), "scenarios": ("plant_logistics",)}
    assert with_targets(PROVINCE, **chosen).column("achieved") == [4]


def test_without_projects_the_national_numbers_stay() -> None:
    row = target_progress(of_nothing()).frame.iloc[0]
    assert row[["achieved", "fujian", "fujian_share"]].tolist() == [1260, 0, 0]


def figure(year: int, metric: str, value: float | None, area: str = "全国") -> PublicFigure:
    """Return one published number."""
    return PublicFigure(year, metric, area, value, "", "H", "x")


@pytest.mark.parametrize(
    ("metric", "until", "totals"),
    [
        ("listed", None, [(2023, 300), (2024, 700)]),
        ("listed", 2023, [(2023, 300)]),
        ("benchmark", None, [(2024, 83), (2025, 100)]),
        ("factory", None, []),
    ],
)
def test_yearly_numbers_are_summed_and_totals_taken_as_they_are(metric: str, until: int | None, totals: list) -> None:
    figures = [
        figure(2024, "listed", 400),
        figure(2023, "listed", 300),
        figure(2023, "listed", 97, "江苏"),
        figure(2025, "listed", None),
        figure(2024, "benchmark", 83),
        figure(2025, "benchmark", 100),
    ]
    assert published_totals(figures, metric, until) == totals


@pytest.mark.parametrize(
    ("points", "target", "year", "pace", "on_course"),
    [
        ([(2023, 300), (2025, 1260)], 1000, 2025, Pace(True, None, 480.0, None), True),
        ([(2023, 300), (2025, 1260)], 1000, 2027, Pace(True, None, 480.0, 2220.0), True),
        ([(2024, 4000)], 10000, 2027, Pace(False, 2000.0, None, None), None),
        ([(2023, 10), (2024, 20)], 100, 2026, Pace(False, 40.0, 10.0, 40.0), False),
        ([(2023, 10), (2024, 50)], 100, 2026, Pace(False, 25.0, 40.0, 130.0), True),
        ([(2023, 10), (2024, 20)], 30, 2025, Pace(False, 10.0, 10.0, 30.0), True),
        ([(2023, 10), (2025, 20)], 100, 2025, Pace(False, None, 5.0, None), None),
        ([], 100, 2025, Pace(False, None, None, None), None),
    ],
    ids=["reached", "reached early", "single point", "behind", "ahead", "exactly", "out of time", "no points"],
)
def test_a_straight_line_to_the_target(points: list, target: int, year: int, pace: Pace, on_course: bool) -> None:
    found = linear_pace(points, target, year)
    assert (found, found.on_course) == (pace, on_course)


def test_the_pace_of_a_target_of_ours_is_measured_on_our_own_years() -> None:
    known = Facts((PROVINCE,), ())
    ours = landscape(*PROJECTS, known=known).view(Filters())
    assert target_points(ours, PROVINCE) == [(2023, 1.0), (2024, 3.0), (2025, 4.0)]


def test_a_target_nobody_counts_has_no_points() -> None:
    assert target_points(view(), replace(PROVINCE, metric="investment")) == []
