"""Draw the map as shapes of the slide: one named shape a unit, so that a click and a colour are enough to change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

import pandas as pd
from pptx.oxml.xmlchemy import BaseOxmlElement

from briefings.slides.box import Box, emu
from briefings.slides.colours import CLASSES, GUIDE, NO_DATA, PAGE, QUIET, TEXT, UNKNOWN, Shade
from briefings.slides.legend import Entry, add_legend, group
from briefings.slides.map_geometry import Frame, Outline, outlines_of
from briefings.slides.master_parts import element
from briefings.slides.page import Page
from briefings.slides.paragraphs import Paragraph, Run, clean, text_box
from charts.classes import Class, class_breaks, class_of
from charts.exhibit import Exhibit
from charts.map import INSIDE, JINMEN
from charts.measure import NO_DATA as NO_DATA_WORDS
from charts.measure import UNITS, Measure

_LABEL_SIZE = 11.0
_LABEL_WIDTH, _LABEL_HEIGHT = 64.0, 32.0
_LEGEND_WIDTH, _LEGEND_PITCH = 108.0, 17.0
#: East of this part of the frame's width the south holds only water.
_SEA, _BESIDE = 0.7, 24.0
_JINMEN_SHORT = "金门"


@dataclass(frozen=True)
class _Place:
    """One unit ready to draw: `value` is None where there is no data."""

    outline: Outline
    name: str
    short_name: str
    value: int | None
    found: Class | None

    @property
    def shade(self) -> Shade:
        if self.value is None:
            return NO_DATA
        return PAGE if self.found is None else CLASSES[self.found.position]


def add_map(page: Page, box: Box, exhibit: Exhibit, geojson: dict[str, Any], labels: pd.DataFrame) -> None:
    """Draw the map at the left of a box with its legend beside it."""
    column = exhibit.chart.series[0]
    measure = Measure(column, UNITS.get(column, ""))
    frame = Frame.inside(box)
    rows = exhibit.frame[exhibit.frame["code"].isin(labels["code"])]
    values = {str(row["code"]): measure.whole(row[column]) for row in rows.to_dict("records")}
    classes = class_breaks(value for value in values.values() if value)
    places = _places(outlines_of(geojson), rows, values, classes)
    first = page.number()
    shapes = [_shape(first + 1 + at, place, frame, measure, exhibit) for at, place in enumerate(places)]
    shapes += _labels(page, first + 1 + len(shapes), places, frame, labels, measure)
    whole = Box(frame.left, frame.top, frame.width, frame.height)
    page.add(group(first, exhibit.chart.name, whole, shapes, f"{exhibit.chart.name}：{exhibit.finding}"))
    entries = _entries(places, classes, measure)
    add_legend(page, _legend_place(frame, len(entries)), entries, "图例")


def map_width(box: Box) -> float:
    """Return how many points of a box's width the map and its legend take."""
    frame = Frame.inside(box)
    return _legend_place(frame, 1).right - box.left


def _legend_place(frame: Frame, entries: int) -> Box:
    """Return the place for a legend: the sea in the south-east is empty."""
    left = max(frame.left + frame.width * _SEA, frame.left + frame.width + _BESIDE - _LEGEND_WIDTH)
    height = _LEGEND_PITCH * entries
    return Box(left, frame.top + frame.height - height - 4, _LEGEND_WIDTH, height)


def _places(
    outlines: Sequence[Outline], rows: pd.DataFrame, values: Mapping[str, int | None], classes: Sequence[Class]
) -> list[_Place]:
    known = {str(row["code"]): row for row in rows.to_dict("records")}
    places = []
    for outline in outlines:
        row, value = known.get(outline.code), values.get(outline.code)
        name = str(row["name"]) if row else outline.name
        short = str(row["short_name"]) if row else _JINMEN_SHORT if outline.code == JINMEN else outline.name
        places.append(_Place(outline, name, short, value, class_of(value, classes) if value else None))
    return places


def _shape(number: int, place: _Place, frame: Frame, measure: Measure, exhibit: Exhibit) -> BaseOxmlElement:
    """Return a unit as a freeform. It has no style of its own: that would bring the theme's shadow along."""
    rings = [[frame.place(*point) for point in ring] for ring in place.outline.rings]
    left, top = (min(point[axis] for ring in rings for point in ring) for axis in (0, 1))
    right, bottom = (max(point[axis] for ring in rings for point in ring) for axis in (0, 1))
    is_chosen = place.outline.code in exhibit.view.filters.units
    # White borders vanish around a white zero, and grey without data on a dark page: these two get a grey one.
    edge = (GUIDE, 2.25) if is_chosen else (PAGE if place.value else UNKNOWN, 0.75)
    place_xml = f'<a:off x="{emu(left)}" y="{emu(top)}"/><a:ext cx="{emu(right - left)}" cy="{emu(bottom - top)}"/>'
    paths = "".join(_ring(ring, left, top) for ring in rings)
    return element(
        f"<p:sp><p:nvSpPr><p:cNvPr id={quoteattr(str(number))} name={quoteattr(clean(place.name))} "
        f"descr={quoteattr(clean(f'{place.name}：{measure.words(place.value)}'))}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr><a:xfrm>{place_xml}</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{emu(right - left)}" h="{emu(bottom - top)}">'
        f"{paths}</a:path></a:pathLst></a:custGeom>{place.shade.fill}"
        f'<a:ln w="{emu(edge[1])}">{edge[0].fill}<a:round/></a:ln></p:spPr></p:sp>'
    )


