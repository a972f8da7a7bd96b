"""What counts is read by the portion, by column: whole, in order, every use with its own project."""

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from sqlalchemy import update

from store import columns
from store.collection import Collection, Collector, collect
from store.database import Database
from store.decisions import decide
from store.lookup import search
from store.schema import projects, uses
from store.submissions import accept, receive, withdraw
from tests.sample_projects import sample_store
from tests.store.reading_building import FUZHOU, XIAMEN, outcome, project, reading

VISION, LOGISTICS, REMOTE = "machine_vision_inspection", "plant_logistics", "remote_equipment_control"
SUPERSEDED = reading(project("样例旧公司", "旧项目", VISION), file="旧表.xlsx")
OF_FUZHOU = reading(
    project("样例甲公司", "甲项目", VISION, LOGISTICS, unit=FUZHOU, sector="textile", tier="plant"),
    project("样例乙公司", "乙项目"),
    project("样例丙公司", "丙项目", REMOTE, tier="workshop"),
    file="福州.xlsx",
)
OF_XIAMEN = reading(
    project("样例丁公司", "丁项目", LOGISTICS, sector="steel"), unit=XIAMEN, year=2024, file="厦门.xlsx"
)
FAR_AWAY = 10**12
COLUMNS = ["year", "listed_year", "benchmark_year", "unit", "sector", "tier"]
ROWS = [
    [2025, 0, 0, FUZHOU, "textile", "plant"],
    [2025, 2025, 0, FUZHOU, "unknown", "unknown"],
    [2025, 0, 0, FUZHOU, "unknown", "workshop"],
    [2024, 0, 0, XIAMEN, "steel", "unknown"],
    [-1, 0, 2025, XIAMEN, "unknown", "unknown"],
]
USES = [(0, VISION), (0, LOGISTICS), (2, REMOTE), (3, LOGISTICS)]


@pytest.fixture
def filled(database: Database) -> Database:
    """Accept three tables, one of them superseded; list a project, and name a benchmark that nobody recommended."""
    for each in (SUPERSEDED, OF_FUZHOU, OF_XIAMEN):
        accept(database, receive(database, each, each.file.encode(), by="样例").id, by="样例")
    unknown = outcome("样例未荐公司", "未荐项目", 2025, "benchmark", unit=XIAMEN)
    decide(database, [outcome("样例乙公司", "乙项目", 2025), unknown], "样例名单", by="样例")
    return database


def used(frame: pd.DataFrame) -> list[tuple[int, str]]:
    """Return every use, by project and scenario."""
    return sorted(zip(frame["project"].tolist(), frame["scenario"].tolist(), strict=True))


@pytest.mark.parametrize("at_a_time", [1, 2, 3, 20_000])
def test_the_portions_put_together_are_everything_that_counts(
    filled: Database, monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    monkeypatch.setattr(columns, "_AT_A_TIME", at_a_time)
    found = collect(filled)
    assert found.projects[COLUMNS].to_numpy().tolist() == ROWS
    assert used(found.uses) == USES


def test_numbers_far_apart_are_not_walked_through_one_by_one(filled: Database) -> None:
    last = int(collect(filled).projects.index[3])
    with filled.writing("样例") as change:
        change.connection.execute(update(uses).where(uses.c.project_id == last).values(project_id=last - 1))
        change.connection.execute(update(projects).where(projects.c.id == last).values(id=FAR_AWAY))
        change.connection.execute(
            update(uses).where(uses.c.project_id == last - 1, uses.c.scenario == LOGISTICS).values(project_id=FAR_AWAY)
        )
        change.record("test")
    found = collect(filled)
    assert found.projects.index[3] == FAR_AWAY
    assert used(found.uses) == USES
    assert FAR_AWAY in search(filled, "丁")


def test_an_empty_store_has_the_same_columns_and_nothing_in_them(database: Database) -> None:
    found = collect(database)
    assert (found.projects.columns.tolist(), len(found.projects), len(found.uses)) == (COLUMNS, 0, 0)
    assert found.projects.dtypes.astype(str).tolist() == ["int16"] * 3 + ["category"] * 3


def test_the_numbers_of_projects_ascend_and_those_nobody_recommended_come_last(filled: Database) -> None:
    numbers = collect(filled).projects.index
    assert numbers[:-1].is_monotonic_increasing
    assert numbers[-1] < 0


def same(one: Collection, other: Collection) -> bool:
    """Whether two collections hold the same, however their codes are numbered."""
    plain = [each.projects.astype(dict.fromkeys(("unit", "sector", "tier"), "str")) for each in (one, other)]
    assert one.table_of.tolist() == other.table_of.tolist()
    return plain[0].equals(plain[1]) and used(one.uses) == used(other.uses) and one.revision == other.revision


@pytest.mark.parametrize("at_a_time", [1, 20_000])
def test_what_was_collected_before_and_what_came_since_are_everything(
    filled: Database, monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    monkeypatch.setattr(columns, "_AT_A_TIME", at_a_time)
    again, before = Collector(filled), collect(filled)
    assert same(again.collect(), before)
    newer = reading(
        project("样例戊公司", "戊项目", REMOTE, VISION, sector="textile"),
        project("样例己公司", "己项目"),
        file="新表.xlsx",
    )
    number = accept(filled, receive(filled, newer, b"1", by="样例").id, by="样例").id
    assert same(again.collect(), collect(filled))
    assert again.collect().table_of.tolist() != before.table_of.tolist()
    withdraw(filled, number, by="样例")
    assert same(again.collect(), collect(filled))
    assert same(collect(filled, before), collect(filled))
    decide(filled, [outcome("样例丁公司", "丁项目", 2025)], "另一份名单", by="样例")
    assert same(again.collect(), collect(filled))


def test_a_table_without_projects_that_comes_and_goes_changes_nothing(filled: Database) -> None:
    again = Collector(filled)
    again.collect()
    empty = receive(filled, reading(unit=XIAMEN, year=2023, file="空表.xlsx"), b"2", by="样例")
    accept(filled, empty.id, by="样例")
    assert same(again.collect(), collect(filled))
    withdraw(filled, empty.id, by="样例")
    assert same(again.collect(), collect(filled))


def test_what_another_store_holds_under_the_same_numbers_is_not_taken_over(filled: Database) -> None:
    assert same(collect(filled, collect(sample_store())), collect(filled))


def test_those_who_ask_at_once_are_given_the_same(filled: Database) -> None:
    again = Collector(filled)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: again.collect(), range(8)))
    assert all(each is found[0] for each in found)
