"""Find the recommended project behind a published line: by credit code, by names, by what a person confirmed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from loaders.directory import LONGEST_NAME
from loaders.tables.text import identity, one_line

CONFIRMED, UNRECOMMENDED = "confirmed", "unrecommended"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recommended project as far as matching needs it; `year` 0 where it is not told.

    `enterprise` is its name as sent; the key leaves legal form and region out.
    """

    id: int
    year: int
    enterprise: str
    enterprise_key: str
    project_key: str
    credit_code: str | None

    @property
    def spelling(self) -> str:
        """What the spellings of the enterprise's name have in common: asked of few, so it is not kept with all."""
        return spelling(self.enterprise)


@dataclass(frozen=True, slots=True)
class Line:
    """A published line as far as matching needs it; `enterprise` is its name's `spelling`.

    `answer` is what a person said of it, with the names that were confirmed.
    """

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
    answer_enterprise: str | None = None


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

    def never_recommended(self) -> list[tuple[Line, ...]]:
        """Return the unmatched lines, those of one project together: it is known by the number of the first."""
        groups: dict[tuple[str, str], list[Line]] = {}
        for line in self.unmatched:
            groups.setdefault((line.enterprise, line.project_key), []).append(line)
        return [tuple(group) for group in groups.values()]


def spelling(name: str) -> str:
    """Return what spellings of one name have in common, of as much of it as is kept."""
    return identity(one_line(name)[:LONGEST_NAME])


def match(lines: Iterable[Line], candidates: Iterable[Candidate]) -> Matches:
    """Match lines to projects recommended no later than the line's year.

    A project recommended in several years takes the outcome in the latest of these, a benchmark rather in the one
    that was listed. What was said of one line holds for all lines of the same names.
    """
    lines = _answered(lines)
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


def _answered(lines: Iterable[Line]) -> list[Line]:
    """Give every line the answer that one of the same names has."""
    given = list(lines)
    answers = {(line.enterprise, line.project_key): line for line in given if line.answer}
    same = (answers.get((line.enterprise, line.project_key), line) for line in given)
    return [line if answered is line else _like(line, answered) for line, answered in zip(given, same, strict=True)]


def _like(line: Line, answered: Line) -> Line:
    return replace(
        line,
        answer=answered.answer,
        answer_enterprise_key=answered.answer_enterprise_key,
        answer_project_key=answered.answer_project_key,
        answer_enterprise=answered.answer_enterprise,
    )


def _find(
    line: Line, by_names: dict[tuple[str, str], list[Candidate]], by_code: dict[str, list[Candidate]]
) -> tuple[Sequence[Candidate], str]:
    if line.answer == UNRECOMMENDED:
        return (), ""
    if line.answer == CONFIRMED:
        keys = line.answer_enterprise_key or "", line.answer_project_key or ""
        found = _in_time(by_names.get(keys, ()), line)
        # As it was spelled when it was confirmed; sent again in another spelling it is still the one that was meant.
        return [each for each in found if each.spelling == line.answer_enterprise] or found, CONFIRMED
    of_enterprise = _in_time(by_code.get(line.credit_code or "", ()), line)
    same_name = [found for found in of_enterprise if found.project_key == line.project_key]
    # An enterprise with several projects: its code alone does not say which.
    if same_name or len({found.project_key for found in of_enterprise}) == 1:
        return same_name or of_enterprise, "credit_code"
    of_name = _in_time(by_names.get((line.enterprise_key, line.project_key), ()), line)
    # One name in two cities is two enterprises: whether they are the same is for a person to say.
    return [found for found in of_name if found.spelling == line.enterprise], "names"


def _in_time(found: Iterable[Candidate], line: Line) -> list[Candidate]:
    return [candidate for candidate in found if candidate.year <= line.year and candidate.enterprise_key]
