"""Find the recommended project behind a published line: by credit code, by names, by what a person confirmed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CONFIRMED, UNRECOMMENDED = "confirmed", "unrecommended"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recommended project as far as matching needs it; `year` 0 where it is not told.

    `enterprise` is what two spellings of its name have in common; the key leaves legal form and region out as well.
    """

    id: int
    year: int
    enterprise: str
    enterprise_key: str
    project_key: str
    credit_code: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A published line as far as matching needs it; `answer` is what a person said of it, with the keys confirmed."""

    id: int
    stage: str
    year: int
    enterprise: str
    enterprise_key: str
    project_key: str
    credit_code: str | None
    answer: str | None = None
    answer_enterprise_key: str | None = None
    answer_project_key: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A line and the project it speaks of; `by` is confirmed, credit_code or names."""

    line: Line
    project_id: int
    by: str


@dataclass(frozen=True, slots=True)
class Matches:
    """What was matched, and the lines behind which no recommendation is known for certain."""

    matched: tuple[Match, ...]
    unmatched: tuple[Line, ...]

    def stage_years(self) -> dict[int, dict[str, int]]:
        """Return the first year of every stage by project."""
        years: dict[int, dict[str, int]] = {}
        for match in self.matched:
            own = years.setdefault(match.project_id, {})
            own[match.line.stage] = min(match.line.year, own.get(match.line.stage, match.line.year))
        return years


def match(lines: Iterable[Line], candidates: Iterable[Candidate]) -> Matches:
    """Match lines to projects recommended no later than the line's year.

    A project recommended in several years takes the outcome in the latest of these, a benchmark rather in the one
    that was listed.
    """
    by_names: dict[tuple[str, str], list[Candidate]] = {}
    by_code: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_names.setdefault((candidate.enterprise_key, candidate.project_key), []).append(candidate)
        if candidate.credit_code:
            by_code.setdefault(candidate.credit_code, []).append(candidate)
    matched: list[Match] = []
    unmatched: list[Line] = []
    listed: set[int] = set()
    for line in sorted(lines, key=lambda line: (line.stage != "listed", line.year, line.id)):
        found, by = _find(line, by_names, by_code)
        if not found:
            unmatched.append(line)
            continue
        project = max(found, key=lambda found: (line.stage != "listed" and found.id in listed, found.year, found.id))
        if line.stage == "listed":
            listed.add(project.id)
        matched.append(Match(line, project.id, by))
    return Matches(tuple(matched), tuple(unmatched))


def _find(
    line: Line, by_names: dict[tuple[str, str], list[Candidate]], by_code: dict[str, list[Candidate]]
) -> tuple[Sequence[Candidate], str]:
    if line.answer == UNRECOMMENDED:
        return (), ""
    if line.answer == CONFIRMED:
        keys = line.answer_enterprise_key or "", line.answer_project_key or ""
        return _in_time(by_names.get(keys, ()), line), CONFIRMED
    of_enterprise = _in_time(by_code.get(line.credit_code or "", ()), line)
    same_name = [found for found in of_enterprise if found.project_key == line.project_key]
    # An enterprise with several projects: its code alone does not say which.
    if same_name or len({found.project_key for found in of_enterprise}) == 1:
        return same_name or of_enterprise, "credit_code"
    of_name = _in_time(by_names.get((line.enterprise_key, line.project_key), ()), line)
    # One name in two cities is two enterprises: whether they are the same is for a person to say.
    return [found for found in of_name if found.enterprise == line.enterprise], "names"


def _in_time(found: Iterable[Candidate], line: Line) -> list[Candidate]:
    return [candidate for candidate in found if candidate.year <= line.year and candidate.enterprise_key]
