"""Find in any presentation the layouts to write on, and how much room and what type size each place gives.

Placeholders are known by what they are for, never by their number: an office's template has its own order and names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout

from briefings.slides.box import Box, points
from briefings.slides.master import ABOUT_INDEX, ABOUT_NAME

TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
BODIES = (KIND.OBJECT, KIND.BODY)
EDGES = (KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.DATE, KIND.HEADER)
_TEXT_KINDS = (*BODIES, KIND.SUBTITLE)
#: A body smaller than this part of the slide is a caption, not where the content goes.
_LEAST_BODY = 0.2
_DEFAULT_INSETS = (7.2, 3.6, 7.2, 3.6)
_DEFAULT_SIZE = 18.0


@dataclass(frozen=True)
class Layouts:
    """The layouts for a cover, for text, and for anything that is placed freely below a title."""

    cover: SlideLayout
    content: SlideLayout
    plain: SlideLayout


def choose_layouts(deck: Presentation) -> Layouts:
    """Choose among the layouts of a presentation, of which there is at least one."""
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    area = deck.slide_width * deck.slide_height if deck.slide_width and deck.slide_height else 1
    # Of equals max() takes the first, which is the office's own order.
    return Layouts(
        max(layouts, key=_fitness_as_cover),
        max(layouts, key=lambda layout: _fitness_for_text(layout, area)),
        max(layouts, key=_fitness_for_charts),
    )


def _fitness_as_cover(layout: SlideLayout) -> tuple[bool, ...]:
    kinds = [shape.placeholder_format.type for shape in layout.placeholders]
    return KIND.CENTER_TITLE in kinds, layout._element.get("type") == "title", KIND.SUBTITLE in kinds, _titled(layout)


def _fitness_for_text(layout: SlideLayout, area: int) -> tuple[float, ...]:
    inner = _inner(layout)
    bodies = [_area(shape) for shape in inner if shape.placeholder_format.type in BODIES]
    largest = max(bodies, default=0) / area
    return KIND.TITLE in _kinds(layout), largest >= _LEAST_BODY, len(inner) == 1, round(largest, 2)


def _fitness_for_charts(layout: SlideLayout) -> tuple[float, ...]:
    return KIND.TITLE in _kinds(layout), -len(_inner(layout)), layout._element.get("type") == "titleOnly"


def _titled(layout: SlideLayout) -> bool:
    return any(kind in TITLES for kind in _kinds(layout))


def _kinds(layout: SlideLayout) -> list[KIND]:
    return [shape.placeholder_format.type for shape in layout.placeholders]


def _inner(layout: SlideLayout) -> list[BaseShape]:
    """Return the placeholders for content: no title, no edge, no small print."""
    return [
        shape
        for shape in layout.placeholders
        if shape.placeholder_format.type not in (*TITLES, *EDGES) and not is_about(shape)
    ]


def _area(shape: BaseShape) -> int:
    return (shape.width or 0) * (shape.height or 0)


def is_about(shape: BaseShape) -> bool:
    """Tell whether a placeholder is our master's line of small print: by number and, as others count too, by name."""
    if shape.placeholder_format.idx != ABOUT_INDEX:
        return False
    own = [each for each in shape.part.slide_layout.placeholders if each.placeholder_format.idx == ABOUT_INDEX]
    return any(each.name == ABOUT_NAME for each in own)


def box_of(shape: BaseShape) -> Box | None:
    """Return where a shape stands, or None where neither it nor its layout says so."""
    place = (shape.left, shape.top, shape.width, shape.height)
    if any(length is None for length in place):
        return None
    left, top, width, height = map(points, place)
    return Box(left, top, width, height)


def text_area(shape: BaseShape) -> Box | None:
    """Return the room a placeholder leaves for text, without its margins."""
    box = box_of(shape)
    if box is None:
        return None
    left, top, right, bottom = (
        points(int(value)) if value is not None else default
        for value, default in zip(_insets(shape), _DEFAULT_INSETS, strict=True)
    )
    return Box(box.left + left, box.top + top, box.width - left - right, box.height - top - bottom)


def _insets(shape: BaseShape) -> list[str | None]:
    bodies = [body for each in _ancestry(shape) for body in each.iter(qn("a:bodyPr"))]
    return [
        next((body.get(side) for body in bodies if body.get(side)), None) for side in ("lIns", "tIns", "rIns", "bIns")
    ]


def type_size(shape: BaseShape) -> float:
    """Return the size in points that a placeholder's first text level inherits."""
    for each in _ancestry(shape):
        for properties in each.iterfind(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"):
            if properties.get("sz"):
                return int(properties.get("sz")) / 100
    style = "p:titleStyle" if shape.placeholder_format.type in TITLES else "p:bodyStyle"
    master = shape.part.slide_layout.slide_master._element
    for properties in master.iterfind(f".//{qn(style)}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"):
        if properties.get("sz"):
            return int(properties.get("sz")) / 100
    return _DEFAULT_SIZE


def _ancestry(shape: BaseShape) -> Iterator[BaseOxmlElement]:
    """Yield a slide's placeholder and those it inherits from: its layout's, its master's."""
    yield shape._element
    layout = shape.part.slide_layout
    place = shape.placeholder_format
    yield from (own._element for own in layout.placeholders if own.placeholder_format.idx == place.idx)
    wanted = TITLES if place.type in TITLES else _TEXT_KINDS if place.type in _TEXT_KINDS else (place.type,)
    yield from _of_kind(layout.slide_master.placeholders, wanted)


def _of_kind(shapes: Sequence[BaseShape], kinds: Sequence[KIND]) -> Iterator[BaseOxmlElement]:
    yield from (shape._element for shape in shapes if shape.placeholder_format.type in kinds)
