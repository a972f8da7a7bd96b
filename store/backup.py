"""Copy a whole store while it is in use: to a file that is a store itself, or into another, empty database."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select, text, update

from store.database import Database
from store.errors import NotPossible
from store.files import NotWritten, written
from store.schema import metadata, originals, state
from store.settings import sqlite_url

#: Rows are handed on so many at a time; originals, of up to 50 MB each, one by one.
_ROWS_AT_A_TIME = 5_000
#: What an open SQLite database keeps beside its file.
_BESIDE = ("-wal", "-shm", "-journal")


def back_up(database: Database, file: Path, *, replace: bool = False) -> None:
    """Write everything, as it is at one moment, to an SQLite file that is a store of its own.

    Others may go on writing meanwhile. The file appears whole or not at all. Its state has the same name as the
    original's: what is written to either later has not.
    Raises NotPossible for a file that is there already, unless it is to be replaced, and StoreError.
    """
    with written():
        _check_target(database, file, replace)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.parent, ignore_cleanup_errors=True) as place:
            copy = Path(place) / "copy.db"
            _copy(database, copy)
            _finish(copy)
            # Meanwhile somebody may have put another file there.
            _check_target(database, file, replace)
            copy.replace(file)


def has_content(database: Database) -> bool:
    """Return whether anything was ever written to a store."""
    with database.reading() as connection:
        return connection.execute(select(state.c.revision)).scalar_one() > 0


def _check_target(database: Database, file: Path, replace: bool) -> None:
    if file.is_dir():
        raise NotPossible(f"{file}是文件夹。请写明备份文件的名称，如“备份.db”。")
    if not file.parent.is_dir():
        raise NotPossible(f"找不到文件夹{file.parent}。请先建好，再备份。")
    if not file.exists():
        return
    if _is_own(database, file) or any(file.with_name(file.name + end).exists() for end in _BESIDE):
        raise NotPossible(f"{file}是正在使用的数据库，不能覆盖。请换一个文件名。")
    if not replace:
        raise NotPossible(f"{file}已存在。请换一个文件名；确实要覆盖的，请加--force。")


def _is_own(database: Database, file: Path) -> bool:
    if database.engine.dialect.name != "sqlite":
        return False
    with database.reading() as connection:
        own = connection.execute(text("SELECT file FROM pragma_database_list WHERE name = 'main'")).scalar_one()
    return file.samefile(own)


def _copy(database: Database, file: Path) -> None:
    if database.engine.dialect.name != "sqlite":
        target = Database(sqlite_url(file))
        try:
            copy_into(database, target)
        finally:
            target.close()
        return
    with database.reading() as connection, closing(sqlite3.connect(file)) as target_file:
        own = connection.connection.driver_connection
        assert isinstance(own, sqlite3.Connection)
        # All pages in one step: they belong to one moment, and nobody who writes meanwhile makes it start again.
        own.backup(target_file, pages=-1)


def _finish(file: Path) -> None:
    """Make a copy one file, and prove it sound."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        found = [line for (line,) in connection.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        raise NotWritten("没有写成：复制出的数据库没有通过完整性检查。请联系系统管理员检查磁盘和原数据库。")
    with file.open("r+b") as written_file:
        os.fsync(written_file.fileno())


def copy_into(database: Database, target: Database) -> None:
    """Write everything, as it is at one moment, into an empty store.

    Raises NotPossible where the target holds anything, and StoreError.
    """
    with database.reading() as connection, target.writing("") as change:
        if change.revision > 1:
            raise NotPossible("目标数据库已有数据，不能复制进去。请换一个空的数据库。")
        for table in metadata.sorted_tables:
            if table is not state:
                _copy_table(connection, change.connection, table)
        now = connection.execute(select(state.c.identity, state.c.revision)).one()
        change.connection.execute(update(state).values(identity=now.identity, revision=now.revision))


def _copy_table(source: Connection, target: Connection, table: Table) -> None:
    at_a_time = 1 if table is originals else _ROWS_AT_A_TIME
    streaming = {"stream_results": True, "max_row_buffer": at_a_time}
    rows = source.execute(select(table).order_by(*table.primary_key), execution_options=streaming)
    for part in rows.mappings().partitions(at_a_time):
        target.execute(insert(table), [dict(row) for row in part])
    if target.dialect.name == "postgresql" and "id" in table.c:
        # The numbers came from elsewhere: the next one given here goes on behind them.
        last = select(func.max(table.c.id)).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, "id")
        target.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))
