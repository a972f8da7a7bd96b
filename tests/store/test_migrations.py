"""A store comes to be, and comes up to date, by the migrations alone; what is not ours or is newer is left alone."""

import re
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from store import schema
from store.collection import collect
from store.contents import original, readings
from store.database import Database, migrate, schema_version
from store.errors import NotAStore, StoreError, StoreTooNew
from store.schema import SCHEMA_VERSION, metadata
from store.submissions import accept, all_submissions, receive, send_back
from tests.store.reading_building import FUZHOU, XIAMEN, rich

MIGRATIONS = Path(schema.__file__).parent / "migrations"
VERSIONS = sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("0*.py"))
SHA = "a" * 64
AT = "2024-05-04 03:02:01"
#: What a program of the first version had written: one accepted table, one listing, one target, one mapping.
FIRST_VERSION: list[tuple[str, dict[str, object]]] = [
    ("originals", {"sha256": SHA, "size": 3, "content": b"\x00\xff1"}),
    (
        "submissions",
        {
            "id": 1, "unit": "350100", "year": 2024, "version": 1, "file_name": "福州.xlsx", "sha256": SHA,
            "reading_digest": SHA, "columns": '{"tier": "级"}', "unmapped": '["甲"]', "mapping": "{}",
            "project_count": 1, "repeat_count": 0, "error_count": 0, "warning_count": 1, "hint_count": 0,
            "received_at": AT, "received_by": "张", "status": "accepted", "decided_at": AT, "decided_by": "王",
            "accepted_order": 2, "is_current": True,
        },
    ),
    (
        "problems",
        {
            "submission_id": 1, "position": 0, "code": "tier-missing", "severity": "warning", "sheet": "表",
            "cell": "F5", "message": "没有填写。", "suggestion": "请填写。",
        },
    ),
    (
        "projects",
        {
            "id": 1, "submission_id": 1, "position": 0, "is_repeat": False, "project_name": "甲项目",
            "enterprise": "甲公司", "unit": "350100", "sector": "steel", "investment_wan": 1.5, "terminals": 7,
            "completed_on": "2024-06", "sheet": "表", "row": 5, "cell": "C5", "enterprise_key": "甲",
            "project_key": "甲项目", "search_text": "甲公司 甲项目",
        },
    ),
    ("uses", {"project_id": 1, "scenario": "unit_simulation", "position": 0}),
    (
        "decisions",
        {
            "stage": "listed", "year": 2025, "enterprise": "甲公司", "project_name": "甲项目", "enterprise_key": "甲",
            "project_key": "甲项目", "source": "名录", "decided_at": AT, "decided_by": "张",
        },
    ),
    (
        "targets",
        {
            "scope": "province", "metric": "listed", "year": 2027, "name": "全省入选", "value": 30, "unit_label": "家",
            "source": "文件", "set_at": AT, "set_by": "张",
        },
    ),
    ("mappings", {"unit": "350100", "heading": "级", "field": "tier"}),
    ("log", {"revision": 1, "at": AT, "by": "张", "action": "accept", "detail": "第1版"}),
]  # fmt: skip


def shape(engine: Engine) -> dict[str, object]:
    """Return every table with its columns, keys, indexes and constraints."""
    look = inspect(engine)
    return {
        name: (
            # A column that came later stands last: their order says nothing.
            sorted((one["name"], str(one["type"]), one["nullable"], one["default"]) for one in look.get_columns(name)),
            look.get_pk_constraint(name),
            sorted(_index(index) for index in look.get_indexes(name)),
            sorted(look.get_unique_constraints(name), key=lambda unique: str(unique["name"])),
            sorted(look.get_foreign_keys(name), key=lambda key: str(key["name"])),
            look.get_check_constraints(name),
        )
        for name in look.get_table_names()
    }  # fmt: skip


def _index(index: Any) -> tuple[str, list[str], bool, list[str]]:
    """Return an index with its condition as text: two conditions of the same words are not equal by themselves."""
    conditions = [str(condition) for condition in index.get("dialect_options", {}).values()]
    return index["name"], index["column_names"], bool(index["unique"]), conditions


def add(connection: Connection, table: str, row: dict[str, object]) -> None:
    """Insert a row by plain SQL: the tables of today are not those of then."""
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)


def migrated(url: str) -> Database:
    """Open an empty database that goes through every version there was."""
    database = Database(url)
    with database.engine.begin() as connection:
        migrate(connection)
    return database


