"""Keep outcomes: which projects were listed or named a benchmark, by published list or by hand, and what they match."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter

from sqlalchemy import Connection, Row, Select, insert, or_, select, update

from loaders.directory import LONGEST_NAME, Outcome
from loaders.tables.checks import enterprise_identity
from loaders.tables.contacts import without_contacts
from loaders.tables.text import identity, one_line
from store.candidates import candidates_for
from store.contents import keep_original
from store.database import Change, Database
from store.errors import NotPossible
from store.matching import CONFIRMED, UNRECOMMENDED, Line, Matches, match, spelling
from store.schema import decisions, projects, submissions
from store.texts import as_key


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
    answer_enterprise: str | None
    decided_at: datetime
    decided_by: str

    @property
    def line(self) -> Line:
        """The part that matching needs."""
        values = dict(zip(_OF_LINE, _of_line(self), strict=True))
        return Line(**values | {"enterprise": spelling(self.enterprise)})


_OF_LINE = tuple(field.name for field in fields(Line))
_of_line = attrgetter(*_OF_LINE)


#: What the log says of an answer.
_SAID = {CONFIRMED: "确认对应", UNRECOMMENDED: "无人推荐", None: "取消"}
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
    """Keep the outcomes of this province that are not known yet, with the list they stand in; return how many.

    A line that does not say whether it is of this province is kept only where it is certainly a recommended project.
    """
    with database.writing(by) as change:
        known = {line_key(decision) for decision in all_decisions(change.connection)}
        new: dict[tuple[str, int, str, str], Outcome] = {}
        for outcome in outcomes:
            if (key := line_key(outcome)) not in known:
                new.setdefault(key, outcome)
        kept = _ours(change.connection, list(new.values()))
        if kept:
            origin = {
                "source": one_line(source),
                "sha256": keep_original(change.connection, data) if data is not None else None,
                "file_name": without_contacts(one_line(file_name)) if file_name else None,
                "decided_at": change.at,
                "decided_by": by,
            }
            change.connection.execute(insert(decisions), [_values(outcome) | origin for outcome in kept])
            change.record("decide", detail=f"{origin['file_name'] or origin['source']}：{len(kept)}项")
        return len(kept)


def _ours(connection: Connection, outcomes: list[Outcome]) -> list[Outcome]:
    """Leave out the lines of which neither the list nor a match says that they are of this province."""
    open_lines = [line_of(outcome, place) for place, outcome in enumerate(outcomes) if outcome.is_ours is None]
    certain = {found.line.id for found in match(open_lines, candidates_for(connection, open_lines)).matched}
    return [outcome for place, outcome in enumerate(outcomes) if outcome.is_ours or place in certain]


def _values(outcome: Outcome) -> dict[str, object]:
    line = line_of(outcome, 0)
    return {
        "stage": outcome.stage,
        "year": outcome.year,
        "enterprise": one_line(outcome.enterprise)[:LONGEST_NAME],
        "project_name": one_line(outcome.project_name)[:LONGEST_NAME],
        "credit_code": outcome.credit_code,
        "unit": outcome.unit,
        "enterprise_key": line.enterprise_key,
        "project_key": line.project_key,
        "sheet": outcome.sheet or None,
        "row": outcome.row or None,
    }


def line_of(outcome: Outcome, number: int) -> Line:
    """Return what matching needs of a line that is not kept yet, under a number of the caller's."""
    return Line(
        id=number,
        stage=outcome.stage,
        year=outcome.year,
        enterprise=spelling(outcome.enterprise),
        enterprise_key=as_key(enterprise_identity(one_line(outcome.enterprise))),
        project_key=as_key(identity(outcome.project_name)),
        credit_code=outcome.credit_code,
    )


def line_key(line: Outcome | Decision) -> tuple[str, int, str, str]:
    """Return what makes two published lines the same: stage, year and both names, however they are spaced."""
    return line.stage, line.year, spelling(line.enterprise), spelling(line.project_name)


def _valid() -> Select:
    return select(*_COLUMNS).where(~decisions.c.is_revoked).order_by(decisions.c.id)


