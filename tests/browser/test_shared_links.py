"""Filters chosen with the mouse change the numbers and stand in the address; a shared address restores them."""

from playwright.sync_api import Page, expect

from tests.browser.looking import chart, kpi, open_screen, query, settle
from tests.browser.server import running_dashboard


def test_a_sector_chosen_in_the_sidebar_counts_and_stands_in_the_address(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    expect(kpi(page, "推荐（项）")).to_have_text("220")
    page.get_by_test_id("stSidebar").get_by_label("重点行业").click()
    page.get_by_role("option", name="钢铁", exact=True).click()
    page.keyboard.press("Escape")
    expect(kpi(page, "推荐（项）")).to_have_text("12")
    page.get_by_test_id("stSidebar").get_by_role("button", name="车间级").click()
    expect(kpi(page, "推荐（项）")).to_have_text("4")
    assert query(page) == {"sector": ["钢铁"], "tier": ["车间级"]}


def test_the_first_filter_and_the_last_leave_what_is_below_the_chips_in_its_place(page: Page, dashboard: str) -> None:
    # Built anew, all charts would be drawn twice: the second time in the width that their pair then has.
    open_screen(page, dashboard)
    chart(page, "unit-map").evaluate("one => one.closest('[data-testid=stVerticalBlock]').stays = true")
    for chosen, count in (("2025年", 1), ("全部年份", 0)):
        page.get_by_test_id("stSidebar").get_by_text(chosen, exact=True).click()
        expect(page.get_by_test_id("stMain").get_by_role("button", name="2025年")).to_have_count(count)
        settle(page)
        assert chart(page, "unit-map").evaluate("one => one.closest('[data-testid=stVerticalBlock]').stays")


def test_filters_go_along_to_another_page_and_a_chip_takes_one_away(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, sector="钢铁", tier="车间级")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="层级").click()
    page.wait_for_url("**/tiers**")
    expect(kpi(page, "车间级（项）")).to_have_text("4")
    assert query(page) == {"sector": ["钢铁"], "tier": ["车间级"]}
    page.get_by_test_id("stMain").get_by_role("button", name="钢铁").click()
    expect(kpi(page, "车间级（项）")).to_have_text("87")
    settle(page)
    assert query(page) == {"tier": ["车间级"]}


def test_the_back_button_brings_the_page_before(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, sector="钢铁")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="层级").click()
    page.wait_for_url("**/tiers**")
    settle(page)
    page.go_back()
    expect(kpi(page, "推荐（项）")).to_have_text("12")


def test_a_finding_leads_to_its_chart_and_so_does_the_address_with_it(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    sought = page.locator("#trend")
    expect(sought).not_to_be_in_viewport()
    page.locator('a[href="#trend"]').first.click()
    expect(sought).to_be_in_viewport()
    page.goto("about:blank")
    page.goto(f"{dashboard}/#trend")
    settle(page)
    expect(sought).to_be_in_viewport()


def test_a_shared_link_is_whole_as_the_first_request_after_a_start(page: Page) -> None:
    with running_dashboard() as fresh:
        open_screen(page, fresh, "industry", sector="钢铁", tier="车间级")
        expect(page.locator("h1")).to_have_text("福建省5G工厂全景 · 行业")
        expect(page.get_by_test_id("stSidebarNav").get_by_role("link")).to_have_count(11)
        expect(page.get_by_test_id("stSidebar").get_by_text("筛选出")).to_have_text("筛选出 4 项，共 220 项")
        expect(kpi(page, "钢铁推荐（项）")).to_have_text("4")
        assert query(page) == {"sector": ["钢铁"], "tier": ["车间级"]}
        page.goto("about:blank")
