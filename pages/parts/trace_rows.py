"""Set a row as it was sent beside the row as it was understood, field by field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.as_sent import SentColumn, SentRow, SentTable
from loaders.problems import Problem
from loaders.tables.checks import REQUIRED
from loaders.tables.headings import Field, standard_heading
from loaders.vocabulary import Vocabulary

NOT_FILLED = "未填报"
NOT_UNDERSTOOD = "未能识别，按未填报计"
#: What a column that is read, but neither counted nor kept, is for.
_READ_FOR = {
    Field.INDUSTRY_CLASS: "用来核对重点行业",
    Field.COMPLETED: "用来核对是否完成",
    Field.STARTED_ON: "不统计",
}


@dataclass(frozen=True)
class Compared:
    """One field: the heading, the cell and the text as sent; what it was taken for, as what, and what is wrong."""

    heading: str
    cell: str
    sent: str
    field: str
    understood: str
    problems: tuple[Problem, ...] = ()


def compare(
    table: SentTable, row: SentRow, project: Mapping[str, Any], problems: Sequence[Problem], words: Vocabulary
) -> list[Compared]:
    """Compare a row column by column, in the sender's order; what no column says of itself comes last.

    `project` is its row as `project_rows` gives it, `problems` are those of this row.
    """
    cells = [f"{column.letters}{row.number}" for column in table.columns]
    compared = []
    for cell, column in zip(cells, table.columns, strict=True):
        text = table.text(row, column)
        own = tuple(found for found in problems if found.cell == cell)
        compared.append(Compared(column.heading, cell, text, *_taken_for(table, column, text, project, words), own))
    elsewhere = [found for found in problems if found.cell not in cells]
    return [*compared, *_unsaid(table, project, words), *_of_whole_row(elsewhere)]


def unplaced(project: Mapping[str, Any], problems: Sequence[Problem], words: Vocabulary) -> list[Compared]:
    """Tell what was understood of a row whose file cannot be shown any more."""
    told = [
        Compared("（原件未能显示）", "", "", standard_heading(field), understood(field, project, words) or NOT_FILLED)
        for field in _KEPT
    ]
    return [*told, *_of_whole_row(problems)]


def _taken_for(
    table: SentTable, column: SentColumn, text: str, project: Mapping[str, Any], words: Vocabulary
) -> tuple[str, str]:
    if column.scenario:
        used = column.scenario in project["scenarios"]
        return standard_heading(Field.SCENARIOS), words.scenarios.name(column.scenario) if used else "没有用到"
    if column.field is None:
        return "", "未识别的列，没有读取"
    name = standard_heading(column.field)
    if (first := table.column(column.field)) is not None and first != column:
        return name, f"重复的列，以{first.letters}列为准"
    if column.field not in _KEPT:
        return name, _READ_FOR.get(column.field, "不统计") if text else ""
    return name, understood(column.field, project, words) or (NOT_UNDERSTOOD if text else NOT_FILLED)


def understood(field: Field, project: Mapping[str, Any], words: Vocabulary) -> str:
    """Return what a project's row says of a field, in Chinese; empty where nothing is certain."""
    value = project[field.value]
    if field is Field.SCENARIOS:
        return "、".join(words.scenarios.name(code) for code in value)
    if pd.isna(value) or value == "unknown":
        return ""
    return _KEPT[field](value, words)


def _unsaid(table: SentTable, project: Mapping[str, Any], words: Vocabulary) -> list[Compared]:
    """Tell what is known though no column says it, and what should have had a column."""
    known = {column.field for column in table.columns}
    ticked = any(column.scenario for column in table.columns)
    rows = []
    if Field.UNIT not in known:
        whose = understood(Field.UNIT, project, words) or NOT_FILLED
        rows.append(Compared("（不在本行）", "", "", standard_heading(Field.UNIT), f"{whose}（整张表的推荐单位）"))
    for field in REQUIRED:
        if field not in known and not (field is Field.SCENARIOS and ticked):
            value = understood(field, project, words)
            told = f"{value}（由国民经济行业判断）" if value else NOT_FILLED
            rows.append(Compared("（没有这一列）", "", "", standard_heading(field), told))
    return rows


def _of_whole_row(problems: Sequence[Problem]) -> list[Compared]:
    return [Compared("（整行）", found.cell, "", "", "", (found,)) for found in problems]


def _amount(value: float, words: Vocabulary) -> str:
    return f"{value:,.10g}万元"


def _count(value: int, words: Vocabulary) -> str:
    return f"{int(value):,}个"


def _text(value: object, words: Vocabulary) -> str:
    return str(value)


#: The fields that are kept, and how each is written.
_KEPT: dict[Field, Callable[[Any, Vocabulary], str]] = {
    Field.PROJECT_NAME: _text,
    Field.ENTERPRISE: _text,
    Field.CREDIT_CODE: _text,
    Field.UNIT: lambda code, words: words.units.name(code),
    Field.COUNTY: lambda code, words: words.counties.name(code),
    Field.SECTOR: lambda code, words: words.sectors.name(code),
    Field.TIER: lambda code, words: words.tiers.name(code),
    Field.SCENARIOS: _text,
    Field.NETWORK_MODE: lambda code, words: words.network_modes.name(code),
    Field.BUILD_TYPE: lambda code, words: words.build_types.name(code),
    Field.INVESTMENT_WAN: _amount,
    Field.TERMINALS: _count,
    Field.COMPLETED_ON: _text,
}