def _ring(points: Sequence[tuple[float, float]], left: float, top: float) -> str:
    first, *others = (f'<a:pt x="{emu(x - left)}" y="{emu(y - top)}"/>' for x, y in points[:-1])
    return f"<a:moveTo>{first}</a:moveTo>{''.join(f'<a:lnTo>{pt}</a:lnTo>' for pt in others)}<a:close/>"


def _labels(
    page: Page, number: int, places: Sequence[_Place], frame: Frame, labels: pd.DataFrame, measure: Measure
) -> list[BaseOxmlElement]:
    """Return leaders, then names with their numbers in the colour that reads best on the fill below each."""
    stands = {str(row["code"]): row for row in labels.to_dict("records")}
    shapes = [
        _leader(number + at, row, frame)
        for at, row in enumerate(labels.dropna(subset=["leader_lon", "leader_lat"]).to_dict("records"))
    ]
    for place in places:
        row = stands.get(place.outline.code)
        if row is not None:
            inside = row["anchor"] == INSIDE
            shade = page.text_on(place.shade) if inside else TEXT
            shapes.append(_label(number + len(shapes), place, row, frame, measure, shade))
    return shapes


def _label(
    number: int, place: _Place, row: Mapping[str, Any], frame: Frame, measure: Measure, shade: Shade
) -> BaseOxmlElement:
    x, y = frame.place(row["lon"], row["lat"])
    up, across = row["anchor"].split(" ")
    left = {"left": x - _LABEL_WIDTH, "center": x - _LABEL_WIDTH / 2, "right": x + 2}[across]
    top = {"top": y - _LABEL_HEIGHT, "middle": y - _LABEL_HEIGHT / 2, "bottom": y + 1}[up]
    align = {"left": "r", "center": "ctr", "right": "l"}[across]
    if place.value is None:
        lines = [Paragraph((Run(place.short_name, _LABEL_SIZE, QUIET),), align)]
    else:
        name, figure = (
            Run(place.short_name, _LABEL_SIZE, shade),
            Run(measure.figure(place.value), _LABEL_SIZE, shade, True),
        )
        lines = [Paragraph((name,), align), Paragraph((figure,), align)]
    anchor = {"top": "b", "middle": "ctr", "bottom": "t"}[up]
    return text_box(number, f"{place.name} 标注", Box(left, top, _LABEL_WIDTH, _LABEL_HEIGHT), lines, anchor=anchor)


def _leader(number: int, row: Mapping[str, Any], frame: Frame) -> BaseOxmlElement:
    """Join a label that stands outside its shape with it."""
    (x0, y0), (x1, y1) = frame.place(row["leader_lon"], row["leader_lat"]), frame.place(row["lon"], row["lat"])
    flips = f'flipH="{int(x1 < x0)}" flipV="{int(y1 < y0)}"'
    place = (
        f'<a:off x="{emu(min(x0, x1))}" y="{emu(min(y0, y1))}"/>'
        f'<a:ext cx="{emu(abs(x1 - x0))}" cy="{emu(abs(y1 - y0))}"/>'
    )
    return element(
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="引线"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
        f'<p:spPr><a:xfrm {flips}>{place}</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="9525">{QUIET.fill}</a:ln></p:spPr></p:cxnSp>'
    )


def _entries(places: Sequence[_Place], classes: Sequence[Class], measure: Measure) -> list[Entry]:
    """List the classes that occur, high to low, and how many units stand in each."""
    found = [place.found for place in places]
    entries = [
        Entry(CLASSES[each.position], f"{measure.class_words(each)}（{found.count(each)}个）")
        for each in reversed(classes)
        if each in found
    ]
    zeros = sum(place.value == 0 for place in places)
    if zeros:
        entries.append(Entry(PAGE, f"{measure.words(0)}（{zeros}个）", is_outlined=True))
    if any(place.value is None for place in places):
        entries.append(Entry(NO_DATA, NO_DATA_WORDS, is_outlined=True))
    return entries
