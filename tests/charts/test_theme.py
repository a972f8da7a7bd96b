"""The colours keep their distances, and every figure has our look."""

from collections.abc import Callable
from itertools import combinations, pairwise

import plotly.graph_objects as go
import pytest

from charts.bars import draw_scenario_ranking, draw_sector_bars, draw_unit_ranking
from charts.lines import draw_trend
from charts.map import draw_map
from charts.matrix import draw_sector_scenario_matrix
from charts.progress import draw_target_progress
from charts.stacks import draw_tier_stack
from charts.theme import DARK, FONT_FAMILY, FONT_SIZE, LIGHT, Palette, contrast, palette, plotly_config, text_on
from tests.charts import frames
from tests.charts.colour_distance import VISIONS, distance
from tests.charts.frames import checked

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
EVERY_VISION = pytest.mark.parametrize("vision", VISIONS)

FIGURES: dict[str, Callable[[Palette], go.Figure]] = {
    "units": lambda colours: checked(draw_unit_ranking, frames.by_unit(), colours),
    "sectors": lambda colours: checked(draw_sector_bars, frames.by_sector(), colours),
    "scenarios": lambda colours: checked(draw_scenario_ranking, frames.by_scenario(), colours),
    "tiers": lambda colours: checked(draw_tier_stack, frames.tier_composition(), colours),
    "trend": lambda colours: checked(draw_trend, frames.trend(), colours),
    "progress": lambda colours: checked(draw_target_progress, frames.target_progress(), colours),
    "matrix": lambda colours: checked(draw_sector_scenario_matrix, frames.sector_scenario(), colours),
    "map": lambda colours: checked(draw_map, frames.by_unit(), colours, "units.geojson", frames.places()),
}
EVERY_FIGURE = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)


@BOTH
@EVERY_FIGURE
def test_every_figure_has_our_font_and_colours_without_a_template(
    draw: Callable[[Palette], go.Figure], colours: Palette
) -> None:
    layout = draw(colours).to_plotly_json()["layout"]
    assert layout["font"] == {"family": FONT_FAMILY, "size": FONT_SIZE, "color": colours.text}
    assert layout["hoverlabel"]["bgcolor"] == colours.panel
    assert all(layout[axis]["fixedrange"] for axis in ("xaxis", "yaxis") if axis in layout)


@EVERY_FIGURE
def test_no_figure_uses_anything_under_twelve_pixels(draw: Callable[[Palette], go.Figure]) -> None:
    sizes = _font_sizes(draw(LIGHT).to_plotly_json())
    assert min(sizes) >= 12


@EVERY_FIGURE
def test_every_figure_has_the_page_behind_it_and_no_title(draw: Callable[[Palette], go.Figure]) -> None:
    figure = draw(DARK)
    assert figure.layout.paper_bgcolor == "#14181F"
    assert figure.layout.title.text is None


@EVERY_FIGURE
def test_a_figure_is_small_enough_to_send_on_every_filter_change(draw: Callable[[Palette], go.Figure]) -> None:
    assert len(draw(LIGHT).to_json()) < 6500


def test_palettes_are_found_by_name() -> None:
    assert palette("light") is LIGHT
    assert palette("dark") is DARK


@BOTH
@EVERY_VISION
def test_neighbouring_classes_stay_apart(colours: Palette, vision: str) -> None:
    assert min(distance(low, high, vision) for low, high in pairwise(colours.classes)) >= 16


@BOTH
@EVERY_VISION
def test_neighbouring_tiers_and_the_unfilled_rest_stay_apart(colours: Palette, vision: str) -> None:
    stack = [*colours.tiers.values(), colours.unknown]
    assert min(distance(left, right, vision) for left, right in pairwise(stack)) >= 16


@BOTH
@EVERY_VISION
def test_stages_stay_apart(colours: Palette, vision: str) -> None:
    assert min(distance(one, other, vision) for one, other in combinations(colours.stages.values(), 2)) >= 16


@BOTH
@EVERY_VISION
def test_the_chosen_bar_stands_out(colours: Palette, vision: str) -> None:
    assert distance(colours.primary, colours.lighter, vision) >= 16


@BOTH
@pytest.mark.parametrize("role", ["text", "quiet_text", "primary", "good", "warning", "error"])
def test_words_read_well_on_the_page(colours: Palette, role: str) -> None:
    assert contrast(getattr(colours, role), colours.page) >= 4.5


@BOTH
@pytest.mark.parametrize("role", ["accent", "guide_outline", "unknown"])
def test_marks_are_seen_on_the_page(colours: Palette, role: str) -> None:
    assert contrast(getattr(colours, role), colours.page) >= 3


@BOTH
def test_numbers_read_well_on_every_fill(colours: Palette) -> None:
    fills = [*colours.classes, *colours.tiers.values(), colours.unknown, colours.zero]
    assert min(contrast(text_on(fill, colours), fill) for fill in fills) >= 4.5


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_a_picture_gets_the_name_it_is_asked_for() -> None:
    assert plotly_config("各地市项目数", "svg")["toImageButtonOptions"] == {
        "format": "svg",
        "filename": "各地市项目数",
        "scale": 1,
    }


def test_the_browser_is_never_sent_elsewhere_for_outlines() -> None:
    assert plotly_config("地图")["topojsonURL"] == "app/static/topojson/"


def _font_sizes(node: object) -> list[float]:
    if isinstance(node, dict):
        own = [node["size"]] if isinstance(node.get("size"), int | float) and "symbol" not in node else []
        inner = [size for key, value in node.items() if key != "marker" for size in _font_sizes(value)]
        return own + inner
    return [size for value in node for size in _font_sizes(value)] if isinstance(node, list | tuple) else []
