"""The file of an SQLite store, moved, replaced, damaged or locked by hand: nothing is lost, nothing begun anew."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.collection import collect
from store.database import Database, migrate
from store.errors import NotAStore, StoreBusy, StoreDamaged, StoreReadOnly, StoreUnavailable
from store.settings import sqlite_url
from store.submissions import accept, all_submissions, receive
from store.targets import set_target
from tests.store.reading_building import FUZHOU, XIAMEN, rich
from tests.store.small_disk import small_disk

OPEN_FILES_MOVE = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move an open file")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Name the file of a store."""
    return tmp_path / "本地 数据" / "工厂#1%20.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """Open a store with one accepted table."""
    opened = at(file)
    accept(opened, receive(opened, rich(FUZHOU, 2025), b"first", by="张").id, by="张")
    yield opened
    opened.close()


def at(file: Path) -> Database:
    return Database(sqlite_url(file), patience=0.3)


def units(database: Database) -> list[str]:
    return [one.unit for one in all_submissions(database)]


@OPEN_FILES_MOVE
def test_a_file_moved_away_is_missed_and_found_again(database: Database, file: Path) -> None:
    elsewhere = file.with_name("moved.db")
    file.rename(elsewhere)
    with pytest.raises(StoreUnavailable, match="连不上数据库，没有写入任何内容"):
        collect(database)
    with pytest.raises(StoreUnavailable, match="连不上数据库，没有写入任何内容"):
        receive(database, rich(XIAMEN, 2025), b"second", by="张")
    assert not file.exists()
    elsewhere.rename(file)
    receive(database, rich(XIAMEN, 2025), b"second", by="张")
    assert units(database) == [FUZHOU, XIAMEN]


@OPEN_FILES_MOVE
def test_a_folder_that_vanished_is_not_made_anew(database: Database, file: Path) -> None:
    file.parent.rename(file.parent.with_name("moved"))
    with pytest.raises(StoreUnavailable):
        database.revision()
    assert not file.parent.exists()


@OPEN_FILES_MOVE
def test_a_file_in_the_place_of_ours_is_read_as_it_is(database: Database, file: Path) -> None:
    backup = file.with_name("backup.db")
    shutil.copy(file, backup)
    before = database.revision()
    receive(database, rich(XIAMEN, 2025), b"second", by="张")
    backup.replace(file)
    assert (units(database), database.revision()) == ([FUZHOU], before)
    receive(database, rich(XIAMEN, 2025), b"third", by="张")
    assert units(database) == [FUZHOU, XIAMEN]


@OPEN_FILES_MOVE
def test_a_file_of_an_earlier_version_in_the_place_of_ours_is_brought_up_to_date(
    database: Database, file: Path
) -> None:
    earlier = at(file.with_name("earlier.db"))
    with earlier.engine.begin() as connection:
        migrate(connection, "0001")
    earlier.close()
    file.with_name("earlier.db").replace(file)
    with pytest.raises(NotAStore):
        units(database)
    # Whoever asks next finds it as it should be.
    assert units(database) == []


def test_two_states_of_one_number_have_two_names(database: Database, file: Path) -> None:
    # A backup, brought back and written to, counts on from where it was made: caches must not take it for the other.
    copy = file.with_name("copy.db")
    shutil.copy(file, copy)
    restored = at(copy)
    assert restored.revision() == database.revision()
    set_target(database, "province", "listed", 2027, 10, "文件", by="张")
    set_target(restored, "province", "listed", 2027, 20, "文件", by="张")
    assert database.revision().split("-")[1] == restored.revision().split("-")[1]
    assert database.revision() != restored.revision()
    restored.close()


def test_the_file_alone_is_whole_after_every_write(database: Database, file: Path) -> None:
    copy = file.with_name("copy.db")
    shutil.copy(file, copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM projects").fetchone() == (4,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert file.with_name(file.name + "-wal").stat().st_size == 0


def test_a_write_is_kept_though_somebody_reads_for_long(database: Database, file: Path) -> None:
    with database.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM projects").scalar()
        receive(database, rich(XIAMEN, 2025), b"second", by="张")
        assert file.with_name(file.name + "-wal").stat().st_size > 0
        assert units(database) == [FUZHOU, XIAMEN]
    set_target(database, "province", "listed", 2027, 10, "文件", by="张")
    assert file.with_name(file.name + "-wal").stat().st_size == 0


@pytest.mark.parametrize("content", [b"not a database" * 1000, b"\x00" * 9000], ids=["text", "zeros"])
def test_another_file_is_not_taken_for_a_store(database: Database, file: Path, content: bytes) -> None:
    database.close()
    file.write_bytes(content)
    with pytest.raises(NotAStore, match="不是本程序的数据库"):
        database.revision()
    with pytest.raises(NotAStore, match="不是本程序的数据库"):
        at(file).revision()
    assert file.read_bytes() == content


@pytest.mark.parametrize("length", [100, 5_000, 40_000])
def test_a_file_cut_short_is_told_to_be_damaged(database: Database, file: Path, length: int) -> None:
    database.close()
    os.truncate(file, length)
    with pytest.raises(StoreDamaged, match="备份"):
        database.revision()
    with pytest.raises(StoreDamaged, match="备份"):
        at(file).revision()


def test_an_emptied_file_is_not_begun_anew_by_a_running_program(database: Database, file: Path) -> None:
    database.close()
    os.truncate(file, 0)
    with pytest.raises(NotAStore):
        database.revision()


def test_a_file_somebody_else_has_locked_is_told_as_busy(database: Database, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="数据库正忙"):
            receive(database, rich(XIAMEN, 2025), b"second", by="张")
        assert (units(database), units(at(file))) == ([FUZHOU], [FUZHOU])
    receive(database, rich(XIAMEN, 2025), b"second", by="张")
    assert units(database) == [FUZHOU, XIAMEN]


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE alembic_version (version_num)")
        other.execute("CREATE TABLE orders (id)")
    with pytest.raises(NotAStore):
        at(file).revision()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(NotAStore):
        at(tmp_path).revision()


@pytest.mark.parametrize("name", ["new.db", "folder/new.db"])
def test_where_nothing_may_be_written_no_store_is_created(name: str) -> None:
    with small_disk(2) as disk:
        subprocess.run(["mount", "-o", "remount,ro", str(disk.folder)], check=True)
        with pytest.raises(StoreReadOnly, match="数据库只读"):
            at(disk.folder / name).revision()


def test_a_store_on_a_disk_that_became_read_only_is_told(tmp_path: Path) -> None:
    with small_disk(2) as disk:
        database = at(disk.folder / "store.db")
        set_target(database, "province", "listed", 2027, 10, "文件", by="张")
        database.close()
        subprocess.run(["mount", "-o", "remount,ro", str(disk.folder)], check=True)
        with pytest.raises(StoreReadOnly, match="数据库只读"):
            set_target(database, "province", "listed", 2027, 20, "文件", by="张")
        subprocess.run(["mount", "-o", "remount,rw", str(disk.folder)], check=True)
        set_target(database, "province", "listed", 2027, 20, "文件", by="张")
        database.close()
