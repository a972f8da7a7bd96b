"""Read published lists (国家名录, 标杆名单) and match them to recommended projects."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.errors import UnreadableFile
from loaders.formats.grid import open_grids
from loaders.tables.headings import Field
from loaders.tables.project import Project
from loaders.tables.table import Row, Table, find_table
from loaders.tables.text import identity, normalise
from loaders.tables.values import as_text
from loaders.workbook import Reading

_YEAR = re.compile(r"20\d{2}")
_PROVINCE = "福建"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One published line: the project reached `stage` (`listed` or `benchmark`) in `year`."""

    stage: str
    year: int
    enterprise: str
    project_name: str
    file: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The years in which a project was listed and named a benchmark, None where it was not."""

    listed_year: int | None = None
    benchmark_year: int | None = None


def read_directory(data: bytes, file: str) -> list[Outcome]:
    """Read the Fujian lines of a published list; a list whose title says 标杆 names benchmarks, any other listings.

    Raises UnreadableFile with the codes of `open_grids`, or `no-table-found`.
    """
    tables = [table for grid in open_grids(data) if (table := find_table(grid))]
    if not tables:
        raise UnreadableFile("no-table-found", "没有找到名单：请保留“项目名称”“企业名称”等表头。")
    return [outcome for table in tables for row in table.rows if (outcome := _read_outcome(table, row, file))]


def _read_outcome(table: Table, row: Row, file: str) -> Outcome | None:
    province = as_text(row.cells.get(Field.PROVINCE))
    if province and not province.startswith(_PROVINCE):
        return None
    titles = "".join((*table.above, file))
    year = _YEAR.search(as_text(row.cells.get(Field.YEAR))) or _YEAR.search(normalise(titles))
    if year is None:
        return None
    return Outcome(
        stage="benchmark" if "标杆" in titles else "listed",
        year=int(year.group()),
        enterprise=as_text(row.cells.get(Field.ENTERPRISE)),
        project_name=as_text(row.cells.get(Field.PROJECT_NAME)),
        file=file,
    )


def decide(
    readings: Iterable[Reading], outcomes: Iterable[Outcome]
) -> tuple[dict[tuple[str, str, int], Decision], list[Outcome]]:
    """Match outcomes to recommended projects by enterprise and project name.

    A project recommended in several years takes an outcome in the latest recommendation up to the outcome's
    year. Returns the decisions by (file, sheet, row), and the outcomes that no recommendation matches.
    """
    recommended: dict[tuple[str, str], list[tuple[int, tuple[str, str, int]]]] = {}
    for reading in readings:
        for project in reading.projects:
            place = reading.file, project.sheet, project.row
            recommended.setdefault(_key(project), []).append((reading.year or 0, place))
    decisions: dict[tuple[str, str, int], Decision] = {}
    unmatched = []
    for outcome in sorted(outcomes, key=lambda outcome: outcome.year):
        candidates = [entry for entry in recommended.get(_key(outcome), []) if entry[0] <= outcome.year]
        if not candidates:
            unmatched.append(outcome)
            continue
        place = max(candidates)[1]
        before = decisions.get(place, Decision())
        decisions[place] = (
            Decision(before.listed_year or outcome.year, before.benchmark_year)
            if outcome.stage == "listed"
            else Decision(before.listed_year, before.benchmark_year or outcome.year)
        )
    return decisions, unmatched


def _key(named: Project | Outcome) -> tuple[str, str]:
    return identity(named.enterprise or ""), identity(named.project_name or "")
