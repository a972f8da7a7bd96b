"""Suggest which recommended project a published line may speak of, where nothing is certain: for a person to say."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from loaders.places import place_in_name
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
#: So many lines are compared at a time, with so many candidates of each looked at closely.
_LINES_AT_A_TIME = 64
_CLOSER_LOOK = 40


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A recommended project and how alike it is, 0–100."""

    project_id: int
    score: int


def suggest(lines: Sequence[Line], candidates: Sequence[Candidate]) -> dict[int, tuple[Suggestion, ...]]:
    """Return the most alike projects by line, best first: only those recommended up to the line's year.

    A project recommended in several years is suggested once, in the latest of them. Lines without any are left out.
    """
    if not lines or not candidates:
        return {}
    field = _Field(candidates)
    found: dict[int, tuple[Suggestion, ...]] = {}
    for start in range(0, len(lines), _LINES_AT_A_TIME):
        found |= field.search(lines[start : start + _LINES_AT_A_TIME])
    return found


class _Field:
    """All candidates, laid out to be compared with many lines at once: every name only once."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        self._enterprises, self._enterprise_of = _distinct([each.enterprise_key for each in candidates])
        self._projects, self._project_of = _distinct([each.project_key for each in candidates])
        self._years = np.array([each.year for each in candidates])
        self._of_code: dict[str, list[int]] = {}
        for place, each in enumerate(candidates):
            if each.credit_code:
                self._of_code.setdefault(each.credit_code, []).append(place)

    def search(self, lines: Sequence[Line]) -> dict[int, tuple[Suggestion, ...]]:
        enterprises = _compare([line.enterprise_key for line in lines], self._enterprises, _LEAST_ALIKE)
        projects = _compare([line.project_key for line in lines], self._projects, _NEARLY_THE_SAME)
        found = {
            line.id: self._best(line, of_enterprise, of_project)
            for line, of_enterprise, of_project in zip(lines, enterprises, projects, strict=True)
        }
        return {line: suggestions for line, suggestions in found.items() if suggestions}

    def _best(self, line: Line, of_enterprise: np.ndarray, of_project: np.ndarray) -> tuple[Suggestion, ...]:
        same_code = set(self._of_code.get(line.credit_code or "", ()))
        near = np.maximum(of_enterprise[self._enterprise_of], of_project[self._project_of])
        near[list(same_code)] = 100
        near[self._years > line.year] = 0
        places = _largest(near, _CLOSER_LOOK)
        names = [self._candidates[place].project_key for place in places]
        of_names = _compare([line.project_key], names, 0)[0] if names else []
        scores = {
            place: self._score(line, self._candidates[place], place in same_code, float(of_name))
            for place, of_name in zip(places, of_names, strict=True)
        }
        return self._once_each(scores)

    @staticmethod
    def _score(line: Line, candidate: Candidate, is_same_code: bool, of_name: float) -> int:
        of_enterprise = 100.0 if is_same_code else ratio(line.enterprise_key, candidate.enterprise_key)
        score = _WEIGHT_OF_ENTERPRISE * of_enterprise + (1 - _WEIGHT_OF_ENTERPRISE) * of_name
        one, other = (place_in_name(name).unit for name in (line.enterprise, candidate.enterprise))
        is_elsewhere = one and other and one != other and not is_same_code
        return round(score - (_OTHER_PLACE if is_elsewhere else 0))

    def _once_each(self, scores: dict[int, int]) -> tuple[Suggestion, ...]:
        """Keep the best, each project once: in the latest of its recommendations, which is the one a match means."""
        kept: dict[tuple[str, str], Suggestion] = {}
        for place in sorted(scores, key=lambda place: (-scores[place], -self._years[place], place)):
            candidate = self._candidates[place]
            if scores[place] >= LEAST_SCORE:
                kept.setdefault((candidate.spelling, candidate.project_key), Suggestion(candidate.id, scores[place]))
        return tuple(kept.values())[:MOST_SUGGESTIONS]


def _largest(values: np.ndarray, most: int) -> list[int]:
    """Return where the largest values above zero stand; more than `most` where the last of them are equal."""
    places = np.flatnonzero(values)
    if len(places) > most:
        least = np.partition(values[places], -most)[-most]
        places = places[values[places] >= least]
    return [int(place) for place in places]


def _distinct(names: list[str]) -> tuple[list[str], np.ndarray]:
    """Return every name once, and where in them each stands."""
    place_of: dict[str, int] = {}
    places = np.array([place_of.setdefault(name, len(place_of)) for name in names])
    return list(place_of), places


def _compare(ones: list[str], others: list[str], least: int) -> np.ndarray:
    """Return how alike all pairs of names are, 0–100, as ones × others; 0 below `least`."""
    return process.cdist(ones, others, scorer=ratio, score_cutoff=least, dtype=np.uint8, workers=-1)
