"""Whatever number a chart shows, the projects behind it are exactly so many."""

import re
from typing import Any

import plotly.graph_objects as go
import pytest

from charts.catalogue import CHARTS, Chart, Kind, Outlines
from charts.marks import ALL, Marks, mark, pick
from charts.theme import LIGHT
from loaders.boundaries import read_map_labels
from loaders.facts import Target, facts
from loaders.vocabulary import vocabulary
from metrics.landscape import Filters, Landscape, View
from metrics.picked import Only, Picked, picked_rows
from store.collection import collect
from tests.charts.frames import checked
from tests.sample_projects import sample_store

UNIT_TARGET = Target("own", "350500", "listed", "本市目标", 20, "家", 2027, "H", "样例")
LISTED = Filters(year=2025, stage="listed")
VIEWS = (
    Filters(),
    Filters(year=2024),
    LISTED,
    Filters(stage="benchmark"),
    Filters(units=("350500",)),
    Filters(units=("350100", "unknown"), tiers=("plant",)),
    Filters(year=2025, sectors=("electronics", "textile"), stage="listed"),
    Filters(scenarios=("machine_vision_inspection", "plant_logistics")),
    Filters(scenarios=("unknown",)),
    Filters(tiers=("unknown",)),
)
OUTLINES = Outlines("outlines.json", read_map_labels())


@pytest.fixture(scope="module")
def landscape() -> Landscape:
    """Lay out the samples, with a target of a unit."""
    collected = collect(sample_store())
    known = facts()
    known = type(known)(**{**vars(known), "targets": (*known.targets, UNIT_TARGET)})
    return Landscape.of(collected.projects, collected.uses, vocabulary(), known)


def shown(chart: Chart, view: View) -> list[tuple[str, int]]:
    """Return the code and the number of every mark that can be clicked, read off the picture as a person does."""
    options = {"outlines": OUTLINES} if chart.kind is Kind.MAP else {}
    figure = checked(chart.draw, chart.numbers(view), LIGHT, view, **options)
    return [
        (code, NUMBER.get(chart.kind, written)(figure, trace, place))
        for trace in figure.data
        if trace.text or chart.kind in NUMBER
        for place, code in enumerate(trace.customdata or ())
        if code
    ]


def written(figure: go.Figure, trace: Any, place: int) -> int:
    """Return the first number written on or beside a mark: 41 18.6%, or 12/41 29.3%."""
    return int(re.match(r"[\d,]+", trace.text[place]).group().replace(",", ""))  # type: ignore[union-attr]


def height(figure: go.Figure, trace: Any, place: int) -> int:
    """Return what a point stands at."""
    return int(trace.y[place])


def part_of_fujian(figure: go.Figure, trace: Any, place: int) -> int:
    """Return what the line below a target's bar says of Fujian."""
    line = figure.data[4].text[place]
    return int(re.findall(r"<b>([\d,]+)</b>", line)[-1 if "其中福建" in line else 0].replace(",", ""))


NUMBER = {Kind.LINES: height, Kind.PROGRESS: part_of_fujian}


@pytest.mark.parametrize("filters", VIEWS, ids=repr)
@pytest.mark.parametrize("key", CHARTS)
def test_every_mark_counts_the_projects_it_leads_to(landscape: Landscape, key: str, filters: Filters) -> None:
    chart = CHARTS[key]
    marks = shown(chart, landscape.view(filters))
    picked = [pick(chart.marks, chart.marks.whole(filters), code) for code, _ in marks]
    assert [len(picked_rows(landscape, each)) for each in picked if each] == [number for _, number in marks]


@pytest.mark.parametrize(
    ("key", "marks"),
    [
        ("target-progress", 2),
        ("trend", 8),
        ("unit-ranking", 10),
        ("unit-map", 0),
        ("selection-by-unit", 11),
        ("sector-bars", 12),
        ("scenario-ranking", 23),
        ("tiers-by-year", 11),
        ("sector-scenario", 167),
    ],
)
def test_as_many_marks_can_be_clicked_as_count_anything(landscape: Landscape, key: str, marks: int) -> None:
    assert len(shown(CHARTS[key], landscape.view(Filters()))) == marks


@pytest.mark.parametrize("key", CHARTS)
@pytest.mark.parametrize("filters", VIEWS, ids=repr)
def test_a_chart_of_the_views_own_stage_leads_to_what_it_says_it_counts(
    landscape: Landscape, key: str, filters: Filters
) -> None:
    chart, view = CHARTS[key], landscape.view(filters)
    whole = len(picked_rows(landscape, chart.marks.whole(filters)))
    assert whole == chart.scope(view).total() or not chart.counts_stage


def test_a_target_of_a_unit_leads_to_what_that_unit_has_listed(landscape: Landscape) -> None:
    filters = Filters(units=("350500",), sectors=("textile",), tiers=("plant",))
    marks = shown(CHARTS["target-progress"], landscape.view(filters))
    own = CHARTS["target-progress"].marks
    assert pick(own, own.whole(filters), marks[-1][0]) == Picked(Filters(stage="listed", units=("350500",)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Filters(), Picked(Filters(scenarios=("plant_logistics",)))),
        (Filters(scenarios=("plant_logistics", "smart_tallying")), Picked(Filters(scenarios=("plant_logistics",)))),
        (
            Filters(scenarios=("smart_tallying",)),
            Picked(Filters(scenarios=("smart_tallying",)), scenario="plant_logistics"),
        ),
    ],
)
def test_a_scenario_that_was_not_asked_for_is_asked_for_besides(before: Filters, after: Picked) -> None:
    assert pick(Marks(("scenario",)), Picked(before), mark(1, scenario="plant_logistics")) == after


@pytest.mark.parametrize(
    ("dimensions", "code"), [(("unit",), ""), (("unit",), "1.2"), (("unit", "tier"), "1"), ((), "1")]
)
def test_a_code_of_another_chart_or_of_nothing_leads_nowhere(dimensions: tuple[str, ...], code: str) -> None:
    assert pick(Marks(dimensions), Picked(Filters()), code) is None


@pytest.mark.parametrize("code", ["99", "-1", "x", "1;2", "9" * 5000])
def test_a_code_that_was_tampered_with_leads_nowhere(code: str) -> None:
    assert pick(Marks(("unit",)), Picked(Filters()), code) is None


def test_a_mark_that_counts_nothing_or_an_unheard_of_term_has_no_code() -> None:
    assert (mark(0, unit="350500"), mark(3, unit="999999")) == ("", "")
    assert (mark(3, unit="350500"), mark(3, unit=ALL)) == ("4", "*")


def test_outcomes_and_new_ones_are_told_apart(landscape: Landscape) -> None:
    counted = {only: len(picked_rows(landscape, Picked(LISTED, only))) for only in (None, *Only)}
    assert counted == {None: 64, Only.NEW: 34, Only.LISTED: 64, Only.UNLISTED: 0}
    recommended = Picked(Filters(year=2025), Only.UNLISTED)
    assert len(picked_rows(landscape, recommended)) == 105 - len(
        picked_rows(landscape, Picked(Filters(year=2025), Only.LISTED))
    )
