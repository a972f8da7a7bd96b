"""Measure what somebody in front of a browser waits for: the first frame and charts, a reload, a change of the year.

总览 of the dashboard stands beside its plain version (`plain/overview.py`), a page without a server behind it
(`static_page.py`) and Dash (`dash_app.py`), the last two with the same figures. Chromium times itself: the first frame
is its first contentful paint, a chart counts as drawn when its first mark is in the page, a change as done when nothing
in any chart has moved for a while. Cold is a server that has just been started and a browser that has never been there;
first only such a browser. The first chart is timed a second time without anybody watching (`unwatched.py`).
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from benchmarks import static_page
from benchmarks.measuring import TURNS, keep, print_table
from benchmarks.pages import DEFAULTS, empty_store
from benchmarks.running import free_port
from benchmarks.serving import dashboard_command, serving, streamlit_command
from benchmarks.unwatched import first_visit
from tests.browser.chromium import NO_NAMES, find_chromium

_PATIENCE = 60_000
_QUIET_MS = 800
CHARTS = len(static_page.CHARTS)
#: What tells a drawn chart from an empty frame.
_MARKS = "path.choroplethlocation, .bars path, .points path, .lines path"
_WATCH = f"""() => {{
    const seen = window.seen = {{first: 0, all: 0, moved: 0}};
    const drawn = () => [...document.querySelectorAll(".js-plotly-plot")].filter(
        (each) => each.querySelector("{_MARKS}")).length;
    const inChart = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".js-plotly-plot .main-svg");
    new MutationObserver((changes) => {{
        const now = performance.now();
        if (changes.some((change) => inChart(change.target))) seen.moved = now;
        if (seen.all) return;
        const count = drawn();
        if (count && !seen.first) seen.first = now;
        if (count >= {CHARTS}) seen.all = now;
    }}).observe(document, {{subtree: true, childList: true, attributes: true, characterData: true}});
    document.addEventListener("click", () => seen.clicked = performance.now(), {{capture: true}});
}}"""

_TOLD = """() => ({
    first: seen.first, all: seen.all, origin: performance.timeOrigin,
    frame: performance.getEntriesByName("first-contentful-paint")[0].startTime,
})"""


def by_text(page: Page | Locator, year: str) -> None:
    """Choose a year that is in sight."""
    page.get_by_text(year, exact=True).first.click()


def in_list(page: Page, year: str) -> None:
    """Choose a year from a list, which opens with a click of its own."""
    page.get_by_test_id("stSelectbox").first.locator("input").click()
    page.get_by_role("option", name=year, exact=True).click()


def in_sidebar(page: Page, year: str) -> None:
    """Choose a year among the filters; years are also words of the charts."""
    by_text(page.get_by_test_id("stSidebar"), year)


@dataclass(frozen=True)
class Contender:
    """Who is measured: how it is started and asked, and how a year is chosen."""

    command: Callable[[int], Sequence[str]]
    health: str
    choose: Callable[[Page, str], None]


def contenders(folder: Path) -> dict[str, Contender]:
    """Return all of them; `folder` holds the static page."""
    own = [sys.executable, "-m"]
    return {
        "dashboard": Contender(dashboard_command, "/_stcore/health", in_sidebar),
        "plain Streamlit": Contender(
            lambda port: streamlit_command("benchmarks/plain/overview.py", port), "/_stcore/health", in_list
        ),
        "static page": Contender(
            lambda port: [*own, "benchmarks.static_page", str(folder), str(port)], "/index.html", by_text
        ),
        "Dash": Contender(lambda port: [*own, "benchmarks.dash_app", str(folder), str(port)], "/", by_text),
    }


@contextmanager
def visitor(browser: Browser) -> Iterator[Page]:
    """Open a browser window that has never been anywhere."""
    context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN")
    context.set_default_timeout(_PATIENCE)
    context.add_init_script(f"({_WATCH})()")
    yield context.new_page()
    context.close()


def shown(page: Page) -> dict[str, float]:
    """Wait for all charts; return when the first frame, the first and the last of them came, in milliseconds."""
    page.wait_for_function("() => window.seen?.all")
    page.wait_for_function(f"() => performance.now() - window.seen.moved > {_QUIET_MS}")
    told: dict[str, float] = page.evaluate(_TOLD)
    return told


def changed(page: Page, choose: Callable[[Page, str], None], year: str) -> float:
    """Choose a year; return the milliseconds from the click to the last movement in a chart."""
    choose(page, year)
    page.wait_for_function(
        f"() => seen.moved > seen.clicked && performance.now() - Math.max(seen.moved, seen.clicked) > {_QUIET_MS}"
    )
    waited: float = page.evaluate("() => seen.moved - seen.clicked")
    return waited


def visit(browser: Browser, address: str, contender: Contender, years: Sequence[str]) -> dict[str, float]:
    """Arrive, reload, and choose years; return what each took in milliseconds."""
    with visitor(browser) as page:
        page.goto(address)
        first = shown(page)
        page.reload()
        again = shown(page)
        changes = [changed(page, contender.choose, year) for year in years]
    return {
        "first frame": first["frame"],
        "first chart": first["first"],
        "all charts": first["all"],
        "reload": again["first"],
        "change": statistics.median(changes),
    }


def cold(browser: Browser, contender: Contender, environment: Mapping[str, str]) -> float:
    """Start a server; return the milliseconds from there to the first chart."""
    port = free_port()
    begun = time.time()
    with (
        serving(contender.command(port), port, health=contender.health, environment=environment) as server,
        visitor(browser) as page,
    ):
        page.goto(f"{server.address}/")
        told = shown(page)
    return told["origin"] + told["first"] - begun * 1000


def measure() -> dict[str, dict[str, float]]:
    """Return the medians of all contenders in milliseconds; they take turns."""
    chromium = find_chromium()
    if chromium is None:
        raise RuntimeError("no Chromium, Chrome or Edge found; CHROMIUM may name one")
    with ExitStack() as open_now:
        folder = Path(open_now.enter_context(tempfile.TemporaryDirectory()))
        static_page.write(folder)
        environment = {**open_now.enter_context(empty_store()), **DEFAULTS}
        playwright = open_now.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium, args=[NO_NAMES])
        open_now.callback(browser.close)
        alone = partial(first_visit, playwright, [chromium, NO_NAMES], watch=_WATCH, told=_TOLD)
        return take_turns(browser, alone, contenders(folder), environment)


def take_turns(
    browser: Browser,
    alone: Callable[[str], Mapping[str, float]],
    everybody: Mapping[str, Contender],
    environment: Mapping[str, str],
) -> dict[str, dict[str, float]]:
    """Start each anew in every turn, for the cold start; then let visitors come to servers that have been used.

    `alone` visits an address without anybody watching.
    """
    found: dict[str, list[dict[str, float]]] = {name: [] for name in everybody}
    colds: dict[str, list[float]] = {name: [] for name in everybody}
    for _ in range(TURNS):
        for name, contender in everybody.items():
            colds[name].append(cold(browser, contender, environment))
    with ExitStack() as servers:
        addresses = {}
        for name, contender in everybody.items():
            port = free_port()
            running = serving(contender.command(port), port, health=contender.health, environment=environment)
            addresses[name] = f"{servers.enter_context(running).address}/"
        for turn in range(TURNS + 1):
            for name, contender in everybody.items():
                times = visit(browser, addresses[name], contender, YEARS)
                times["first chart, unwatched"] = alone(addresses[name])["first"]
                # The first turn only makes everybody ready.
                if turn:
                    found[name].append(times)
    return {
        name: {
            "cold start": round(statistics.median(colds[name])),
            **{what: round(statistics.median(each[what] for each in turns)) for what in turns[0]},
        }
        for name, turns in found.items()
    }


#: Chosen one after the other.
YEARS = ("2025年", "2024年", "2023年") * 3


def run() -> None:
    """Measure, print and keep."""
    medians = measure()
    headings = list(medians["dashboard"])
    print("milliseconds in the browser")
    print_table(("", *headings), [(name, *each.values()) for name, each in medians.items()])
    ratio = {
        name: {what: round(medians["dashboard"][what] / value, 2) for what, value in each.items()}
        for name, each in medians.items()
        if name != "dashboard"
    }
    print("the dashboard's time to theirs (aims: first chart 1.5 × the static page, change 2.5 × it and 2 × Dash)")
    print_table(("", *headings), [(name, *each.values()) for name, each in ratio.items()])
    results = {"milliseconds": medians, "dashboard_to": ratio}
    keep("browser", ("streamlit", "uvicorn", "plotly", "dash", "playwright"), results)


if __name__ == "__main__":
    run()
