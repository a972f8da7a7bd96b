"""What goes into the store comes out as it was, on every database, and contacts stay in the original file alone."""

import os
from dataclasses import replace

import pytest
from sqlalchemy import select

from loaders.problems import Problem, Severity
from loaders.tables.headings import Field
from loaders.tables.project import Project
from loaders.workbook import Reading
from store.collection import collect
from store.contents import original, readings
from store.database import Database
from store.decisions import all_decisions, decide, mark
from store.elsewhere import repeats_in_store
from store.errors import NotPossible
from store.lookup import project_rows, search
from store.mappings import remember, remembered
from store.schema import log, metadata, originals, projects
from store.submissions import accept, receive, send_back, submission
from store.targets import set_target
from tests.store.reading_building import ERROR, FUZHOU, WARNING, XIAMEN, outcome, project, reading

WHOLE = Project(
    project_name="“5G+”全连接工厂（一期）<b>&amp;=1+1",
    enterprise="样例𠮷林（福建）纺织有限公司 Ltd.",
    credit_code="91350100M000100Y43",
    unit=XIAMEN,
    county="350203",
    sector="textile",
    tier="plant",
    scenarios=("remote_equipment_control", "machine_vision_inspection", "unit_simulation"),
    network_mode="virtual",
    build_type="new",
    investment_wan=12345.678901,
    terminals=2_000_000_000,
    completed_on="2024-06",
    sheet="汇总 表'1",
    row=1_048_576,
    cell="XFD1048576",
)
#: A row in which nothing is told: it belongs to the unit whose table it stands in.
NOTHING = project(None, None, unit=FUZHOU, sheet="", row=1, cell="")
READ = Reading(
    file="福州市 2025年（终稿）.xlsx",
    year=2025,
    unit=FUZHOU,
    projects=(WHOLE, NOTHING),
    problems=(WARNING, ERROR, WARNING, Problem("tier-unknown", Severity.HINT, "", "", "“级别”\n不明", "")),
    columns={Field.PROJECT_NAME: "项目\n名称", Field.TIER: "类型（三选一）"},
    unmapped=("备注", "“其他”", ""),
    repeats=(WHOLE, replace(WHOLE, row=9, scenarios=())),
)
LONG = "长" * 30_000
#: What no database keeps in a text: a zero character, and half of a pair, as a name of a file on Windows may hold.
ODD, KEPT = "甲\x00乙\ud83d丙", "甲\ufffd乙\ufffd丙"
PHONE = "13800138000"


def given_back(database: Database, read: Reading, data: bytes = b"1") -> Reading:
    """Receive a reading and ask for it again."""
    number = receive(database, read, data, by="张").id
    with database.reading() as connection:
        return readings(connection, [number])[number]


def everything_but_originals(database: Database) -> str:
    """Return all that is in the database as one text, without the files themselves."""
    tables = [table for table in metadata.sorted_tables if table is not originals]
    with database.reading() as connection:
        return repr([list(connection.execute(select(table))) for table in tables])


def test_a_reading_comes_back_as_it_was(database: Database) -> None:
    assert given_back(database, READ) == READ


def test_a_table_without_any_row_comes_back_as_it_was(database: Database) -> None:
    assert given_back(database, reading()) == reading()


def test_several_readings_come_back_each_by_its_number(database: Database) -> None:
    numbers = [receive(database, replace(READ, year=year), b"1", by="张").id for year in (2024, 2025, 2026)]
    with database.reading() as connection:
        found = readings(connection, numbers)
    assert {number: found[number].year for number in numbers} == dict(zip(numbers, (2024, 2025, 2026), strict=True))
    assert [found[number].projects for number in numbers] == [READ.projects] * 3


@pytest.mark.parametrize(
    "data",
    [b"", bytes(range(256)) * 3, "联系人,张三\r\n".encode("gb18030"), os.urandom(50 << 20)],
    ids=["empty", "every byte", "text", "50 MB"],
)
def test_an_original_comes_back_byte_for_byte(database: Database, data: bytes) -> None:
    kept = receive(database, READ, data, by="张")
    with database.reading() as connection:
        assert original(connection, kept.sha256) == data


def test_one_file_sent_for_two_units_is_kept_once(database: Database) -> None:
    receive(database, READ, b"1", by="张")
    receive(database, replace(READ, unit=XIAMEN), b"1", by="张")
    with database.reading() as connection:
        assert len(connection.execute(select(originals)).all()) == 1


def test_the_order_of_scenarios_and_rows_is_kept(database: Database) -> None:
    rows = [project(f"{number}公司", "项目", *WHOLE.scenarios[number % 3 :]) for number in range(2_500)]
    number = receive(database, reading(*rows), b"1", by="张").id
    accept(database, number, by="张")
    found = project_rows(database, collect(database).projects.index)
    assert found["enterprise"].tolist() == [row.enterprise for row in rows]
    assert found["scenarios"].tolist() == [row.scenarios for row in rows]


