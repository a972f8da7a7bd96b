"""The sample workbooks are read as they were meant, row by row."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from loaders.samples import sample_files, sample_revision
from store.collection import collect
from store.lookup import CODE_COLUMNS, project_rows
from store.sources import files_in_force, problems_in_force
from tests.loaders.sheet_building import FIRST, HEADINGS, TITLE, xlsx
from tests.sample_projects import sample_projects, sample_store

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make_samples.py"
Rows = dict[tuple[str, str, int], dict[str, Any]]


@pytest.fixture(scope="module")
def projects() -> pd.DataFrame:
    """Read all of `data/samples/` once."""
    return sample_projects()


@pytest.fixture(scope="module")
def problems() -> pd.DataFrame:
    """Return what was found wrong in them."""
    return problems_in_force(sample_store())


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """Return what every row was meant to say, by file, sheet and row."""
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, SCRIPT, "--out", folder, "--truth", folder / "truth.json"], check=True)
    rows = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return {(Path(row["file"]).name, row["sheet"], row["row"]): row for row in rows}


@pytest.fixture(scope="module")
def read(projects: pd.DataFrame) -> Rows:
    """Return every project as read, by file, sheet and row."""
    frame = projects.astype(object)
    rows = frame.where(frame.notna(), None).to_dict("records")
    return {(row["file"], row["sheet"], row["row"]): row for row in rows}


def test_exactly_the_rows_that_are_no_repeats_are_read(truth: Rows, read: Rows) -> None:
    assert set(read) == {place for place, row in truth.items() if not row["duplicate"]}


@pytest.mark.parametrize("column", ["unit", "year", "enterprise", "project_name"])
def test_what_every_row_tells_is_read(truth: Rows, read: Rows, column: str) -> None:
    assert {place: row[column] for place, row in read.items()} == {place: truth[place][column] for place in read}


@pytest.mark.parametrize("column", ["sector", "tier", "county"])
def test_codes_are_read_and_blanks_are_unknown(truth: Rows, read: Rows, column: str) -> None:
    assert {place: row[column] for place, row in read.items()} == {
        place: truth[place][column] or "unknown" for place in read
    }


@pytest.mark.parametrize("column", ["listed_year", "benchmark_year"])
def test_outcomes_reach_the_recommendation_they_mean(truth: Rows, read: Rows, column: str) -> None:
    assert {place: row[column] for place, row in read.items()} == {place: truth[place][column] or 0 for place in read}


def test_the_certain_scenarios_of_every_row_are_read(truth: Rows, read: Rows) -> None:
    assert {place: sorted(row["scenarios"]) for place, row in read.items()} == {
        place: sorted(truth[place]["scenarios"]) for place in read
    }


def test_credit_codes_are_read_where_the_city_gives_them(truth: Rows, read: Rows) -> None:
    assert {place: row["credit_code"] for place, row in read.items()} == {
        place: truth[place]["credit_code"] for place in read
    }


def test_amounts_are_read_whatever_their_unit(truth: Rows, read: Rows) -> None:
    assert {place: row["investment_wan"] for place, row in read.items()} == {
        place: pytest.approx(truth[place]["investment_wan"]) for place in read
    }


def places(problems: pd.DataFrame, code: str) -> set[tuple[str, str, int]]:
    """Return the rows in which a problem was found."""
    return {
        (found.file_name, found.sheet, int(found.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")))
        for found in problems[problems["code"] == code].itertuples()
    }


def test_repeated_rows_are_reported(problems: pd.DataFrame, truth: Rows) -> None:
    assert places(problems, "duplicate-project") == {place for place, row in truth.items() if row["duplicate"]}


def test_unfinished_projects_are_reported(problems: pd.DataFrame, truth: Rows) -> None:
    assert places(problems, "not-completed") == {place for place, row in truth.items() if row["completed"] is False}


def test_scenarios_that_are_not_certain_are_reported(problems: pd.DataFrame, truth: Rows) -> None:
    assert places(problems, "scenario-unknown") | places(problems, "scenario-ambiguous") == {
        place for place, row in truth.items() if row["untranslatable_scenarios"]
    }


def test_rows_without_a_tier_are_reported(problems: pd.DataFrame, truth: Rows) -> None:
    assert places(problems, "tier-missing") == {place for place, row in truth.items() if row["tier"] is None}


def test_only_the_problems_put_in_on_purpose_are_found(problems: pd.DataFrame) -> None:
    assert set(problems["code"]) == {
        "duplicate-project",
        "no-projects",
        "not-completed",
        "scenario-ambiguous",
        "scenario-missing",
        "scenario-unknown",
        "sector-ambiguous",
        "sector-missing",
        "tier-missing",
    }


def test_every_file_is_read_and_every_listed_project_found(projects: pd.DataFrame) -> None:
    assert (len(files_in_force(sample_store())), int((projects["year"] < 0).sum())) == (30, 0)


@pytest.mark.parametrize(("year", "recommended", "listed"), [(2023, 40, 6), (2024, 75, 24), (2025, 105, 34)])
def test_counts_of_every_year(projects: pd.DataFrame, year: int, recommended: int, listed: int) -> None:
    assert (int((projects["year"] == year).sum()), int((projects["listed_year"] == year).sum())) == (
        recommended,
        listed,
    )


def test_every_enterprise_says_that_it_is_invented(projects: pd.DataFrame) -> None:
    assert projects["enterprise"].str.contains("样例").all()


def test_codes_are_never_blank(projects: pd.DataFrame) -> None:
    assert not projects[list(CODE_COLUMNS)].isna().any(axis=None)


def test_no_projects_make_an_empty_frame_with_all_columns(tmp_path: Path, projects: pd.DataFrame) -> None:
    empty = sample_store(tmp_path)
    assert len(collect(empty).projects) == 0
    assert list(project_rows(empty, []).columns) == [name for name in projects.columns if not name.endswith("_year")]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "福州市2025年.xlsx").write_bytes(xlsx([[TITLE], HEADINGS, FIRST]))
    (tmp_path / "厦门市2025年.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "说明.md").write_text("不是表格", encoding="utf-8")
    assert sample_projects(tmp_path)["enterprise"].tolist() == ["甲公司"]


def test_files_come_in_one_order(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_bytes(b"")
    (tmp_path / "a.XLSX").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(b"")
    assert [path.name for path in sample_files(tmp_path)] == ["a.XLSX", "b.csv"]


def test_the_revision_changes_with_content_and_name_only(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"1")
    before = sample_revision(tmp_path)
    (tmp_path / "readme.md").write_bytes(b"x")
    assert sample_revision(tmp_path) == before
    (tmp_path / "a.csv").write_bytes(b"2")
    changed = sample_revision(tmp_path)
    (tmp_path / "a.csv").rename(tmp_path / "b.csv")
    assert len({before, changed, sample_revision(tmp_path)}) == 3
