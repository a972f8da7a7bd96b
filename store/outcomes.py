"""Match the published lines once a revision: collecting, tracing and searching all ask for it."""

from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection

from store.database import revision_of
from store.decisions import Decision, all_decisions, matches
from store.matching import Matches

#: The store's own, the samples', and what runs under way may still ask for.
_MOST_KEPT = 3
_kept: dict[str, "Outcomes"] = {}
_keeping = Lock()


@dataclass(frozen=True)
class Outcomes:
    """All outcomes that hold at one revision, and what they match. Shared: never change it."""

    valid: list[Decision]
    matched: Matches


def outcomes(connection: Connection) -> Outcomes:
    """Return the outcomes as a connection that only reads sees them."""
    revision = revision_of(connection)
    if (found := _kept.get(revision)) is None:
        valid = all_decisions(connection)
        found = Outcomes(valid, matches(connection, valid))
        with _keeping:
            _kept[revision] = found
            for oldest in list(_kept)[:-_MOST_KEPT]:
                del _kept[oldest]
    return found
