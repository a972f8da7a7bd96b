"""Open a screen, wait until it stands, and read it as somebody who looks at it does."""

from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect

#: What stands under every chart.
CHART_DATA = "数据、项目与下载"
PAGES = (
    "",
    "industry",
    "tiers",
    "scenarios",
    "cities",
    "projects",
    "submissions",
    "directory",
    "targets",
    "briefings",
    "definitions",
)
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def open_screen(page: Page, dashboard: str, path: str = "", **address: str | list[str]) -> None:
    """Go to a screen by its address and wait until it is drawn."""
    page.goto(f"{dashboard}/{path}?{urlencode(address, doseq=True)}")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the run is over, everything it drew stands, and the fonts are there."""
    expect(page.locator(_IDLE)).to_be_attached()
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    page.evaluate("document.fonts.ready.then(() => true)")


def kpi(page: Page, label: str) -> Locator:
    """Return the value of the key figure with this label."""
    card = page.locator(".kpis > div").filter(has=page.locator("dt").get_by_text(label))
    return card.locator("dd").first


def query(page: Page) -> dict[str, list[str]]:
    """Return what the address carries."""
    return parse_qs(urlsplit(page.url).query)


def chart(page: Page, key: str) -> Locator:
    """Return a chart by its key."""
    return page.locator(f".st-key-{key}")


def unit_shapes(page: Page) -> dict[str, dict[str, object]]:
    """Return the drawn units by code: the colour and the size in pixels of each."""
    page.locator("path.choroplethlocation").first.wait_for()
    shapes = page.evaluate(
        """() => [...document.querySelectorAll("g.choroplethlayer > g:first-child path.choroplethlocation")].map(
            (path) => {
                const box = path.getBoundingClientRect();
                const style = getComputedStyle(path);
                return {code: path.__data__.loc, fill: style.fill, opacity: style.opacity,
                        width: box.width, height: box.height};
            })"""
    )
    return {shape.pop("code"): shape for shape in shapes}


def click_unit(page: Page, code: str) -> None:
    """Click inside the shape of this unit."""
    page.locator("path.choroplethlocation").first.wait_for()
    chart(page, "unit-map").scroll_into_view_if_needed()
    # The shapes themselves take no clicks: a layer above tells from the coordinates which one is meant.
    place = page.evaluate(
        """(code) => {
            const path = [...document.querySelectorAll("path.choroplethlocation")].find(
                (each) => each.__data__.loc === code);
            const box = path.getBoundingClientRect();
            const toPath = path.getScreenCTM().inverse();
            for (const down of [0.5, 0.35, 0.65, 0.2, 0.8])
                for (const right of [0.5, 0.35, 0.65, 0.2, 0.8]) {
                    const point = new DOMPoint(box.left + right * box.width, box.top + down * box.height);
                    if (path.isPointInFill(point.matrixTransform(toPath))) return {x: point.x, y: point.y};
                }
        }""",
        code,
    )
    click_at(page, place["x"], place["y"])


def click_name(page: Page, text: str) -> None:
    """Click on a unit's name on the map."""
    box = chart(page, "unit-map").locator(".scatterlayer text").filter(has_text=text).bounding_box()
    assert box is not None
    click_at(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def click_at(page: Page, x: float, y: float) -> None:
    """Click as a hand does: the mouse arrives first."""
    page.mouse.move(x - 3, y - 3)
    page.mouse.move(x, y)
    page.mouse.click(x, y)
