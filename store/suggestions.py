"""Suggest which recommended project a published line may speak of, where nothing is certain: for a person to say."""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from rapidfuzz.fuzz import ratio

from loaders.places import place_in_name
from store.alike import Names, characters, compare
from store.matching import Candidate, Line

#: What a suggestion must reach of 100, and how many a line has at most.
LEAST_SCORE = 60
MOST_SUGGESTIONS = 3
#: An enterprise's name tells more than a project's: half of those are called 5G智慧工厂.
_WEIGHT_OF_ENTERPRISE = 0.6
#: Below this an enterprise's name is another's, unless the project's name is nearly the same.
_LEAST_ALIKE = 50
_NEARLY_THE_SAME = 90
#: What is taken off where the names say different places.
_OTHER_PLACE = 15
#: So many candidates of a line are looked at closely; more are kept, for tables are taken back.
_CLOSER_LOOK, _KEPT = 40, 60


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A recommended project and how alike it is, 0–100."""

    project_id: int
    score: int


@dataclass(frozen=True, eq=False)
class Portion:
    """Some candidates by column, with the tables they are from; the enterprises' and projects' names are their keys."""

    numbers: np.ndarray
    tables: np.ndarray
    years: np.ndarray
    enterprises: Sequence[str]
    projects: Sequence[str]
    credit_codes: Sequence[str]


@dataclass(frozen=True, eq=False)
class Near:
    """The candidates nearest to a line among all seen so far: those that are at least so near, 1–100, by column."""

    line: Line
    least: int = 1
    numbers: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    tables: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    near: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.uint8))

    def after(self, portion: Portion, near: np.ndarray) -> "Near":
        """Return what is nearest after a portion; `near` says how near each candidate in it is, 0 for not at all."""
        places = np.flatnonzero(near >= self.least)
        if not len(places):
            return self
        whole = Near(
            self.line,
            self.least,
            np.concatenate([self.numbers, portion.numbers[places]]),
            np.concatenate([self.tables, portion.tables[places]]),
            np.concatenate([self.near, near[places]]),
        )
        # More than so many stay where the last of them are equally near.
        least = max(self.least, _nth(whole.near, _KEPT))
        return replace(whole._only(whole.near >= least), least=least)

    def without(self, tables: np.ndarray) -> "Near | None":
        """Return what is left without these tables; None where some that were not kept may now be among the nearest."""
        stays = ~np.isin(self.tables, tables)
        if stays.all():
            return self
        if self.least > 1 and np.count_nonzero(stays) < _CLOSER_LOOK:
            return None
        return self._only(stays)

    def _only(self, stays: np.ndarray) -> "Near":
        return replace(self, numbers=self.numbers[stays], tables=self.tables[stays], near=self.near[stays])

    def closest(self) -> list[int]:
        """Return the numbers of the candidates that are worth a closer look, ascending."""
        return sorted(self.numbers[self.near >= _nth(self.near, _CLOSER_LOOK)].tolist())


def _nth(near: np.ndarray, count: int) -> int:
    """Return how near the last of the `count` nearest is; 1, which all are at least, where there are fewer."""
    return int(np.partition(near, -count)[-count]) if len(near) >= count else 1


def suggest(lines: Sequence[Line], candidates: Sequence[Candidate]) -> dict[int, tuple[Suggestion, ...]]:
    """Return the most alike projects by line, best first: only those recommended up to the line's year.

    A project recommended in several years is suggested once, in the latest of them. Lines without any are left out.
    """
    whole = Portion(
        np.array([each.id for each in candidates], dtype=np.int64),
        np.zeros(len(candidates), dtype=np.int64),
        np.array([each.year for each in candidates], dtype=np.int64),
        [each.enterprise_key for each in candidates],
        [each.project_key for each in candidates],
        [each.credit_code or "" for each in candidates],
    )
    ranked = rank(nearest(list(map(Near, lines)), [whole]), candidates)
    return {line.id: suggestions for line, suggestions in zip(lines, ranked, strict=True) if suggestions}


def nearest(known: Sequence[Near], portions: Iterable[Portion]) -> list[Near]:
    """Return what is nearest to each line after all portions."""
    found = list(known)
    enterprises = characters([each.line.enterprise_key for each in found])
    projects = characters([each.line.project_key for each in found])
    codes = {each.line.credit_code for each in found} - {None}
    for portion in portions:
        of_enterprise, of_project = Names(portion.enterprises), Names(portion.projects)
        of_code: dict[str | None, list[int]] = {}
        for place, code in enumerate(portion.credit_codes):
            if code in codes:
                of_code.setdefault(code, []).append(place)
        for number, (each, enterprise, project) in enumerate(zip(found, enterprises, projects, strict=True)):
            near = np.zeros(len(portion.numbers), dtype=np.uint8)
            # What is less alike than the last that is kept so far need not be told apart.
            places, alike = of_enterprise.like(each.line.enterprise_key, enterprise, max(_LEAST_ALIKE, each.least - 1))
            near[places] = alike
            places, alike = of_project.like(each.line.project_key, project, max(_NEARLY_THE_SAME, each.least - 1))
            near[places] = np.maximum(near[places], alike)
            near[of_code.get(each.line.credit_code, [])] = 100
            near[portion.years > each.line.year] = 0
            found[number] = each.after(portion, near)
    return found


def rank(near: Sequence[Near], candidates: Iterable[Candidate]) -> list[tuple[Suggestion, ...]]:
    """Look closely at what is near to each line, and return what is to be suggested for it."""
    of_number = {candidate.id: candidate for candidate in candidates}
    return [_best(each.line, [of_number[number] for number in each.closest()]) for each in near]


def _best(line: Line, candidates: Sequence[Candidate]) -> tuple[Suggestion, ...]:
    """Return the best, each project once: in the latest of its recommendations, which is the one a match means."""
    if not candidates:
        return ()
    of_names = compare([line.project_key], [each.project_key for each in candidates], 0)[0]
    scored = [(_score(line, each, float(alike)), each) for each, alike in zip(candidates, of_names, strict=True)]
    scored.sort(key=lambda found: -found[0])
    best: dict[tuple[str, str], tuple[int, int, int]] = {}
    for score, each in scored:
        enough = heapq.nsmallest(MOST_SUGGESTIONS, best.values())[-1][0] if len(best) >= MOST_SUGGESTIONS else 0
        # Whatever a place takes off, nothing that comes now is better.
        if round(score) < max(LEAST_SCORE, -enough):
            break
        found = -round(score - _other_place(line, each)), -each.year, each.id
        if -found[0] >= LEAST_SCORE:
            best[each.spelling, each.project_key] = min(found, best.get((each.spelling, each.project_key), found))
    return tuple(Suggestion(number, -score) for score, _, number in heapq.nsmallest(MOST_SUGGESTIONS, best.values()))


def _score(line: Line, candidate: Candidate, of_name: float) -> float:
    of_enterprise = 100.0 if _is_same_code(line, candidate) else ratio(line.enterprise_key, candidate.enterprise_key)
    return _WEIGHT_OF_ENTERPRISE * of_enterprise + (1 - _WEIGHT_OF_ENTERPRISE) * of_name


def _other_place(line: Line, candidate: Candidate) -> int:
    """Return what is taken off where the names say different places, unless the credit code says otherwise."""
    one, other = (place_in_name(name).unit for name in (line.enterprise, candidate.enterprise))
    return _OTHER_PLACE if one and other and one != other and not _is_same_code(line, candidate) else 0


def _is_same_code(line: Line, candidate: Candidate) -> bool:
    return bool(line.credit_code) and line.credit_code == candidate.credit_code