def mark(database: Database, number: int, stage: str, year: int, source: str, *, by: str) -> int:
    """Mark a project as listed or benchmark by hand; return how many marks are new: 0 where it is known already.

    `number` is that of a project, or below zero that of a published line nobody recommended, as in `Collection`.
    Raises NotPossible where the year cannot be or no source is named.
    """
    if not one_line(source):
        raise NotPossible("请写明出处（文件名称、文号或网址）。")
    with database.reading() as connection:
        row = _published(connection, -number) if number < 0 else _recommended(connection, number)
    if number > 0:
        _check_year(row, year)
    outcome = Outcome(stage, year, row.enterprise, row.project_name, row.credit_code, row.unit, True, "", 0)
    return decide(database, [outcome], source, by=by)


def _published(connection: Connection, decision_id: int) -> Row:
    row = connection.execute(_valid().where(decisions.c.id == decision_id)).one_or_none()
    if row is None:
        raise NotPossible("没有这条名录。请刷新页面后重试。")
    return row


def _recommended(connection: Connection, project_id: int) -> Row:
    query = (
        select(projects, submissions.c.year)
        .join(submissions, submissions.c.id == projects.c.submission_id)
        .where(projects.c.id == project_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None or not row.enterprise_key:
        raise NotPossible("这个项目没有企业名称或项目名称，无法标记或对应。请先补全后重新报送。")
    return row


def _check_year(project: Row, year: int) -> None:
    """Refuse an outcome before the recommendation: it could never be matched to it."""
    if project.year > year:
        raise NotPossible(f"这个项目是{project.year}年推荐的，不能对应{year}年的结果。请核对年份。")


def confirm(database: Database, decision_id: int, project_id: int, *, by: str) -> None:
    """Say by hand which recommended project a published line, and every line of the same names, speaks of."""
    with database.writing(by) as change:
        row = _recommended(change.connection, project_id)
        _check_year(row, _published(change.connection, decision_id).year)
        _answer(change, decision_id, CONFIRMED, row)


def refuse(database: Database, decision_id: int, *, by: str) -> None:
    """Say by hand that nobody recommended the project of a published line."""
    with database.writing(by) as change:
        _answer(change, decision_id, UNRECOMMENDED)


def take_back_answer(database: Database, decision_id: int, *, by: str) -> None:
    """Forget what was said by hand of a line; credit code and names decide again."""
    with database.writing(by) as change:
        _answer(change, decision_id, None)


def revoke(database: Database, decision_ids: Iterable[int], *, by: str) -> int:
    """Take outcomes back, as when a list was the wrong one; they stay in the database. Return how many."""
    wanted = list(decision_ids)
    with database.writing(by) as change:
        valid = decisions.c.id.in_(wanted), ~decisions.c.is_revoked
        count = change.connection.execute(update(decisions).where(*valid).values(is_revoked=True)).rowcount
        if count:
            change.record("revoke", detail=f"{count}项")
        return count


def _answer(change: Change, decision_id: int, answer: str | None, project: Row | None = None) -> None:
    """Keep an answer with the line and with all others of the same names: it is the names that are being told."""
    line = _published(change.connection, decision_id)
    same = [
        row.id
        for row in change.connection.execute(_valid().where(decisions.c.project_key == line.project_key))
        if spelling(row.enterprise) == spelling(line.enterprise)
    ]
    values = {
        "answer": answer,
        "answer_enterprise_key": project and project.enterprise_key,
        "answer_project_key": project and project.project_key,
        "answer_enterprise": project and spelling(project.enterprise),
    }
    differs = or_(*(decisions.c[name].is_distinct_from(value) for name, value in values.items()))
    written = update(decisions).where(decisions.c.id.in_(same), differs).values(values)
    if change.connection.execute(written).rowcount:
        change.record("answer", year=line.year, detail=f"{line.enterprise}，{line.project_name}：{_SAID[answer]}")


def all_decisions(connection: Connection) -> list[Decision]:
    """Return all outcomes that hold."""
    return [Decision(*row) for row in connection.execute(_valid())]


def matches(connection: Connection, valid: Sequence[Decision]) -> Matches:
    """Match outcomes to the projects that count now."""
    lines = [decision.line for decision in valid]
    return match(lines, candidates_for(connection, lines)) if lines else Matches((), ())
