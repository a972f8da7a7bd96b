"""Pictures are drawn without a browser: complete, the same every time, and never with boxes for characters."""

import io
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib import font_manager
from PIL import Image

from briefings.briefing import ALL_CHARTS, Briefing
from briefings.pictures import NO_FONT, Format, NoChineseFont, can_draw, fonts, pictures
from charts.theme import LIGHT
from tests.briefings.told import MANY, briefing

needs_font = pytest.mark.skipif(not can_draw(), reason="no Chinese font on this machine")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def told() -> Briefing:
    return briefing(MANY, year=2025)


@pytest.fixture
def fresh_fonts() -> Iterator[None]:
    """Forget which font was found, before and after."""
    fonts.chinese_family.cache_clear()
    yield
    fonts.chinese_family.cache_clear()


def drawn(told: Briefing, key: str) -> dict[Format, bytes]:
    return pictures(told.exhibits[ALL_CHARTS.index(key)], told.outlines)


def colours(png: bytes) -> dict[str, int]:
    """Count the pixels of each colour."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    return {"#{:02X}{:02X}{:02X}".format(*colour): count for count, colour in image.getcolors(1 << 24)}


@needs_font
@pytest.mark.parametrize("key", ALL_CHARTS)
def test_every_chart_is_drawn_in_both_forms(told: Briefing, key: str) -> None:
    files = drawn(told, key)
    width, height = struct.unpack(">II", files[Format.PNG][16:24])
    found = colours(files[Format.PNG])
    assert files[Format.PNG].startswith(b"\x89PNG")
    assert 1200 < width < 2400
    assert 400 < height < 2200
    assert found[LIGHT.page] < 0.97 * width * height
    assert found[LIGHT.text] > 500
    assert ElementTree.fromstring(files[Format.SVG]).tag == f"{SVG}svg"


@needs_font
@pytest.mark.parametrize("key", ["unit-map", "sector-scenario", "trend"])
def test_words_in_an_svg_are_outlines_and_need_no_font(told: Briefing, key: str) -> None:
    root = ElementTree.fromstring(drawn(told, key)[Format.SVG])
    assert list(root.iter(f"{SVG}text")) == []
    assert len(list(root.iter(f"{SVG}use"))) > 50


@needs_font
def test_the_map_is_coloured_in_classes_and_shows_what_has_no_data(told: Briefing) -> None:
    found = colours(drawn(told, "unit-map")[Format.PNG])
    shown = [colour for colour in LIGHT.classes if found.get(colour, 0) > 1000]
    assert len(shown) >= 3
    assert found[LIGHT.no_data] > 100


@needs_font
def test_the_chosen_unit_keeps_the_full_colour_and_the_rest_is_lighter() -> None:
    found = colours(drawn(briefing(MANY, units=("350500",)), "unit-ranking")[Format.PNG])
    assert found[LIGHT.primary] > 5000
    assert found[LIGHT.lighter] > found[LIGHT.primary]


@needs_font
def test_recommended_cells_are_outlined(told: Briefing) -> None:
    assert colours(drawn(told, "sector-scenario")[Format.PNG])[LIGHT.guide_outline] > 5000


@needs_font
@pytest.mark.parametrize("key", ALL_CHARTS)
@pytest.mark.parametrize("projects", [(), MANY[:1]])
def test_nothing_and_a_single_project_can_be_drawn(projects: tuple, key: str) -> None:
    assert drawn(briefing(projects), key)[Format.PNG].startswith(b"\x89PNG")


@needs_font
def test_a_target_far_surpassed_stays_inside_the_picture() -> None:
    many = [("350500", "steel", "line", 2023, 2023, 2023, ())] * 3000
    png = drawn(briefing(many), "target-progress")[Format.PNG]
    image = Image.open(io.BytesIO(png)).convert("RGB")
    edge = {image.getpixel((image.width - 1 - inward, y)) for inward in range(40) for y in range(image.height)}
    assert edge == {(255, 255, 255)}


@needs_font
def test_the_same_chart_is_the_same_file_also_from_many_threads(told: Briefing) -> None:
    alone = drawn(told, "tiers-by-unit")
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda key: drawn(told, key), ["tiers-by-unit"] * 6))
    assert all(files == alone for files in together)


@needs_font
def test_settings_of_the_machine_do_not_change_a_picture(told: Briefing) -> None:
    plain = drawn(told, "trend")
    with matplotlib.rc_context(
        {"font.size": 40, "savefig.bbox": "tight", "svg.fonttype": "none", "font.family": "serif"}
    ):
        assert drawn(told, "trend") == plain


@needs_font
def test_a_picture_tells_its_finding_and_neither_date_nor_program(told: Briefing) -> None:
    files, finding = drawn(told, "trend"), told.exhibits[ALL_CHARTS.index("trend")].finding
    information = Image.open(io.BytesIO(files[Format.PNG])).info
    svg = files[Format.SVG].decode("utf-8")
    assert (information["Title"], "Software" in information) == (finding, False)
    assert finding in svg
    assert "dc:date" not in svg


def test_without_a_chinese_font_no_picture_is_drawn(
    monkeypatch: pytest.MonkeyPatch, fresh_fonts: None, told: Briefing
) -> None:
    monkeypatch.setattr(fonts, "FAMILIES", ("DejaVu Sans",))
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [])
    assert not can_draw()
    with pytest.raises(NoChineseFont) as refused:
        drawn(told, "trend")
    assert refused.value.message == NO_FONT


def test_a_font_that_cannot_write_chinese_does_not_count_whatever_its_name(
    monkeypatch: pytest.MonkeyPatch, fresh_fonts: None
) -> None:
    monkeypatch.setattr(fonts, "FAMILIES", ("DejaVu Sans", "DejaVu Serif"))
    assert not can_draw()


@needs_font
def test_a_font_installed_after_the_start_is_found(monkeypatch: pytest.MonkeyPatch, fresh_fonts: None) -> None:
    family = fonts.chinese_family()
    path = next(entry.fname for entry in font_manager.fontManager.ttflist if entry.name == family)
    fonts.chinese_family.cache_clear()
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: ["/nowhere/broken.ttf", path])
    assert fonts.chinese_family() == family


def test_an_address_instead_of_outlines_is_refused(told: Briefing) -> None:
    from charts.catalogue import Outlines

    address = Outlines("app/static/boundaries/units.geojson", told.outlines.labels)
    if can_draw():
        with pytest.raises(TypeError):
            pictures(told.exhibits[ALL_CHARTS.index("unit-map")], address)
