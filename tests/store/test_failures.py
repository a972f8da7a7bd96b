"""Whatever a driver raises is told in Chinese, with what to do; our own faults are not dressed up as the database's."""

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import exc, text

from store import errors
from store.database import Database
from store.errors import (
    ChangedMeanwhile,
    NotAStore,
    NotPossible,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreUnavailable,
)
from store.failures import told
from store.settings import sqlite_url

SECRET = "13800000000"


def of_sqlite(code: int) -> exc.DBAPIError:
    """Make what SQLAlchemy raises for one of SQLite's result codes."""
    error = sqlite3.OperationalError("it did not work")
    error.sqlite_errorcode = code
    return exc.OperationalError("INSERT", {"phone": SECRET}, error)


def of_postgresql(state: str | None, kind: type[exc.DBAPIError] = exc.OperationalError) -> exc.DBAPIError:
    """Make what SQLAlchemy raises for one of PostgreSQL's states; a server that is gone gives none."""
    error = psycopg.OperationalError("it did not work")
    error.sqlstate = state
    return kind("INSERT", {"phone": SECRET}, error)


FAILURES = [
    (of_sqlite(sqlite3.SQLITE_BUSY), StoreBusy),
    (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), StoreBusy),
    (of_sqlite(sqlite3.SQLITE_LOCKED), StoreBusy),
    (of_sqlite(sqlite3.SQLITE_FULL), StoreFull),
    (of_sqlite(sqlite3.SQLITE_IOERR_SHMSIZE), StoreFull),
    (of_sqlite(sqlite3.SQLITE_IOERR), StoreUnavailable),
    (of_sqlite(sqlite3.SQLITE_IOERR_READ), StoreUnavailable),
    (of_sqlite(sqlite3.SQLITE_CANTOPEN), StoreUnavailable),
    (of_sqlite(sqlite3.SQLITE_READONLY), StoreReadOnly),
    (of_sqlite(sqlite3.SQLITE_READONLY_DBMOVED), StoreUnavailable),
    (of_sqlite(sqlite3.SQLITE_PERM), StoreReadOnly),
    (of_sqlite(sqlite3.SQLITE_AUTH), StoreReadOnly),
    (of_sqlite(sqlite3.SQLITE_NOTADB), NotAStore),
    (of_sqlite(sqlite3.SQLITE_ERROR), NotAStore),
    (of_sqlite(sqlite3.SQLITE_CORRUPT), StoreDamaged),
    (of_sqlite(sqlite3.SQLITE_CORRUPT_INDEX), StoreDamaged),
    (of_postgresql(None), StoreUnavailable),
    (of_postgresql("08006"), StoreUnavailable),
    (of_postgresql("57P01"), StoreUnavailable),
    (of_postgresql("53100"), StoreFull),
    (of_postgresql("53300"), StoreBusy),
    (of_postgresql("40001"), StoreBusy),
    (of_postgresql("40P01"), StoreBusy),
    (of_postgresql("55P03"), StoreBusy),
    (of_postgresql("57014"), StoreBusy),
    (of_postgresql("25006", exc.InternalError), StoreReadOnly),
    (of_postgresql("42501", exc.ProgrammingError), StoreReadOnly),
    (of_postgresql("3D000"), NotAStore),
    (of_postgresql("3F000", exc.ProgrammingError), NotAStore),
    (of_postgresql("42P01", exc.ProgrammingError), NotAStore),
    (of_postgresql("42703", exc.ProgrammingError), NotAStore),
    (of_postgresql("XX001", exc.InternalError), StoreDamaged),
    (of_postgresql(None, exc.InterfaceError), StoreUnavailable),
    (exc.TimeoutError("QueuePool limit reached"), StoreBusy),
]
OURS = [
    of_postgresql("23505", exc.IntegrityError),
    of_postgresql("22001", exc.DataError),
    of_postgresql("42601", exc.ProgrammingError),
    ValueError("ours"),
    FileNotFoundError("ours"),
]
#: Every class of the module with a message of its own.
TOLD = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, StoreError)]


def raised_as(error: Exception) -> Exception:
    """Return what a caller gets to see of an error."""
    with pytest.raises(Exception) as caught, told():
        raise error
    return caught.value


@pytest.mark.parametrize(("error", "kind"), FAILURES, ids=[f"{number}" for number in range(len(FAILURES))])
def test_every_failure_is_told_as_what_it_is(error: Exception, kind: type[StoreError]) -> None:
    assert type(raised_as(error)) is kind


@pytest.mark.parametrize("error", OURS, ids=lambda error: type(error).__name__)
def test_our_own_faults_pass_as_they_are(error: Exception) -> None:
    assert raised_as(error) is error


def test_the_values_of_a_statement_reach_neither_message_nor_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        told_error = raised_as(of_sqlite(sqlite3.SQLITE_FULL))
    assert "it did not work" in caplog.text
    assert SECRET not in caplog.text + str(told_error)


@pytest.mark.parametrize("kind", [kind for kind in TOLD if kind not in (NotPossible,)])
def test_every_message_is_chinese_and_says_what_to_do(kind: type[StoreError]) -> None:
    message = kind().message
    assert str(kind()) == message
    assert any(word in message for word in ("请", "即可"))
    assert not set(message.replace("FACTORY_DATABASE_URL", "")) & set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )


@pytest.mark.parametrize(
    "url",
    [
        "", "nonsense", "sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///a\x00b", "sqlite:///file:a.db?uri=true",
        "mysql://user@host/name", "oracle://host/name", "postgresql://host:port/name",
    ],
)  # fmt: skip
def test_a_url_that_names_no_database_of_ours_is_told(url: str) -> None:
    with pytest.raises(NotAStore, match="FACTORY_DATABASE_URL"):
        Database(url).revision()


def test_the_short_name_of_postgresql_is_understood() -> None:
    assert Database("postgres://user@host/name").engine.dialect.name == "postgresql"


def test_what_a_url_says_of_waiting_is_heeded() -> None:
    query = Database("postgresql://host/name?connect_timeout=3&application_name=x").engine.url.query
    assert (query["connect_timeout"], query["application_name"], query["keepalives_idle"]) == ("3", "x", "30")


@pytest.mark.parametrize("name", ["工厂 数据.db", "100%.db", "a#b&c=d.db", "a%20b.db"])
def test_a_file_of_any_name_can_be_a_store(tmp_path: Path, name: str) -> None:
    database = Database(sqlite_url(tmp_path / name))
    assert database.revision()
    database.close()
    assert (tmp_path / name).exists()


def test_an_error_in_the_middle_of_a_write_leaves_nothing(database: Database) -> None:
    before = database.revision()
    with pytest.raises(ZeroDivisionError), database.writing("张") as change:
        change.record("half")
        raise ZeroDivisionError
    assert database.revision() == before


@pytest.mark.parametrize("ours", [lambda: 1 / 0, lambda: (_ for _ in ()).throw(ChangedMeanwhile())])
def test_a_store_is_used_on_after_an_error(database: Database, ours: Callable[[], object]) -> None:
    with pytest.raises((ZeroDivisionError, ChangedMeanwhile)), database.writing("张") as change:
        change.record("half")
        ours()
    with database.writing("王") as change:
        change.record("whole")
    with database.reading() as connection:
        assert connection.execute(text("SELECT action FROM log")).scalars().all() == ["whole"]


def test_a_write_that_records_nothing_is_no_change(database: Database) -> None:
    before = database.revision()
    with database.writing("张"):
        pass
    assert database.revision() == before
