"""Explain fills and outlines: a row or a column of swatches with words, as one group."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from pptx.oxml.xmlchemy import BaseOxmlElement

from briefings.slides.box import Box, emu
from briefings.slides.colours import GUIDE, TEXT, UNKNOWN, Shade
from briefings.slides.master_parts import element
from briefings.slides.measure import text_width
from briefings.slides.page import Page
from briefings.slides.paragraphs import clean, line, text_box

SIZE = 10.5
#: Height in points of one line of a legend laid out in rows.
ROW = 18.0
_SWATCH, _GAP = 11.0, 5.0


@dataclass(frozen=True)
class Entry:
    """A fill (None: none) with its words; `is_outlined` adds a thin edge, `guide` a dash of the guide's border."""

    shade: Shade | None
    words: str
    is_outlined: bool = False
    guide: str = ""

    @property
    def width(self) -> float:
        """How many points the entry takes in a row."""
        return _SWATCH + _GAP + text_width(self.words, SIZE) + SIZE * 1.5


def add_legend(page: Page, box: Box, entries: Sequence[Entry], name: str) -> None:
    """Add a legend that fills a box from the top downwards."""
    pitch = box.height / max(len(entries), 1)
    places = [Box(box.left, box.top + place * pitch, box.width, pitch) for place in range(len(entries))]
    _add(page, box, list(zip(entries, places, strict=True)), name)


def row_lines(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    """Distribute entries over as many lines as they need in that width."""
    lines: list[list[Entry]] = [[]]
    for entry in entries:
        if lines[-1] and sum(each.width for each in lines[-1]) + entry.width > width:
            lines.append([])
        lines[-1].append(entry)
    return lines


def add_row_legend(page: Page, box: Box, entries: Sequence[Entry], name: str) -> None:
    """Add a legend along the top of a box, in lines of ROW points."""
    placed = []
    for number, entries_of_line in enumerate(row_lines(entries, box.width)):
        left = box.left
        for entry in entries_of_line:
            placed.append((entry, Box(left, box.top + number * ROW, entry.width, ROW)))
            left += entry.width
    _add(page, box, placed, name)


def _add(page: Page, box: Box, placed: Sequence[tuple[Entry, Box]], name: str) -> None:
    number = page.number()
    shapes: list[BaseOxmlElement] = []
    for entry, place in placed:
        swatch = Box(place.left, place.top + (place.height - _SWATCH) / 2, _SWATCH, _SWATCH)
        words = place.take_left(_SWATCH, _GAP)[1]
        shapes.append(_swatch(number + len(shapes) + 1, entry, swatch))
        shapes.append(
            text_box(number + len(shapes) + 1, "图例文字", words, [line(entry.words, SIZE, TEXT)], anchor="ctr")
        )
    page.add(group(number, name, box, shapes))


def _swatch(number: int, entry: Entry, box: Box) -> BaseOxmlElement:
    left, top, width, height = box.emu
    edge = "<a:ln><a:noFill/></a:ln>"
    if entry.guide:
        edge = f'<a:ln w="{emu(1.75)}">{GUIDE.fill}<a:prstDash val="{entry.guide}"/></a:ln>'
    elif entry.is_outlined:
        edge = f'<a:ln w="9525">{UNKNOWN.fill}</a:ln>'
    return element(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(clean(entry.words))}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{entry.shade.fill if entry.shade else "<a:noFill/>"}{edge}'
        "</p:spPr></p:sp>"
    )


def group(
    number: int, name: str, box: Box, shapes: Sequence[BaseOxmlElement], alternative: str = ""
) -> BaseOxmlElement:
    """Hold shapes together; the group's own measures are those of the slide, so that they keep their places."""
    left, top, width, height = box.emu
    words = f"name={quoteattr(clean(name))} descr={quoteattr(clean(alternative))}"
    held = element(
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" {words}/><p:cNvGrpSpPr/>'
        f'<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
        f'<a:chOff x="{left}" y="{top}"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm></p:grpSpPr></p:grpSp>'
    )
    held.extend(shapes)
    return held
