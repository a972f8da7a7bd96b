"""Turn one row of a table into a project and its problems."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from stdnum.cn import uscc

from loaders.facts import deadline
from loaders.formats.sheet import Value
from loaders.problems import Problem, problem
from loaders.tables.contacts import has_contact, without_contacts
from loaders.tables.headings import Field
from loaders.tables.scenarios import split_scenarios
from loaders.tables.table import Row, Table
from loaders.tables.text import normalise, one_line
from loaders.tables.translation import Translation, industry_class_sectors, lexicon, translate
from loaders.tables.values import as_text, money_wan, partial_date, whole_number
from loaders.vocabulary import vocabulary

_LONGEST_QUOTE = 30
# Department, category, region, organisation, check digit; the letters I, O, S, V and Z are not used.
_CREDIT_CODE = re.compile(r"[\dA-HJ-NP-RTUWXY]{2}\d{6}[\dA-HJ-NP-RTUWXY]{10}")
_MOST_PLAUSIBLE_WAN = 1_000_000.0  # 100 亿元
# These hold numbers and dates: whatever is not one is looked at when it cannot be read.
_TYPED = {Field.SEQUENCE, Field.CREDIT_CODE, Field.INVESTMENT_WAN, Field.TERMINALS, Field.STARTED_ON}
_TYPED |= {Field.COMPLETED_ON, Field.RECOMMENDED_ORDER}
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
    #: Where its name stands, as Excel shows it.
    cell: str


def quote(value: Value) -> str:
    """Return a cell's text fit for a message: short, on one line, and never a phone number or the like."""
    text = one_line(as_text(value))
    if has_contact(text):
        return "（疑似联系方式，不予显示）"
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def read_project(table: Table, row: Row, unit: str | None, year: int | None) -> tuple[Project, list[Problem]]:
    """Read one row; `unit` and `year` are those of the whole table."""
    reader = _RowReader(table, row, {name: one_line(text) for name, text in row.texts.items()})
    reader.check_contacts()
    project = Project(
        project_name=reader.name(Field.PROJECT_NAME, "project-name-missing"),
        enterprise=reader.name(Field.ENTERPRISE, "enterprise-missing"),
        credit_code=reader.credit_code(),
        unit=reader.unit(unit),
        county=reader.county(unit),
        sector=reader.sector(),
        tier=reader.required_word(Field.TIER, "tier"),
        scenarios=reader.scenarios(),
        network_mode=reader.word(Field.NETWORK_MODE, "network_mode"),
        build_type=reader.word(Field.BUILD_TYPE, "build_type"),
        investment_wan=reader.investment(),
        terminals=reader.terminals(),
        completed_on=reader.completed_on(year),
        sheet=table.grid.sheet,
        row=table.grid.row_number(row.index),
        cell=table.address(row, Field.PROJECT_NAME),
    )
    reader.check_completed()
    return project, reader.problems


