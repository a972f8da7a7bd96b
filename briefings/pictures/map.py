"""Draw the map: the units in five classes, their names and numbers, a legend; no sea, no frame, no neighbours."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from briefings.pictures.canvas import Canvas, Point, Style
from briefings.pictures.drawing import COLOURS, QUIET, Drawing
from charts.catalogue import Outlines
from charts.classes import Class, class_breaks, class_of
from charts.exhibit import Exhibit
from charts.map import BOUNDARY_NOTE, INSIDE, JINMEN, LATITUDES, LONGITUDES
from charts.measure import NO_DATA, UNITS, Measure
from charts.theme import SMALL_FONT_SIZE, text_on

HEIGHT = 680
_ACROSS = {"left": "right", "right": "left", "center": "center"}
_LEGEND_PITCH = 24


def _mercator(latitude: float) -> float:
    """Return how far north a latitude stands, in the units of a degree of longitude at the equator."""
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


_SOUTH, _NORTH = (_mercator(latitude) for latitude in LATITUDES)
_SCALE = HEIGHT / (_NORTH - _SOUTH)
_LAND = (LONGITUDES[1] - LONGITUDES[0]) * _SCALE
#: A little wider than the land, for the line about the boundaries.
WIDTH = round(_LAND) + 40


@dataclass(frozen=True)
class _Place:
    """One unit: its short name, its number as written and whether the map has one, and its fill."""

    code: str
    name: str
    figure: str
    fill: str


def plan_map(exhibit: Exhibit, outlines: Outlines) -> Drawing:
    """Lay out the province, coloured by the chart's first series."""
    column = exhibit.chart.series[0]
    measure = Measure(column, UNITS[column])
    values = dict(zip(exhibit.frame["code"], exhibit.frame[column].map(measure.whole, na_action=None), strict=True))
    numbers = {code: None if pd.isna(number) else int(number) for code, number in values.items()}
    classes = class_breaks(number for number in numbers.values() if number)
    names = dict(zip(exhibit.frame["code"], exhibit.frame["short_name"], strict=True))
    places = [_place(code, names[code], number, measure, classes) for code, number in numbers.items()]
    places.append(_Place(JINMEN, "金门", "", COLOURS.no_data))
    paint = partial(_paint, places, outlines, _legend(numbers, measure, classes))
    return Drawing(WIDTH, HEIGHT, paint, foot=BOUNDARY_NOTE)


def _place(code: str, name: str, number: int | None, measure: Measure, classes: tuple[Class, ...]) -> _Place:
    if number is None:
        return _Place(code, name, "", COLOURS.no_data)
    found = class_of(number, classes)
    return _Place(code, name, measure.figure(number), COLOURS.classes[found.position] if found else COLOURS.zero)


def _legend(numbers: Mapping[str, int | None], measure: Measure, classes: tuple[Class, ...]) -> list[tuple[str, str]]:
    """List the classes that occur, high to low, and how many units stand in each."""
    values = [number for number in numbers.values() if number is not None]
    entries = []
    for each in reversed(classes):
        members = sum(each.holds(value) for value in values)
        entries.append((COLOURS.classes[each.position], f"{measure.class_words(each)}（{members}个）"))
    if zeros := values.count(0):
        entries.append((COLOURS.zero, f"{measure.words(0)}（{zeros}个）"))
    return [*entries, (COLOURS.no_data, NO_DATA)]


def _paint(
    places: list[_Place],
    outlines: Outlines,
    legend: list[tuple[str, str]],
    canvas: Canvas,
    left: float,
    top: float,
) -> None:
    shapes = _rings(outlines)

    def at(longitude: float, latitude: float) -> Point:
        return left + (WIDTH - _LAND) / 2 + (longitude - LONGITUDES[0]) * _SCALE, top + (
            _NORTH - _mercator(latitude)
        ) * _SCALE

    for place in places:
        # White borders vanish around a white zero, so that class alone gets a grey one.
        edge = COLOURS.unknown if place.fill == COLOURS.zero else COLOURS.page
        rings = [[at(*point) for point in ring] for ring in shapes.get(place.code, [])]
        if rings:
            canvas.shape(rings, place.fill, edge=edge, thickness=1)
    labels = {str(row["code"]): row for row in outlines.labels.to_dict("records")}
    for place in places:
        if place.code in labels:
            _name(canvas, place, labels[place.code], at)
    for position, (fill, words) in enumerate(reversed(legend)):
        _entry(canvas, left + WIDTH - 150, top + HEIGHT - 16 - position * _LEGEND_PITCH, fill, words)


def _rings(outlines: Outlines) -> dict[str, list[list[Point]]]:
    """Return the rings of every unit; an address instead of the shapes themselves is a mistake of the caller."""
    if isinstance(outlines.geojson, str):
        raise TypeError("a picture needs the outlines themselves, not their address")
    return {str(each["id"]): list(_rings_of(each["geometry"])) for each in outlines.geojson["features"]}


def _rings_of(geometry: Mapping[str, Any]) -> Iterator[list[Point]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [(point[0], point[1]) for point in ring]


def _name(canvas: Canvas, place: _Place, label: Mapping[str, Any], at: Any) -> None:
    """Write name and number, in the colour that reads best on what lies below."""
    x, y = at(label["lon"], label["lat"])
    if not pd.isna(label["leader_lon"]):
        canvas.line([at(label["leader_lon"], label["leader_lat"]), (x, y)], COLOURS.quiet_text)
    down, across = str(label["anchor"]).split()
    # The anchor says on which side of the point the words stand, as on the screen.
    middle = y + {"middle": 0, "bottom": 20, "top": -20}[down]
    fill = place.fill if label["anchor"] == INSIDE else COLOURS.page
    style = Style(SMALL_FONT_SIZE, text_on(fill, COLOURS), _ACROSS[across])  # type: ignore[arg-type]
    if across != "center":
        x += 4 if across == "right" else -4
    if not place.figure:
        canvas.write(x, middle, place.name, replace(style, size=QUIET.size, colour=QUIET.colour))
        return
    canvas.write(x, middle - 9, place.name, style)
    canvas.write(x, middle + 9, place.figure, replace(style, is_bold=True))


def _entry(canvas: Canvas, left: float, middle: float, fill: str, words: str) -> None:
    edge = COLOURS.unknown if fill == COLOURS.zero else "none"
    canvas.box(left, middle - 7, 14, 14, fill, edge=edge, thickness=1)
    canvas.write(left + 22, middle, words, QUIET)
