"""A database that goes away, is kept by others or is no longer ours: told clearly, and used again when it is back."""

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, text

from store.collection import collect
from store.database import Database
from store.errors import NotAStore, StoreBusy, StoreReadOnly, StoreUnavailable, StoreUncertain
from store.submissions import accept, all_submissions, receive
from store.targets import set_target
from tests.store.reading_building import FUZHOU, XIAMEN, rich
from tests.store.server import PostgreSQL, running_postgresql


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    """Start a server that tests may stop."""
    with running_postgresql() as started:
        yield started


@pytest.fixture
def store_there(server: PostgreSQL) -> Iterator[Database]:
    """Open a store with one accepted table on that server."""
    database = Database(server.new_database(), patience=0.5)
    accept(database, receive(database, rich(FUZHOU, 2025), b"first", by="张").id, by="张")
    yield database
    database.close()
    server.drop(database.engine.url)


def test_a_server_that_was_stopped_is_used_again_when_it_is_back(server: PostgreSQL, store_there: Database) -> None:
    before = store_there.revision()
    server.pause()
    with pytest.raises(StoreUnavailable, match="连不上数据库，没有写入任何内容"):
        collect(store_there)
    with pytest.raises(StoreUnavailable, match="连不上数据库，没有写入任何内容"):
        receive(store_there, rich(XIAMEN, 2025), b"second", by="张")
    server.come_back()
    assert store_there.revision() == before
    receive(store_there, rich(XIAMEN, 2025), b"second", by="张")
    assert [one.unit for one in all_submissions(store_there)] == [FUZHOU, XIAMEN]


def test_connections_at_hand_that_the_server_has_dropped_are_replaced(
    server: PostgreSQL, store_there: Database
) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: collect(store_there), range(8)))
    server.pause()
    server.come_back()
    with ThreadPoolExecutor(4) as threads:
        assert {len(received.projects) for received in threads.map(lambda _: collect(store_there), range(8))} == {3}


def test_a_server_killed_in_the_middle_of_a_write_has_none_of_it(server: PostgreSQL, store_there: Database) -> None:
    with pytest.raises(StoreUnavailable, match="没有写入任何内容"), store_there.writing("张") as change:
        change.record("half")
        kill(server)
        change.connection.execute(text("SELECT 1"))
    server.come_back()
    with store_there.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM log WHERE action = 'half'")).scalar() == 0


def test_who_loses_the_server_at_the_last_moment_is_told_to_look(server: PostgreSQL, store_there: Database) -> None:
    @event.listens_for(store_there.engine, "commit", once=True)
    def _(connection: object) -> None:
        kill(server)

    with pytest.raises(StoreUncertain, match="不能确定是否已写入"):
        set_target(store_there, "province", "listed", 2027, 10, "文件", by="张")
    server.come_back()
    set_target(store_there, "province", "listed", 2027, 10, "文件", by="张")
    assert [one.value for one in collect(store_there).targets] == [10]


def kill(server: PostgreSQL) -> None:
    """End the server as a power cut would, and all that serve for it."""
    # It comes with the server's package.
    import psutil

    main = psutil.Process(server.handle.get_pid())
    serving = main.children(recursive=True)
    for process in (main, *serving):
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    psutil.wait_procs([main, *serving], timeout=10)


def test_a_server_that_is_not_there_is_told(store_there: Database) -> None:
    absent = Database("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StoreUnavailable, match="连不上数据库"):
        absent.revision()


def test_a_lock_that_somebody_keeps_is_waited_for_and_then_told(database: Database, url: str) -> None:
    other = Database(url, patience=0.3)
    before = other.revision()
    with database.writing("张"):
        started = time.monotonic()
        with pytest.raises(StoreBusy, match="数据库正忙"):
            set_target(other, "province", "listed", 2027, 10, "文件", by="王")
        waited = time.monotonic() - started
        # Who only reads is kept from nothing.
        assert (other.revision(), collect(other).is_empty) == (before, True)
    set_target(other, "province", "listed", 2027, 10, "文件", by="王")
    other.close()
    assert 0.25 < waited < 5


def test_a_new_process_can_read_while_somebody_writes(database: Database, url: str) -> None:
    database.ensure_ready()
    with database.writing("张"):
        newcomer = Database(url, patience=0.3)
        assert newcomer.revision() == newcomer.revision()
        newcomer.close()


def test_all_connections_in_use_is_told_as_busy(url: str) -> None:
    crowded = Database(url, patience=0.1)
    with pytest.raises(StoreBusy), ThreadPoolExecutor(60) as threads:
        list(threads.map(lambda _: look_slowly(crowded), range(60)))
    assert crowded.revision()
    crowded.close()


def look_slowly(database: Database) -> None:
    with database.reading():
        time.sleep(1)


def test_a_user_who_may_only_read_reads_and_is_told_when_writing(server: PostgreSQL, store_there: Database) -> None:
    url = store_there.engine.url
    server.run(
        "DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN", "GRANT pg_read_all_data TO reader",
        database=url.database,
    )  # fmt: skip
    reader = Database(url.set(username="reader").render_as_string(hide_password=False))
    assert len(collect(reader).projects) == 3
    with pytest.raises(StoreReadOnly, match="数据库只读"):
        set_target(reader, "province", "listed", 2027, 10, "文件", by="王")
    reader.close()


def test_a_database_emptied_under_a_running_program_is_not_begun_anew(
    server: PostgreSQL, store_there: Database
) -> None:
    server.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", database=store_there.engine.url.database)
    with pytest.raises(NotAStore):
        store_there.revision()
    with pytest.raises(NotAStore):
        set_target(store_there, "province", "listed", 2027, 10, "文件", by="王")
