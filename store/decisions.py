"""Keep outcomes: which projects were listed or named a benchmark, by published list or by hand, and what they match."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, Row, Select, insert, select, union, update

from loaders.directory import Outcome
from loaders.tables.checks import enterprise_identity
from loaders.tables.contacts import without_contacts
from loaders.tables.text import identity, one_line
from store.contents import as_text, keep_original
from store.database import Change, Database
from store.errors import NotPossible
from store.matching import CONFIRMED, UNRECOMMENDED, Candidate, Line, Matches, match
from store.schema import decisions, projects, submissions


@dataclass(frozen=True, slots=True)
class Decision:
    """One published or hand-made outcome; file, sheet and row where it was read from a list. Times are UTC."""

    id: int
    stage: str
    year: int
    enterprise: str
    project_name: str
    credit_code: str | None
    unit: str | None
    enterprise_key: str
    project_key: str
    source: str
    sha256: str | None
    file_name: str | None
    sheet: str | None
    row: int | None
    answer: str | None
    answer_enterprise_key: str | None
    answer_project_key: str | None
    decided_at: datetime
    decided_by: str

    @property
    def line(self) -> Line:
        """The part that matching needs."""
        values = {field.name: getattr(self, field.name) for field in fields(Line)}
        return Line(**values | {"enterprise": identity(self.enterprise)})


_COLUMNS = tuple(decisions.c[field.name] for field in fields(Decision))


def decide(
    database: Database,
    outcomes: Sequence[Outcome],
    source: str,
    *,
    by: str,
    data: bytes | None = None,
    file_name: str | None = None,
) -> int:
    """Keep outcomes that are not known yet, with the list they stand in; return how many were new."""
    with database.writing(by) as change:
        sha256 = keep_original(change.connection, data) if data is not None else None
        known = {_line_key(row) for row in change.connection.execute(_valid())}
        origin = {
            "source": as_text(source),
            "sha256": sha256,
            "file_name": without_contacts(one_line(as_text(file_name))) if file_name else None,
            "decided_at": change.at,
            "decided_by": by,
        }
        new: dict[tuple[str, int, str, str], dict[str, object]] = {}
        for outcome in outcomes:
            key = outcome.stage, outcome.year, identity(outcome.enterprise), identity(outcome.project_name)
            if key not in known:
                new.setdefault(key, _values(outcome) | origin)
        if new:
            change.connection.execute(insert(decisions), list(new.values()))
            change.record("decide", detail=f"{origin['file_name'] or origin['source']}：{len(new)}项")
        return len(new)


def _values(outcome: Outcome) -> dict[str, object]:
    enterprise, project = as_text(one_line(outcome.enterprise)), as_text(one_line(outcome.project_name))
    return {
        "stage": outcome.stage,
        "year": outcome.year,
        "enterprise": enterprise,
        "project_name": project,
        "credit_code": outcome.credit_code,
        "unit": outcome.unit,
        "enterprise_key": enterprise_identity(enterprise),
        "project_key": identity(project),
        "sheet": as_text(outcome.sheet) or None,
        "row": outcome.row or None,
    }


def _line_key(row: Row) -> tuple[str, int, str, str]:
    return row.stage, row.year, identity(row.enterprise), identity(row.project_name)


def _valid() -> Select:
    return select(*_COLUMNS).where(~decisions.c.is_revoked).order_by(decisions.c.id)


def mark(database: Database, project_id: int, stage: str, year: int, source: str, *, by: str) -> None:
    """Mark a recommended project as listed or benchmark by hand; marked already: nothing changes."""
    with database.reading() as connection:
        row = connection.execute(select(projects).where(projects.c.id == project_id)).one_or_none()
    if row is None or not row.enterprise_key:
        raise NotPossible("这个项目没有企业名称或项目名称，无法标记。请先补全后重新报送。")
    outcome = Outcome(stage, year, row.enterprise, row.project_name, row.credit_code, row.unit, True, "", 0)
    decide(database, [outcome], source, by=by)


def confirm(database: Database, decision_id: int, project_id: int, *, by: str) -> None:
    """Say by hand which recommended project a published line speaks of."""
    with database.writing(by) as change:
        row = change.connection.execute(select(projects).where(projects.c.id == project_id)).one_or_none()
        if row is None or not row.enterprise_key:
            raise NotPossible("这个项目没有企业名称或项目名称，无法对应。")
        _answer(change, decision_id, CONFIRMED, row.enterprise_key, row.project_key)


def refuse(database: Database, decision_id: int, *, by: str) -> None:
    """Say by hand that nobody recommended the project of a published line."""
    with database.writing(by) as change:
        _answer(change, decision_id, UNRECOMMENDED, None, None)


def take_back_answer(database: Database, decision_id: int, *, by: str) -> None:
    """Forget what was said by hand of a line; credit code and names decide again."""
    with database.writing(by) as change:
        _answer(change, decision_id, None, None, None)


def revoke(database: Database, decision_ids: Iterable[int], *, by: str) -> int:
    """Take outcomes back, as when a list was the wrong one; they stay in the database. Return how many."""
    wanted = list(decision_ids)
    with database.writing(by) as change:
        valid = decisions.c.id.in_(wanted), ~decisions.c.is_revoked
        count = change.connection.execute(update(decisions).where(*valid).values(is_revoked=True)).rowcount
        if count:
            change.record("revoke", detail=f"{count}项")
        return count


def _answer(change: Change, decision_id: int, answer: str | None, enterprise: str | None, project: str | None) -> None:
    row = change.connection.execute(_valid().where(decisions.c.id == decision_id)).one_or_none()
    if row is None:
        raise NotPossible("没有这条名录。请刷新页面后重试。")
    values = {"answer": answer, "answer_enterprise_key": enterprise, "answer_project_key": project}
    if any(getattr(row, name) != value for name, value in values.items()):
        change.connection.execute(update(decisions).where(decisions.c.id == decision_id).values(values))
        change.record("answer", year=row.year, detail=f"{row.enterprise}，{row.project_name}：{answer or '取消'}")


def all_decisions(connection: Connection) -> list[Decision]:
    """Return all outcomes that hold."""
    names = [field.name for field in fields(Decision)]
    return [Decision(*(getattr(row, name) for name in names)) for row in connection.execute(_valid())]


def matches(connection: Connection, valid: Sequence[Decision]) -> Matches:
    """Match outcomes to the projects that count now."""
    return match((decision.line for decision in valid), _candidates(connection)) if valid else Matches((), ())


def _candidates(connection: Connection) -> list[Candidate]:
    """Return the projects that share a name or a credit code with an outcome."""
    columns = projects.c["id", "enterprise", "enterprise_key", "project_key", "credit_code"]
    rows = (
        select(*columns, submissions.c.year)
        .join(submissions, submissions.c.id == projects.c.submission_id)
        .where(submissions.c.is_current, ~projects.c.is_repeat)
    )
    shared = (
        (projects.c.enterprise_key, decisions.c.enterprise_key),
        (projects.c.enterprise_key, decisions.c.answer_enterprise_key),
        (projects.c.credit_code, decisions.c.credit_code),
    )
    found = union(
        *(
            rows.where(of_project.in_(select(of_line).where(~decisions.c.is_revoked, of_line.is_not(None))))
            for of_project, of_line in shared
        )
    )
    return [
        Candidate(**dict(row) | {"enterprise": identity(row["enterprise"] or "")})
        for row in connection.execute(found).mappings()
    ]
