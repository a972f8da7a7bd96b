"""Read the invented workbooks of `data/samples/` as if they had been sent.

This stands where the store will be: it hands out a `Collection`, and nobody beyond it knows where that came from.
"""

import hashlib
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from loaders.directory import Decision, Outcome, decide, read_directory
from loaders.errors import UnreadableFile
from loaders.problems import Problem
from loaders.vocabulary import UNKNOWN
from loaders.workbook import Reading, read_workbook

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
_DIRECTORY_FOLDER = "名录"
_SUFFIXES = {".xlsx", ".xls", ".csv"}
#: Columns of `Collection.projects` that hold a code of the vocabulary, `unknown` where nothing is certain.
CODE_COLUMNS = ("unit", "county", "sector", "tier", "network_mode", "build_type")


@dataclass(frozen=True)
class Collection:
    """Everything received, as the rest of the program sees it.

    `projects` has one row a project: year (0: not told), stage years listed_year and benchmark_year (0: not
    reached), the codes of CODE_COLUMNS, scenarios (tuple of codes), enterprise, project_name, credit_code,
    investment_wan (万元), terminals, completed_on (text), file, sheet, row. It is shared: never change it.
    """

    projects: pd.DataFrame
    readings: tuple[Reading, ...]
    unmatched: tuple[Outcome, ...]
    unreadable: tuple[tuple[str, str], ...]
    revision: str
    is_sample: bool

    def problems(self) -> list[tuple[str, Problem]]:
        """Return every problem with the file it was found in."""
        return [(reading.file, found) for reading in self.readings for found in reading.problems]


def sample_files(folder: Path = SAMPLES) -> list[Path]:
    """Return the sample workbooks and lists in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)


def sample_revision(folder: Path = SAMPLES) -> str:
    """Return a name for the content of `folder`: what was read under it stays true as long as it is the same."""
    files = [(path, path.stat()) for path in sample_files(folder)]
    return _revision(folder, tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in files))


@lru_cache(maxsize=4)
def _revision(folder: Path, files: tuple[tuple[Path, int, int], ...]) -> str:
    """Hash the content; asked at every click, so only once for files that have not been touched."""
    digest = hashlib.sha256()
    for path, _, _ in files:
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def read_samples(folder: Path = SAMPLES) -> Collection:
    """Read all workbooks under `folder`. A file that cannot be read is listed, the others are still read."""
    readings, outcomes, unreadable = [], [], []
    for path in sample_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            if name.startswith(f"{_DIRECTORY_FOLDER}/"):
                outcomes.extend(read_directory(path.read_bytes(), name))
            else:
                readings.append(read_workbook(path.read_bytes(), name))
        except UnreadableFile as error:
            unreadable.append((name, error.message))
    decisions, unmatched = decide(readings, outcomes)
    return Collection(
        projects=projects_frame(readings, decisions),
        readings=tuple(readings),
        unmatched=tuple(unmatched),
        unreadable=tuple(unreadable),
        revision=sample_revision(folder),
        is_sample=True,
    )


def projects_frame(readings: list[Reading], decisions: dict[tuple[str, str, int], Decision]) -> pd.DataFrame:
    """Return one row a project, as `Collection.projects` describes it."""
    rows = []
    for reading in readings:
        for project in reading.projects:
            decision = decisions.get((reading.file, project.sheet, project.row), Decision())
            years = {
                "year": reading.year or 0,
                "listed_year": decision.listed_year or 0,
                "benchmark_year": decision.benchmark_year or 0,
            }
            rows.append(years | asdict(project) | {"file": reading.file})
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    for column in CODE_COLUMNS:
        frame[column] = frame[column].fillna(UNKNOWN).astype(str)
    return frame.astype({"investment_wan": "Float64", "terminals": "Int64"})


_COLUMNS = [
    "year", "listed_year", "benchmark_year", "unit", "county", "sector", "tier", "scenarios", "network_mode",
    "build_type", "enterprise", "project_name", "credit_code", "investment_wan", "terminals", "completed_on",
    "file", "sheet", "row",
]  # fmt: skip
