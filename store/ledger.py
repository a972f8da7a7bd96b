"""The ledger of one year: where every unit's table stands. Pure: submissions, deadline and today come from outside."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store.china_time import china_day
from store.submissions import ACCEPTED, RECEIVED, RETURNED, WITHDRAWN, Submission


class Standing(StrEnum):
    """How far a unit's table of a year has come; `label` is the word for the screen."""

    NOT_SENT = "not_sent"
    OVERDUE = "overdue"
    RECEIVED = "received"
    WITH_PROBLEMS = "with_problems"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    ACCEPTED_AND_NEWER = "accepted_and_newer"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Standing.NOT_SENT: "未报送",
    Standing.OVERDUE: "逾期未报",
    Standing.RECEIVED: "已收待办",
    Standing.WITH_PROBLEMS: "有问题",
    Standing.RETURNED: "已退回",
    Standing.WITHDRAWN: "已撤回",
    Standing.ACCEPTED: "已接受",
    Standing.ACCEPTED_AND_NEWER: "已接受，另有新版待办",
}
#: The line of sums: its words in order, with what each of them adds up.
_SUMS: dict[str, tuple[Standing, ...]] = {
    "已接受": (Standing.ACCEPTED, Standing.ACCEPTED_AND_NEWER),
    "待办": (Standing.RECEIVED, Standing.WITH_PROBLEMS),
    "已退回": (Standing.RETURNED,),
    "已撤回": (Standing.WITHDRAWN,),
    "未报": (Standing.NOT_SENT,),
    "逾期未报": (Standing.OVERDUE,),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit in one year.

    `accepted` is the version that counts; `waiting` the newest one, if nobody has decided on it; `latest` the newest
    that was not withdrawn (of withdrawn ones only, the newest). `is_late`: its first version came after the deadline.
    """

    unit: str
    year: int
    standing: Standing
    is_late: bool
    accepted: Submission | None
    waiting: Submission | None
    latest: Submission | None
    version_count: int

    @property
    def to_open(self) -> Submission | None:
        """The version somebody who opens this entry wants to see: what waits, else what counts, else the newest."""
        return self.waiting or self.accepted or self.latest


def ledger(
    submissions: Iterable[Submission], year: int, units: Sequence[str], deadline: date | None, today: date
) -> tuple[Entry, ...]:
    """Return one entry for each of `units`, in their order; without a deadline nobody is late. `today` is China's."""
    sent: dict[str, list[Submission]] = {unit: [] for unit in units}
    for submission in submissions:
        if submission.year == year and submission.unit in sent:
            sent[submission.unit].append(submission)
    return tuple(_entry(unit, year, versions, deadline, today) for unit, versions in sent.items())


def _entry(unit: str, year: int, versions: list[Submission], deadline: date | None, today: date) -> Entry:
    by_version = sorted(versions, key=lambda submission: submission.version)
    kept = [submission for submission in by_version if submission.status != WITHDRAWN] or by_version
    latest = kept[-1] if kept else None
    accepted = next((submission for submission in by_version if submission.is_current), None)
    waiting = latest if latest and latest.status == RECEIVED else None
    first = min((china_day(submission.received_at) for submission in by_version), default=today)
    is_past = deadline is not None and first > deadline
    standing = _standing(accepted, latest) if latest else Standing.OVERDUE if is_past else Standing.NOT_SENT
    is_late = is_past and latest is not None
    return Entry(unit, year, standing, is_late, accepted, waiting, latest, len(by_version))


def _standing(accepted: Submission | None, latest: Submission) -> Standing:
    if accepted:
        return Standing.ACCEPTED_AND_NEWER if latest.status == RECEIVED else Standing.ACCEPTED
    if latest.status == RECEIVED:
        return Standing.RECEIVED if latest.is_clean else Standing.WITH_PROBLEMS
    return {RETURNED: Standing.RETURNED, WITHDRAWN: Standing.WITHDRAWN, ACCEPTED: Standing.ACCEPTED}[latest.status]


def sums(entries: Iterable[Entry]) -> str:
    """Return how many units stand where, as 已接受7，待办2，未报1; what does not occur is left out."""
    counts = Counter(entry.standing for entry in entries)
    totals = {word: sum(counts[standing] for standing in adds) for word, adds in _SUMS.items()}
    line = "，".join(f"{word}{total}" for word, total in totals.items() if total)
    newer = counts[Standing.ACCEPTED_AND_NEWER]
    return f"{line}；另有{newer}份新版待办" if newer else line