@dataclass
class _RowReader:
    """Reads one row's cells one by one and collects what is wrong with them."""

    table: Table
    row: Row
    texts: dict[Field, str]
    problems: list[Problem] = field(default_factory=list)
    holds_contact: bool = True

    def report(self, code: str, at: Field, **blanks: str) -> None:
        self.problems.append(problem(code, self.table.grid.sheet, self.table.address(self.row, at), **blanks))

    def report_missing(self, code: str, at: Field) -> None:
        """Report a blank cell; a column that is missing altogether is reported once, with the table."""
        if self.table.has(at):
            self.report(code, at)

    def check_contacts(self) -> None:
        """Report contacts in any cell that is not theirs; the value itself goes nowhere."""
        free = {name: text for name, text in self.texts.items() if name not in _TYPED}
        # Most rows hold none: one look at the whole row first.
        self.holds_contact = has_contact("|".join(free.values()))
        if self.holds_contact:
            for name, text in free.items():
                if has_contact(text):
                    self.report("contact-in-wrong-column", name)

    def name(self, at: Field, missing: str) -> str | None:
        text = self.texts.get(at, "")
        if self.holds_contact:
            text = without_contacts(text)
        if not text:
            self.report_missing(missing, at)
        return text or None

    def credit_code(self) -> str | None:
        """Read a code whose check digit holds (GB 32100); any other is reported and left out."""
        text = self.texts.get(Field.CREDIT_CODE)
        if not text:
            return None
        code = text if _CREDIT_CODE.fullmatch(text) else normalise(text).upper()
        if _CREDIT_CODE.fullmatch(code) and uscc.calc_check_digit(code[:-1]) == code[-1]:
            return code
        wrong = "contact-in-wrong-column" if has_contact(text) else "credit-code-invalid"
        self.report(wrong, Field.CREDIT_CODE, value=quote(text))
        return None

    def word(self, at: Field, kind: str) -> str | None:
        """Translate an optional cell; what is not certain becomes a problem and None."""
        text = self.texts.get(at)
        return self._certain(translate(kind, text), at, kind, text) if text else None

    def required_word(self, at: Field, kind: str) -> str | None:
        if not self.texts.get(at):
            self.report_missing(f"{kind}-missing", at)
        return self.word(at, kind)

    def _certain(self, found: Translation, at: Field, kind: str, text: str) -> str | None:
        if found.code:
            return found.code
        code = kind.replace("_", "-")
        if found.candidates:
            self.report(f"{code}-ambiguous", at, value=quote(text), candidates=_either(kind, found.candidates))
        else:
            self.report(f"{code}-unknown", at, value=quote(text), advice=_advice(kind, found))
        return None

    def unit(self, of_table: str | None) -> str | None:
        """A row that names another unit than its table is reported and counted where the table belongs."""
        text = self.texts.get(Field.UNIT)
        if not text:
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
                value=quote(self.texts[Field.COUNTY]),
                owner=units.name(owner),
                expected=units.name(unit),
            )
        return code

    def sector(self) -> str | None:
        """Read the key sector; where that cell is blank, an unambiguous GB/T 4754 class stands in for it."""
        text, class_name = self.texts.get(Field.SECTOR), self.texts.get(Field.INDUSTRY_CLASS)
        of_class = industry_class_sectors(class_name) if class_name else ()
        if not text and len(of_class) == 1:
            return of_class[0]
        if not text and of_class:
            return self._certain(Translation(candidates=of_class), Field.INDUSTRY_CLASS, "sector", class_name or "")
        sector = self.required_word(Field.SECTOR, "sector")
        if sector and of_class and sector not in of_class:
            self.report(
                "sector-class-conflict",
                Field.SECTOR,
                value=quote(text or ""),
                class_name=quote(class_name or ""),
                candidates=_either("sector", of_class),
            )
        return sector

    def scenarios(self) -> tuple[str, ...]:
        """Read the scenarios that are certain, ticked or written out, each once, in the sender's order."""
        text = self.row.texts.get(Field.SCENARIOS, "")
        if not text and not self.row.ticked:
            self.report_missing("scenario-missing", Field.SCENARIOS)
        written = (
            self._certain(translate("scenario", wording), Field.SCENARIOS, "scenario", wording)
            for wording in _scenario_wordings(text)
        )
        return tuple(dict.fromkeys((*self.row.ticked, *(code for code in written if code))))

    def investment(self) -> float | None:
        value = self.row.cells.get(Field.INVESTMENT_WAN)
        if value is None:
            return None
        hint = self.table.columns[Field.INVESTMENT_WAN].heading.hint
        amount = money_wan(value, next((unit for unit in "亿万元" if unit in hint), "万"))
        if amount is not None and not 0 < amount <= _MOST_PLAUSIBLE_WAN:
            self.report("investment-out-of-range", Field.INVESTMENT_WAN, value=quote(value), amount=f"{amount:g}")
        return self._readable(amount, Field.INVESTMENT_WAN, "investment-unreadable")

    def terminals(self) -> int | None:
        value = self.row.cells.get(Field.TERMINALS)
        if value is None:
            return None
        number = whole_number(value)
        if number == 0:
            self.report("terminals-out-of-range", Field.TERMINALS)
        return self._readable(number, Field.TERMINALS, "terminals-unreadable")

    def completed_on(self, year: int | None) -> str | None:
        value = self.row.cells.get(Field.COMPLETED_ON)
        if value is None:
            return None
        date = self._readable(partial_date(value), Field.COMPLETED_ON, "date-unreadable")
        last = deadline(year) if year else None
        # A month without a day is late only when all of it is.
        if date and last and date > last[: len(date)]:
            self.report("completed-after-deadline", Field.COMPLETED_ON, value=date, year=str(year), deadline=last)
        return date

    def _readable(self, read: _Read | None, at: Field, code: str) -> _Read | None:
        if read is None:
            text = self.texts[at]
            self.report("contact-in-wrong-column" if has_contact(text) else code, at, value=quote(text))
        return read

    def check_completed(self) -> None:
        if self.word(Field.COMPLETED, "completed") == "no":
            self.report("not-completed", Field.COMPLETED)


def _scenario_wordings(text: str) -> Iterator[str]:
    """Yield the wordings of a cell; one that only spaces divide is divided when all its parts are known."""
    for wording in split_scenarios(text):
        # A wording has no white space at its ends: only spaces inside can divide it.
        parts = () if wording.isalnum() else wording.split()
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
