"""A disk that is full refuses a write as a whole, says so, and takes it once there is room again."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from store.database import Database
from store.errors import StoreError, StoreFull, StoreUnavailable
from store.submissions import all_submissions, receive
from store.targets import set_target
from tests.store.reading_building import FUZHOU, XIAMEN, rich
from tests.store.server import PostgreSQL, start_postgresql
from tests.store.small_disk import SmallDisk, small_disk

#: It does not get smaller by being packed.
LARGE = os.urandom(16 << 20)
HUGE = LARGE * 3


def kept(database: Database) -> list[tuple[str, str]]:
    """Return what is in the store: unit and status of every submission."""
    return [(one.unit, one.status) for one in all_submissions(database)]


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    """Give a disk on which a small store fits, and little else."""
    with small_disk(12) as mounted:
        yield mounted


@pytest.fixture
def store_on_disk(request: pytest.FixtureRequest, disk: SmallDisk) -> Iterator[Database]:
    """Open a store with one submission whose tables lie on the small disk."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{(disk.folder / 'store.db').as_posix()}")
    else:
        server: PostgreSQL = request.getfixturevalue("postgresql")
        folder = disk.own_folder("tables", server.user)
        server.run(f"CREATE TABLESPACE small LOCATION '{folder}'")
        database = Database(server.new_database("small"))
    receive(database, rich(FUZHOU, 2025), b"first", by="张")
    yield database
    database.close()
    if request.param == "postgresql":
        server.drop(database.engine.url)
        server.run("DROP TABLESPACE small")


@pytest.mark.parametrize("store_on_disk", ["sqlite", "postgresql"], indirect=True)
def test_a_full_disk_refuses_a_write_until_there_is_room(store_on_disk: Database, disk: SmallDisk) -> None:
    before = store_on_disk.revision()
    with pytest.raises(StoreFull, match="磁盘已满"):
        receive(store_on_disk, rich(XIAMEN, 2025), LARGE, by="张")
    assert (store_on_disk.revision(), kept(store_on_disk)) == (before, [(FUZHOU, "received")])
    disk.resize(90)
    receive(store_on_disk, rich(XIAMEN, 2025), LARGE, by="张")
    assert kept(store_on_disk) == [(FUZHOU, "received"), (XIAMEN, "received")]


@pytest.fixture
def small_server() -> Iterator[tuple[PostgreSQL, SmallDisk]]:
    """Start a server all of whose data lie on a disk that is soon full, its own log of writes among them."""
    with small_disk(100) as disk:
        server = start_postgresql(disk.folder / "data")
        yield server, disk
        server.stop()


def test_a_server_that_breaks_down_on_a_full_disk_comes_back_with_all_that_was_kept(
    small_server: tuple[PostgreSQL, SmallDisk],
) -> None:
    server, disk = small_server
    database = Database(server.new_database())
    receive(database, rich(FUZHOU, 2025), b"first", by="张")
    # The server says so itself, or stops before it can.
    with pytest.raises((StoreFull, StoreUnavailable), match="没有写入任何内容"):
        receive(database, rich(XIAMEN, 2025), HUGE, by="张")
    disk.resize(400)
    server.come_back()
    assert kept(database) == [(FUZHOU, "received")]
    receive(database, rich(XIAMEN, 2025), HUGE, by="张")
    assert kept(database) == [(FUZHOU, "received"), (XIAMEN, "received")]
    database.close()


def test_a_full_file_refuses_a_write_until_it_may_grow(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{(tmp_path / 'store.db').as_posix()}")
    receive(database, rich(FUZHOU, 2025), b"first", by="张")
    limit_pages(database.engine, 100)
    with pytest.raises(StoreFull):
        receive(database, rich(XIAMEN, 2025), LARGE, by="张")
    set_target(database, "province", "listed", 2027, 10, "文件", by="张")
    assert kept(database) == [(FUZHOU, "received")]
    limit_pages(database.engine, 100_000)
    receive(database, rich(XIAMEN, 2025), LARGE, by="张")
    assert kept(database) == [(FUZHOU, "received"), (XIAMEN, "received")]
    database.close()


def limit_pages(engine: Engine, pages: int) -> None:
    """Let the file grow to so many pages, on every connection from now on."""
    event.listen(engine, "checkout", lambda connection, *_: connection.execute(f"PRAGMA max_page_count = {pages}"))


def test_what_is_refused_is_told_in_the_log_without_what_was_to_be_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database(f"sqlite:///{(tmp_path / 'store.db').as_posix()}")
    database.ensure_ready()
    limit_pages(database.engine, 100)
    with pytest.raises(StoreError):
        receive(database, rich(XIAMEN, 2025), "联系人张三,13800000000\n".encode() * 100_000, by="张")
    database.close()
    assert "disk is full" in caplog.text
    assert "13800000000" not in caplog.text + repr([record.args for record in caplog.records])
