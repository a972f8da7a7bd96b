"""Say of every published line where it stands: matched to a project, to be confirmed, or recommended by nobody."""

from dataclasses import dataclass
from enum import StrEnum

from store.candidates import suggestions_for
from store.database import Database
from store.decisions import Decision
from store.matching import UNRECOMMENDED, Line
from store.outcomes import outcomes
from store.suggestions import Suggestion


class Status(StrEnum):
    """How a published line stands to what was recommended."""

    MATCHED = "matched"
    #: Nothing is certain, but there are suggestions for a person to confirm.
    PENDING = "pending"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Standing:
    """One published line. `number` is that of its project in `Collection`; `by` says how it was matched, or "".

    `is_answered`: a person has said so. `is_lost`: the project that was confirmed is no longer among those that count.
    """

    decision: Decision
    status: Status
    number: int
    by: str
    is_answered: bool
    is_lost: bool
    suggestions: tuple[Suggestion, ...]


def standings(database: Database) -> tuple[Standing, ...]:
    """Return all outcomes that hold, in the order in which they were kept; raises StoreError."""
    with database.reading() as connection:
        known = outcomes(connection)
        valid, matched = known.valid, known.matched
        open_lines = [line for line in matched.unmatched if line.answer != UNRECOMMENDED]
        suggested = suggestions_for(connection, open_lines)
    found = {each.line.id: (each.line, Status.MATCHED, each.project_id, each.by, ()) for each in matched.matched} | {
        line.id: (
            line,
            Status.PENDING if line.id in suggested else Status.NOBODY,
            -group[0].id,
            "",
            suggested.get(line.id, ()),
        )
        for group in matched.never_recommended()
        for line in group
    }
    return tuple(_standing(decision, *found[decision.id]) for decision in valid)


def _standing(
    decision: Decision, line: Line, status: Status, number: int, by: str, suggestions: tuple[Suggestion, ...]
) -> Standing:
    return Standing(
        decision=decision,
        status=status,
        number=number,
        by=by,
        is_answered=line.answer is not None,
        is_lost=line.answer is not None and line.answer != UNRECOMMENDED and status is not Status.MATCHED,
        suggestions=suggestions,
    )
