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
from store.schema import log, projects, submissions, uses
from store.targets import all_targets

_CODES = ("unit", "sector", "tier")
#: So many rows are fetched at a time.
_AT_A_TIME = 50_000


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
        # What was accepted once and taken back is no beginning; what was only returned has not begun yet.
        ever = connection.execute(select(log.c.id).where(log.c.action == "accept").limit(1)).scalar()
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
    frame = _frame(connection, query.order_by(projects.c.id)).set_index("id")
    years = matched.stage_years()
    for stage in ("listed", "benchmark"):
        reached = {project: own[stage] for project, own in years.items() if stage in own}
        frame[f"{stage}_year"] = pd.Series(reached, dtype=np.int64).reindex(frame.index, fill_value=0)
    return _typed(frame)


def _frame(connection: Connection, query: Select) -> pd.DataFrame:
    """Return what a query finds. It comes by the part: a million rows at once would take a gigabyte."""
    names = query.selected_columns.keys()
    parts = connection.execute(query.execution_options(yield_per=_AT_A_TIME)).partitions()
    # By column: pandas asks each row of the database's own kind what it is, which takes six times as long.
    frames = [pd.DataFrame(dict(zip(names, zip(*part, strict=True), strict=True))) for part in parts]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=names)


def _unrecommended(valid: list[Decision], matched: Matches) -> pd.DataFrame:
    """Return one row for every project that was listed or named a benchmark and that nobody recommended."""
    unit_of = {decision.id: decision.unit for decision in valid}
    rows = []
    for lines in matched.never_recommended():
        row: dict[str, object] = {"id": -lines[0].id, "listed_year": 0, "benchmark_year": 0}
        row["unit"] = next((unit for line in lines if (unit := unit_of[line.id])), None)
        for stage in ("listed", "benchmark"):
            row[f"{stage}_year"] = min((line.year for line in lines if line.stage == stage), default=0)
        rows.append(row)
    frame = pd.DataFrame(rows, columns=["id", "unit", "listed_year", "benchmark_year"]).set_index("id")
    return _typed(frame.assign(year=NEVER_RECOMMENDED, sector=UNKNOWN, tier=UNKNOWN))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    codes = {name: frame[name].astype("str").fillna(UNKNOWN) for name in _CODES}
    years = {name: frame[name].astype(np.int64) for name in ("year", "listed_year", "benchmark_year")}
    return pd.DataFrame(years | codes, index=frame.index.astype(np.int64))


def _uses(connection: Connection, project_ids: np.ndarray) -> pd.DataFrame:
    query = current_projects(uses.c.project_id, uses.c.scenario).join(uses, uses.c.project_id == projects.c.id)
    frame = _frame(connection, query)
    positions = np.searchsorted(project_ids, frame["project_id"].to_numpy(dtype=np.int64))
    return pd.DataFrame({"project": positions, "scenario": frame["scenario"].astype("str")})
