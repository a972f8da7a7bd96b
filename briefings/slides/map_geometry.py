"""Bring the units' outlines onto a slide: fewer points, the right proportions, whole numbers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import shapely

from briefings.slides.box import Box
from charts.map import LATITUDES, LONGITUDES

#: Corners are left out that cut off less than this, squared, in degrees: less than a square point on a slide.
_TOLERANCE = 0.012
#: A degree of longitude is this much shorter than one of latitude, in the middle of the province.
_SHORTER = cos(radians(sum(LATITUDES) / 2))


@dataclass(frozen=True)
class Outline:
    """One unit's shape: rings of points in degrees, closed by repeating the first; `name` is from the boundaries."""

    code: str
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True)
class Frame:
    """Where degrees lie on a slide, in points; the scale is the same in both directions."""

    left: float
    top: float
    scale: float

    @classmethod
    def inside(cls, box: Box) -> "Frame":
        """Fit the province's frame into the left of a box, centred from top to bottom."""
        width, height = (LONGITUDES[1] - LONGITUDES[0]) * _SHORTER, LATITUDES[1] - LATITUDES[0]
        scale = min(box.width / width, box.height / height)
        return cls(box.left, box.top + (box.height - height * scale) / 2, scale)

    @property
    def width(self) -> float:
        return (LONGITUDES[1] - LONGITUDES[0]) * _SHORTER * self.scale

    @property
    def height(self) -> float:
        return (LATITUDES[1] - LATITUDES[0]) * self.scale

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a place in points from the slide's top left corner."""
        return self.left + (lon - LONGITUDES[0]) * _SHORTER * self.scale, self.top + (LATITUDES[1] - lat) * self.scale


def outlines_of(geojson: dict[str, Any]) -> list[Outline]:
    """Simplify the units together, so that neighbours keep one common border."""
    features = geojson["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    simpler = shapely.coverage_simplify(shapes, _TOLERANCE)
    return [
        Outline(str(feature["id"]), str(feature["properties"]["name"]), _rings(shape))
        for feature, shape in zip(features, simpler, strict=True)
    ]


def _rings(shape: Any) -> tuple[tuple[tuple[float, float], ...], ...]:
    polygons = shape.geoms if hasattr(shape, "geoms") else (shape,)
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return tuple(_points(ring.coords) for ring in rings)


def _points(coordinates: Sequence[Any]) -> tuple[tuple[float, float], ...]:
    return tuple((float(lon), float(lat)) for lon, lat in coordinates)
