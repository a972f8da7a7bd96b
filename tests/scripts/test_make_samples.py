"""The sample workbooks are invented, reproducible, and read as they were meant."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from loaders.samples import SAMPLES
from loaders.vocabulary import UNKNOWN
from tests.sample_projects import sample_projects

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make_samples.py"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)  # GB 32100-2015, table 2


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    """Write the samples anew; return their folder and what every row was meant to say."""
    folder = tmp_path_factory.mktemp("samples")
    truth = folder.parent / "truth.json"
    subprocess.run([sys.executable, SCRIPT, "--out", folder, "--truth", truth], check=True)
    return folder, json.loads(truth.read_text(encoding="utf-8"))


def contents(folder: Path) -> dict[str, Any]:
    """Return every file by its relative path; archives unpacked, because deflate differs between zlib builds."""
    return {path.relative_to(folder).as_posix(): content(path) for path in folder.rglob("*") if path.is_file()}


def content(path: Path) -> Any:
    """Return the bytes of a file, or of every part of an .xlsx."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_samples_in_the_repository_are_what_the_script_writes(made: tuple[Path, list[dict[str, Any]]]) -> None:
    assert contents(SAMPLES) == contents(made[0])


def test_every_enterprise_says_that_it_is_invented(made: tuple[Path, list[dict[str, Any]]]) -> None:
    assert [row["enterprise"] for row in made[1] if "样例" not in row["enterprise"]] == []


def test_credit_codes_have_right_check_digits(made: tuple[Path, list[dict[str, Any]]]) -> None:
    codes = [row["credit_code"] for row in made[1] if row["credit_code"]]
    totals = [
        sum(CREDIT_ALPHABET.index(c) * w for c, w in zip(code[:17], CREDIT_WEIGHTS, strict=True)) for code in codes
    ]
    assert [code[17] for code in codes] == [CREDIT_ALPHABET[-total % 31] for total in totals]


@pytest.mark.parametrize(("year", "recommended", "listed"), [(2023, 40, 6), (2024, 75, 24), (2025, 105, 34)])
def test_counts_of_a_year(made: tuple[Path, list[dict[str, Any]]], year: int, recommended: int, listed: int) -> None:
    rows = [row for row in made[1] if row["year"] == year and not row["duplicate"]]
    assert (len(rows), sum(row["listed_year"] == year for row in rows)) == (recommended, listed)


def test_the_loaders_read_every_row_as_it_was_meant(made: tuple[Path, list[dict[str, Any]]]) -> None:
    meant = [
        (
            Path(row["file"]).name, row["sheet"], row["row"], row["year"], row["unit"], row["enterprise"],
            row["project_name"],
            row["sector"] or UNKNOWN, row["tier"] or UNKNOWN, row["county"] or UNKNOWN, set(row["scenarios"]),
            float(row["investment_wan"]), row["listed_year"] or 0, row["benchmark_year"] or 0,
        )
        for row in made[1]
        if not row["duplicate"]
    ]  # fmt: skip
    columns = [
        "file", "sheet", "row", "year", "unit", "enterprise", "project_name", "sector", "tier", "county",
        "scenarios", "investment_wan", "listed_year", "benchmark_year",
    ]  # fmt: skip
    frame = sample_projects(made[0]).assign(scenarios=lambda read: read["scenarios"].map(set))
    read = [tuple(values) for values in frame[columns].astype(object).to_numpy()]
    assert sorted(read, key=lambda row: row[:3]) == sorted(meant, key=lambda row: row[:3])
