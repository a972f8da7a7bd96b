"""Targets of the province and of its units: set with a source, replaced, taken back; the national ones are facts."""

from datetime import datetime

import pytest

from loaders.facts import SET_HERE, facts
from store.collection import collect
from store.database import Database
from store.errors import NotPossible
from store.targets import OwnTarget, drop_target, own_targets, set_target

SOURCE = "省工信厅2026年工作要点"
NOW = datetime(2026, 3, 1, 8)


def numbers(database: Database) -> list[tuple[str, str, int, float]]:
    """Return scope, metric, year and value of all targets that hold."""
    return [(each.scope, each.metric, each.year, each.value) for each in own_targets(database)]


def test_a_target_is_kept_with_who_and_when(url: str) -> None:
    database = Database(url, clock=lambda: NOW)
    assert set_target(database, "province", "listed", 2027, 120, f" {SOURCE}\n", by="王") is None
    assert own_targets(database) == [
        OwnTarget(1, "province", "listed", 2027, "全省入选国家名录", 120, "家", SOURCE, NOW, "王")
    ]
    database.close()


def test_a_target_stands_beside_the_national_ones(database: Database) -> None:
    set_target(database, "350500", "benchmark", 2026, 5, SOURCE, by="王")
    (own,) = collect(database).targets
    assert (own.code, own.scope, own.name, own.value, own.certainty) == (
        "own_1",
        "350500",
        "泉州市标杆工厂",
        5,
        SET_HERE,
    )
    assert "national_listed_2025" in [target.code for target in facts().targets]


def test_a_target_for_the_same_year_replaces_the_one_before(database: Database) -> None:
    set_target(database, "province", "listed", 2027, 120, SOURCE, by="王")
    before = set_target(database, "province", "listed", 2027, 130, SOURCE, by="李")
    assert before is not None
    assert before.value == 120
    assert numbers(database) == [("province", "listed", 2027, 130)]


@pytest.mark.parametrize(
    ("scope", "metric", "year"),
    [("350100", "listed", 2027), ("province", "benchmark", 2027), ("province", "listed", 2028)],
)
def test_another_scope_metric_or_year_is_another_target(database: Database, scope: str, metric: str, year: int) -> None:
    set_target(database, "province", "listed", 2027, 120, SOURCE, by="王")
    set_target(database, scope, metric, year, 5, SOURCE, by="王")
    assert len(numbers(database)) == 2


def test_the_same_target_again_writes_nothing(database: Database) -> None:
    set_target(database, "province", "listed", 2027, 120, SOURCE, by="王")
    before = database.revision()
    set_target(database, "province", "listed", 2027, 120, SOURCE, by="李")
    assert database.revision() == before


@pytest.mark.parametrize(
    ("year", "value", "source", "message"),
    [
        (2027, 0, SOURCE, "整数"),
        (2027, -5, SOURCE, "整数"),
        (2027, 2.5, SOURCE, "整数"),
        (2027, float("nan"), SOURCE, "整数"),
        (2027, float("inf"), SOURCE, "整数"),
        (2027, 100_001, SOURCE, "整数"),
        (207, 5, SOURCE, "目标年"),
        (2027, 5, " ", "出处"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    database: Database, year: int, value: float, source: str, message: str
) -> None:
    with pytest.raises(NotPossible, match=message):
        set_target(database, "province", "listed", year, value, source, by="王")
    assert numbers(database) == []


def test_a_target_taken_back_can_be_set_again(database: Database) -> None:
    set_target(database, "province", "listed", 2027, 120, SOURCE, by="王")
    drop_target(database, own_targets(database)[0].id, by="王")
    assert (numbers(database), collect(database).targets) == ([], ())
    set_target(database, "province", "listed", 2027, 120, SOURCE, by="王")
    assert numbers(database) == [("province", "listed", 2027, 120)]


def test_taking_back_what_is_gone_writes_nothing(database: Database) -> None:
    before = database.revision()
    drop_target(database, 7, by="王")
    assert database.revision() == before


def test_targets_alone_do_not_make_a_store_hold_real_data(database: Database) -> None:
    set_target(database, "province", "listed", 2027, 120, SOURCE, by="王")
    assert collect(database).is_empty
