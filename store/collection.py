"""Everything that counts now, as the rest of the program sees it: codes to count by."""

from dataclasses import dataclass
from threading import Lock

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from loaders.facts import Target
from loaders.vocabulary import NEVER_RECOMMENDED, UNKNOWN
from store.columns import Codes, read_columns
from store.counted import Tables, changed_tables, counted_tables, current_projects, spans_of
from store.database import Database, revision_of
from store.decisions import Decision
from store.matching import Matches
from store.outcomes import outcomes
from store.schema import log, projects, submissions, uses
from store.targets import all_targets

_CODES = ("unit", "sector", "tier")
_YEARS = ("year", "listed_year", "benchmark_year")


@dataclass(frozen=True)
class Collection:
    """What is accepted and decided at one revision. It is shared: never change it.

    `projects` has one row a project: year (0: not told, -1: listed without a recommendation), listed_year and
    benchmark_year (0: not reached), unit, sector and tier (codes, `unknown` where nothing is certain). Its index is
    the project's number, ascending; after them come, below zero, those of outcomes that nobody recommended.
    `uses` has project (position of the row in `projects`) and scenario (code). Columns of codes are categorical.
    `targets` are those set here. `tables` are those that count, and `table_of` is that of every project that was
    recommended.
    """

    projects: pd.DataFrame
    uses: pd.DataFrame
    targets: tuple[Target, ...]
    revision: str
    is_empty: bool
    tables: Tables
    table_of: np.ndarray


class Collector:
    """Collects again and again, and reads only the tables that have come since; those who ask at once take turns."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = Lock()
        self._latest: Collection | None = None

    def collect(self) -> Collection:
        """Return everything that counts now; raises StoreError."""
        with self._turn:
            if self._latest is None or self._latest.revision != self._database.revision():
                self._latest = collect(self._database, self._latest)
            return self._latest


def collect(database: Database, earlier: Collection | None = None) -> Collection:
    """Read everything that counts now, in one state of the store; raises StoreError.

    What counted `earlier` and still does is taken from there: what is in a table never changes.
    """
    with database.reading() as connection:
        known, tables = outcomes(connection), counted_tables(connection)
        read = _read(connection, tables, earlier)
        # What was accepted once and taken back is no beginning; what was only returned has not begun yet.
        ever = connection.execute(select(log.c.id).where(log.c.action == "accept").limit(1)).scalar()
        return Collection(
            projects=_projects(read, known.valid, known.matched),
            uses=pd.DataFrame({"project": read.using, "scenario": read.codes["scenario"].column(read.scenarios)}),
            targets=tuple(target.as_fact() for target in all_targets(connection)),
            revision=revision_of(connection),
            is_empty=ever is None and not known.valid,
            tables=tables,
            table_of=read.columns["table"],
        )


@dataclass(frozen=True)
class _Read:
    """Recommended projects by column, their numbers ascending; the positions of those that use something, and what."""

    columns: dict[str, np.ndarray]
    using: np.ndarray
    scenarios: np.ndarray
    codes: dict[str, Codes]


def _read(connection: Connection, tables: Tables, earlier: Collection | None) -> _Read:
    """Read the tables that were not among those collected earlier, and put them to what is left of these."""
    _, new = changed_tables({} if earlier is None else earlier.tables, tables)
    if earlier is None or new is None:
        return _fresh(connection, {name: Codes() for name in (*_CODES, "scenario")})
    kept = _kept(earlier, [number for number in tables if number not in new])
    return _together(kept, _fresh(connection, kept.codes, new)) if new else kept


def _fresh(connection: Connection, codes: dict[str, Codes], tables: set[int] | None = None) -> _Read:
    """Read what counts of these tables, or of all."""
    number, spans = projects.c.id, spans_of(connection, tables)
    told = number, submissions.c.id.label("table"), submissions.c.year, *projects.c[_CODES]
    of_projects = current_projects(*told, tables=tables)
    of_uses = current_projects(*uses.c["project_id", "scenario"], tables=tables).join(uses, uses.c.project_id == number)
    read = read_columns(connection, of_projects, number, codes, spans)
    used = read_columns(connection, of_uses, number, codes, spans)
    order = np.argsort(read["id"], kind="stable")
    columns = {name: column[order] for name, column in read.items()}
    columns |= {"table": columns["table"].astype(np.int32), "year": columns["year"].astype(np.int16)}
    using = np.searchsorted(columns["id"], used["project_id"]).astype(np.int32)
    return _Read(columns, using, used["scenario"].astype(np.int8), codes)


def _kept(earlier: Collection, tables: list[int]) -> _Read:
    """Return what was collected earlier of these tables."""
    stays = np.isin(earlier.table_of, tables)
    recommended = earlier.projects.iloc[: len(stays)]
    columns = {"id": recommended.index.to_numpy(), "table": earlier.table_of, "year": recommended["year"].to_numpy()}
    columns |= {name: recommended[name].cat.codes.to_numpy() for name in _CODES}
    using, scenarios = earlier.uses["project"].to_numpy(), earlier.uses["scenario"]
    used = stays[using]
    places = (np.cumsum(stays) - 1).astype(np.int32)
    return _Read(
        {name: column[stays] for name, column in columns.items()},
        places[using[used]],
        scenarios.cat.codes.to_numpy()[used],
        {name: Codes.of(recommended[name]) for name in _CODES} | {"scenario": Codes.of(scenarios)},
    )


def _together(one: _Read, other: _Read) -> _Read:
    columns = {name: np.concatenate([column, other.columns[name]]) for name, column in one.columns.items()}
    order = np.argsort(columns["id"], kind="stable")
    place_of = np.empty(len(order), dtype=np.int32)
    place_of[order] = np.arange(len(order), dtype=np.int32)
    using = place_of[np.concatenate([one.using, other.using + np.int32(len(one.columns["id"]))])]
    scenarios = np.concatenate([one.scenarios, other.scenarios])
    return _Read({name: column[order] for name, column in columns.items()}, using, scenarios, other.codes)


def _projects(read: _Read, valid: list[Decision], matched: Matches) -> pd.DataFrame:
    """Return the projects that were recommended, in the order of their numbers, and after them those that were not."""
    recommended = read.columns | _reached(read.columns["id"], matched)
    others = _unrecommended(valid, matched, read.codes)
    whole = {name: np.concatenate([recommended[name], others[name]]) for name in ("id", *_YEARS, *_CODES)}
    columns = {name: whole[name].astype(np.int16) for name in _YEARS}
    columns |= {name: read.codes[name].column(whole[name]) for name in _CODES}
    return pd.DataFrame(columns, index=pd.Index(whole["id"], name="id"))


def _reached(numbers: np.ndarray, matched: Matches) -> dict[str, np.ndarray]:
    """Return the years in which the projects of these numbers, ascending, were listed and named a benchmark."""
    years = matched.stage_years()
    found: dict[str, np.ndarray] = {}
    for stage in ("listed", "benchmark"):
        own = {project: reached[stage] for project, reached in years.items() if stage in reached}
        column = np.zeros(len(numbers), dtype=np.int16)
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
