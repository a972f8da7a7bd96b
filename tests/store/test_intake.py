"""Files come in one way: read with what is known of their unit, compared, and kept whole."""

from pathlib import Path

import pytest

from loaders.guarded import Rejected, Source
from loaders.tables.headings import Field
from store.contents import original, readings
from store.database import Database
from store.errors import NotPossible
from store.intake import keep, placed, read_in
from store.mappings import remember
from store.submissions import accept, all_submissions
from tests.loaders.sheet_building import FIRST, HEADINGS, SECOND, TITLE, UNIT_LINE, xlsx

FUZHOU, XIAMEN = "350100", "350200"
SOUND = xlsx([[TITLE], [UNIT_LINE], HEADINGS, FIRST, SECOND])
OF_XIAMEN = xlsx([[TITLE], ["推荐单位：厦门市"], HEADINGS, FIRST])
UNPLACED = xlsx([HEADINGS, FIRST])
AGAIN = ("duplicate-across-units",)


def source(content: bytes, name: str = "表.xlsx") -> Source:
    """A file as it is uploaded."""
    return Source(name, content)


def accepted(database: Database, content: bytes) -> None:
    """Have a table in force."""
    (incoming,) = read_in(database, [source(content)])
    accept(database, keep(database, incoming, by="测试").id, by="测试")


