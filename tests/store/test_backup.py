"""A copy of the store is whole, of one moment, a store itself, and never half there."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from loaders.directory import Outcome
from loaders.tables.headings import Field
from loaders.workbook import read_workbook
from store import backup
from store.backup import back_up, copy_into
from store.collection import collect
from store.contents import original, readings
from store.database import Database
from store.decisions import all_decisions, confirm, decide
from store.errors import NotPossible, StoreUnavailable
from store.files import NotWritten
from store.mappings import remember, remembered
from store.schema import log, metadata, projects, submissions
from store.submissions import Submission, accept, all_submissions, receive, withdraw
from store.targets import PROVINCE, all_targets, set_target
from tests.loaders.sheet_building import FIRST, HEADINGS, SECOND, TITLE, UNIT_LINE, xlsx

SOUND = xlsx([[TITLE], [UNIT_LINE], HEADINGS, FIRST, SECOND])
NEWER = xlsx([[TITLE], [UNIT_LINE], [*HEADINGS, "切片"], FIRST, [3, "=丙项目", "丙公司", "炼丹", "", ""]])
LISTED = Outcome("listed", 2025, "甲公司", "甲项目", None, "350100", True, "名单", 3)
ELSEWHERE = Outcome("benchmark", 2026, "外公司", "外项目", None, None, True, "名单", 4)
WRITER = Path(__file__).with_name("keep_writing.py")


def received(database: Database, data: bytes, name: str) -> Submission:
    return receive(database, read_workbook(data, name), data, by="测试")


@pytest.fixture
def filled(database: Database) -> Database:
    """A store with something in every table."""
    first = received(database, SOUND, "一.xlsx")
    accept(database, first.id, by="测试")
    second = received(database, NEWER, "二.xlsx")
    accept(database, second.id, by="测试", note="照收")
    withdraw(database, second.id, by="测试")
    decide(database, [LISTED, ELSEWHERE], "名录", by="测试", data=b"list", file_name="名录.xlsx")
    with database.reading() as connection:
        numbers = [decision.id for decision in all_decisions(connection)]
    confirm(database, numbers[0], int(collect(database).projects.index[0]), by="测试")
    set_target(database, PROVINCE, "listed", 2026, 80, "纪要", by="测试")
    remember(database, "350100", {"切片": Field.NOTE}, by="测试")
    return database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a copy goes."""
    folder = tmp_path / "备份"
    folder.mkdir()
    return folder / "备份.db"


def opened(file: Path) -> Database:
    return Database(f"sqlite:///{file.as_posix()}")


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


def test_a_backup_holds_every_row_of_every_table(filled: Database, file: Path) -> None:
    back_up(filled, file)
    before = contents(filled)
    assert contents(opened(file)) == before
    assert {name for name, rows in before.items() if not rows} == set()


def test_a_backup_is_one_sound_file(filled: Database, file: Path) -> None:
    back_up(filled, file)
    assert list(file.parent.iterdir()) == [file]
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_backup_is_a_store_to_go_on_with(filled: Database, file: Path) -> None:
    back_up(filled, file)
    copy = opened(file)
    assert copy.revision() == filled.revision()
    with copy.reading() as connection:
        first = all_submissions(copy)[-1]
        assert original(connection, first.sha256) == SOUND
        assert readings(connection, [first.id])[first.id].projects == read_workbook(SOUND, "一.xlsx").projects
        assert [target.value for target in all_targets(connection)] == [80]
    assert remembered(copy, "350100") == {"切片": Field.NOTE}
    third = xlsx([[TITLE], [UNIT_LINE], HEADINGS, SECOND])
    accept(copy, received(copy, third, "三.xlsx").id, by="测试")
    assert (all_submissions(copy)[0].version, all_submissions(filled)[0].version) == (3, 2)
    assert copy.revision() != filled.revision()


def test_what_original_and_copy_write_later_has_different_names(filled: Database, file: Path) -> None:
    back_up(filled, file)
    copy = opened(file)
    set_target(copy, PROVINCE, "listed", 2027, 1, "甲", by="测试")
    set_target(filled, PROVINCE, "listed", 2027, 2, "乙", by="测试")
    assert copy.revision() != filled.revision()


def test_a_file_that_is_there_is_replaced_only_on_demand(filled: Database, file: Path) -> None:
    file.write_bytes(b"mine")
    with pytest.raises(NotPossible, match="已存在"):
        back_up(filled, file)
    assert file.read_bytes() == b"mine"
    back_up(filled, file, replace=True)
    assert contents(opened(file)) == contents(filled)


