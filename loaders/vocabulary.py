"""The closed lists of the field: what may be counted, under which code, by which Chinese name.

Everything here is read from `data/reference/`, where every row carries its source.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"

#: The code of a value nobody filled in. It is counted and shown like any other.
UNKNOWN = "unknown"
UNKNOWN_NAME = "未填报"
#: The year of recommendation of a project that was listed without any unit of ours having recommended it.
NEVER_RECOMMENDED = -1


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a closed list."""

    code: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Unit(Term):
    """A recommending unit (推荐单位)."""

    short_name: str


@dataclass(frozen=True, slots=True)
class Sector(Term):
    """A key sector of the guide (重点行业), or `other`."""

    is_key: bool


@dataclass(frozen=True, slots=True)
class Stage(Term):
    """How far a project has come; `counting` says whether a year's count is a flow or a stock."""

    counting: str


@dataclass(frozen=True, slots=True)
class Scenario(Term):
    """An application scenario (典型应用场景); `is_typical` for the official twenty."""

    batch: str
    phase: str
    is_typical: bool


@dataclass(frozen=True, slots=True)
class County(Term):
    """A county of today; `former` lists codes and names that came before it."""

    unit: str
    former: str


@dataclass(frozen=True, slots=True)
class IndustryClass(Term):
    """A class of GB/T 4754 and the sectors it may belong to (more than one: ambiguous)."""

    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuidePair:
    """One scenario the guide recommends for one sector, as printed and as understood."""

    sector: str
    printed_scenario: str
    scenarios: tuple[str, ...]
    source: str


TermType = TypeVar("TermType", bound=Term)


class CodeTable(Generic[TermType]):
    """An ordered closed list, looked up by code."""

    def __init__(self, terms: list[TermType]) -> None:
        self.terms = tuple(terms)
        self.codes = tuple(term.code for term in terms)
        self._by_code = {term.code: term for term in terms}

    def __iter__(self) -> Iterator[TermType]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __getitem__(self, code: str) -> TermType:
        return self._by_code[code]

    def name(self, code: str | None) -> str:
        """Return the Chinese name of `code`, or 未填报."""
        term = self._by_code.get(code or UNKNOWN)
        return term.name if term else UNKNOWN_NAME


@dataclass(frozen=True)
class Vocabulary:
    """All closed lists of the project."""

    units: CodeTable[Unit]
    counties: CodeTable[County]
    sectors: CodeTable[Sector]
    tiers: CodeTable[Term]
    stages: CodeTable[Stage]
    phases: CodeTable[Term]
    scenarios: CodeTable[Scenario]
    network_modes: CodeTable[Term]
    build_types: CodeTable[Term]
    completed: CodeTable[Term]
    industry_classes: CodeTable[IndustryClass]
    guide_pairs: tuple[GuidePair, ...]


def read_rows(name: str) -> list[dict[str, str]]:
    """Read one table of `data/reference/`."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_terms(name: str, term: type[TermType]) -> CodeTable[TermType]:
    """Read a list whose columns are the fields of `term`; fields of type bool hold 0 or 1."""
    kinds = {field.name: field.type for field in fields(term)}

    def value(field: str, text: str) -> Any:
        return text == "1" if kinds[field] in (bool, "bool") else text

    return CodeTable([term(**{k: value(k, v) for k, v in row.items()}) for row in read_rows(name)])


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Read the closed lists once per process."""
    choices = read_rows("choices.csv")

    def choice(kind: str) -> CodeTable[Term]:
        rows = [row for row in choices if row["kind"] == kind]
        return CodeTable([Term(row["code"], row["name"], row["source"]) for row in rows])

    return Vocabulary(
        units=_read_terms("units.csv", Unit),
        counties=_read_terms("counties.csv", County),
        sectors=_read_terms("sectors.csv", Sector),
        tiers=_read_terms("tiers.csv", Term),
        stages=_read_terms("stages.csv", Stage),
        phases=_read_terms("phases.csv", Term),
        scenarios=_read_terms("scenarios.csv", Scenario),
        network_modes=choice("network_mode"),
        build_types=choice("build_type"),
        completed=choice("completed"),
        industry_classes=CodeTable(
            [
                IndustryClass(row["code"], row["name"], row["source"], tuple(row["sector"].split("|")))
                for row in read_rows("industry_classes.csv")
            ]
        ),
        guide_pairs=tuple(
            GuidePair(row["sector"], row["printed_scenario"], tuple(row["scenario"].split("|")), row["source"])
            for row in read_rows("guide_pairs.csv")
        ),
    )
