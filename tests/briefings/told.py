"""Briefings to be told on slides: invented projects, the real outlines, and how to open what was written."""

import io
from collections.abc import Iterator, Sequence
from functools import cache

import pandas as pd
from pptx import Presentation as open_presentation
from pptx.chart.chart import Chart
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from briefings.briefing import ALL_CHARTS, Briefing, brief
from charts.catalogue import Outlines
from loaders.boundaries import merge_units, read_counties, read_map_labels, to_geojson
from loaders.facts import facts
from loaders.vocabulary import vocabulary
from metrics.landscape import Filters, Landscape, View

COLUMNS = ["unit", "sector", "tier", "year", "listed_year", "benchmark_year", "scenarios"]
#: Eight projects on which every number can be counted by hand.
FEW = (
    ("350100", "electronics", "line", 2023, 2023, 2024, ("machine_vision_inspection", "plant_logistics")),
    ("350100", "steel", "workshop", 2023, 2024, 0, ("logistics_monitoring",)),
    ("350200", "electronics", "plant", 2024, 2024, 0, ("flexible_manufacturing", "machine_vision_inspection")),
    ("350200", "other", "plant", 2024, 0, 0, ("smart_security",)),
    ("350128", "power", "unknown", 2024, 0, 0, ()),
    ("350500", "steel", "line", 2025, 2025, 0, ("plant_logistics", "logistics_monitoring")),
    ("350500", "textile", "workshop", 2025, 0, 0, ("unit_simulation",)),
    ("350500", "textile", "plant", 2025, 0, 0, ("unit_simulation", "machine_vision_inspection")),
)
DATE, REVISION = "数据截至2025年（样例）", "a1b2c3"
WARNING = "样例数据：企业和项目均为虚构"


def _many() -> Iterator[tuple]:
    words = vocabulary()
    for place, unit in enumerate(words.units.codes):
        for number in range(24 - 2 * place):
            year = 2023 + number % 3
            used = {words.scenarios.codes[(place * step + number * 7) % 25] for step in range(1, 4)}
            sector = words.sectors.codes[(place + number * 3) % 11]
            tier = ("line", "workshop", "plant", "unknown")[number % 4]
            yield (
                unit,
                sector,
                tier,
                year,
                year if number % 3 else 0,
                year if number % 11 == 1 else 0,
                tuple(sorted(used)),
            )


#: Projects in every unit, sector and year, so that no page stays empty.
MANY = tuple(_many())


def view(projects: Sequence[tuple] = FEW, **filters: object) -> View:
    """Filter the landscape of these projects."""
    frame = pd.DataFrame(projects, columns=COLUMNS)
    used = [(row, code) for row, codes in enumerate(frame["scenarios"]) for code in codes]
    uses = pd.DataFrame(used, columns=["project", "scenario"])
    return Landscape.of(frame, uses, vocabulary(), facts()).view(Filters(**filters))


@cache
def outlines() -> Outlines:
    """Read the outlines and labels once."""
    return Outlines(to_geojson(merge_units(read_counties())), read_map_labels())


def briefing(projects: Sequence[tuple] = FEW, keys: Sequence[str] = ALL_CHARTS, **filters: object) -> Briefing:
    """Brief on these projects under filters."""
    return brief(view(projects, **filters), outlines(), DATE, REVISION, keys, warning=WARNING)


def opened(content: bytes) -> Presentation:
    """Open what was written as another program would."""
    return open_presentation(io.BytesIO(content))


def title_of(slide: Slide) -> str:
    """Return the words in a slide's title."""
    return slide.shapes.title.text_frame.text


def notes_of(slide: Slide) -> str:
    """Return a slide's speaker notes."""
    return slide.notes_slide.notes_text_frame.text


def charts_of(slide: Slide) -> list[Chart]:
    """Return the native charts on a slide."""
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def table_of(slide: Slide) -> list[list[str]]:
    """Return the texts of the first native table on a slide; lines of a heading run together."""
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    return [[cell.text.replace("\n", "") for cell in row.cells] for row in table.rows]


def every_shape(shapes: Sequence[BaseShape]) -> Iterator[BaseShape]:
    """Yield shapes and those inside groups."""
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from every_shape(shape.shapes)


def page_of(deck: Presentation, key: str) -> Slide:
    """Return the slide with the drawing of this name."""
    return next(slide for slide in deck.slides if key in {shape.name for shape in slide.shapes})


def texts_of(slide: Slide) -> str:
    """Return everything a reader can read on a slide, in its tables and groups as well."""
    words = [shape.text_frame.text for shape in every_shape(slide.shapes) if shape.has_text_frame]
    words += [cell for shape in slide.shapes if shape.has_table for row in table_of(slide) for cell in row]
    return "\n".join(words)
