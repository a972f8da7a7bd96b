"""Read one recommendation workbook: bytes in, projects and problems out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.documents.own_sheets import TEMPLATE_LABEL, first_sent_as
from loaders.errors import UnreadableFile
from loaders.formats.grid import open_grids
from loaders.problems import Problem, Severity, problem
from loaders.tables.checks import check_table, without_repeats
from loaders.tables.headings import NO_MAPPING, Field
from loaders.tables.project import Project, read_project
from loaders.tables.table import Table, find_table
from loaders.tables.text import normalise
from loaders.tables.translation import translate
from loaders.vocabulary import vocabulary

_YEAR = re.compile(r"20\d{2}")
# Above a table, digits alone may be part of a telephone number: 年 first, then four digits that stand alone.
_YEARS_ABOVE = re.compile(r"20\d{2}(?=年)"), re.compile(r"(?<!\d)20\d{2}(?!\d)")
_UNIT_LINE = re.compile(r"^推荐单位(?:\(盖章\))?[::](.+)$")


@dataclass(frozen=True)
class Reading:
    """What one file holds. `year` and `unit` are None where the file does not tell.

    `projects` leaves out repeated rows: they are in `repeats`, each with a `duplicate-project` problem.
    `columns` maps a field to its heading as found, `unmapped` lists headings nobody knows. Contact columns
    appear nowhere.
    """

    file: str
    year: int | None
    unit: str | None
    projects: tuple[Project, ...]
    problems: tuple[Problem, ...]
    columns: dict[Field, str]
    unmapped: tuple[str, ...]
    repeats: tuple[Project, ...] = ()

    @property
    def status(self) -> str:
        """`accepted`, or `with_problems` where something is to be corrected or looked at again."""
        serious = any(found.severity is not Severity.HINT for found in self.problems)
        return "with_problems" if serious else "accepted"


def read_workbook(data: bytes, file: str, mapping: Mapping[str, Field] = NO_MAPPING) -> Reading:
    """Read a workbook or delimited text; `file` is its name, of which year and unit may be taken.

    `mapping` adds headings (normalised) that somebody has mapped by hand.
    Raises UnreadableFile with the codes of `open_grids`, or `no-table-found`.
    """
    grids = open_grids(data)
    tables = [table for grid in grids if (table := find_table(grid, mapping))]
    if not tables:
        raise UnreadableFile("no-table-found", "没有找到推荐汇总表：请保留“企业名称”“项目名称”等表头。")
    names = first_sent_as(file, grids)
    year, unit = _find_year(tables, names), _find_unit(tables, names)
    problems = _check_heads(tables, names, year, unit)
    projects: list[Project] = []
    for table in tables:
        problems.extend(check_table(table))
        for row in table.rows:
            project, found = read_project(table, row, unit, year)
            projects.append(project)
            problems.extend(found)
    kept, repeats, reported = without_repeats(projects)
    problems.extend(reported)
    # Our own blank table is meant to be empty; any other may have lost its rows.
    if not projects and not any(TEMPLATE_LABEL in line for table in tables for line in table.above):
        problems.append(problem("no-projects", tables[0].grid.sheet, ""))
    return Reading(
        file=file,
        year=year,
        unit=unit,
        projects=tuple(kept),
        problems=tuple(problems),
        columns={name: column.heading.text for table in tables for name, column in table.columns.items()},
        unmapped=tuple(dict.fromkeys(heading for table in tables for heading, _ in table.unmapped)),
        repeats=tuple(repeats),
    )


def _check_heads(tables: list[Table], file: str, year: int | None, unit: str | None) -> list[Problem]:
    """Report unit and year where they are missing, or where one sheet or the file's name says another."""
    first, units = tables[0].grid.sheet, vocabulary().units
    problems = [] if year else [problem("year-missing", first, "")]
    if not unit and not any(Field.UNIT in table.columns for table in tables):
        problems.append(problem("unit-missing", first, ""))
    for table in tables:
        own_year, own_unit = _year_above([table]), _unit_above([table])
        if own_year and year and own_year != year:
            problems.append(problem("year-mismatch", table.grid.sheet, "", value=str(own_year), expected=str(year)))
        if own_unit and unit and own_unit != unit:
            problems.append(_unit_mismatch(table.grid.sheet, units.name(own_unit), units.name(unit)))
    named = mentioned_unit(normalise(file))
    if named and unit and named != unit:
        problems.append(_unit_mismatch(first, f"{units.name(named)}（文件名）", units.name(unit)))
    return problems


def _unit_mismatch(sheet: str, value: str, expected: str) -> Problem:
    return problem("unit-mismatch", sheet, "", value=value, expected=expected)


def _find_year(tables: list[Table], file: str) -> int | None:
    """Take the year from the lines above the table, else from the file's name."""
    match = _YEAR.search(normalise(file))
    return _year_above(tables) or (int(match.group()) if match else None)


def _year_above(tables: list[Table]) -> int | None:
    lines = [normalise(line) for table in tables for line in table.above]
    found = [match for year in _YEARS_ABOVE for line in lines if (match := year.search(line))]
    return int(found[0].group()) if found else None


def _find_unit(tables: list[Table], file: str) -> str | None:
    """Take the unit from the 推荐单位 line, the other lines above, the file's name, or a column that agrees."""
    if unit := _unit_above(tables) or mentioned_unit(normalise(file)):
        return unit
    named = {code for table in tables for row in table.rows if (code := _unit_of_row(row.cells.get(Field.UNIT)))}
    return named.pop() if len(named) == 1 else None


def _unit_above(tables: list[Table]) -> str | None:
    lines = [normalise(line) for table in tables for line in table.above]
    named = [match.group(1) for line in lines if (match := _UNIT_LINE.match(line))]
    return next((code for line in (*named, *lines) if (code := mentioned_unit(line))), None)


def _unit_of_row(value: object) -> str | None:
    return translate("unit", str(value)).code if value else None


def mentioned_unit(text: str) -> str | None:
    """Return the one unit a line (normalised) mentions by name; 福州市平潭 and the like mention none for certain."""
    mentioned = {unit.code for unit in vocabulary().units if unit.short_name in text}
    return mentioned.pop() if len(mentioned) == 1 else None