def test_texts_no_database_keeps_are_kept_as_far_as_possible(database: Database) -> None:
    odd = replace(
        reading(replace(WHOLE, project_name=ODD, enterprise=ODD, sheet=ODD), file=f"{ODD}.xlsx"),
        problems=(Problem("tier-unknown", Severity.HINT, ODD, "", ODD, ODD),),
        columns={Field.TIER: ODD},
        unmapped=(ODD,),
    )
    kept = given_back(database, odd)
    assert kept.projects == (replace(WHOLE, project_name=KEPT, enterprise=KEPT, sheet=KEPT),)
    assert (kept.file, kept.problems[0].message, kept.columns, kept.unmapped) == (
        f"{KEPT}.xlsx",
        KEPT,
        {Field.TIER: KEPT},
        (KEPT,),
    )


def test_what_people_type_is_kept_as_far_as_possible(database: Database) -> None:
    number = receive(database, READ, b"1", by=ODD).id
    send_back(database, number, by=ODD, note=ODD)
    set_target(database, "province", "listed", 2027, 10, ODD, by=ODD)
    decide(database, [outcome(ODD, ODD, 2025)], ODD, by=ODD, data=b"2", file_name=ODD)
    remember(database, FUZHOU, {ODD: Field.TIER}, by=ODD)
    kept = submission(database, number)
    assert (kept.received_by, kept.decided_by, kept.note) == (KEPT, KEPT, KEPT)
    assert [target.source for target in collect(database).targets] == [KEPT]
    assert remembered(database, FUZHOU) == {KEPT: Field.TIER}
    assert search(database, ODD).tolist() == search(database, KEPT).tolist() == [-1]


def test_names_of_any_length_are_kept_found_and_compared(database: Database) -> None:
    long = project(LONG, f"{LONG}一")
    accept(database, receive(database, reading(long), b"1", by="张").id, by="张")
    (number,) = collect(database).projects.index
    assert project_rows(database, [number])["enterprise"].tolist() == [LONG]
    (found,) = repeats_in_store(database, reading(long, unit=XIAMEN, year=2025))
    assert found.code == "duplicate-across-units"
    assert repeats_in_store(database, reading(project(LONG, f"{LONG}二"), unit=XIAMEN)) == []


def test_a_project_with_a_very_long_name_can_be_marked(database: Database) -> None:
    accept(database, receive(database, reading(project(LONG, f"{LONG}一")), b"1", by="张").id, by="张")
    mark(database, int(collect(database).projects.index[0]), "listed", 2026, "名录", by="张")
    assert collect(database).projects["listed_year"].tolist() == [2026]


def test_a_published_line_with_very_long_names_is_kept_once(database: Database) -> None:
    for _ in range(2):
        decide(database, [outcome(LONG, LONG, 2025)] * 2, LONG, by="张")
    with database.reading() as connection:
        assert len(all_decisions(connection)) == 1


def test_more_enterprises_than_a_query_holds_are_compared(database: Database) -> None:
    accept(database, receive(database, reading(project("甲9公司", "项目")), b"1", by="张").id, by="张")
    many = reading(*(project(f"甲{number}公司", "项目") for number in range(70_000)), unit=XIAMEN)
    assert [found.code for found in repeats_in_store(database, many)] == ["duplicate-across-units"]


def test_a_heading_too_long_to_be_one_is_refused(database: Database) -> None:
    with pytest.raises(NotPossible, match="表头"):
        remember(database, FUZHOU, {LONG: Field.TIER}, by="张")


def test_contacts_are_in_the_original_and_nowhere_else(database: Database) -> None:
    data = f"联系人,张三丰,{PHONE},zhang@example.com".encode()
    number = receive(database, reading(WHOLE, file=f"福州 张三丰{PHONE}.xlsx"), data, by="李").id
    accept(database, number, by="李")
    decide(database, [outcome("甲公司", "甲项目", 2025)], "名录", by="李", data=data, file_name=f"名录{PHONE}.xlsx")
    assert PHONE not in everything_but_originals(database)
    with database.reading() as connection:
        assert original(connection, submission(database, number).sha256) == data


def test_the_log_says_who_did_what_and_nothing_of_what_is_in_a_table(database: Database) -> None:
    accept(database, receive(database, READ, b"1", by="张").id, by="王")
    with database.reading() as connection:
        lines = connection.execute(select(log.c.by, log.c.action, log.c.unit, log.c.year, log.c.detail)).all()
    assert [tuple(line) for line in lines] == [
        ("张", "receive", FUZHOU, 2025, "第1版"),
        ("王", "accept", FUZHOU, 2025, "第1版"),
    ]


def test_a_row_without_a_unit_belongs_to_the_table_it_stands_in(database: Database) -> None:
    receive(database, reading(project("甲公司", "甲项目")), b"1", by="张")
    with database.reading() as connection:
        assert connection.execute(select(projects.c.unit)).scalars().all() == [FUZHOU]