@pytest.mark.parametrize("name", ["", "没有/备份.db"])
def test_a_place_where_no_file_can_be_is_told(filled: Database, file: Path, name: str) -> None:
    with pytest.raises(NotPossible):
        back_up(filled, file.parent / name)
    assert list(file.parent.iterdir()) == []


def test_no_store_in_use_is_ever_replaced(filled: Database, file: Path) -> None:
    other = opened(file)
    set_target(other, PROVINCE, "listed", 2027, 1, "甲", by="测试")
    with other.reading(), pytest.raises(NotPossible, match="正在使用"):
        back_up(filled, file, replace=True)
    with pytest.raises(NotPossible, match="正在使用"):
        back_up(other, file, replace=True)
    other.close()
    with pytest.raises(NotPossible, match="正在使用"):
        back_up(opened(file), file, replace=True)


def test_a_disk_that_fills_up_leaves_nothing_and_says_so(
    filled: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    file.write_bytes(b"yesterday's")
    monkeypatch.setattr(backup, "_finish", full)
    with pytest.raises(NotWritten, match="磁盘空间不足"):
        back_up(filled, file, replace=True)
    assert (list(file.parent.iterdir()), file.read_bytes()) == ([file], b"yesterday's")


def test_a_copy_that_is_not_sound_is_never_taken_for_one(
    filled: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_soundly = backup._copy

    def copy_badly(database: Database, path: Path) -> None:
        copy_soundly(database, path)
        with path.open("r+b") as damaged:
            damaged.seek(4096 * 3)
            damaged.write(b"\xff" * 4096 * 4)

    monkeypatch.setattr(backup, "_copy", copy_badly)
    with pytest.raises(NotWritten):
        back_up(filled, file)
    assert list(file.parent.iterdir()) == []


def test_a_store_that_cannot_be_reached_is_told(file: Path) -> None:
    with pytest.raises(StoreUnavailable):
        back_up(Database("postgresql://x:y@127.0.0.1:1/z"), file)
    assert list(file.parent.iterdir()) == []


@pytest.fixture
def writer(url: str, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that writes without a pause."""
    stop = tmp_path / "stop"
    process = subprocess.Popen([sys.executable, str(WRITER), url, str(stop)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    yield process
    stop.touch()
    process.communicate(timeout=60)


def adds_up(database: Database) -> int:
    """Check that a store written by the writer is of one moment; return how many versions it holds."""
    current = select(func.count()).where(submissions.c.is_current)
    with database.reading() as connection:
        versions = connection.execute(select(func.count()).select_from(submissions)).scalar_one()
        rows = connection.execute(select(func.count()).select_from(projects)).scalar_one()
        expected = connection.execute(select(func.sum(submissions.c.project_count))).scalar_one()
        lines = connection.execute(select(func.count()).select_from(log)).scalar_one()
        assert connection.execute(current).scalar_one() <= 1
    assert (rows, f"-{lines}") == (expected, database.revision()[8:])
    return versions


def test_copies_made_while_another_process_writes_add_up(
    url: str, writer: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    database = Database(url)
    versions = []
    for number in range(5):
        file = tmp_path / f"{number}.db"
        back_up(database, file)
        with sqlite3.connect(file) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        versions.append(adds_up(opened(file)))
        time.sleep(0.2)
    assert writer.poll() is None
    # It went on writing all the time.
    assert versions == sorted(versions)
    assert versions[-1] > versions[0]
    database.close()


def test_everything_moves_into_another_database_and_goes_on_there(
    filled: Database, file: Path, request: pytest.FixtureRequest
) -> None:
    back_up(filled, file)
    moved = Database(request.getfixturevalue("postgresql").new_database())
    copy_into(opened(file), moved)
    assert contents(moved) == contents(filled)
    third = xlsx([[TITLE], [UNIT_LINE], HEADINGS, SECOND])
    assert accept(moved, received(moved, third, "三.xlsx").id, by="测试").version == 3
    set_target(moved, PROVINCE, "listed", 2027, 1, "甲", by="测试")
    moved.close()


def test_nothing_is_copied_into_a_store_that_holds_anything(filled: Database, file: Path) -> None:
    other = opened(file)
    set_target(other, PROVINCE, "listed", 2027, 1, "甲", by="测试")
    before = contents(other)
    with pytest.raises(NotPossible):
        copy_into(filled, other)
    assert contents(other) == before
