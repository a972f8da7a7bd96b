"""Figures are plain data that plotly would accept, drawn without plotly's own figures and sent as they are."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import plotly.io as pio
import pytest
from plotly.tools import return_figure_from_figure_or_data

from charts.catalogue import CHARTS
from charts.drawn import drawn
from charts.exhibit import measured
from charts.figure import Figure, new_figure
from charts.theme import DARK, LIGHT, Palette
from metrics.landscape import Filters, Landscape
from tests.charts.sample_views import OUTLINES, sample_landscape

ROOT = Path(__file__).resolve().parents[2]
#: Every chart once more under the options that screens give it.
DRAWN: tuple[tuple[str, dict[str, Any]], ...] = (
    *((key, {"outlines": OUTLINES} if key == "unit-map" else {}) for key in CHARTS),
    ("unit-map", {"outlines": OUTLINES, "value": "share", "label": "%", "selected": "350100"}),
    ("sector-scenario", {"transpose": True}),
    ("unit-ranking", {"height": 520}),
)
VIEWS = (
    Filters(),
    Filters(year=2024, units=("350500",), sectors=("electronics",), scenarios=("plant_logistics",)),
    Filters(stage="benchmark", units=("350128",), sectors=("steel",)),
)
EVERY_CHART = pytest.mark.parametrize(("key", "options"), DRAWN, ids=[f"{key}-{len(more)}" for key, more in DRAWN])
DRAW_ALL = """
import sys
from tests.charts.sample_views import OUTLINES, sample_landscape
from charts.catalogue import CHARTS
from charts.drawn import drawn
from charts.theme import LIGHT
from metrics.landscape import Filters
view = sample_landscape().view(Filters())
for key in CHARTS:
    drawn(view, key, LIGHT, **({"outlines": OUTLINES} if key == "unit-map" else {}))
print(sorted({"plotly.graph_objects", "plotly.graph_objs", "plotly.io"} & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def landscape() -> Landscape:
    """Lay out the samples."""
    return sample_landscape()


@pytest.mark.parametrize("filters", VIEWS, ids=repr)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@EVERY_CHART
def test_plotly_knows_every_word_and_value_of_every_chart(
    landscape: Landscape, key: str, options: dict[str, Any], colours: Palette, filters: Filters
) -> None:
    figure = drawn(landscape.view(filters), key, colours, **options)
    assert [trace.type for trace in figure.checked().data] == [trace["type"] for trace in figure.data]


@EVERY_CHART
def test_a_chart_is_the_same_text_whenever_it_is_drawn(landscape: Landscape, key: str, options: dict[str, Any]) -> None:
    view = landscape.view(Filters())
    again = CHARTS[key].draw(measured(view, key), LIGHT, view, **options)
    assert pio.to_json(again, validate=False) == pio.to_json(drawn(view, key, LIGHT, **options), validate=False)


def test_what_is_shown_is_the_data_itself_neither_checked_nor_copied() -> None:
    figure = new_figure(LIGHT, 100, [{"type": "bar", "x": [1]}])
    assert return_figure_from_figure_or_data(figure, validate_figure=True) is figure.to_dict()
    assert json.loads(pio.to_json(figure.to_dict(), validate=False))["data"] == figure.data


def test_checking_leaves_a_figure_as_it_is() -> None:
    figure = new_figure(LIGHT, 100, [{"type": "bar", "x": [1], "orientation": "h"}])
    before = pio.to_json(figure, validate=False)
    figure.checked()
    assert pio.to_json(figure, validate=False) == before


def test_the_revision_tells_figures_apart_and_nothing_else() -> None:
    revisions = [new_figure(LIGHT, 100, [{"type": "bar", "x": [x]}]).layout["datarevision"] for x in (1, 1, 2)]
    assert revisions[0] == revisions[1] != revisions[2]


@pytest.mark.parametrize("wrong", [{"type": "bar", "colour": "red"}, {"type": "bar", "orientation": "down"}])
def test_a_word_or_a_value_that_plotly_does_not_know_is_found_by_checking(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"Invalid (property|value)"):
        Figure([wrong], {}).checked()


def test_charts_are_drawn_without_plotlys_own_figures() -> None:
    told = subprocess.run([sys.executable, "-c", DRAW_ALL], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert told.stdout.strip() == "[]"
