"""The map is really drawn, in light and dark, and a click on a unit does what it says."""

import pytest
from playwright.sync_api import Page, expect

from charts.theme import DARK, LIGHT, Palette
from tests.browser.looking import click_name, click_unit, kpi, open_screen, query, settle, unit_shapes

UNITS = {
    "350100": "福州35", "350200": "厦门32", "350300": "莆田16", "350400": "三明17", "350500": "泉州41",
    "350600": "漳州23", "350700": "南平12", "350800": "龙岩20", "350900": "宁德21", "350128": "平潭3",
}  # fmt: skip
JINMEN = "350527"
# The classes of the counts 1–10, 11–18, 19–30, 31–40 and 41, low to high.
CLASSES = {"350128": 0, "350700": 1, "350300": 1, "350400": 1, "350800": 2, "350100": 3, "350500": 4}


def rgb(colour: str) -> str:
    """Write #1F56A5 as the browser does."""
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.parametrize(
    ("context", "colours"), [({"color_scheme": "light"}, LIGHT), ({"color_scheme": "dark"}, DARK)], indirect=["context"]
)
def test_ten_units_are_filled_by_their_class_and_jinmen_is_grey(page: Page, dashboard: str, colours: Palette) -> None:
    open_screen(page, dashboard)
    shapes = unit_shapes(page)
    assert set(shapes) == {*UNITS, JINMEN}
    assert min(min(shape["width"], shape["height"]) for shape in shapes.values()) > 5  # type: ignore[type-var]
    assert {code: shapes[code]["fill"] for code in CLASSES} == {
        code: rgb(colours.classes[number]) for code, number in CLASSES.items()
    }
    assert shapes[JINMEN]["fill"] == rgb(colours.no_data)
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == rgb(colours.page)


def test_the_map_names_all_ten_units_with_their_numbers(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    unit_shapes(page)
    labels = page.locator(".st-key-unit-map .scatterlayer text").all_text_contents()
    assert sorted(labels) == sorted([*UNITS.values(), "金门"])


def test_a_click_on_the_overview_opens_the_units_page(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    click_unit(page, "350500")
    page.wait_for_url("**/cities**")
    expect(page.locator("h1")).to_have_text("福建省5G工厂全景 · 地市")
    expect(kpi(page, "推荐")).to_have_text("41")
    expect(page.get_by_role("combobox", name="看哪个地市")).to_have_value("泉州市")


def test_a_click_through_keeps_the_filters_and_can_be_shared(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, year="2025年", tier="车间级")
    click_unit(page, "350500")
    page.wait_for_url("**/cities**")
    expect(kpi(page, "推荐")).to_have_text("6")
    settle(page)
    assert query(page) == {"city": ["泉州市"], "year": ["2025年"], "tier": ["车间级"]}
    page.reload()
    expect(kpi(page, "推荐")).to_have_text("6")


def test_a_click_on_jinmen_in_the_overview_changes_nothing(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    click_unit(page, JINMEN)
    settle(page)
    expect(kpi(page, "推荐（项）")).to_have_text("220")
    expect(page.get_by_role("alert")).to_have_count(1)


def test_a_click_on_the_page_of_cities_changes_the_profile_and_the_address(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, "cities", city="福州市")
    expect(kpi(page, "推荐")).to_have_text("35")
    click_unit(page, "350900")
    expect(kpi(page, "推荐")).to_have_text("21")
    assert query(page)["city"] == ["宁德市"]
    # The profile changes first; until the run is over the map of the run before still stands beside the new one.
    settle(page)
    click_unit(page, "350700")
    expect(kpi(page, "推荐")).to_have_text("12")
    assert query(page)["city"] == ["南平市"]


def test_a_click_on_a_name_is_a_click_on_the_unit(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, "cities", city="福州市")
    unit_shapes(page)
    click_name(page, "三明")
    expect(kpi(page, "推荐")).to_have_text("17")


def test_a_click_on_jinmen_changes_nothing(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, "cities", city="福州市")
    click_unit(page, JINMEN)
    settle(page)
    expect(kpi(page, "推荐")).to_have_text("35")


def test_after_a_click_the_other_units_keep_their_colours(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, "cities", city="福州市")
    before = unit_shapes(page)
    click_unit(page, "350900")
    expect(kpi(page, "推荐")).to_have_text("21")
    settle(page)
    assert {code: (shape["fill"], shape["opacity"]) for code, shape in unit_shapes(page).items()} == {
        code: (shape["fill"], shape["opacity"]) for code, shape in before.items()
    }
