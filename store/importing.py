"""Bring whole folders in: every file is kept, and accepted where nothing in it must be corrected."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import func, select

from loaders.guarded import Rejected, Source
from loaders.vocabulary import vocabulary
from store.database import Database
from store.intake import Incoming, keep, placed, read_in
from store.schema import submissions
from store.submissions import ACCEPTED, RECEIVED, Submission, accept

#: So many files, and so many bytes of them, are read at a time: what was read of them is in memory at once.
_FILES_AT_A_TIME = 200
_BYTES_AT_A_TIME = 8 << 20


class End(Enum):
    """How a file ends; the value is what a person is told."""

    ACCEPTED = "已接受"
    WAITING = "待办"
    KNOWN = "已有"
    REFUSED = "未登记"


@dataclass(frozen=True)
class Instructions:
    """What a person says of all files: who brings them in, whether problems stop them, and what they do not tell.

    `received_at` (UTC) is when they came, by default now.
    """

    by: str
    accept_problems: bool = False
    unit: str | None = None
    year: int | None = None
    received_at: datetime | None = None


@dataclass(frozen=True)
class Imported:
    """What became of one file: its submission, or why there is none."""

    incoming: Incoming
    end: End
    submission: Submission | None = None
    reason: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether it is accepted, now or before: nothing is left to do."""
        return self.submission is not None and self.submission.status == ACCEPTED


def import_files(
    database: Database,
    sources: Sequence[Source],
    instructions: Instructions,
    bar: Callable[[int], Callable[[int], None]] = lambda total: lambda done: None,
) -> Iterator[Imported]:
    """Yield what became of every file, in the order of `sources`: the later of two versions is the newer one.

    Files are read and compared in groups, and with what was accepted before them. `bar` takes the size of a group
    and returns what hears how many of it are read. Raises StoreError; what was yielded by then is kept.
    """
    for group in _groups(sources):
        for incoming in read_in(database, group, bar(len(group))):
            yield _import(database, incoming, instructions)


def _groups(sources: Sequence[Source]) -> Iterator[list[Source]]:
    """Divide files into groups that fit in memory; a file too large for any is a group of its own."""
    group: list[Source] = []
    room = _BYTES_AT_A_TIME
    for source in sources:
        size = _size(source)
        if group and (size > room or len(group) == _FILES_AT_A_TIME):
            yield group
            group, room = [], _BYTES_AT_A_TIME
        group.append(source)
        room -= size
    if group:
        yield group


def _size(source: Source) -> int:
    """Return a file's size; one that is gone by now is told when it is read."""
    if isinstance(source.content, bytes):
        return len(source.content)
    try:
        return source.content.stat().st_size
    except OSError:
        return 0


def _import(database: Database, incoming: Incoming, instructions: Instructions) -> Imported:
    incoming = placed(database, incoming, unit=instructions.unit, year=instructions.year)
    if reason := _why_not(incoming, instructions):
        return Imported(incoming, End.REFUSED, reason=reason)
    newest = _newest(database)
    kept = keep(database, incoming, by=instructions.by, received_at=instructions.received_at)
    # What somebody has decided since it came first stays as decided.
    if kept.status == RECEIVED and (incoming.is_clean or instructions.accept_problems):
        return Imported(incoming, End.ACCEPTED, accept(database, kept.id, by=instructions.by))
    return Imported(incoming, End.KNOWN if kept.id <= newest else End.WAITING, kept)


def _why_not(incoming: Incoming, instructions: Instructions) -> str:
    """Return why a file cannot be kept, or nothing."""
    if isinstance(incoming.result, Rejected):
        return f"无法读取（{incoming.result.code}）：{incoming.result.message}"
    if incoming.unit is None or incoming.year is None:
        lacking = "和".join(
            name for name, value in (("推荐单位", incoming.unit), ("年度", incoming.year)) if value is None
        )
        return f"文件中没有写明{lacking}。请用--unit、--year说明；公布的名录请加--list。"
    if instructions.unit not in (None, incoming.unit):
        name = vocabulary().units.name
        return f"文件写明的推荐单位是{name(incoming.unit)}，与指定的{name(instructions.unit)}不一致。"
    if instructions.year not in (None, incoming.year):
        return f"文件写明的年度是{incoming.year}，与指定的{instructions.year}不一致。"
    return ""


def _newest(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.max(submissions.c.id))).scalar() or 0
