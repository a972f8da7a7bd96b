"""How far dated targets are, said so that passed, met, missed and unknown all read right."""

from dataclasses import replace

import pytest
from small_landscape import PROJECTS, landscape, view

from loaders.facts import PublicFigure, Target, facts
from metrics.findings import targets
from metrics.landscape import Filters
from metrics.progress import target_progress

PASSED = "全国累计入选1260家，已超过2025年1000家的目标（完成126%）"
LISTED_LATER = ("350200", "steel", "line", 2024, 2026, 0, ())
NEVER_LISTED = ("350200", "steel", "line", 2025, 0, 0, ())


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        ({}, f"{PASSED}；福建累计入选4家，占全国1260家的0.3%"),
        (
            {"year": 2023},
            "全国累计入选300家，距2025年1000家的目标还差700家（完成30%）；福建累计入选1家，占全国300家的0.3%",
        ),
        ({"units": ("350100",)}, f"{PASSED}；福建累计入选4家，占全国1260家的0.3%"),
        ({"year": 2022}, "该年尚无公开的全国数字"),
    ],
    ids=["all years", "one year", "other filters do not matter", "before all numbers"],
)
def test_the_national_list_and_fujians_part(filters: dict, text: str) -> None:
    chosen = view(**filters)
    assert targets.progress_finding(target_progress(chosen), chosen) == text


def test_open_targets_and_the_straight_line_to_them() -> None:
    assert targets.pace_sentences(view()) == [
        "标杆工厂：截至2024年83家，距2025年100家的目标还差17家，尚需每年17家；公开数字只有一年，不外推。",
        "建成5G工厂（升级版）：截至2024年4000家，距2027年10000家的目标还差6000家，尚需每年2000家；公开数字只有一年，不外推。",
    ]


def test_a_target_still_open_is_extended_in_a_straight_line() -> None:
    assert targets.pace_sentences(view(year=2024))[0] == (
        "建成5G工厂：截至2024年700家，距2025年1000家的目标还差300家，尚需每年300家；按已有年均400家外推，到2025年约1100家。"
    )


@pytest.mark.parametrize(
    ("achieved", "text"),
    [
        (1001, "已超过2025年1000家的目标（完成100.1%）"),
        (1000, "正好达到2025年1000家的目标"),
        (999.6, "距2025年1000家的目标还差0.4家（完成99.9%）"),
        (40, "距2025年1000家的目标还差960家（完成4%）"),
        (0, "距2025年1000家的目标还差1000家"),
    ],
)
def test_the_distance_to_a_target(achieved: float, text: str) -> None:
    assert targets.distance(achieved, 1000, 2025, "家") == text


def progress_title(*projects: tuple, **filters: object) -> str:
    """Say what the targets' chart shows."""
    chosen = view(*projects, **filters)
    return targets.progress_finding(target_progress(chosen), chosen)


def test_no_share_is_taken_of_numbers_of_different_years() -> None:
    assert progress_title(LISTED_LATER) == (
        "全国截至2025年累计入选1260家，已超过2025年1000家的目标（完成126%）；福建截至2026年累计入选1家"
    )


def test_fujian_without_a_listed_project() -> None:
    assert progress_title(NEVER_LISTED) == f"{PASSED}；福建尚无项目入选"


OF_FUZHOU = Target("f", "350100", "listed", "福州入选", 8, "家", 2027, "H", "市定")


@pytest.mark.parametrize(("units", "sentences"), [((), 0), (("350200",), 0), (("350100",), 1)])
def test_the_pace_of_a_units_target_is_told_with_that_unit_only(units: tuple, sentences: int) -> None:
    known = replace(facts(), targets=(OF_FUZHOU,), figures=())
    assert len(targets.pace_sentences(landscape(*PROJECTS, known=known).view(Filters(units=units)))) == sentences


def test_a_target_of_millions_is_written_out() -> None:
    many = Target("m", "national", "factory", "全国接入", 2_000_000, "个", 2027, "H", "x")
    told = PublicFigure(2024, "factory", "全国", 1_500_000, "", "H", "x")
    known = replace(facts(), targets=(many,), figures=(told,))
    assert "距2027年2000000个的目标还差500000个" in targets.pace_sentences(landscape(known=known).view(Filters()))[0]
