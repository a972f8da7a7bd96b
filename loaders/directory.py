"""Read published lists: the national directory (国家名录) and lists of benchmarks (标杆名单)."""

import re
from dataclasses import dataclass

from loaders.errors import UnreadableFile
from loaders.formats.grid import open_grids
from loaders.tables.headings import Field
from loaders.tables.table import Row, Table, find_table
from loaders.tables.text import normalise
from loaders.tables.values import as_text
from loaders.vocabulary import vocabulary

_YEAR = re.compile(r"20\d{2}")
_CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")
_PROVINCE = "福建"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One published line: the project reached `stage` (`listed` or `benchmark`) in `year`.

    `unit` is the one that the line or the enterprise's name mentions. `is_ours` tells whether the line says that it
    is of this province: None where a national list has no such column and only a match can tell.
    """

    stage: str
    year: int
    enterprise: str
    project_name: str
    credit_code: str | None
    unit: str | None
    is_ours: bool | None
    sheet: str
    row: int


def read_directory(data: bytes, file: str, year: int | None = None) -> list[Outcome]:
    """Read a published list, without the lines that name another province.

    A list whose title says 标杆 names benchmarks, any other listings. `year` is that of lines which tell none, where
    neither the title nor the file's name does. Raises UnreadableFile with the codes of `open_grids`, or
    `no-table-found`.
    """
    tables = [table for grid in open_grids(data) if (table := find_table(grid))]
    if not tables:
        raise UnreadableFile("no-table-found", "没有找到名单：请保留“项目名称”“企业名称”等表头。")
    return [outcome for table in tables for row in table.rows if (outcome := _read_outcome(table, row, file, year))]


def _read_outcome(table: Table, row: Row, file: str, year: int | None) -> Outcome | None:
    province, enterprise = as_text(row.cells.get(Field.PROVINCE)), as_text(row.cells.get(Field.ENTERPRISE))
    if province and not province.startswith(_PROVINCE):
        return None
    titles = "".join((*table.above, file))
    found = _YEAR.search(as_text(row.cells.get(Field.YEAR))) or _YEAR.search(normalise(titles))
    when = int(found.group()) if found else year
    if when is None:
        return None
    code = normalise(as_text(row.cells.get(Field.CREDIT_CODE))).upper()
    named = as_text(row.cells.get(Field.UNIT)) + enterprise
    return Outcome(
        stage="benchmark" if "标杆" in titles else "listed",
        year=when,
        enterprise=enterprise,
        project_name=as_text(row.cells.get(Field.PROJECT_NAME)),
        credit_code=code if _CREDIT_CODE.fullmatch(code) else None,
        unit=_unit_in(named),
        is_ours=True if province or _names_our_province(named) else None,
        sheet=table.grid.sheet,
        row=table.grid.row_number(row.index),
    )


def _unit_in(text: str) -> str | None:
    named = {unit.code for unit in vocabulary().units if unit.short_name in text}
    return named.pop() if len(named) == 1 else None


def _names_our_province(text: str) -> bool:
    return _PROVINCE in text or _unit_in(text) is not None
