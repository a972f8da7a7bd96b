"""What an export writes of a row: columns under Chinese headings, and the file they go to."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select

from loaders.inert import inert
from loaders.tables.headings import Field, standard_heading
from loaders.vocabulary import CodeTable, vocabulary
from store.china_time import in_china

_ROWS_AT_A_TIME = 2_000
Cell = Callable[[Row[Any]], object]


@dataclass(frozen=True)
class ExportTable:
    """One file: its name, its rows, and what stands under each heading."""

    name: str
    query: Select[Any]
    columns: Mapping[str, Cell]


def write_table(connection: Connection, table: ExportTable, folder: Path) -> int:
    """Write a table as CSV that Excel reads as it is; return how many rows it has."""
    rows = connection.execute(
        table.query, execution_options={"stream_results": True, "max_row_buffer": _ROWS_AT_A_TIME}
    )
    count = 0
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        for part in rows.partitions(_ROWS_AT_A_TIME):
            writer.writerows([inert(cell(row)) for cell in table.columns.values()] for row in part)
            count += len(part)
    return count


def of(name: str) -> Cell:
    """Write a column of the query as it is."""
    return lambda row: getattr(row, name)


def yes(name: str) -> Cell:
    """Write a truth as a word."""
    return lambda row: yes_or_no(getattr(row, name))


def yes_or_no(value: object) -> str:
    """Return 是 or 否."""
    return "是" if value else "否"


def time_of(name: str) -> Cell:
    """Write a time as clocks in China show it."""

    def written(row: Row[Any]) -> object:
        at: datetime | None = getattr(row, name)
        return at and in_china(at).isoformat(sep=" ")

    return written


def coded(heading: str, name: str, table: CodeTable[Any]) -> dict[str, Cell]:
    """Return two columns: what a code means, and the code; both empty where nothing is certain."""
    return {
        heading: lambda row: table.name(code) if (code := getattr(row, name)) else None,
        f"{heading}代码": of(name),
    }


def unit_columns() -> dict[str, Cell]:
    """Return the two columns of a row's unit."""
    return coded("推荐单位", "unit", vocabulary().units)


def field_name(name: str) -> str:
    """Return our own heading of a field, by its code."""
    known = {field.value for field in Field}
    return standard_heading(Field(name)) if name in known else name
