"""A presentation being written: pages with a title, a line of small print, a body to fill, and speaker notes."""

from collections.abc import Sequence

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout

from briefings.slides.box import Box, points
from briefings.slides.colours import QUIET
from briefings.slides.layouts import BODIES, TITLES, Layouts, box_of, choose_layouts, is_about, text_area, type_size
from briefings.slides.master import ABOUT_NAME, clean_presentation
from briefings.slides.measure import cut, fits, sizes, text_height
from briefings.slides.notes_master import ensure_notes_master
from briefings.slides.page import ABOUT_TYPE, Page, add_footers, fit_parts, fit_title, name_places, write_notes
from briefings.slides.paragraphs import Paragraph, fill, line
from briefings.slides.template import open_template
from briefings.slides.theme import theme_colours

_EDGE, _GAP = 36.0, 8.0
_ABOUT_HEIGHT, _TITLE_HEIGHT = 34.0, 56.0
_OWN_TITLE, _COVER_TITLE = 24.0, 36.0
_MOST_COVER, _LEAST_COVER, _COVER_BETWEEN = 20.0, 12.0, 0.3
#: A body placeholder lower than this part of the slide leaves no room for a chart: we take what is free instead.
_LEAST_BODY = 0.45


class Deck:
    """The pages written so far. `footer` stands at the foot of every page but the cover."""

    def __init__(self, template: bytes | None, footer: str) -> None:
        self.presentation: Presentation = clean_presentation() if template is None else open_template(template)
        ensure_notes_master(self.presentation)
        self._layouts: Layouts = choose_layouts(self.presentation)
        self._footer = footer
        self._size = Box(0, 0, points(self.presentation.slide_width), points(self.presentation.slide_height))

    def cover(self, title: str, lines: Sequence[str], notes: str) -> None:
        """Add the first page: a title and a few lines below it."""
        slide = self._add(self._layouts.cover)
        heading = self._write_title(slide, title, self._cover_title())
        below = _first(slide, (KIND.SUBTITLE,)) or _first(slide, BODIES)
        area = text_area(below) if below is not None else None
        area = area or Box(heading.left, heading.bottom + _GAP, heading.width, self._size.height * 0.3)
        own = type_size(below) if below is not None else _MOST_COVER
        shown = _cover_lines(lines, area, min(own, _MOST_COVER))
        if below is not None:
            fill(below._element.txBody, shown)
        else:
            self._page(slide, area).write("副标题", area, shown)
        self._finish(slide, below, notes, with_footer=False)

    def _cover_title(self) -> tuple[Box, float]:
        """Return where and how large a cover's title stands where the template has no place for it."""
        return Box(_EDGE, self._size.height * 0.25, self._size.width - 2 * _EDGE, 2 * _TITLE_HEIGHT), _COVER_TITLE

    def _page_title(self) -> tuple[Box, float]:
        return Box(_EDGE, _EDGE / 2, self._size.width - 2 * _EDGE, _TITLE_HEIGHT), _OWN_TITLE

    def page(self, title: str, about: Sequence[str], notes: str) -> Page:
        """Add a page whose body is free for charts, tables and shapes."""
        return self._started(self._layouts.plain, title, about, notes)[0]

    def text_page(self, title: str, about: Sequence[str], notes: str) -> tuple[Page, BaseShape | None]:
        """Add a page with a placeholder for text, which is None where the template has none."""
        return self._started(self._layouts.content, title, about, notes, keep_body=True)

    def _started(
        self, layout: SlideLayout, title: str, about: Sequence[str], notes: str, *, keep_body: bool = False
    ) -> tuple[Page, BaseShape | None]:
        slide = self._add(layout)
        heading = self._write_title(slide, title, self._page_title())
        room = self._write_about(slide, self._room_below(slide, heading), about)
        body = _largest_body(slide) if keep_body else None
        self._finish(slide, body, notes)
        return self._page(slide, room), body

    def _add(self, layout: SlideLayout) -> Slide:
        return self.presentation.slides.add_slide(layout)

    def _page(self, slide: Slide, body: Box) -> Page:
        return Page(slide, body, theme_colours(slide.slide_layout.slide_master))

    def _write_title(self, slide: Slide, title: str, otherwise: tuple[Box, float]) -> Box:
        """Write the title into its place, or `otherwise` there and in that size; return where it stands."""
        shape = _first(slide, TITLES)
        area = text_area(shape) if shape is not None else None
        if shape is None or area is None:
            area, own = otherwise
            words, size = fit_title(title, area, own)
            self._page(slide, area).write("标题", area, [line(words, size, bold=True)], anchor="ctr")
            return area
        own = type_size(shape)
        words, size = fit_title(title, area, own)
        fill(shape._element.txBody, [line(words, None if size == own else size)])
        return box_of(shape) or area

    def _room_below(self, slide: Slide, heading: Box) -> Box:
        """Return where the body of a page is: the template's own place for it, or what is free under the title."""
        body = _largest_body(self._layouts.content)
        area = box_of(body) if body is not None else None
        is_usable = area and area.height >= self._size.height * _LEAST_BODY and area.top >= heading.bottom - _GAP
        return area if area and is_usable else self._free_area(slide, heading)

    def _free_area(self, slide: Slide, heading: Box) -> Box:
        edges = [shape for shape in slide.slide_layout.placeholders if shape.placeholder_format.type in _FEET]
        feet = [box.top for shape in edges if (box := box_of(shape)) and box.top > self._size.height * 0.7]
        bottom = min([*feet, self._size.height - _EDGE / 2]) - _GAP
        top = heading.bottom + _GAP
        if bottom - top < self._size.height * _LEAST_BODY:
            # A title in the middle or at the foot: nothing is left but the whole page.
            top, bottom = _EDGE, self._size.height - _EDGE
        return Box(_EDGE, top, self._size.width - 2 * _EDGE, bottom - top)

    def _write_about(self, slide: Slide, room: Box, about: Sequence[str]) -> Box:
        """Write the quiet line of what is counted, and return the room left below it."""
        shape = next((each for each in slide.placeholders if is_about(each)), None)
        area = text_area(shape) if shape is not None else None
        if shape is not None and area is not None:
            fill(shape._element.txBody, [line(fit_parts(about, area.width))])
            return room
        area, rest = room.take_top(_ABOUT_HEIGHT, _GAP)
        self._page(slide, area).write(ABOUT_NAME, area, [line(fit_parts(about, area.width), ABOUT_TYPE, QUIET)])
        return rest

    def _finish(self, slide: Slide, body: BaseShape | None, notes: str, *, with_footer: bool = True) -> None:
        """Take away what stayed empty, add the footers of the layout, and write the notes."""
        for shape in list(slide.placeholders):
            is_empty = not (shape.has_text_frame and shape.text_frame.text.strip())
            if is_empty and (body is None or shape.shape_id != body.shape_id):
                shape._element.getparent().remove(shape._element)
        if with_footer:
            add_footers(self._page(slide, self._size), self._footer)
        name_places(slide)
        write_notes(slide, notes)


_FEET = (KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.DATE)


def _cover_lines(lines: Sequence[str], area: Box, highest: float) -> list[Paragraph]:
    """Fit the lines below a cover's title; what is too long even in the least type is cut to its share."""

    def height(size: float) -> float:
        return sum(text_height(each, area.width, size) + _COVER_BETWEEN * size for each in lines)

    fitting = [size for size in sizes(highest, _LEAST_COVER) if height(size) <= area.height]
    size = fitting[0] if fitting else _LEAST_COVER
    share = area.height / len(lines) - _COVER_BETWEEN * size
    texts = lines if fitting else [cut(each, lambda text: fits(text, area.width, share, size)) for each in lines]
    return [line(each, size, before=_COVER_BETWEEN * size) for each in texts]


def _first(slide: Slide, kinds: Sequence[KIND]) -> BaseShape | None:
    return next((shape for shape in slide.placeholders if shape.placeholder_format.type in kinds), None)


def _largest_body(slide: Slide | SlideLayout) -> BaseShape | None:
    bodies = [s for s in slide.placeholders if s.placeholder_format.type in BODIES and not is_about(s)]
    return max(bodies, key=lambda shape: (shape.width or 0) * (shape.height or 0), default=None)
