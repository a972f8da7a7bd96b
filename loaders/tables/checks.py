"""Checks that look beyond one row: the table as a whole, repeats in one file, and repeats across files."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from loaders.problems import Problem, problem
from loaders.tables.headings import Field, heading_wordings, standard_heading
from loaders.tables.project import Project, quote
from loaders.tables.table import Table
from loaders.tables.text import identity, normalise
from loaders.vocabulary import vocabulary

if TYPE_CHECKING:
    from loaders.workbook import Reading

#: The parts of a legal form, last first: 集团股份有限责任公司.
_LEGAL_FORMS = ("公司", "责任", "有限", "股份", "集团")
#: What every table must ask for, with the code reported where a column is missing altogether.
REQUIRED = {
    Field.PROJECT_NAME: "project-name-missing",
    Field.ENTERPRISE: "enterprise-missing",
    Field.SECTOR: "sector-missing",
    Field.TIER: "tier-missing",
    Field.SCENARIOS: "scenario-missing",
}


def check_table(table: Table) -> list[Problem]:
    """Report required columns that are missing, headings nobody knows, and what is hidden."""
    sheet = table.grid.sheet
    found = [problem(code, sheet, "") for field, code in REQUIRED.items() if not table.has(field)]
    if hidden := table.grid.hidden:
        found.append(problem("hidden-cells", sheet, "", what=hidden))
    for heading, address in table.unmapped:
        if nearest := _nearest_heading(heading):
            found.append(problem("heading-unknown", sheet, address, value=quote(heading), nearest=nearest))
    return found


def _nearest_heading(heading: str) -> str | None:
    wordings = heading_wordings()
    near = get_close_matches(normalise(heading), wordings, n=1, cutoff=0.6)
    if not near or wordings[near[0]].is_contact:
        return None
    return standard_heading(wordings[near[0]])


def without_repeats(projects: Sequence[Project]) -> tuple[list[Project], list[Project], list[Problem]]:
    """Keep the first of every project; return the kept, the repeated and what to say of those."""
    first_of: dict[tuple[str, str], Project] = {}
    kept: list[Project] = []
    repeats: list[Project] = []
    reported: list[Problem] = []
    for project in projects:
        key = project_key(project)
        first = first_of.setdefault(key, project) if key else project
        if first is project:
            kept.append(project)
            continue
        repeats.append(project)
        where = f"第{first.row}行" if first.sheet == project.sheet else f"工作表“{first.sheet}”第{first.row}行"
        reported.append(problem("duplicate-project", project.sheet, project.cell, first=where))
    return kept, repeats, reported


def project_key(project: Project) -> tuple[str, str] | None:
    """Return what makes two rows the same project; None where a name is missing."""
    if not project.enterprise or not project.project_name:
        return None
    return enterprise_identity(project.enterprise), identity(project.project_name)


@cache
def _regions() -> re.Pattern[str]:
    words = vocabulary()
    names = {"福建省", "福建", "中国", *(unit.name for unit in words.units), *(unit.short_name for unit in words.units)}
    return re.compile("|".join(sorted(names, key=len, reverse=True)))


@lru_cache(maxsize=65536)
def enterprise_identity(name: str) -> str:
    """Return a name without brackets, width, legal form and region: 样例（福建）纺织有限公司 → 样例纺织."""
    bare = identity(name)
    if bare.endswith("公司"):
        for form in _LEGAL_FORMS:
            bare = bare.removesuffix(form)
    else:
        bare = bare.removesuffix("集团")
    return _regions().sub("", bare) or bare


def across_files(readings: Iterable["Reading"]) -> dict[str, list[Problem]]:
    """Report projects that several files recommend, by other units or in earlier years; problems by file."""
    seen: dict[tuple[str, str], list[tuple[int | None, str | None]]] = {}
    found: dict[str, list[Problem]] = {}
    for reading in sorted(readings, key=lambda reading: (reading.year or 0, reading.file)):
        for project in reading.projects:
            key = project_key(project)
            if key is None:
                continue
            before = seen.setdefault(key, [])
            if before and (again := repeats_elsewhere(project, reading.year, before)):
                found.setdefault(reading.file, []).extend(again)
            before.append((reading.year, project.unit))
    return found


def repeats_elsewhere(
    project: Project, year: int | None, before: Sequence[tuple[int | None, str | None]]
) -> list[Problem]:
    """Report a project that others recommended: `before` names the (year, unit) of every other recommendation."""
    units = vocabulary().units
    others = sorted({units.name(unit) for when, unit in before if unit != project.unit and when == year})
    earlier = sorted({when for when, _ in before if when and year and when < year})
    found = [problem("duplicate-across-units", project.sheet, project.cell, other=other) for other in others]
    if earlier:
        found.append(problem("duplicate-across-years", project.sheet, project.cell, other=str(earlier[-1])))
    return found
