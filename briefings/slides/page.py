"""A slide being filled, and the words at its edges: small print, footers, names of places, speaker notes."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.slide import Slide

from briefings.slides.box import Box
from briefings.slides.colours import Shade, text_on
from briefings.slides.layouts import is_about, text_area, type_size
from briefings.slides.master import ABOUT_NAME
from briefings.slides.master_parts import element
from briefings.slides.measure import LINE, cut, fits, headline, largest_fitting, shorten, sizes, text_width
from briefings.slides.paragraphs import Paragraph, fill, line, text_box
from charts.theme import contrast

LEAST_TITLE, ABOUT_TYPE = 18.0, 12.0
#: A title stays on one line down to this size; only then it takes two.
_ONE_LINE = 20.0
_ABOUT_LINES = 2
_FOOTER_TYPE = 12.0
SEPARATOR = "｜"
_LEAST_CONTRAST = 4.5
#: What places are called where a program lists the shapes of a slide; the library names them in English.
_NAMES = {
    KIND.TITLE: "标题",
    KIND.CENTER_TITLE: "标题",
    KIND.SUBTITLE: "副标题",
    KIND.BODY: "正文",
    KIND.OBJECT: "正文",
    KIND.FOOTER: "页脚",
    KIND.SLIDE_NUMBER: "页码",
    KIND.SLIDE_IMAGE: "幻灯片图像",
}


@dataclass(frozen=True)
class Page:
    """A slide and the part of it that is still to be filled."""

    slide: Slide
    body: Box
    theme: Mapping[str, str]

    def number(self) -> int:
        """Return the next free number of a shape."""
        return max(int(shape.get("id")) for shape in self.slide._element.iter(qn("p:cNvPr"))) + 1

    def add(self, shape: BaseOxmlElement) -> None:
        """Put a shape on top."""
        self.slide.shapes._spTree.append(shape)

    def write(
        self,
        name: str,
        box: Box,
        paragraphs: Sequence[Paragraph],
        *,
        anchor: str = "t",
        background: Shade | None = None,
        inset: float = 0,
    ) -> None:
        """Add a text box; see `text_box`."""
        self.add(text_box(self.number(), name, box, paragraphs, anchor=anchor, background=background, inset=inset))

    def text_on(self, background: Shade) -> Shade:
        """Return what reads best on a fill under this page's theme."""
        return text_on(background, self.theme)

    def readable(self, shade: Shade, background: Shade) -> Shade:
        """Return a shade for type on a fill if it can be read there, else the one that can."""
        seen = contrast(shade.rgb(self.theme), background.rgb(self.theme))
        return shade if seen >= _LEAST_CONTRAST else self.text_on(background)


def fit_title(title: str, area: Box, own: float) -> tuple[str, float]:
    """Return a title and its type size: on one line if that stays large, else on as many as fit, else shortened.

    `own` is the size its place has by itself.
    """
    least = min(LEAST_TITLE, own)
    for size in sizes(own, min(_ONE_LINE, own)):
        if text_width(title, size) <= area.width - size and size * LINE <= area.height:
            return title, size
    size = largest_fitting(title, area.width, area.height, sizes(min(own, 24.0), least)) or least
    return headline(title, lambda text: fits(text, area.width, area.height, size)), size


def fit_parts(parts: Sequence[str], width: float) -> str:
    """Join the parts of the small print on two lines, shortening the longest first: none disappears."""
    shown = [part for part in parts if part]

    def is_short_enough(text: str) -> bool:
        return fits(text, width, _ABOUT_LINES * ABOUT_TYPE * LINE, ABOUT_TYPE)

    while not is_short_enough(SEPARATOR.join(shown)):
        longest = max(shown, key=len)
        if len(longest) <= 6:
            return cut(SEPARATOR.join(shown), is_short_enough)
        shown[shown.index(longest)] = longest.rstrip("…")[:-2] + "…"
    return SEPARATOR.join(shown)


def add_footers(page: Page, footer: str) -> None:
    """Copy footer and page number from the layout: a new slide gets neither by itself."""
    for own in page.slide.slide_layout.placeholders:
        kind = own.placeholder_format.type
        if kind not in (KIND.FOOTER, KIND.SLIDE_NUMBER):
            continue
        copied = deepcopy(own._element)
        copied.find(f"{qn('p:nvSpPr')}/{qn('p:cNvPr')}").set("id", str(page.number()))
        page.add(copied)
        if kind == KIND.FOOTER:
            area, size = text_area(own), min(type_size(own), _FOOTER_TYPE)
            words = shorten(footer, area.width, size) if area else footer
            fill(copied.txBody, [line(words, None if size == type_size(own) else size)])


def name_places(slide: Slide) -> None:
    """Name placeholders in Chinese."""
    for shape in slide.placeholders:
        shape.name = ABOUT_NAME if is_about(shape) else _NAMES.get(shape.placeholder_format.type, "占位符")


def write_notes(slide: Slide, notes: str) -> None:
    """Write the speaker notes, also where the office's notes have no place for them."""
    page = slide.notes_slide
    if page.notes_placeholder is None:
        page.shapes._spTree.append(
            element(
                '<p:sp><p:nvSpPr><p:cNvPr id="20" name="备注"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
                '<p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/>'
                "</p:txBody></p:sp>"
            )
        )
    fill(page.notes_placeholder._element.txBody, [line(each) for each in notes.split("\n")])
    for shape in page.placeholders:
        kind = shape.placeholder_format.type
        shape.name = "备注" if kind == KIND.BODY else _NAMES.get(kind, "占位符")
