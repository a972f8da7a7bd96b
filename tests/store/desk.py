"""A desk at which everything is done twice, in a store and in a plain model, and compared after every step."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

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
#: What may be published: two projects as recommended, one under another name, one nobody recommended.
LISTED = (
    ("甲公司", "甲项目", None),
    ("丁公司", "丁项目", None),
    ("换名公司", "乙项目", CODE),
    ("无人公司", "无人项目", None),
)
# Most of what happens happens to one table of one year: what is wrong shows where things meet.
UNITS, YEARS = (FUZHOU, FUZHOU, FUZHOU, XIAMEN), (2025, 2025, 2025, 2024)
PEOPLE, NOTES = ("张", "王"), (None, "核对过")
KEPT = [table for table in metadata.sorted_tables if table.name != "mappings"]
COUNTS = union_all(*(select(func.count()).select_from(table) for table in KEPT))


class Desk:
    """Does what `chance` says, in a store and in the model; `done` tells what, for a history that ends badly."""

    def __init__(self, url: str, chance: Random) -> None:
        self.url, self.chance = url, chance
        self.database = Database(url)
        create_tables(self.database.engine)
        self.model = Model()
        self.done: list[str] = []
        self.sent: list[tuple[Sent, int]] = []
        self.published: list[tuple[Published, int]] = []
        self.rows: list[tuple[Row, int]] = []
        self.names: dict[int, tuple[str, str]] = {}
        self.counts = [0] * len(KEPT)
        self.compared = -1
        self.begin_in_the_middle()

    def begin_in_the_middle(self) -> None:
        """Receive three versions of one table and one of the year before, and accept them in any order."""
        for year, table in ((2024, 0), (2025, 0), (2025, 1), (2025, 2)):
            self._receive(FUZHOU, year, table, "张")
        for place in self.chance.sample(range(4), 4):
            self._accept(*self.sent[place])

    def step(self) -> None:
        """Do one thing, and compare."""
        possible = [action for action, needs in ACTIONS.items() if needs(self)]
        action = self.chance.choice(possible)
        self.done.append(action.__name__)
        action(self)
        self.compare()

    def end(self) -> None:
        """Read the files back, and close."""
        with self.database.reading() as connection:
            kept = [original(connection, one.sha256) for one in all_submissions(self.database)]
        self.database.close()
        assert kept == [one.data for one in self._sent_in_order()]

    def receive(self) -> None:
        unit, year = self.chance.choice(UNITS), self.chance.choice(YEARS)
        self._receive(unit, year, self.chance.randrange(len(TABLES)), self.chance.choice(PEOPLE))

    def _receive(self, unit: str, year: int, table: int, by: str) -> None:
        data, read = TABLES[table]
        rows = [
            Row(
                *(unit, year, one.enterprise or "", one.project_name or "", one.credit_code),
                *(one.sector or "unknown", frozenset(one.scenarios), len(self.rows) + place),
            )
            for place, one in enumerate(read.projects)
        ]
        one = self.model.receive(unit, year, data, (read.projects, read.repeats), rows)
        kept = receive(self.database, replace(read, unit=unit, year=year), data, by=by)
        if all(one is not known for known, _ in self.sent):
            self.sent.append((one, kept.id))
            self.rows += zip(rows, self._numbers(kept.id), strict=True)
        assert kept.id == next(number for known, number in self.sent if known is one)
        assert (kept.version, kept.status) == (one.version, one.status)

    def _numbers(self, submission_id: int) -> list[int]:
        own = select(projects.c.id).where(projects.c.submission_id == submission_id, ~projects.c.is_repeat)
        with self.database.reading() as connection:
            return list(connection.execute(own.order_by(projects.c.position)).scalars())

    def accept(self) -> None:
        self._accept(*self.chance.choice(self.sent))

    def _accept(self, one: Sent, number: int) -> None:
        by, note = self.chance.choice(PEOPLE), self.chance.choice(NOTES)
        self.model.accept(one, by, note)
        assert accept(self.database, number, by=by, note=note).is_current

    def accept_in_place_of_what_was_seen(self) -> None:
        one, number = self.chance.choice(self.sent)
        seen, in_place_of = self.chance.choice([(None, None), *self.sent])
        is_possible = one.is_current or seen is self.model.current(one.unit, one.year)
        if is_possible:
            self.model.accept(one, "王", None)
        self._answers(
            POSSIBLE if is_possible else CHANGED_MEANWHILE,
            lambda: accept(self.database, number, by="王", in_place_of=in_place_of),
        )

    def withdraw(self) -> None:
        (one, number), by, note = self.chance.choice(self.sent), self.chance.choice(PEOPLE), self.chance.choice(NOTES)
        self.model.withdraw(one, by, note)
        counts_now = withdraw(self.database, number, by=by, note=note)
        current = self.model.current(one.unit, one.year)
        assert (counts_now and counts_now.version) == (current and current.version)

    def withdraw_what_counts(self) -> None:
        one, number = self.chance.choice([sent for sent in self.sent if sent[0].is_current])
        self.model.withdraw(one, "张", None)
        withdraw(self.database, number, by="张")

    def send_back(self) -> None:
        (one, number), by, note = self.chance.choice(self.sent), self.chance.choice(PEOPLE), self.chance.choice(NOTES)
        expected = self.model.send_back(one, by, note)
        self._answers(expected, lambda: send_back(self.database, number, by=by, note=note))

    def decide(self) -> None:
        lines = self.chance.choices(LISTED, k=self.chance.randint(1, 3))
        stage, year = self.chance.choice(("listed", "benchmark")), self.chance.choice((2023, 2024, 2025, 2026))
        unit, data = self.chance.choice((None, XIAMEN)), self.chance.choice((None, b"list", b"1"))
        new = self.model.decide([Published(stage, year, who, what, code, unit) for who, what, code in lines])
        read = [outcome(who, what, year, stage, credit_code=code, unit=unit) for who, what, code in lines]
        assert decide(self.database, read, "公布名单", by="张", data=data, file_name="名单.xlsx") == len(new)
        with self.database.reading() as connection:
            held = {decision.id for decision in all_decisions(connection)}
        self.published += zip(new, sorted(held - {number for _, number in self.published}), strict=True)

    def revoke(self) -> None:
        chosen = self.chance.sample(self.published, self.chance.randint(1, min(2, len(self.published))))
        count = self.model.revoke([line for line, _ in chosen])
        assert revoke(self.database, [number for _, number in chosen], by="王") == count

    def confirm(self) -> None:
        (line, number), (row, project_number) = self.chance.choice(self.published), self.chance.choice(self.rows)
        expected = self.model.confirm(line, row)
        self._answers(expected, lambda: confirm(self.database, number, project_number, by="张"))

    def refuse(self) -> None:
        line, number = self.chance.choice(self.published)
        self._answers(self.model.answer(line, "nobody"), lambda: refuse(self.database, number, by="张"))

    def take_back_answer(self) -> None:
        line, number = self.chance.choice(self.published)
        self._answers(self.model.answer(line, None), lambda: take_back_answer(self.database, number, by="张"))

    def set_target(self) -> None:
        scope, year, value = (
            self.chance.choice(("province", XIAMEN)),
            self.chance.choice(YEARS),
            self.chance.choice((5, 6)),
        )
        self.model.set_target(scope, "listed", year, value, "文件")
        set_target(self.database, scope, "listed", year, value, "文件", by="张")

    def drop_target(self) -> None:
        key = self.chance.choice(sorted(self.model.targets))
        self.model.drop_target(*key)
        with self.database.reading() as connection:
            (number,) = (one.id for one in all_targets(connection) if (one.scope, one.metric, one.year) == key)
        drop_target(self.database, number, by="王")

    def remember(self) -> None:
        unit, heading = self.chance.choice((FUZHOU, XIAMEN)), self.chance.choice(("甲", "乙"))
        field = self.chance.choice((None, Field.TIER, Field.SECTOR))
        self.model.remember(unit, heading, field and field.value)
        remember(self.database, unit, {heading: field}, by="张")

    def open_again(self) -> None:
        self.database.close()
        self.database = Database(self.url)

    def _answers(self, expected: str, action: Callable[[], object]) -> None:
        try:
            action()
            found = POSSIBLE
        except StoreError as error:
            found = type(error).__name__
        assert found == expected

    def compare(self) -> None:
        """Compare everything there is to see; what takes longest, once for every change."""
        self.compare_versions()
        self.compare_changes()
        if self.model.revision != self.compared:
            self.compare_what_counts()
            self.compared = self.model.revision

    def compare_versions(self) -> None:
        found = [
            (one.unit, one.year, one.version, one.status, one.is_current, one.decided_by, one.note)
            for one in all_submissions(self.database)
        ]
        assert found == [
            (one.unit, one.year, one.version, one.status, one.is_current, one.decided_by, one.note)
            for one in self._sent_in_order()
        ]

    def _sent_in_order(self) -> list[Sent]:
        return sorted(self.model.sent, key=lambda one: (one.year, one.unit, -one.version))

    def compare_changes(self) -> None:
        """The revision grows with every change, the log has a line for each, and nothing is ever deleted."""
        with self.database.reading() as connection:
            revision = connection.execute(select(state.c.revision)).scalar_one()
            written = connection.execute(select(log.c.revision).order_by(log.c.id)).scalars().all()
            counts = list(connection.execute(COUNTS).scalars())
        assert revision == self.model.revision
        assert written == list(range(1, revision + 1))
        assert all(now >= before for now, before in zip(counts, self.counts, strict=True))
        self.counts = counts

    def compare_what_counts(self) -> None:
        found = {unit: remembered(self.database, unit) for unit in (FUZHOU, XIAMEN)}
        assert found == {unit: self.model.mappings.get(unit, {}) for unit in (FUZHOU, XIAMEN)}
        received = collect(self.database)
        targets = {(one.scope, one.metric, one.year): (one.value, one.source) for one in received.targets}
        assert targets == self.model.targets
        self._learn_names([number for number in received.projects.index if number not in self.names])
        used: dict[int, set[str]] = {}
        for use in received.uses.itertuples():
            used.setdefault(use.project, set()).add(use.scenario)
        assert self.model.projects() == Counter(
            (
                *(one.unit, one.year, *self.names[one.Index], one.sector, frozenset(used.get(place, ()))),
                *(one.listed_year, one.benchmark_year),
            )
            for place, one in enumerate(received.projects.itertuples())
        )

    def _learn_names(self, numbers: list[int]) -> None:
        if numbers:
            rows = project_rows(self.database, numbers)
            self.names |= dict(zip(numbers, zip(rows["enterprise"], rows["project_name"], strict=True), strict=True))


#: What may be done, and when.
ACTIONS: dict[Callable[[Desk], None], Callable[[Desk], object]] = {
    Desk.receive: lambda desk: True,
    Desk.accept: lambda desk: True,
    Desk.accept_in_place_of_what_was_seen: lambda desk: True,
    Desk.withdraw: lambda desk: True,
    Desk.withdraw_what_counts: lambda desk: any(one.is_current for one, _ in desk.sent),
    Desk.send_back: lambda desk: True,
    Desk.decide: lambda desk: True,
    Desk.revoke: lambda desk: desk.published,
    Desk.confirm: lambda desk: desk.published,
    Desk.refuse: lambda desk: desk.published,
    Desk.take_back_answer: lambda desk: desk.published,
    Desk.set_target: lambda desk: True,
    Desk.drop_target: lambda desk: desk.model.targets,
    Desk.remember: lambda desk: True,
    Desk.open_again: lambda desk: True,
}
