"""The ledger says of every unit where its table of the year stands."""

from datetime import date, datetime

import pytest

from loaders.facts import submission_deadline
from store.ledger import Entry, Standing, ledger, sums
from store.submissions import Submission

FUZHOU, XIAMEN, PUTIAN = "350100", "350200", "350300"
UNITS = (FUZHOU, XIAMEN, PUTIAN)
DEADLINE = date(2025, 3, 31)
EARLY, TODAY = datetime(2025, 3, 20, 2, 0), date(2025, 3, 25)
AFTER = date(2025, 4, 1)


def sent(version: int = 1, status: str = "received", **values: object) -> Submission:
    """Make a submission of Fuzhou for 2025, clean unless told otherwise."""
    plain = {
        "id": version, "unit": FUZHOU, "year": 2025, "version": version, "file_name": "福州.xlsx", "sha256": "0" * 64,
        "mapping": {}, "project_count": 3, "repeat_count": 0, "error_count": 0, "warning_count": 0, "hint_count": 0,
        "received_at": EARLY, "received_by": "甲", "status": status, "decided_at": None, "decided_by": None,
        "is_current": False, "note": None,
    }  # fmt: skip
    return Submission(**plain | values)  # type: ignore[arg-type]


def of_fuzhou(*versions: Submission, today: date = TODAY, deadline: date | None = DEADLINE) -> Entry:
    return ledger(versions, 2025, UNITS, deadline, today)[0]


CURRENT = sent(1, "accepted", is_current=True)


@pytest.mark.parametrize(
    ("versions", "standing"),
    [
        ([], "未报送"),
        ([sent()], "已收待办"),
        ([sent(error_count=2)], "有问题"),
        ([sent(1, "returned", error_count=2)], "已退回"),
        ([sent(1, "returned"), sent(2)], "已收待办"),
        ([sent(1, "withdrawn")], "已撤回"),
        ([sent(1), sent(2, "withdrawn")], "已收待办"),
        ([CURRENT], "已接受"),
        ([CURRENT, sent(2)], "已接受，另有新版待办"),
        ([CURRENT, sent(2, error_count=1)], "已接受，另有新版待办"),
        ([CURRENT, sent(2, "returned")], "已接受"),
        ([CURRENT, sent(2, "withdrawn")], "已接受"),
        # Somebody accepted the first version again.
        ([CURRENT, sent(2, "accepted")], "已接受"),
        # Version 1 was never decided on, and no longer has to be.
        ([sent(1), sent(2, "accepted", is_current=True)], "已接受"),
    ],
)
def test_a_units_table_stands_where_its_newest_versions_say(versions: list[Submission], standing: str) -> None:
    assert of_fuzhou(*versions).standing.label == standing
    assert of_fuzhou(*reversed(versions)).standing.label == standing


@pytest.mark.parametrize(
    ("versions", "opened"),
    [([CURRENT], 1), ([CURRENT, sent(2)], 2), ([CURRENT, sent(2, "returned")], 1), ([sent(1), sent(2, "returned")], 2)],
)
def test_what_waits_is_opened_first_then_what_counts(versions: list[Submission], opened: int) -> None:
    entry = of_fuzhou(*versions)
    assert entry.to_open is not None
    assert (entry.to_open.id, entry.version_count) == (opened, len(versions))


def test_there_is_one_entry_a_unit_in_the_order_given() -> None:
    entries = ledger([sent(unit=PUTIAN), sent(unit="990000"), sent(unit=XIAMEN, year=2024)], 2025, UNITS, None, TODAY)
    assert [(entry.unit, entry.standing, entry.to_open is None) for entry in entries] == [
        (FUZHOU, Standing.NOT_SENT, True),
        (XIAMEN, Standing.NOT_SENT, True),
        (PUTIAN, Standing.RECEIVED, False),
    ]


@pytest.mark.parametrize(("today", "standing"), [(DEADLINE, Standing.NOT_SENT), (AFTER, Standing.OVERDUE)])
def test_nothing_sent_is_overdue_from_the_day_after_the_deadline(today: date, standing: Standing) -> None:
    assert of_fuzhou(today=today).standing is standing


def test_without_a_published_deadline_nobody_is_late() -> None:
    late = datetime(2025, 12, 30)
    assert of_fuzhou(today=date(2026, 5, 1), deadline=None).standing is Standing.NOT_SENT
    assert not of_fuzhou(sent(received_at=late), deadline=None).is_late


@pytest.mark.parametrize(
    ("received_at", "is_late"),
    [
        # 23:59 in China on the last day, and midnight.
        (datetime(2025, 3, 31, 15, 59), False),
        (datetime(2025, 3, 31, 16, 0), True),
        (datetime(2025, 3, 30, 16, 0), False),
    ],
)
def test_the_last_day_ends_at_midnight_in_china(received_at: datetime, is_late: bool) -> None:
    assert of_fuzhou(sent(received_at=received_at)).is_late is is_late


def test_who_sent_in_time_and_again_afterwards_was_not_late() -> None:
    again = sent(2, received_at=datetime(2025, 4, 20))
    assert not of_fuzhou(sent(1, "returned"), again, today=AFTER).is_late


@pytest.mark.parametrize(
    ("year", "last"), [(2024, date(2024, 9, 16)), (2025, date(2025, 3, 31)), (2023, None), (2031, None)]
)
def test_the_tables_own_deadline_comes_before_that_of_recommending(year: int, last: date | None) -> None:
    assert submission_deadline(year) == last


def test_the_sums_name_only_what_occurs() -> None:
    versions = [sent(unit=FUZHOU, error_count=1), sent(1, "accepted", unit=XIAMEN, is_current=True)]
    assert sums(ledger(versions, 2025, UNITS, DEADLINE, TODAY)) == "已接受1，待办1，未报1"
    assert sums(ledger([], 2025, UNITS, DEADLINE, AFTER)) == "逾期未报3"
    newer = [sent(1, "accepted", is_current=True), sent(2), sent(1, "returned", unit=PUTIAN)]
    assert sums(ledger(newer, 2025, UNITS, DEADLINE, TODAY)) == "已接受1，已退回1，未报1；另有1份新版待办"
