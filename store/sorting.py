"""Sort the lines of a published list before anything is kept: which are of this province, and whom they match."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from loaders.directory import Outcome
from loaders.places import Whose, place_in_name
from store.candidates import candidates_for, suggestions_for
from store.database import Database
from store.decisions import all_decisions, line_key, line_of
from store.matching import Candidate, Line, match, spelling
from store.suggestions import Suggestion

#: So alike must a line be to count as perhaps ours, where neither the list nor a place in its name says so.
ALIKE_ENOUGH = 75


class Sort(StrEnum):
    """What is known of a line before it is kept."""

    #: Kept already, or the same line once more.
    KNOWN = "known"
    MATCHED = "matched"
    SUGGESTED = "suggested"
    NOBODY = "nobody"
    #: Perhaps of this province: a person must say.
    DOUBTFUL = "doubtful"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class SortedLine:
    """A line with what is known of it. `by` and `project_id` tell of a match.

    `is_likely`: a doubtful line whose enterprise was recommended here.
    """

    outcome: Outcome
    sort: Sort
    by: str = ""
    project_id: int | None = None
    suggestions: tuple[Suggestion, ...] = ()
    is_likely: bool = False


def sort_lines(database: Database, outcomes: Sequence[Outcome]) -> list[SortedLine]:
    """Sort the lines of a list in their order, as `decide` would keep them; raises StoreError."""
    lines = [line_of(outcome, place) for place, outcome in enumerate(outcomes)]
    with database.reading() as connection:
        known = {line_key(decision) for decision in all_decisions(connection)}
        candidates = candidates_for(connection, lines)
        matched = {found.line.id: found for found in match(lines, candidates).matched}
        unmatched = [line for line in lines if line.id not in matched]
        suggested = suggestions_for(connection, [line for line in unmatched if _may_be_ours(outcomes[line.id])])
    enterprises = _Enterprises(candidates)
    result = []
    for line, outcome in zip(lines, outcomes, strict=True):
        key = line_key(outcome)
        if key in known:
            result.append(SortedLine(outcome, Sort.KNOWN))
            continue
        known.add(key)
        if found := matched.get(line.id):
            result.append(SortedLine(outcome, Sort.MATCHED, found.by, found.project_id))
        else:
            result.append(_sort(outcome, suggested.get(line.id, ()), enterprises.hold(line)))
    return result


def _may_be_ours(outcome: Outcome) -> bool:
    return bool(outcome.is_ours) or place_in_name(outcome.enterprise).whose is not Whose.ELSEWHERE


def _sort(outcome: Outcome, suggestions: tuple[Suggestion, ...], is_recommended: bool) -> SortedLine:
    if outcome.is_ours:
        return SortedLine(outcome, Sort.SUGGESTED if suggestions else Sort.NOBODY, suggestions=suggestions)
    is_perhaps = place_in_name(outcome.enterprise).whose is Whose.PERHAPS
    if is_recommended or is_perhaps or any(each.score >= ALIKE_ENOUGH for each in suggestions):
        return SortedLine(outcome, Sort.DOUBTFUL, suggestions=suggestions, is_likely=is_recommended)
    return SortedLine(outcome, Sort.ELSEWHERE)


class _Enterprises:
    """The enterprises that were recommended, as far as lines may speak of them: by whole names, and by credit code."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._names: dict[str, set[str]] = {}
        named = [each for each in candidates if each.enterprise_key]
        for each in named:
            self._names.setdefault(each.enterprise_key, set()).add(each.enterprise)
        self._codes = {each.credit_code for each in named if each.credit_code}

    def hold(self, line: Line) -> bool:
        same_key = self._names.get(line.enterprise_key, ())
        return line.credit_code in self._codes or any(spelling(name) == line.enterprise for name in same_key)
