"""Everything that counts now, as the rest of the program sees it: codes to count by."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, select

from loaders.facts import Target
from loaders.vocabulary import NEVER_RECOMMENDED, UNKNOWN
from store.columns import Codes, read_columns
from store.database import Database, revision_of
from store.decisions import Decision, all_decisions, matches
from store.matching import Matches
from store.schema import log, projects, submissions, uses
from store.targets import all_targets

_CODES = ("unit", "sector", "tier")


@dataclass(frozen=True)
class Collection:
    """What is accepted and decided at one revision. It is shared: never change it.

    `projects` has one row a project: year (0: not told, -1: listed without a recommendation), listed_year and
    benchmark_year (0: not reached), unit, sector and tier (codes, `unknown` where nothing is certain). Its index is
    the project's number; numbers below zero are those of outcomes that nobody recommended.
    `uses` has project (position of the row in `projects`) and scenario (code). Columns of codes are categorical.
    `targets` are those set here.
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
        found = _projects(connection, valid, matched)
        numbers = found.index.to_numpy()
        # What was accepted once and taken back is no beginning; what was only returned has not begun yet.
        ever = connection.execute(select(log.c.id).where(log.c.action == "accept").limit(1)).scalar()
        return Collection(
            projects=found,
            uses=_uses(connection, numbers[numbers > 0]),
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


def _projects(connection: Connection, valid: list[Decision], matched: Matches) -> pd.DataFrame:
    """Return the projects that were recommended, in the order of their numbers, and after them those that were not."""
    codes = {name: Codes() for name in _CODES}
    query = current_projects(projects.c.id, submissions.c.year, *(projects.c[name] for name in _CODES))
    read = read_columns(connection, query, projects.c.id, codes)
    order = np.argsort(read["id"], kind="stable")
    recommended = {name: column[order] for name, column in read.items()}
    recommended |= _reached(recommended["id"], matched)
    others = _unrecommended(valid, matched, codes)
    whole = {name: np.concatenate([column, others[name]]) for name, column in recommended.items()}
    columns = {name: whole[name] for name in ("year", "listed_year", "benchmark_year")}
    columns |= {name: codes[name].column(whole[name]) for name in _CODES}
    return pd.DataFrame(columns, index=pd.Index(whole["id"], name="id"))


def _reached(numbers: np.ndarray, matched: Matches) -> dict[str, np.ndarray]:
    """Return the years in which the projects of these numbers, ascending, were listed and named a benchmark."""
    years = matched.stage_years()
    found: dict[str, np.ndarray] = {}
    for stage in ("listed", "benchmark"):
        own = {project: reached[stage] for project, reached in years.items() if stage in reached}
        column = np.zeros(len(numbers), dtype=np.int64)
        column[np.searchsorted(numbers, np.array(list(own), dtype=np.int64))] = list(own.values())
        found[f"{stage}_year"] = column
    return found


def _unrecommended(valid: list[Decision], matched: Matches, codes: dict[str, Codes]) -> dict[str, np.ndarray]:
    """Return one row for every project that was listed or named a benchmark and that nobody recommended."""
    unit_of = {decision.id: decision.unit for decision in valid}
    groups = matched.never_recommended()
    years = {
        f"{stage}_year": [min((line.year for line in lines if line.stage == stage), default=0) for lines in groups]
        for stage in ("listed", "benchmark")
    }
    years |= {"id": [-lines[0].id for lines in groups], "year": [NEVER_RECOMMENDED] * len(groups)}
    units = [next((unit for line in lines if (unit := unit_of[line.id])), UNKNOWN) for lines in groups]
    told = {"unit": units, "sector": [UNKNOWN] * len(groups), "tier": [UNKNOWN] * len(groups)}
    numbers = {name: codes[name].numbers(column) for name, column in told.items()}
    return numbers | {name: np.array(column, dtype=np.int64) for name, column in years.items()}


def _uses(connection: Connection, project_ids: np.ndarray) -> pd.DataFrame:
    """Return the uses of projects, which are given by their numbers, ascending."""
    codes = {"scenario": Codes()}
    query = current_projects(uses.c.project_id, uses.c.scenario).join(uses, uses.c.project_id == projects.c.id)
    read = read_columns(connection, query, projects.c.id, codes)
    positions = np.searchsorted(project_ids, read["project_id"])
    return pd.DataFrame({"project": positions, "scenario": codes["scenario"].column(read["scenario"])})