def codes(problems: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(found.code for found in problems)  # type: ignore[attr-defined]


def test_a_sound_file_is_read_and_kept_with_its_bytes_and_its_own_name(database: Database) -> None:
    (incoming,) = read_in(database, [source(SOUND, "2025年来件/甲.xlsx")])
    assert (incoming.unit, incoming.year, incoming.is_clean, incoming.problems) == (FUZHOU, 2025, True, ())
    kept = keep(database, incoming, by="测试")
    assert (kept.unit, kept.year, kept.version, kept.file_name, kept.project_count) == (FUZHOU, 2025, 1, "甲.xlsx", 2)
    with database.reading() as connection:
        assert original(connection, kept.sha256) == SOUND


def test_reading_alone_keeps_nothing(database: Database) -> None:
    before = database.revision()
    read_in(database, [source(SOUND)])
    assert (database.revision(), all_submissions(database)) == (before, [])


def test_results_come_in_the_order_of_the_files_and_are_told(database: Database, tmp_path: Path) -> None:
    heard: list[int] = []
    files = [
        source(SOUND, "a"),
        Source("b", tmp_path / "没有.xlsx"),
        source(b"PK\x03\x04", "c"),
        source(OF_XIAMEN, "d"),
    ]
    incoming = read_in(database, files, heard.append)
    assert [file.name for file in incoming] == ["a", "b", "c", "d"]
    assert [isinstance(file.result, Rejected) for file in incoming] == [False, True, True, False]
    assert heard == [1, 2, 3, 4]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", xlsx([["甲", "乙"]])])
def test_what_cannot_be_read_is_not_kept(database: Database, content: bytes) -> None:
    (incoming,) = read_in(database, [source(content)])
    assert (incoming.unit, incoming.year, incoming.is_clean, incoming.problems) == (None, None, False, ())
    with pytest.raises(NotPossible):
        keep(database, incoming, by="测试")
    assert all_submissions(database) == []


def test_files_that_come_together_are_compared_even_under_one_name(database: Database) -> None:
    first, second = read_in(database, [source(SOUND), source(OF_XIAMEN)])
    assert (codes(first.elsewhere), codes(second.elsewhere)) == ((), AGAIN)
    assert (second.is_clean, second.problems) == (False, second.elsewhere)


def test_a_file_is_compared_with_what_is_in_force(database: Database) -> None:
    accepted(database, SOUND)
    (incoming,) = read_in(database, [source(OF_XIAMEN)])
    assert codes(incoming.elsewhere) == AGAIN
    kept = keep(database, incoming, by="测试")
    assert (kept.error_count, kept.is_clean) == (1, False)
    with database.reading() as connection:
        assert codes(readings(connection, [kept.id])[kept.id].problems) == AGAIN


def test_the_same_repeat_is_said_once(database: Database) -> None:
    accepted(database, SOUND)
    _, incoming = read_in(database, [source(SOUND), source(OF_XIAMEN)])
    assert len(incoming.elsewhere) == 2
    assert codes(incoming.problems) == AGAIN


def test_a_table_sent_again_is_no_repeat_of_itself(database: Database) -> None:
    accepted(database, SOUND)
    (incoming,) = read_in(database, [source(xlsx([[TITLE], [UNIT_LINE], HEADINGS, FIRST]))])
    assert incoming.elsewhere == ()


def test_the_same_file_again_changes_nothing(database: Database) -> None:
    first = keep(database, read_in(database, [source(SOUND)])[0], by="测试")
    before = database.revision()
    again = keep(database, read_in(database, [source(SOUND, "另存.xlsx")])[0], by="别人")
    assert (again.id, database.revision()) == (first.id, before)


def test_headings_mapped_by_hand_are_applied_and_kept_with_the_file(database: Database) -> None:
    remember(database, FUZHOU, {"级": Field.TIER}, by="测试")
    data = xlsx([[TITLE], [UNIT_LINE], [*HEADINGS[:4], "级", HEADINGS[5]], FIRST])
    mapped, other = read_in(database, [source(data), source(OF_XIAMEN)])
    assert (mapped.mapping, mapped.problems, other.mapping) == ({"级": Field.TIER}, (), {})
    assert keep(database, mapped, by="测试").mapping == {"级": "tier"}


def test_a_table_known_only_by_headings_mapped_by_hand_is_found_by_the_unit_in_its_name(database: Database) -> None:
    remember(database, FUZHOU, {"企": Field.ENTERPRISE, "项": Field.PROJECT_NAME, "级": Field.TIER}, by="测试")
    data = xlsx([[TITLE], ["企", "项", "级"], ["甲公司", "甲项目", "车间级"]])
    named, nameless = read_in(database, [source(data, "福州市.xlsx"), source(data, "表.xlsx")])
    assert (named.unit, named.year, nameless.unit) == (FUZHOU, 2025, None)
    told = placed(database, nameless, unit=FUZHOU)
    assert (told.unit, told.year) == (FUZHOU, 2025)


def test_a_file_that_tells_neither_unit_nor_year_is_kept_where_a_person_says_them(database: Database) -> None:
    (incoming,) = read_in(database, [source(UNPLACED)])
    assert (incoming.unit, incoming.year, codes(incoming.problems)) == (None, None, ("year-missing", "unit-missing"))
    with pytest.raises(NotPossible):
        keep(database, incoming, by="测试")
    kept = keep(database, incoming, by="测试", unit=XIAMEN, year=2024)
    assert (kept.unit, kept.year, kept.error_count, kept.file_name) == (XIAMEN, 2024, 0, "表.xlsx")


def test_unit_or_year_alone_does_not_place_a_file(database: Database) -> None:
    (incoming,) = read_in(database, [source(UNPLACED)])
    with pytest.raises(NotPossible):
        keep(database, incoming, by="测试", unit=XIAMEN)
    with pytest.raises(NotPossible):
        keep(database, incoming, by="测试", year=2025)


def test_what_a_person_says_is_checked_against_and_compared(database: Database) -> None:
    accepted(database, SOUND)
    late = xlsx([[*HEADINGS, "完工时间"], [*FIRST, "2025-06"]])
    (incoming,) = read_in(database, [source(late)])
    told = placed(database, incoming, unit=XIAMEN, year=2025)
    assert codes(told.problems) == ("completed-after-deadline", *AGAIN)


def test_what_a_file_tells_itself_is_not_overruled(database: Database) -> None:
    (incoming,) = read_in(database, [source(SOUND)])
    assert placed(database, incoming, unit=XIAMEN, year=2020) is incoming
