"""The outlines are complete, separate where they must be, and turned the way plotly needs."""

import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from loaders.boundaries import (
    boundary_files,
    merge_units,
    read_counties,
    read_map_labels,
    to_geojson,
    write_boundaries,
)

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

UNITS = {
    "350100": "福州市",
    "350200": "厦门市",
    "350300": "莆田市",
    "350400": "三明市",
    "350500": "泉州市",
    "350600": "漳州市",
    "350700": "南平市",
    "350800": "龙岩市",
    "350900": "宁德市",
    "350128": "平潭县",
    "350527": "金门县",
}


@pytest.fixture(scope="module")
def counties() -> "GeoDataFrame":
    return read_counties()


@pytest.fixture(scope="module")
def units(counties: "GeoDataFrame") -> "GeoDataFrame":
    return merge_units(counties)


@pytest.fixture(scope="module")
def geojson(units: "GeoDataFrame") -> dict[str, Any]:
    return to_geojson(units)


def test_there_are_84_counties(counties: "GeoDataFrame") -> None:
    assert len(counties) == 84
    assert counties["code"].is_unique


def test_there_are_ten_units_and_jinmen(units: "GeoDataFrame") -> None:
    assert dict(zip(units["code"], units["name"], strict=True)) == UNITS


def test_pingtan_is_not_part_of_fuzhou(units: "GeoDataFrame", counties: "GeoDataFrame") -> None:
    pingtan = counties.set_index("code").geometry["350128"].representative_point()
    around = units[units.geometry.covers(pingtan)]
    assert list(around["code"]) == ["350128"]


def test_no_two_units_overlap(units: "GeoDataFrame") -> None:
    shared = [one.intersection(other).area for one, other in combinations(units.geometry, 2)]
    assert max(shared) < 1e-9


def test_the_units_cover_what_the_counties_cover(units: "GeoDataFrame", counties: "GeoDataFrame") -> None:
    # Square degrees: only their sums are compared.
    assert shapely.area(units.geometry).sum() == pytest.approx(shapely.area(counties.geometry).sum())


def test_features_are_found_by_code(geojson: dict[str, Any]) -> None:
    assert {feature["id"] for feature in geojson["features"]} == set(UNITS)


def test_exterior_rings_run_clockwise(geojson: dict[str, Any]) -> None:
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in geojson["features"]]
    rings = [part.exterior for shape in shapes for part in shapely.get_parts(shape)]
    assert not any(ring.is_ccw for ring in rings)


def test_coordinates_have_five_decimals_at_most(geojson: dict[str, Any]) -> None:
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in geojson["features"]]
    points = shapely.get_coordinates(shapes)
    assert (points == points.round(5)).all()


def test_outlines_stay_valid(geojson: dict[str, Any]) -> None:
    assert all(shapely.geometry.shape(feature["geometry"]).is_valid for feature in geojson["features"])


def test_both_files_are_written_whole_and_named_after_the_edition(tmp_path: Path) -> None:
    files = write_boundaries(tmp_path / "boundaries")
    assert sorted(path.name for path in files.units.parent.iterdir()) == [files.counties.name, files.units.name]
    assert len(json.loads(files.units.read_text(encoding="utf-8"))["features"]) == 11
    assert len(json.loads(files.counties.read_text(encoding="utf-8"))["features"]) == 84


def test_files_that_are_there_are_left_alone(tmp_path: Path) -> None:
    files = boundary_files(tmp_path)
    files.units.write_text("a", encoding="utf-8")
    files.counties.write_text("b", encoding="utf-8")
    assert write_boundaries(tmp_path) == files
    assert files.units.read_text(encoding="utf-8") == "a"


def test_geopandas_is_not_imported_when_the_files_are_there(tmp_path: Path) -> None:
    write_boundaries(tmp_path)
    script = (
        "import sys; from pathlib import Path; from loaders.boundaries import write_boundaries;"
        f"write_boundaries(Path({str(tmp_path)!r}));"
        "print(sorted({'geopandas', 'frykit', 'shapely'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_every_unit_has_a_label_place_inside_the_province_frame() -> None:
    labels = read_map_labels()
    assert set(labels["code"]) == set(UNITS)
    assert labels["lon"].between(115.8, 120.6).all()


def test_a_label_that_stands_inside_stands_in_its_own_unit(units: "GeoDataFrame") -> None:
    shapes = units.set_index("code").geometry
    labels = read_map_labels().query("anchor == 'middle center'")
    places = zip(labels["code"], labels["lon"], labels["lat"], strict=True)
    assert all(shapes[code].contains(shapely.Point(lon, lat)) for code, lon, lat in places)
