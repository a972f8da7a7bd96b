"""Turn one row of a table into a project and its problems."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from loaders.headings import Field
from loaders.problems import Problem, problem
from loaders.scenarios import split_scenarios
from loaders.table import Row, Table
from loaders.text import one_line
from loaders.translation import Translation, industry_class_sectors, lexicon, translate
from loaders.values import Value, as_text, money_wan, partial_date, whole_number
from loaders.vocabulary import vocabulary

_CONTACT = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx]|\S+@\S+\.\w+")
_LONGEST_QUOTE = 30
_Read = TypeVar("_Read", int, float, str)


@dataclass(frozen=True, slots=True)
class Project:
    """One row of one unit's table. Codes where the vocabulary has them, None where nothing is certain."""

    project_name: str | None
    enterprise: str | None
    credit_code: str | None
    unit: str | None
    county: str | None
    sector: str | None
    tier: str | None
    scenarios: tuple[str, ...]
    network_mode: str | None
    build_type: str | None
    investment_wan: float | None
    terminals: int | None
    completed_on: str | None
    sheet: str
    row: int


def quote(value: Value) -> str:
    """Return a cell's text fit for a message: short, on one line, and never a phone number or the like."""
    text = one_line(as_text(value))
    if _CONTACT.search(re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text))):
        return "（疑似联系方式，不予显示）"
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def read_project(table: Table, row: Row, unit: str | None) -> tuple[Project, list[Problem]]:
    """Read one row; `unit` is the unit of the whole table."""
    reader = _RowReader(table, row)
    county = reader.county(unit)
    project = Project(
        project_name=reader.required_text(Field.PROJECT_NAME, "project-name-missing"),
        enterprise=reader.required_text(Field.ENTERPRISE, "enterprise-missing"),
        credit_code=reader.text(Field.CREDIT_CODE),
        unit=reader.unit(unit),
        county=county,
        sector=reader.sector(),
        tier=reader.required_word(Field.TIER, "tier"),
        scenarios=reader.scenarios(),
        network_mode=reader.word(Field.NETWORK_MODE, "network_mode"),
        build_type=reader.word(Field.BUILD_TYPE, "build_type"),
        investment_wan=reader.investment(),
        terminals=reader.terminals(),
        completed_on=reader.completed_on(),
        sheet=table.grid.sheet,
        row=table.grid.row_number(row.index),
    )
    reader.check_completed()
    return project, reader.problems


@dataclass
class _RowReader:
    """Reads one row's cells one by one and collects what is wrong with them."""

    table: Table
    row: Row
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, at: Field, **blanks: str) -> None:
        self.problems.append(problem(code, self.table.grid.sheet, self.table.address(self.row, at), **blanks))

    def text(self, at: Field) -> str | None:
        return one_line(as_text(self.row.cells.get(at))) or None

    def required_text(self, at: Field, missing: str) -> str | None:
        text = self.text(at)
        if text is None:
            self.report(missing, at)
        return text

    def word(self, at: Field, kind: str) -> str | None:
        """Translate an optional cell; what is not certain becomes a problem and None."""
        text = self.text(at)
        return self._certain(translate(kind, text), at, kind, text) if text else None

    def required_word(self, at: Field, kind: str) -> str | None:
        if self.text(at) is None:
            self.report(f"{kind}-missing", at)
        return self.word(at, kind)

    def _certain(self, found: Translation, at: Field, kind: str, text: str) -> str | None:
        code = kind.replace("_", "-")
        if found.candidates:
            self.report(f"{code}-ambiguous", at, value=quote(text), candidates=_either(kind, found.candidates))
        elif found.code is None:
            self.report(f"{code}-unknown", at, value=quote(text), advice=_advice(kind, found))
        return found.code

    def unit(self, of_table: str | None) -> str | None:
        """A row that names another unit than its table is reported and counted where the table belongs."""
        text = self.text(Field.UNIT)
        if text is None:
            return of_table
        own = self._certain(translate("unit", text), Field.UNIT, "unit", text)
        if own and of_table and own != of_table:
            self.report("unit-mismatch", Field.UNIT, value=quote(text), expected=vocabulary().units.name(of_table))
        return of_table or own

    def county(self, unit: str | None) -> str | None:
        code = self.word(Field.COUNTY, "county")
        owner = vocabulary().counties[code].unit if code else unit
        if code and unit and owner != unit:
            units = vocabulary().units
            self.report(
                "county-mismatch",
                Field.COUNTY,
                value=quote(self.row.cells[Field.COUNTY]),
                owner=units.name(owner),
                expected=units.name(unit),
            )
        return code

    def sector(self) -> str | None:
        """Read the key sector; where that cell is blank, an unambiguous GB/T 4754 class stands in for it."""
        of_class = self.text(Field.INDUSTRY_CLASS)
        if self.text(Field.SECTOR) is None and of_class and len(sectors := industry_class_sectors(of_class)) == 1:
            return sectors[0]
        return self.required_word(Field.SECTOR, "sector")

    def scenarios(self) -> tuple[str, ...]:
        """Read the scenarios that are certain, each once, in the sender's order."""
        text = as_text(self.row.cells.get(Field.SCENARIOS))
        if not text:
            self.report("scenario-missing", Field.SCENARIOS)
        codes = (
            self._certain(translate("scenario", wording), Field.SCENARIOS, "scenario", wording)
            for wording in _scenario_wordings(text)
        )
        return tuple(dict.fromkeys(code for code in codes if code))

    def investment(self) -> float | None:
        value = self.row.cells.get(Field.INVESTMENT_WAN)
        if value is None:
            return None
        hint = self.table.columns[Field.INVESTMENT_WAN].heading.hint
        amount = money_wan(value, next((unit for unit in "亿万元" if unit in hint), "万"))
        return self._readable(amount, Field.INVESTMENT_WAN, "investment-unreadable")

    def terminals(self) -> int | None:
        value = self.row.cells.get(Field.TERMINALS)
        return None if value is None else self._readable(whole_number(value), Field.TERMINALS, "terminals-unreadable")

    def completed_on(self) -> str | None:
        value = self.row.cells.get(Field.COMPLETED_ON)
        return None if value is None else self._readable(partial_date(value), Field.COMPLETED_ON, "date-unreadable")

    def _readable(self, read: _Read | None, at: Field, code: str) -> _Read | None:
        if read is None:
            self.report(code, at, value=quote(self.row.cells[at]))
        return read

    def check_completed(self) -> None:
        if self.word(Field.COMPLETED, "completed") == "no":
            self.report("not-completed", Field.COMPLETED)


def _scenario_wordings(text: str) -> Iterator[str]:
    """Yield the wordings of a cell; one that only spaces divide is divided when all its parts are known."""
    for wording in split_scenarios(text):
        parts = wording.split()
        if len(parts) > 1 and all(translate("scenario", part).code for part in parts):
            yield from parts
        else:
            yield wording


def _either(kind: str, codes: tuple[str, ...]) -> str:
    words = vocabulary()
    name = words.sectors.name if kind == "sector" else words.scenarios.name
    return "或".join(f"“{name(code)}”" for code in codes)


def _advice(kind: str, found: Translation) -> str:
    if found.nearest:
        return "是否应为" + "或".join(f"“{name}”" for name in found.nearest) + "？请按词表填写。"
    names = lexicon(kind).names
    return "请填写：" + "、".join(names) + "。" if len(names) <= 12 else "请按词表填写。"
