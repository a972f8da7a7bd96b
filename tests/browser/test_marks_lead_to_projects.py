"""One click leads from a mark to its projects, one step back to the page as it was left."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.looking import chart, click_at, click_unit, kpi, open_screen, query, settle

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


def bar(page: Page, key: str, place: int, trace: int = 0) -> Locator:
    """Return a bar of a chart, by its trace and its place within."""
    return chart(page, key).locator(".barlayer .trace").nth(trace).locator("path").nth(place)


def centre(mark: Locator) -> tuple[float, float]:
    """Bring a mark into view and return the middle of it."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def click(page: Page, mark: Locator) -> None:
    """Click the middle of a mark and wait for the list of projects."""
    click_at(page, *centre(mark))
    page.wait_for_url("**/projects**")
    settle(page)


def listed(page: Page) -> str:
    """Return what the page says it lists."""
    return page.get_by_test_id("stCaptionContainer").first.inner_text().split("｜")[0]


def test_a_bar_leads_to_its_projects_and_back_to_the_page_as_it_was(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, tier="车间级")
    click(page, bar(page, "unit-ranking", 1))
    expect(page.locator("h1")).to_have_text("福建省5G工厂全景 · 项目")
    assert query(page) == {"unit": ["泉州市"], "tier": ["车间级"]}
    assert listed(page) == "2023—2025年推荐项目（各年合计），共13项"
    page.go_back()
    expect(kpi(page, "推荐（项）")).to_have_text("87")
    settle(page)
    assert query(page) == {"tier": ["车间级"]}


def test_the_same_bar_can_be_clicked_again_and_none_is_faded(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    click(page, bar(page, "unit-ranking", 2))
    page.go_back()
    expect(kpi(page, "推荐（项）")).to_have_text("220")
    settle(page)
    faded = chart(page, "unit-ranking").locator('.barlayer path[style*="opacity: 0."]')
    expect(faded).to_have_count(0)
    click(page, bar(page, "unit-ranking", 2))
    assert query(page) == {"unit": ["厦门市"]}


def test_a_short_bar_is_clicked_anywhere_in_its_row(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    across, _ = centre(bar(page, "unit-ranking", 0))
    # Last: bringing another bar into view may move the page.
    _, height = centre(bar(page, "unit-ranking", 9))
    click_at(page, across, height)
    page.wait_for_url("**/projects**")
    settle(page)
    assert query(page) == {"unit": ["平潭综合实验区"]}


@pytest.mark.parametrize(
    ("screen", "address", "key", "trace", "place", "arrived", "said"),
    [
        ("", {"stage": "标杆"}, "trend", 0, 0, {"year": ["2023年"]}, "2023年推荐项目，共40项"),
        (
            "",
            {"sector": "钢铁"},
            "target-progress",
            2,
            0,
            {"stage": ["入选"]},
            "截至2025年累计入选国家名录项目，共64项",
        ),
        (
            "tiers",
            {"stage": "入选"},
            "tiers-by-year",
            1,
            1,
            {"stage": ["入选"], "year": ["2024年"], "tier": ["车间级"], "only": ["当年新增"]},
            "截至2024年累计入选国家名录项目，共12项，其中2024年新增9项",
        ),
        (
            "cities",
            {},
            "selection-by-unit",
            0,
            2,
            {"unit": ["漳州市"], "only": ["已入选"]},
            "2023—2025年推荐项目（各年合计），共23项，其中已入选9项",
        ),
    ],
)
def test_marks_of_every_form_lead_to_what_they_count(
    page: Page,
    dashboard: str,
    screen: str,
    address: dict[str, str],
    key: str,
    trace: int,
    place: int,
    arrived: dict[str, list[str]],
    said: str,
) -> None:
    open_screen(page, dashboard, screen, **address)
    click(page, bar(page, key, place, trace))
    assert query(page) == arrived
    assert listed(page) == said


def test_a_cell_of_the_matrix_is_clicked_beside_its_number(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, "scenarios")
    number = chart(page, "sector-scenario").locator(".textpoint text").first
    across, height = centre(number)
    click_at(page, across + 25, height + 4)
    page.wait_for_url("**/projects**")
    settle(page)
    assert query(page) == {"sector": ["电子设备制造"], "scenario": ["生产单元模拟"]}
    assert listed(page) == "2023—2025年推荐项目（各年合计），共2项"


@pytest.mark.parametrize("context", [PHONE], indirect=True)
def test_on_a_phone_a_finger_scrolls_over_a_chart_and_a_tap_opens_its_projects(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    across, height = centre(bar(page, "unit-ranking", 3))
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": across, "y": height}]})
    for step in range(1, 11):
        point = {"x": across, "y": height - 12 * step}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(500)
    scrolled = bar(page, "unit-ranking", 3).bounding_box()
    assert scrolled is not None
    assert scrolled["y"] < height - 60
    page.touchscreen.tap(*centre(bar(page, "unit-ranking", 3)))
    page.wait_for_url("**/projects**")
    settle(page)
    assert query(page) == {"unit": ["漳州市"]}


def test_the_button_below_a_chart_does_it_with_the_keyboard(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, unit="泉州市")
    page.locator(".st-key-trend-data").locator("summary").press("Enter")
    page.get_by_role("button", name="看这些项目").press("Enter")
    page.wait_for_url("**/projects**")
    settle(page)
    assert listed(page) == "2023—2025年推荐项目（各年合计），共41项"


def test_a_row_of_the_list_leads_to_its_table_and_can_be_passed_on(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, "projects", unit="平潭综合实验区")
    table = page.locator(".st-key-project-table").get_by_test_id("stDataFrame").bounding_box()
    assert table is not None
    # The table is drawn, not written: the box before its second row.
    page.mouse.click(table["x"] + 16, table["y"] + 35 + 35 + 17)
    trace = page.locator(".st-key-trace")
    expect(trace.get_by_text("对方报来的")).to_be_visible()
    settle(page)
    assert list(query(page)) == ["unit", "project"]
    heading = trace.locator("h3").inner_text()
    page.go_back()
    expect(trace).to_have_count(0)
    page.go_forward()
    expect(trace.locator("h3")).to_have_text(heading)
    settle(page)
    page.reload()
    expect(page.locator(".st-key-trace h3")).to_have_text(heading)
    page.get_by_role("button", name="关闭").click()
    expect(page.locator(".st-key-trace")).to_have_count(0)


def test_one_step_back_from_a_units_page_leads_to_the_map_as_it_was(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, year="2025年")
    click_unit(page, "350500")
    page.wait_for_url("**/cities**")
    settle(page)
    assert query(page) == {"year": ["2025年"], "city": ["泉州市"]}
    page.go_back()
    expect(kpi(page, "推荐（项）")).to_have_text("105")
    settle(page)
    assert query(page) == {"year": ["2025年"]}
