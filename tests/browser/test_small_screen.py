"""On a phone nothing but tables scrolls sideways."""

import pytest
from playwright.sync_api import Page

from tests.browser.looking import PAGES, open_screen

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["390px"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways(page: Page, dashboard: str, path: str) -> None:
    open_screen(page, dashboard, path)
    page.wait_for_timeout(500)
    widths = page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')].map(
            (each) => each.scrollWidth - each.clientWidth)"""
    )
    assert widths == [0, 0]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["390px"])
def test_every_chart_fits(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    edges = page.evaluate(
        "() => [...document.querySelectorAll('.js-plotly-plot')].map((each) => each.getBoundingClientRect().right)"
    )
    assert len(edges) == 4
    assert max(edges) <= 390