def test_the_migrations_make_the_tables_the_code_knows(url: str) -> None:
    database = migrated(url)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


def test_tables_made_at_once_are_those_of_the_migrations(url: str, another_url: str) -> None:
    at_once, step_by_step = Database(url), migrated(another_url)
    at_once.ensure_ready()
    assert shape(at_once.engine) == shape(step_by_step.engine)
    at_once.close()
    step_by_step.close()


def test_the_code_names_the_newest_version() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA_VERSION] == VERSIONS[-1:]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_store_of_any_version_is_brought_up_to_date_with_what_is_in_it(url: str, version: str) -> None:
    earlier = Database(url)
    with earlier.engine.begin() as connection:
        migrate(connection, "0001")
        for table, row in FIRST_VERSION:
            add(connection, table, row)
        migrate(connection, version)
    earlier.close()
    database = Database(url)
    (kept,) = all_submissions(database)
    assert (kept.unit, kept.year, kept.status, kept.note, kept.is_current) == (FUZHOU, 2024, "accepted", None, True)
    received = collect(database)
    assert received.projects[["unit", "year", "listed_year", "sector", "tier"]].values.tolist() == [
        [FUZHOU, 2024, 2025, "steel", "unknown"]
    ]
    assert received.uses["scenario"].tolist() == ["unit_simulation"]
    assert [(target.year, target.value) for target in received.targets] == [(2027, 30.0)]
    with database.reading() as connection:
        assert original(connection, SHA) == b"\x00\xff1"
        assert [found.code for found in readings(connection, [1])[1].problems] == ["tier-missing"]
    database.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_store_of_any_version_goes_on_being_written_to(url: str, version: str) -> None:
    earlier = Database(url)
    with earlier.engine.begin() as connection:
        migrate(connection, version)
    earlier.close()
    database = Database(url)
    accept(database, receive(database, rich(XIAMEN, 2025), b"1", by="张").id, by="张", note="核对过")
    send_back(database, receive(database, rich(XIAMEN, 2025), b"2", by="张").id, by="张", note="缺类型")
    assert [one.note for one in all_submissions(database)] == ["缺类型", "核对过"]
    database.close()


def test_a_failing_migration_leaves_the_version_before(url: str) -> None:
    earlier = Database(url)
    with earlier.engine.begin() as connection:
        migrate(connection, "0001")
        # The column that the next version adds is there already, as after a change by hand.
        connection.execute(text("ALTER TABLE submissions ADD COLUMN note TEXT"))
    before = shape(earlier.engine)
    earlier.close()
    database = Database(url)
    with pytest.raises((StoreError, DBAPIError)):
        database.ensure_ready()
    assert shape(database.engine) == before
    with database.engine.connect() as connection:
        assert schema_version(connection) == "0001"
    database.close()


def test_a_database_of_a_later_program_is_left_alone(url: str) -> None:
    database = Database(url)
    database.ensure_ready()
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("ALTER TABLE log ADD COLUMN unheard_of TEXT"))
    before = shape(database.engine)
    database.close()
    later = Database(url)
    with pytest.raises(StoreTooNew, match="更新版本"):
        later.revision()
    assert shape(later.engine) == before
    later.close()


@pytest.mark.parametrize(
    "tables",
    [
        ["CREATE TABLE orders (id INTEGER)"],
        ["CREATE TABLE orders (id INTEGER)", "CREATE TABLE alembic_version (version_num VARCHAR(32))"],
    ],
    ids=["other tables", "other tables that migrate as ours do"],
)
def test_a_database_of_somebody_else_is_not_touched(url: str, tables: list[str]) -> None:
    theirs = Database(url)
    with theirs.engine.begin() as connection:
        for statement in tables:
            connection.execute(text(statement))
    before = shape(theirs.engine)
    theirs.close()
    database = Database(url)
    with pytest.raises(NotAStore, match="FACTORY_DATABASE_URL"):
        database.revision()
    assert shape(database.engine) == before
    database.close()


def test_two_stores_have_two_names(url: str, another_url: str) -> None:
    one, other = Database(url), Database(another_url)
    assert one.revision() != other.revision()
    one.close()
    other.close()


@pytest.mark.parametrize("path", sorted((MIGRATIONS / "versions").glob("0*.py")), ids=lambda path: path.stem)
def test_a_migration_depends_on_no_code_that_may_change(path: Path) -> None:
    imported = re.findall(r"^(?:from|import) (\w+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(imported) <= {"alembic", "sqlalchemy", "uuid"}
