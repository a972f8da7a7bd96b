"""Everything that counts now, as the rest of the program sees it: codes to count by."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, select

from loaders.facts import Target
from loaders.vocabulary import NEVER_RECOMMENDED, UNKNOWN
from store.database import Database, revision_of
from store.decisions import Decision, all_decisions, matches
from store.matching import Matches
from store.schema import projects, submissions, uses
from store.targets import all_targets

_CODES = ("unit", "sector", "tier")


@dataclass(frozen=True)
class Collection:
    """What is accepted and decided at one revision. It is shared: never change it.

    `projects` has one row a project: year (0: not told, -1: listed without a recommendation), listed_year and
    benchmark_year (0: not reached), unit, sector and tier (codes, `unknown` where nothing is certain). Its index is
    the project's number; numbers below zero are those of outcomes that nobody recommended.
    `uses` has project (position of the row in `projects`) and scenario (code). `targets` are those set here.
    """

    projects: pd.DataFrame
    uses: pd.DataFrame
    targets: tuple[Target, ...]
    revision: str
    is_empty: bool


def collect(database: Database) -> Collection:
    """Read everything that counts now, in one state of the store; raises StoreError."""
    with database.reading() as connection:
        valid = all_decisions(connection)
        matched = matches(connection, valid)
        recommended = _recommended(connection, matched)
        ever = connection.execute(
            select(submissions.c.id).where(submissions.c.decided_at.is_not(None)).limit(1)
        ).scalar()
        return Collection(
            projects=pd.concat([recommended, _unrecommended(valid, matched)]),
            uses=_uses(connection, recommended.index.to_numpy()),
            targets=tuple(target.as_fact() for target in all_targets(connection)),
            revision=revision_of(connection),
            is_empty=ever is None and not valid,
        )


def current_projects(*columns: object) -> Select:
    """Ask for columns of the projects that count now."""
    return (
        select(*columns)  # type: ignore[call-overload]
        .join_from(projects, submissions, submissions.c.id == projects.c.submission_id)
        .where(submissions.c.is_current, ~projects.c.is_repeat)
    )


def _recommended(connection: Connection, matched: Matches) -> pd.DataFrame:
    query = current_projects(projects.c.id, submissions.c.year, *(projects.c[name] for name in _CODES))
    rows = connection.execute(query.order_by(projects.c.id)).all()
    frame = pd.DataFrame(rows, columns=["id", "year", *_CODES]).set_index("id")
    years = matched.stage_years()
    for stage in ("listed", "benchmark"):
        reached = {project: own[stage] for project, own in years.items() if stage in own}
        frame[f"{stage}_year"] = frame.index.map(reached).to_series(index=frame.index).fillna(0)
    return _typed(frame)


def _unrecommended(valid: list[Decision], matched: Matches) -> pd.DataFrame:
    """Return one row for every project that was listed or named a benchmark and that nobody recommended."""
    decisions = {decision.id: decision for decision in valid}
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for line in matched.unmatched:
        blank: dict[str, object] = {
            "id": -line.id,
            "unit": decisions[line.id].unit,
            "listed_year": 0,
            "benchmark_year": 0,
        }
        row = rows.setdefault((line.enterprise, line.project_key), blank)
        row[f"{line.stage}_year"] = min(line.year, int(str(row[f"{line.stage}_year"])) or line.year)
    frame = pd.DataFrame(list(rows.values()), columns=["id", "unit", "listed_year", "benchmark_year"]).set_index("id")
    return _typed(frame.assign(year=NEVER_RECOMMENDED, sector=UNKNOWN, tier=UNKNOWN))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    codes = {name: frame[name].astype("str").fillna(UNKNOWN) for name in _CODES}
    years = {name: frame[name].astype(np.int64) for name in ("year", "listed_year", "benchmark_year")}
    return pd.DataFrame(years | codes, index=frame.index.astype(np.int64))


def _uses(connection: Connection, project_ids: np.ndarray) -> pd.DataFrame:
    query = current_projects(uses.c.project_id, uses.c.scenario).join(uses, uses.c.project_id == projects.c.id)
    frame = pd.DataFrame(connection.execute(query).all(), columns=["project", "scenario"])
    positions = np.searchsorted(project_ids, frame["project"].to_numpy(dtype=np.int64))
    return frame.assign(project=positions)
