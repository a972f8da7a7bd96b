"""A desk at which everything is done twice, in a store and in a plain model, and compared after every step."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import func, select, union_all

from loaders.tables.headings import Field
from store.collection import collect
from store.contents import original
from store.database import Database, create_tables
from store.decisions import all_decisions, confirm, decide, refuse, revoke, take_back_answer
from store.errors import StoreError
from store.lookup import project_rows
from store.mappings import remember, remembered
from store.schema import log, metadata, projects, state
from store.submissions import accept, all_submissions, receive, send_back, withdraw
from store.targets import all_targets, drop_target, set_target
from tests.store.model import CHANGED_MEANWHILE, POSSIBLE, Model, Published, Row, Sent
from tests.store.reading_building import FUZHOU, XIAMEN, outcome, project, reading

UNITS, YEARS = (FUZHOU, XIAMEN), (2024, 2025)
#: Most of what happens happens to one table: what is wrong shows where things meet.
UNIT, YEAR = st.sampled_from((FUZHOU, FUZHOU, XIAMEN)), st.sampled_from((2025, 2025, 2024))
CODE = "91350100M000100Y43"
VISION, REMOTE = "machine_vision_inspection", "remote_equipment_control"
JIA = project("甲公司", "甲项目", VISION, REMOTE, sector="steel")
#: What a file may hold, and what may be read of it: the third and the fourth are one file, read in two ways.
TABLES = (
    (b"1", reading(JIA, project("乙公司", "乙项目", credit_code=CODE))),
    (b"2", replace(reading(JIA, project("乙公司", "丙项目", REMOTE, credit_code=CODE)), repeats=(JIA,))),
    (b"3", reading(JIA, project("丁公司", "丁项目", VISION))),
    (b"3", reading(replace(JIA, scenarios=()), project("丁公司", "丁项目", VISION))),
    (b"", reading()),
)
LISTED = (
    ("甲公司", "甲项目", None),
    ("丁公司", "丁项目", None),
    ("换名公司", "乙项目", CODE),
    ("无人公司", "无人项目", None),
)
PEOPLE, NOTES = st.sampled_from(["张", "王"]), st.sampled_from([None, "核对过"])
WHICH = st.integers(0, 99)
KEPT = [table for table in metadata.sorted_tables if table.name != "mappings"]
COUNTS = union_all(*(select(func.count()).select_from(table) for table in KEPT))


class Desk(RuleBasedStateMachine):
    """Does everything twice, in a store and in the model, and compares what either shows."""

    def __init__(self, new_url: Callable[[], str]) -> None:
        super().__init__()
        self.url = new_url()
        self.database = Database(self.url)
        create_tables(self.database.engine)
        self.model = Model()
        self.sent_ids: list[int] = []
        self.published_ids: list[int] = []
        self.row_ids: dict[Row, int] = {}
        self.names: dict[int, tuple[str, str]] = {}
        self.counts = [0] * len(KEPT)
        self.compared = -1

    def answers(self, expected: str, action: Callable[[], object]) -> None:
        try:
            action()
            found = POSSIBLE
        except StoreError as error:
            found = type(error).__name__
        assert found == expected

    @initialize(order=st.permutations([0, 1, 2, 3]))
    def begin_in_the_middle(self, order: list[int]) -> None:
        """Three versions of one table and one of the year before, accepted in any order."""
        for year, table in ((2024, 0), (2025, 0), (2025, 1), (2025, 2)):
            self.receive(FUZHOU, year, table, "张")
        for place in order:
            self.accept(place, "张", None)

    @rule(unit=UNIT, year=YEAR, table=st.integers(0, len(TABLES) - 1), by=PEOPLE)
    def receive(self, unit: str, year: int, table: int, by: str) -> None:
        data, read = TABLES[table]
        first = len(self.row_ids)
        rows = [
            Row(
                unit,
                year,
                one.enterprise,
                one.project_name,
                one.credit_code,
                one.sector or "unknown",
                frozenset(one.scenarios),
                first + place,
            )
            for place, one in enumerate(read.projects)
        ]
        one = self.model.receive(unit, year, data, (read.projects, read.repeats), rows)
        kept = receive(self.database, replace(read, unit=unit, year=year), data, by=by)
        if one.rows is rows and one is self.model.sent[-1] and len(self.sent_ids) < len(self.model.sent):
            self.sent_ids.append(kept.id)
            self._learn_numbers(kept.id, rows)
        assert kept.id == self.sent_ids[self.model.sent.index(one)]
        assert (kept.version, kept.status) == (one.version, one.status)

    def _learn_numbers(self, submission_id: int, rows: list[Row]) -> None:
        of_submission = select(projects.c.id).where(projects.c.submission_id == submission_id, ~projects.c.is_repeat)
        with self.database.reading() as connection:
            numbers = connection.execute(of_submission.order_by(projects.c.position)).scalars().all()
        self.row_ids |= dict(zip(rows, numbers, strict=True))

    @rule(which=WHICH, by=PEOPLE, note=NOTES)
    def accept(self, which: int, by: str, note: str | None) -> None:
        place = which % len(self.model.sent)
        self.model.accept(self.model.sent[place], by, note)
        assert accept(self.database, self.sent_ids[place], by=by, note=note).is_current

    @rule(which=WHICH, saw=WHICH, by=PEOPLE)
    def accept_in_place_of_what_was_seen(self, which: int, saw: int, by: str) -> None:
        place = which % len(self.model.sent)
        one = self.model.sent[place]
        current = self.model.current(one.unit, one.year)
        in_place_of = [None, *self.sent_ids][saw % (len(self.sent_ids) + 1)]
        right = self.sent_ids[self.model.sent.index(current)] if current else None
        is_possible = one.is_current or in_place_of == right
        if is_possible:
            self.model.accept(one, by, None)
        self.answers(
            POSSIBLE if is_possible else CHANGED_MEANWHILE,
            lambda: accept(self.database, self.sent_ids[place], by=by, in_place_of=in_place_of),
        )

    @rule(which=WHICH, by=PEOPLE, note=NOTES)
    def withdraw(self, which: int, by: str, note: str | None) -> None:
        place = which % len(self.model.sent)
        one = self.model.sent[place]
        self.model.withdraw(one, by, note)
        counts_now = withdraw(self.database, self.sent_ids[place], by=by, note=note)
        current = self.model.current(one.unit, one.year)
        assert (counts_now and counts_now.version) == (current and current.version)

    @rule(which=WHICH, by=PEOPLE, note=NOTES)
    def send_back(self, which: int, by: str, note: str | None) -> None:
        place = which % len(self.model.sent)
        expected = self.model.send_back(self.model.sent[place], by, note)
        self.answers(expected, lambda: send_back(self.database, self.sent_ids[place], by=by, note=note))

    @rule(
        lines=st.lists(st.sampled_from(LISTED), min_size=1, max_size=3),
        stage=st.sampled_from(["listed", "benchmark"]),
        year=st.sampled_from([2023, 2024, 2025, 2026]),
        unit=st.sampled_from([None, XIAMEN]),
        data=st.sampled_from([None, b"list", b"1"]),
    )
    def decide(self, lines: list, stage: str, year: int, unit: str | None, data: bytes | None) -> None:
        new = self.model.decide([Published(stage, year, *names, code, unit) for *names, code in lines])
        read = [outcome(*names, year, stage, credit_code=code, unit=unit) for *names, code in lines]
        assert decide(self.database, read, "公布名单", by="张", data=data, file_name="名单.xlsx") == len(new)
        with self.database.reading() as connection:
            held = {decision.id for decision in all_decisions(connection)}
        self.published_ids += sorted(held - set(self.published_ids))

    @precondition(lambda self: self.published_ids)
    @rule(which=st.lists(WHICH, min_size=1, max_size=2, unique=True))
    def revoke(self, which: list[int]) -> None:
        places = sorted({number % len(self.published_ids) for number in which})
        count = self.model.revoke([self.model.published[place] for place in places])
        assert revoke(self.database, [self.published_ids[place] for place in places], by="王") == count

    @precondition(lambda self: self.published_ids)
    @rule(which=WHICH, row=WHICH)
    def confirm(self, which: int, row: int) -> None:
        place = which % len(self.published_ids)
        meant, number = list(self.row_ids.items())[row % len(self.row_ids)]
        expected = self.model.confirm(self.model.published[place], meant)
        self.answers(expected, lambda: confirm(self.database, self.published_ids[place], number, by="张"))

    @precondition(lambda self: self.published_ids)
    @rule(which=WHICH, says=st.sampled_from(["nobody", None]))
    def refuse_or_take_back(self, which: int, says: str | None) -> None:
        place = which % len(self.published_ids)
        action = refuse if says else take_back_answer
        expected = self.model.answer(self.model.published[place], says)
        self.answers(expected, lambda: action(self.database, self.published_ids[place], by="张"))

    @rule(scope=st.sampled_from(["province", XIAMEN]), year=st.sampled_from(YEARS), value=st.sampled_from([5, 6]))
    def set_target(self, scope: str, year: int, value: int) -> None:
        self.model.set_target(scope, "listed", year, value, "文件")
        set_target(self.database, scope, "listed", year, value, "文件", by="张")

    @precondition(lambda self: self.model.targets)
    @rule(which=WHICH)
    def drop_target(self, which: int) -> None:
        key = sorted(self.model.targets)[which % len(self.model.targets)]
        self.model.drop_target(*key)
        with self.database.reading() as connection:
            (target_id,) = (one.id for one in all_targets(connection) if (one.scope, one.metric, one.year) == key)
        drop_target(self.database, target_id, by="王")

    @rule(
        unit=st.sampled_from(UNITS),
        heading=st.sampled_from(["甲", "乙"]),
        field=st.sampled_from([None, Field.TIER, Field.SECTOR]),
    )
    def remember(self, unit: str, heading: str, field: Field | None) -> None:
        self.model.remember(unit, heading, field and field.value)
        remember(self.database, unit, {heading: field}, by="张")

    @rule()
    def open_again(self) -> None:
        self.database.close()
        self.database = Database(self.url)

    @invariant()
    def the_desk_is_as_the_model_says(self) -> None:
        assert self._versions() == [
            (one.unit, one.year, one.version, one.status, one.is_current, one.decided_by, one.note)
            for one in self._sent_in_order()
        ]
        assert {unit: remembered(self.database, unit) for unit in UNITS} == {
            unit: self.model.mappings.get(unit, {}) for unit in UNITS
        }

    def _versions(self) -> list[tuple]:
        names = "unit", "year", "version", "status", "is_current", "decided_by", "note"
        return [tuple(getattr(one, name) for name in names) for one in all_submissions(self.database)]

    def _sent_in_order(self) -> list[Sent]:
        return sorted(self.model.sent, key=lambda one: (one.year, one.unit, -one.version))

    @invariant()
    def what_counts_is_what_the_model_counts(self) -> None:
        # Reading everything takes longest: once for every change is enough, others are found by the revision.
        if self.model.revision != self.compared:
            self.compare_what_counts()
            self.compared = self.model.revision

    def compare_what_counts(self) -> None:
        received = collect(self.database)
        assert {(one.scope, one.metric, one.year): (one.value, one.source) for one in received.targets} == (
            self.model.targets
        )
        new = [number for number in received.projects.index if number not in self.names]
        if new:
            rows = project_rows(self.database, new)
            self.names |= dict(zip(new, zip(rows["enterprise"], rows["project_name"], strict=True), strict=True))
        used: dict[int, set[str]] = {}
        for use in received.uses.itertuples():
            used.setdefault(use.project, set()).add(use.scenario)
        assert self.model.projects() == Counter(
            (one.unit, one.year, *self.names[one.Index], one.sector, frozenset(used.get(place, ())), *reached(one))
            for place, one in enumerate(received.projects.itertuples())
        )

    @invariant()
    def the_revision_grows_with_every_change_and_nothing_is_deleted(self) -> None:
        with self.database.reading() as connection:
            assert connection.execute(select(state.c.revision)).scalar_one() == self.model.revision
            assert connection.execute(select(func.count(log.c.revision.distinct()))).scalar_one() == self.model.revision
            counts = connection.execute(COUNTS).scalars().all()
        assert all(now >= before for now, before in zip(counts, self.counts, strict=True))
        self.counts = list(counts)

    def teardown(self) -> None:
        self.compare_what_counts()
        with self.database.reading() as connection:
            kept = [original(connection, one.sha256) for one in all_submissions(self.database)]
        self.database.close()
        assert kept == [one.data for one in self._sent_in_order()]


def reached(project: Any) -> tuple[int, int]:
    """Return the years of the two outcomes, 0 where there is none."""
    return project.listed_year, project.benchmark_year
