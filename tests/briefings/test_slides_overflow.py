"""No text is longer than its box, by a measure that is not the one the slides were laid out with."""

from collections.abc import Iterator
from functools import cache
from math import ceil

import pytest
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.text.text import TextFrame
from told import FEW, MANY, briefing, every_shape, opened

from briefings.slides import slides
from briefings.slides.layouts import text_area, type_size

#: Of 微软雅黑 at one line's distance.
LINE = 1.32
POINT = 12700
VIEWS = {
    "province": (MANY, {}),
    "one unit": (MANY, {"units": ("350500",), "year": 2025}),
    "many filters": (
        MANY,
        {
            "units": ("350100", "350200", "350300", "350400", "350500", "350600"),
            "sectors": ("electronics", "equipment", "steel", "mining", "power", "petrochemical", "building_materials"),
            "scenarios": ("unit_simulation", "collaborative_design", "flexible_manufacturing", "precise_operation"),
        },
    ),
    "few": (FEW, {}),
    "nothing": ((), {}),
}


@cache
def deck(name: str) -> Presentation:
    """Write the briefing of one view and open it."""
    projects, filters = VIEWS[name]
    return opened(slides(briefing(projects, **filters)))


def ems(text: str) -> float:
    """Return the width of a text in Chinese characters."""
    return sum(1.0 if ord(character) > 0x2000 else 0.55 for character in text)


def height(frame: TextFrame, width: float, inherited: float) -> float:
    """Return how many points high a text stands in that width."""
    total = 0.0
    for paragraph in frame.paragraphs:
        size = next((run.font.size.pt for run in paragraph.runs if run.font.size), inherited)
        before = paragraph.space_before.pt if paragraph.space_before is not None else 0.0
        total += max(1, ceil(ems(paragraph.text) * size / width - 0.02)) * size * LINE + before
    return total


def overflowing_shapes(presentation: Presentation) -> Iterator[tuple[str, str]]:
    """Yield the texts that are higher than their box."""
    for slide in presentation.slides:
        for shape in every_shape(slide.shapes):
            if shape.has_text_frame and shape.text_frame.text.strip():
                width, room, inherited = room_of(shape)
                if height(shape.text_frame, width, inherited) > room + 0.5:
                    yield shape.name, shape.text_frame.text


def room_of(shape: BaseShape) -> tuple[float, float, float]:
    """Return the width and height for text in points, and the type size where the text names none."""
    if shape.is_placeholder:
        area = text_area(shape)
        return area.width, area.height, type_size(shape)
    return shape.width / POINT, shape.height / POINT, 18.0


def overflowing_cells(presentation: Presentation) -> Iterator[tuple[str, float]]:
    """Yield the table rows whose text is higher than they are."""
    for slide in presentation.slides:
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells, strict=True):
                    if cell.is_merge_origin or cell.is_spanned:
                        continue
                    width = (column.width - cell.margin_left - cell.margin_right) / POINT
                    used = height(cell.text_frame, width, 18.0) + (cell.margin_top + cell.margin_bottom) / POINT
                    if cell.text and used > row.height / POINT + 0.5:
                        yield cell.text, used


def smallest(presentation: Presentation) -> float:
    """Return the smallest type of any run."""
    frames = [s.text_frame for slide in presentation.slides for s in every_shape(slide.shapes) if s.has_text_frame]
    frames += [
        cell.text_frame
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_table
        for cell in shape.table.iter_cells()
    ]
    return min(run.font.size.pt for frame in frames for p in frame.paragraphs for run in p.runs if run.font.size)


@pytest.mark.parametrize("name", VIEWS)
def test_no_text_is_higher_than_its_box(name: str) -> None:
    assert list(overflowing_shapes(deck(name))) == []


@pytest.mark.parametrize("name", VIEWS)
def test_no_cell_makes_its_row_grow(name: str) -> None:
    assert list(overflowing_cells(deck(name))) == []


@pytest.mark.parametrize("name", VIEWS)
def test_no_type_is_smaller_than_nine_points(name: str) -> None:
    assert smallest(deck(name)) >= 9


def test_the_measure_notices_a_text_that_is_too_long() -> None:
    presentation = deck("few")
    box = next(shape for shape in presentation.slides[1].shapes if shape.name == "推荐（项）")
    before = box.text_frame.text
    box.text_frame.text = "很长" * 100
    found = [name for name, _ in overflowing_shapes(presentation)]
    box.text_frame.text = before
    assert "推荐（项）" in found
