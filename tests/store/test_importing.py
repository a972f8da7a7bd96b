"""Many files are brought in by groups that fit in memory, as if they had come one after another."""

from pathlib import Path

import pytest

from loaders.guarded import Source
from store import importing
from store.database import Database
from store.errors import StoreUnavailable
from store.importing import Imported, Instructions, import_files
from store.submissions import all_submissions
from tests.loaders.sheet_building import FIRST, HEADINGS, TITLE, xlsx

UNITS = ["福州市", "厦门市", "莆田市", "三明市", "泉州市"]
BY = Instructions("测试")


def source(unit: str, name: str, project: str = "项目") -> Source:
    """A table of one project."""
    return Source(name, xlsx([[TITLE], [f"推荐单位：{unit}"], HEADINGS, [1, f"{unit}{project}", *FIRST[2:]]]))


FILES = [source(unit, f"{unit}.xlsx") for unit in UNITS]


def grouped(
    database: Database, files: list[Source], instructions: Instructions = BY
) -> tuple[list[int], list[Imported]]:
    """Import files; return the sizes of the groups, and what became of them."""
    sizes: list[int] = []

    def bar(total: int):  # type: ignore[no-untyped-def]
        sizes.append(total)
        return lambda done: None

    return sizes, list(import_files(database, files, instructions, bar))


def test_a_group_holds_so_many_files_and_their_order_is_kept(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_FILES_AT_A_TIME", 2)
    sizes, imported = grouped(database, FILES)
    assert sizes == [2, 2, 1]
    assert [one.incoming.name for one in imported] == [file.name for file in FILES]
    assert [one.is_settled for one in imported] == [True] * 5
    assert len(all_submissions(database)) == 5


def test_a_group_holds_so_many_bytes_and_at_least_one_file(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_BYTES_AT_A_TIME", 1)
    assert grouped(database, FILES[:3])[0] == [1, 1, 1]


def test_a_file_is_compared_with_what_earlier_groups_brought(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_FILES_AT_A_TIME", 1)
    same = [
        source("福州市", "a.xlsx"),
        Source("b.xlsx", xlsx([[TITLE], ["推荐单位：厦门市"], HEADINGS, [1, "福州市项目", *FIRST[2:]]])),
    ]
    _, (first, second) = grouped(database, same)
    assert (first.is_settled, second.is_settled) == (True, False)
    assert [found.code for found in second.incoming.problems] == ["duplicate-across-units"]


def test_a_later_version_in_another_group_is_the_newer_one(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_FILES_AT_A_TIME", 1)
    grouped(database, [source("福州市", "a.xlsx", "一"), source("福州市", "b.xlsx", "二")])
    assert [(kept.file_name, kept.is_current) for kept in all_submissions(database)] == [
        ("b.xlsx", True),
        ("a.xlsx", False),
    ]


def test_the_same_file_twice_in_one_import_is_kept_once(database: Database) -> None:
    _, imported = grouped(database, [FILES[0], Source("另存.xlsx", FILES[0].content)])
    assert [one.end.value for one in imported] == ["已接受", "已有"]
    assert len(all_submissions(database)) == 1


def test_a_file_that_is_gone_by_its_turn_is_told(database: Database, tmp_path: Path) -> None:
    _, (gone, there) = grouped(database, [Source("没有.xlsx", tmp_path / "没有.xlsx"), FILES[0]])
    assert ("无法打开" in gone.reason, there.is_settled) == (True, True)


def test_what_was_told_before_the_store_went_away_is_kept(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_FILES_AT_A_TIME", 1)
    results = import_files(database, FILES, BY)
    next(results)

    def gone(*arguments: object, **options: object) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(importing, "keep", gone)
    with pytest.raises(StoreUnavailable):
        next(results)
    assert [kept.status for kept in all_submissions(database)] == ["accepted"]
