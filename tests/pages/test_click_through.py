"""From a chart or a profile to its projects, with exactly its filters."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.visit import captions, figure, left_over, sound, visit, with_open


def after(screen: AppTest, key: str) -> AppTest:
    """Click a button and return where it leads."""
    return sound(screen.button(key=key).click().run())


def opened(screen: AppTest, key: str) -> AppTest:
    """Open what stands under a chart."""
    return with_open(screen, f"{key}-data")


@pytest.mark.parametrize(
    ("page", "address", "key", "arrived", "said"),
    [
        ("overview", {}, "unit-ranking", {}, "共220项"),
        ("overview", {"unit": "泉州市", "tier": "车间级"}, "unit-ranking", {"tier": "车间级"}, "共87项"),
        ("overview", {"unit": "泉州市"}, "trend", {"unit": "泉州市"}, "共41项"),
        (
            "overview",
            {"unit": "泉州市", "year": "2024年"},
            "target-progress",
            {"year": "2024年", "stage": "入选"},
            "共30项",
        ),
        ("overview", {"stage": "标杆"}, "unit-map", {"stage": "标杆"}, "共3项"),
        ("cities", {"stage": "标杆"}, "selection-by-unit", {}, "共220项"),
        ("industry", {"sector": "钢铁"}, "sector-bars", {}, "共220项"),
        ("industry", {"sector": "钢铁"}, "tiers-by-sector", {"sector": "钢铁"}, "共12项"),
        ("scenarios", {"scenario": "未填报"}, "scenario-ranking", {"scenario": "未填报"}, "共2项"),
    ],
)
def test_every_card_leads_to_the_projects_it_counts(
    page: str, address: dict[str, str], key: str, arrived: dict[str, str], said: str
) -> None:
    screen = after(opened(visit(page, **address), key), f"{key}-projects")
    assert screen.title[0].value.endswith("项目")
    assert dict(screen.query_params) == arrived
    assert said in captions(screen)


def test_a_units_profile_leads_to_its_projects() -> None:
    screen = after(visit("cities", city="三明市", tier="车间级"), "profile-projects")
    assert dict(screen.query_params) == {"unit": "三明市", "tier": "车间级"}
    assert left_over(screen) == "筛选出 **8** 项，共 220 项"


def test_a_sectors_profile_leads_to_its_projects() -> None:
    screen = after(visit("industry", profile="纺织"), "profile-projects")
    assert dict(screen.query_params) == {"sector": "纺织"}


def test_the_list_begins_anew_whatever_was_asked_before() -> None:
    screen = visit("projects", search="泉州", only="已入选", uses="厂区智能物流", list_page="1")
    screen = sound(screen.switch_page("pages/overview.py").run())
    screen = after(opened(screen, "unit-ranking"), "unit-ranking-projects")
    assert dict(screen.query_params) == {}
    assert "第1—50项，共220项" in captions(screen)


@pytest.mark.parametrize("key", ["unit-ranking", "trend", "target-progress"])
def test_marks_are_sent_with_short_codes_and_stay_bright_when_clicked(key: str) -> None:
    traces = [trace for trace in figure(visit(), key)["data"] if "customdata" in trace]
    assert max(len(code) for trace in traces for code in trace["customdata"]) <= 16
    assert [trace["unselected"]["marker"]["opacity"] for trace in traces if trace.get("hoverinfo") != "none"] == [
        1 for trace in traces if trace.get("hoverinfo") != "none"
    ]


def test_an_unchanged_figure_is_sent_byte_for_byte_the_same() -> None:
    first, second = (visit(year="2024年") for _ in range(2))
    assert [chart.proto.spec for chart in first.get("plotly_chart")] == [
        chart.proto.spec for chart in second.get("plotly_chart")
    ]
