"""What was done with a unit's tables can be read back, and a table may have come before it was written down."""

from datetime import datetime

import pytest

from loaders.tables.headings import Field
from loaders.workbook import read_workbook
from store.collection import collect
from store.database import Database
from store.history import unit_events
from store.mappings import remember
from store.submissions import Submission, accept, receive, send_back, withdraw
from tests.loaders.sheet_building import FIRST, HEADINGS, NAME, SECOND, TITLE, UNIT_LINE, xlsx

FUZHOU = "350100"
TABLE = xlsx([[TITLE], [UNIT_LINE], HEADINGS, FIRST])
NEWER = xlsx([[TITLE], [UNIT_LINE], HEADINGS, FIRST, SECOND])
NOW = datetime(2026, 5, 4, 3, 2, 1)


def received(database: Database, data: bytes, by: str = "甲", received_at: datetime | None = None) -> Submission:
    return receive(database, read_workbook(data, NAME), data, by=by, received_at=received_at)


def test_every_step_is_told_the_latest_first(database: Database) -> None:
    first, second = received(database, TABLE), received(database, NEWER, "乙")
    send_back(database, first.id, by="甲", note="缺类型")
    accept(database, second.id, by="乙")
    withdraw(database, second.id, by="丙", note="传错了")
    remember(database, FUZHOU, {"级": Field.TIER}, by="甲")
    assert [(event.action, event.by, event.submission_id, event.detail) for event in unit_events(database, FUZHOU)] == [
        ("map", "甲", None, "1个表头"),
        ("withdraw", "丙", second.id, "第2版：传错了"),
        ("accept", "乙", second.id, "第2版"),
        ("return", "甲", first.id, "第1版：缺类型"),
        ("receive", "乙", second.id, "第2版"),
        ("receive", "甲", first.id, "第1版"),
    ]


def test_other_units_have_a_log_of_their_own_and_a_long_one_is_cut(database: Database) -> None:
    received(database, TABLE)
    received(database, NEWER)
    assert unit_events(database, "350200") == []
    assert [event.detail for event in unit_events(database, FUZHOU, most=1)] == ["第2版"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [(datetime(2025, 3, 20, 4), datetime(2025, 3, 20, 4)), (datetime(2030, 1, 1), NOW), (None, NOW)],
)
def test_a_table_may_have_come_before_it_was_written_down_but_not_after(
    url: str, said: datetime | None, kept: datetime
) -> None:
    database = Database(url, clock=lambda: NOW)
    assert received(database, TABLE, received_at=said).received_at == kept
    assert unit_events(database, FUZHOU)[0].at == NOW
    database.close()


def test_a_store_begins_with_the_first_table_accepted_and_not_with_one_returned_or_taken_back(
    database: Database,
) -> None:
    first, second = received(database, TABLE), received(database, NEWER)
    send_back(database, first.id, by="甲")
    withdraw(database, second.id, by="甲")
    assert collect(database).is_empty
    accept(database, second.id, by="甲")
    withdraw(database, second.id, by="甲")
    assert not collect(database).is_empty
