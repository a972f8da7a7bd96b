"""Receive, accept, return and withdraw: what happens to one unit's table of one year. Nothing is ever deleted."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum

from sqlalchemy import Connection, Row, func, insert, select, update

from loaders.problems import Severity
from loaders.tables.contacts import without_contacts
from loaders.tables.headings import NO_MAPPING, Field
from loaders.tables.text import one_line
from loaders.workbook import Reading
from store.contents import insert_contents, keep_original, reading_digest
from store.database import Change, Database
from store.errors import ChangedMeanwhile, NotPossible
from store.schema import submissions
from store.texts import as_text

RECEIVED, RETURNED, ACCEPTED, WITHDRAWN = "received", "returned", "accepted", "withdrawn"


@dataclass(frozen=True, slots=True)
class Submission:
    """One version of a unit's table for a year, without what is in it. Times are UTC.

    `status` is received, returned, accepted or withdrawn; of several accepted ones `is_current` is the one that counts.
    """

    id: int
    unit: str
    year: int
    version: int
    file_name: str
    sha256: str
    mapping: dict[str, str]
    project_count: int
    repeat_count: int
    error_count: int
    warning_count: int
    hint_count: int
    received_at: datetime
    received_by: str
    status: str
    decided_at: datetime | None
    decided_by: str | None
    is_current: bool
    note: str | None

    @property
    def is_clean(self) -> bool:
        """Whether nothing in it must be corrected."""
        return not self.error_count


class _Anything(Enum):
    ANYTHING = 0


#: Accept whatever is in force at the moment.
ANYTHING = _Anything.ANYTHING
_COLUMNS = tuple(submissions.c[field.name] for field in fields(Submission))


def receive(
    database: Database,
    reading: Reading,
    data: bytes,
    *,
    by: str,
    mapping: Mapping[str, Field] = NO_MAPPING,
    unit: str | None = None,
    year: int | None = None,
    received_at: datetime | None = None,
) -> Submission:
    """Keep a file that came in with what was read of it; the same content again changes nothing.

    `unit` and `year` are said by a person where the file does not tell, `received_at` (UTC) where it came before
    now: the log tells when it was written down. Raises NotPossible where nobody says unit and year, and StoreError.
    """
    unit, year = reading.unit or unit, reading.year or year
    if unit is None or year is None:
        raise NotPossible("文件中没有写明推荐单位或年度，无法登记。请先选定推荐单位和年度。")
    headings = {heading: field.value for heading, field in sorted(mapping.items())}
    digest = reading_digest(reading)
    with database.writing(by) as change:
        sha256 = keep_original(change.connection, data)
        found = _find(change.connection, unit, year, sha256, digest)
        if found:
            return _submission(found)
        values = {
            "unit": unit,
            "year": year,
            "version": _last_version(change.connection, unit, year) + 1,
            # A name may hold what a table may not.
            "file_name": without_contacts(one_line(reading.file)) or "未命名",
            "sha256": sha256,
            "reading_digest": digest,
            "columns": {field.value: as_text(heading) for field, heading in reading.columns.items()},
            "unmapped": [as_text(heading) for heading in reading.unmapped],
            "mapping": headings,
            "project_count": len(reading.projects),
            "repeat_count": len(reading.repeats),
            "received_at": min(received_at or change.at, change.at),
            "received_by": by,
            "status": RECEIVED,
        } | {f"{severity.value}_count": _count(reading, severity) for severity in Severity}
        row = change.connection.execute(insert(submissions).values(values).returning(*_COLUMNS)).one()
        insert_contents(change.connection, row.id, reading, unit)
        _record(change, "receive", row)
        return _submission(row)


def accept(
    database: Database,
    submission_id: int,
    *,
    by: str,
    in_place_of: int | _Anything | None = ANYTHING,
    note: str | None = None,
) -> Submission:
    """Make a submission the one that counts; what counted before is kept. Accepted already: nothing changes.

    `in_place_of` names what the user saw in force (None: nothing); raises ChangedMeanwhile where that is no longer so.
    """
    with database.writing(by) as change:
        row = _get(change.connection, submission_id)
        if row.is_current:
            return _submission(row)
        current = _current(change.connection, row.unit, row.year)
        if in_place_of is not ANYTHING and in_place_of != current:
            raise ChangedMeanwhile
        if current is not None:
            _set(change, current, is_current=False)
        _decide(change, submission_id, ACCEPTED, note, is_current=True, accepted_order=change.revision)
        row = _get(change.connection, submission_id)
        _record(change, "accept", row, note)
        return _submission(row)


def send_back(database: Database, submission_id: int, *, by: str, note: str | None = None) -> Submission:
    """Remember that a table went back to its unit to be corrected; raises NotPossible for one that counts."""
    with database.writing(by) as change:
        row = _get(change.connection, submission_id)
        if row.status == RETURNED:
            return _submission(row)
        if row.status == ACCEPTED:
            raise NotPossible("这份表已接受。请先撤回，再退回修改。")
        _decide(change, submission_id, RETURNED, note)
        row = _get(change.connection, submission_id)
        _record(change, "return", row, note)
        return _submission(row)


def withdraw(database: Database, submission_id: int, *, by: str, note: str | None = None) -> Submission | None:
    """Take a submission back; where it counted, the one accepted before it counts again. Return what counts now."""
    with database.writing(by) as change:
        row = _get(change.connection, submission_id)
        if row.status != WITHDRAWN:
            _decide(change, submission_id, WITHDRAWN, note, is_current=False, accepted_order=None)
            if row.is_current and (before := _accepted_last(change.connection, row.unit, row.year)) is not None:
                _set(change, before, is_current=True)
            _record(change, "withdraw", row, note)
        current = _current(change.connection, row.unit, row.year)
        return None if current is None else _submission(_get(change.connection, current))


def submission(database: Database, submission_id: int) -> Submission:
    """Return one submission; raises NotPossible where there is none of this number."""
    with database.reading() as connection:
        return _submission(_get(connection, submission_id))


def all_submissions(database: Database, *, unit: str | None = None, year: int | None = None) -> list[Submission]:
    """Return submissions by unit and year, the newest version first."""
    query = select(*_COLUMNS).order_by(submissions.c.year, submissions.c.unit, submissions.c.version.desc())
    if unit is not None:
        query = query.where(submissions.c.unit == unit)
    if year is not None:
        query = query.where(submissions.c.year == year)
    with database.reading() as connection:
        return [_submission(row) for row in connection.execute(query)]


def _submission(row: Row) -> Submission:
    return Submission(**{field.name: getattr(row, field.name) for field in fields(Submission)})


def _get(connection: Connection, submission_id: int) -> Row:
    row = connection.execute(select(*_COLUMNS).where(submissions.c.id == submission_id)).one_or_none()
    if row is None:
        raise NotPossible("没有这份报送。请刷新页面后重试。")
    return row


def _find(connection: Connection, unit: str, year: int, sha256: str, digest: str) -> Row | None:
    return connection.execute(
        select(*_COLUMNS).where(
            submissions.c.unit == unit,
            submissions.c.year == year,
            submissions.c.sha256 == sha256,
            submissions.c.reading_digest == digest,
        )
    ).one_or_none()


def _last_version(connection: Connection, unit: str, year: int) -> int:
    of_unit = select(func.max(submissions.c.version)).where(submissions.c.unit == unit, submissions.c.year == year)
    return connection.execute(of_unit).scalar() or 0


def _current(connection: Connection, unit: str, year: int) -> int | None:
    return connection.execute(
        select(submissions.c.id).where(submissions.c.unit == unit, submissions.c.year == year, submissions.c.is_current)
    ).scalar()


def _accepted_last(connection: Connection, unit: str, year: int) -> int | None:
    return connection.execute(
        select(submissions.c.id)
        .where(submissions.c.unit == unit, submissions.c.year == year, submissions.c.accepted_order.is_not(None))
        .order_by(submissions.c.accepted_order.desc())
        .limit(1)
    ).scalar()


def _decide(change: Change, submission_id: int, status: str, note: str | None, **values: object) -> None:
    _set(change, submission_id, status=status, note=note, decided_at=change.at, decided_by=change.by, **values)


def _set(change: Change, submission_id: int, **values: object) -> None:
    change.connection.execute(update(submissions).where(submissions.c.id == submission_id).values(**values))


def _record(change: Change, action: str, row: Row, note: str | None = None) -> None:
    detail = f"第{row.version}版" + (f"：{note}" if note else "")
    change.record(action, unit=row.unit, year=row.year, submission_id=row.id, detail=detail)


def _count(reading: Reading, severity: Severity) -> int:
    return sum(found.severity is severity for found in reading.problems)
