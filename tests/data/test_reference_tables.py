"""The hand-kept reference tables hold what the loaders rely on."""

import csv
import re
import unicodedata
from pathlib import Path

import pytest

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
TABLES = sorted(path.name for path in REFERENCE.glob("*.csv"))


def rows(name: str) -> list[dict[str, str]]:
    """Read one reference table as text."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def codes(name: str) -> set[str]:
    """Return the codes of one table."""
    return {row["code"] for row in rows(name)}


def folded(heading: str) -> str:
    """Fold width, white space, upper and lower case."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", heading)).casefold()


def without_hint(heading: str) -> str:
    """Fold a heading and drop the hint in brackets at its end."""
    return re.sub(r"(\([^()]*\))+$", "", folded(heading))


def test_no_heading_is_listed_twice() -> None:
    wordings = [folded(row["heading"]) for row in rows("headings.csv")]
    assert sorted(wordings) == sorted(set(wordings))


def test_no_heading_stands_under_two_fields_even_without_its_hint() -> None:
    pairs = {(without_hint(row["heading"]), row["field"]) for row in rows("headings.csv")}
    assert len(pairs) == len({wording for wording, _ in pairs})


def test_headings_that_could_mean_several_fields_are_absent() -> None:
    ambiguous = {
        "类型",
        "时间",
        "名称",
        "级别",
        "地区",
        "项目类型",
        "填报单位",
        "建设周期",
        "起止时间",
        "说明",
        "",
    }
    assert ambiguous.isdisjoint(folded(row["heading"]) for row in rows("headings.csv"))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_every_table_names_its_source(table: str) -> None:
    assert [row for row in rows(table) if not row["source"].strip()] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_row_has_more_or_fewer_cells_than_its_table(table: str) -> None:
    assert [row for row in rows(table) if None in row or None in row.values()] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_begins_or_ends_with_space(table: str) -> None:
    assert [cell for row in rows(table) for cell in row.values() if cell != cell.strip()] == []


@pytest.mark.parametrize("table", [table for table in TABLES if "code" in rows(table)[0] and table != "aliases.csv"])
def test_no_code_is_given_twice(table: str) -> None:
    given = [(row.get("kind"), row["code"]) for row in rows(table)]
    assert sorted(given, key=str) == sorted(set(given), key=str)


def test_the_tables_are_these() -> None:
    assert TABLES == [
        "aliases.csv",
        "choices.csv",
        "counties.csv",
        "deadlines.csv",
        "glossary.csv",
        "guide_pairs.csv",
        "headings.csv",
        "industry_classes.csv",
        "list_headings.csv",
        "map_labels.csv",
        "national_directory.csv",
        "phases.csv",
        "places_in_names.csv",
        "scenarios.csv",
        "sectors.csv",
        "stages.csv",
        "targets.csv",
        "tiers.csv",
        "units.csv",
    ]


def test_headings_of_lists_name_fields_and_none_that_tables_know_otherwise() -> None:
    known = {folded(row["heading"]): row["field"] for row in rows("headings.csv")}
    lists = {folded(row["heading"]): row["field"] for row in rows("list_headings.csv")}
    assert set(lists.values()) <= {row["field"] for row in rows("headings.csv")}
    assert set(known) & set(lists) == set()


def test_places_in_names_are_of_known_units_or_elsewhere_and_each_named_once() -> None:
    places = rows("places_in_names.csv")
    names = [row["name"] for row in places]
    assert sorted(names) == sorted(set(names))
    assert {row["place"] for row in places} == {*codes("units.csv"), "province", "elsewhere", "none"}
    assert {row["is_certain"] for row in places} == {"0", "1"}


def test_every_county_of_a_unit_is_a_place_in_names() -> None:
    counties = {row["name"]: row["unit"] for row in rows("counties.csv") if row["unit"]}
    places = {row["name"]: row["place"] for row in rows("places_in_names.csv")}
    assert {name: places.get(name) for name in counties} == counties


def test_public_figures_are_of_a_known_certainty() -> None:
    found = {row["certainty"] for table in ("targets.csv", "national_directory.csv") for row in rows(table)}
    assert found <= {"H", "M", "L"}


def test_industry_classes_lead_to_known_sectors() -> None:
    named = {code for row in rows("industry_classes.csv") for code in row["sector"].split("|")}
    assert named <= codes("sectors.csv")


def test_mining_manufacturing_and_utilities_are_complete() -> None:
    assert {f"{number:02}" for number in range(6, 47)} <= codes("industry_classes.csv")


def test_the_84_counties_belong_to_known_units_except_kinmen() -> None:
    counties = rows("counties.csv")
    assert len({row["code"] for row in counties}) == 84
    assert [row["name"] for row in counties if row["unit"] not in codes("units.csv")] == ["金门县"]


def test_pingtan_is_its_own_unit() -> None:
    assert [row["unit"] for row in rows("counties.csv") if row["code"] == "350128"] == ["350128"]
