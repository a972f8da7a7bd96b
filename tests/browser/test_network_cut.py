"""The other tests rely on it: a request to another machine is refused and noticed."""

from playwright.sync_api import Page

from tests.browser.looking import open_screen


def test_a_request_to_another_machine_is_refused_and_counted(
    page: Page, dashboard: str, foreign_requests: list[str]
) -> None:
    open_screen(page, dashboard)
    refused = page.evaluate("fetch('https://example.invalid/font.woff2').then(() => false, () => true)")
    assert (refused, foreign_requests) == (True, ["https://example.invalid/font.woff2"])
    foreign_requests.clear()
