"""A browser with the network cut: whatever is asked of another machine is refused, counted, and fails the test."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from tests.browser.chromium import NO_NAMES, find_chromium
from tests.browser.server import running_dashboard

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_PATIENCE = 20_000
# A dashboard that has just been started reads the samples first.
expect.set_options(timeout=_PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the installed Chromium once."""
    path = find_chromium()
    if path is None:
        message = "No Chromium, Chrome or Edge found; CHROMIUM may name one"
        if os.environ.get("FACTORY_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=[NO_NAMES])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def dashboard() -> Iterator[str]:
    """Start one dashboard for all tests that do not need a fresh one."""
    with running_dashboard() as address:
        yield address


@pytest.fixture
def foreign_requests() -> Iterator[list[str]]:
    """Collect what was asked of other machines; there must be nothing at the end."""
    asked: list[str] = []
    yield asked
    assert asked == []


@pytest.fixture
def context(browser: Browser, foreign_requests: list[str], request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Open a window of its own; `@pytest.mark.parametrize("look", [...], indirect=True)` changes how it looks."""
    look = {"viewport": {"width": 1440, "height": 1000}} | getattr(request, "param", {})
    opened = browser.new_context(locale="zh-CN", accept_downloads=True, **look)
    opened.set_default_timeout(_PATIENCE)
    opened.route("**/*", lambda route: _loopback_only(route, foreign_requests))
    opened.on("page", lambda page: page.on("websocket", lambda each: _note(each.url, foreign_requests)))
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def _loopback_only(route: Route, foreign: list[str]) -> None:
    if _note(route.request.url, foreign):
        route.abort()
    else:
        route.continue_()


def _note(url: str, foreign: list[str]) -> bool:
    parts = urlsplit(url)
    if parts.scheme in ("data", "blob") or parts.hostname in _LOOPBACK:
        return False
    foreign.append(url)
    return True
