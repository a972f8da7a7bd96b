"""What the store should hold, in plain lists and dictionaries: written from the rules, not from the store's code."""

from collections import Counter
from dataclasses import dataclass, field

POSSIBLE, NOT_POSSIBLE, CHANGED_MEANWHILE = "", "NotPossible", "ChangedMeanwhile"
RECOMMENDED_BY_NOBODY = -1


@dataclass(eq=False)
class Row:
    """One project of one submission; `number` tells the order in which projects came in."""

    unit: str
    year: int
    enterprise: str
    name: str
    credit_code: str | None
    sector: str
    scenarios: frozenset[str]
    number: int


@dataclass(eq=False)
class Sent:
    """One version of a unit's table of a year."""

    unit: str
    year: int
    version: int
    data: bytes
    said: object
    rows: list[Row]
    status: str = "received"
    note: str | None = None
    decided_by: str | None = None
    accepted_at: int | None = None
    is_current: bool = False


@dataclass(eq=False)
class Published:
    """One line of a published list; `answer` is "nobody", or the two names of the project that was meant."""

    stage: str
    year: int
    enterprise: str
    name: str
    credit_code: str | None
    unit: str | None
    answer: str | tuple[str, str] | None = None
    is_revoked: bool = False

    @property
    def names(self) -> tuple[str, str]:
        return self.enterprise, self.name


@dataclass
class Model:
    """The rules of the house. Every action returns what the store should answer; `revision` counts the changes."""

    sent: list[Sent] = field(default_factory=list)
    published: list[Published] = field(default_factory=list)
    targets: dict[tuple[str, str, int], tuple[float, str]] = field(default_factory=dict)
    mappings: dict[str, dict[str, str]] = field(default_factory=dict)
    revision: int = 0

    def receive(self, unit: str, year: int, data: bytes, said: object, rows: list[Row]) -> Sent:
        versions = [one for one in self.sent if (one.unit, one.year) == (unit, year)]
        for one in versions:
            if (one.data, one.said) == (data, said):
                return one
        self.sent.append(Sent(unit, year, len(versions) + 1, data, said, rows))
        self.revision += 1
        return self.sent[-1]

    def current(self, unit: str, year: int) -> Sent | None:
        return next((one for one in self.sent if one.is_current and (one.unit, one.year) == (unit, year)), None)

    def accept(self, one: Sent, by: str, note: str | None) -> None:
        if one.is_current:
            return
        if before := self.current(one.unit, one.year):
            before.is_current = False
        self.revision += 1
        one.status, one.is_current, one.decided_by, one.note = "accepted", True, by, note
        one.accepted_at = self.revision

    def withdraw(self, one: Sent, by: str, note: str | None) -> None:
        if one.status == "withdrawn":
            return
        was_current = one.is_current
        one.status, one.is_current, one.decided_by, one.note, one.accepted_at = "withdrawn", False, by, note, None
        self.revision += 1
        before = [
            other for other in self.sent if (other.unit, other.year) == (one.unit, one.year) and other.accepted_at
        ]
        if was_current and before:
            max(before, key=lambda other: other.accepted_at or 0).is_current = True

    def send_back(self, one: Sent, by: str, note: str | None) -> str:
        if one.status == "accepted":
            return NOT_POSSIBLE
        if one.status != "returned":
            one.status, one.decided_by, one.note = "returned", by, note
            self.revision += 1
        return POSSIBLE

    def counted(self) -> list[Row]:
        return [row for one in self.sent if one.is_current for row in one.rows]

    def valid(self) -> list[Published]:
        return [line for line in self.published if not line.is_revoked]

    def decide(self, lines: list[Published]) -> list[Published]:
        known = {(line.stage, line.year, line.names) for line in self.valid()}
        new: dict[tuple, Published] = {}
        for line in lines:
            if (line.stage, line.year, line.names) not in known:
                new.setdefault((line.stage, line.year, line.names), line)
        self.published += new.values()
        self.revision += bool(new)
        return list(new.values())

    def revoke(self, lines: list[Published]) -> int:
        held = [line for line in lines if not line.is_revoked]
        for line in held:
            line.is_revoked = True
        self.revision += bool(held)
        return len(held)

    def answer(self, line: Published, answer: str | tuple[str, str] | None) -> str:
        if line.is_revoked:
            return NOT_POSSIBLE
        same = [other for other in self.valid() if other.names == line.names and other.answer != answer]
        for other in same:
            other.answer = answer
        self.revision += bool(same)
        return POSSIBLE

    def confirm(self, line: Published, row: Row) -> str:
        if line.is_revoked or row.year > line.year:
            return NOT_POSSIBLE
        return self.answer(line, (row.enterprise, row.name))

    def set_target(self, scope: str, metric: str, year: int, value: float, source: str) -> None:
        if self.targets.get((scope, metric, year)) != (value, source):
            self.targets[scope, metric, year] = value, source
            self.revision += 1

    def drop_target(self, scope: str, metric: str, year: int) -> None:
        del self.targets[scope, metric, year]
        self.revision += 1

    def remember(self, unit: str, heading: str, meaning: str | None) -> None:
        known = self.mappings.setdefault(unit, {})
        self.revision += known.get(heading) != meaning
        if meaning is None:
            known.pop(heading, None)
        else:
            known[heading] = meaning

    def projects(self) -> Counter:
        """Return what is to be counted: projects with their outcomes, and outcomes nobody recommended."""
        years: dict[Row, dict[str, int]] = {}
        nobody: dict[tuple[str, str], dict[str, object]] = {}
        for line in sorted(self.valid(), key=lambda line: (line.stage != "listed", line.year)):
            found = self._meant(line)
            if found:
                listed = line.stage == "benchmark"
                row = max(found, key=lambda row: (listed and "listed" in years.get(row, {}), row.year, row.number))
                years.setdefault(row, {}).setdefault(line.stage, line.year)
            else:
                told = nobody.setdefault(line.names, {"unit": None})
                told["unit"] = told["unit"] or line.unit
                told.setdefault(line.stage, line.year)
        return Counter(
            (row.unit, row.year, row.enterprise, row.name, row.sector, row.scenarios, *_reached(years.get(row, {})))
            for row in self.counted()
        ) + Counter(
            (told["unit"] or "unknown", RECOMMENDED_BY_NOBODY, *names, "unknown", frozenset(), *_reached(told))
            for names, told in nobody.items()
        )

    def _meant(self, line: Published) -> list[Row]:
        in_time = [row for row in self.counted() if row.year <= line.year]
        answer = next((other.answer for other in self.valid() if other.names == line.names and other.answer), None)
        if answer == "nobody":
            return []
        if answer:
            return [row for row in in_time if (row.enterprise, row.name) == answer]
        of_code = [row for row in in_time if row.credit_code and row.credit_code == line.credit_code]
        if same_name := [row for row in of_code if row.name == line.name]:
            return same_name
        if len({row.name for row in of_code}) == 1:
            return of_code
        return [row for row in in_time if (row.enterprise, row.name) == line.names]


def _reached(told: dict) -> tuple[int, int]:
    return told.get("listed", 0), told.get("benchmark", 0)
