"""No file can hang the program, fill its memory or end it, and the files after it are still read."""

import os
import struct
import subprocess
import sys
import time
from multiprocessing import synchronize
from pathlib import Path

import misbehaving
import pytest
from sheet_building import FIRST, HEADINGS, NAME, TITLE, UNIT_LINE, xlsx

from loaders.errors import REJECTIONS
from loaders.guarded import Rejected, Source, Task, read_guarded, run_guarded, tell_unless_late
from loaders.tables.headings import Field
from loaders.workbook import Reading

ROOT = Path(__file__).resolve().parents[2]
SOUND = xlsx([[TITLE], [UNIT_LINE], HEADINGS, FIRST])


def outcome(result: object) -> object:
    """Return the code of a rejection, or the result itself."""
    return result.code if isinstance(result, Rejected) else result


@pytest.mark.parametrize(
    ("function", "codes"),
    [
        (misbehaving.loop, {"too-slow"}),
        (misbehaving.count, {"too-slow"}),
        (misbehaving.hoard, {"too-large"}),
        (misbehaving.hoard_slowly, {"too-large"}),
        (misbehaving.abort, {"reader-crashed"}),
        (misbehaving.leave, {"reader-crashed"}),
        (misbehaving.interrupt, {"reader-crashed"}),
        (misbehaving.unsendable, {"reader-crashed"}),
        (misbehaving.refuse, {"no-table-found"}),
    ],
)
def test_every_way_of_failing_has_its_code_and_the_next_file_is_read(function: object, codes: set[str]) -> None:
    tasks = [Task("坏", function), Task("好", len, ("甲乙",)), Task("坏", function), Task("好", len, ("甲",))]
    results = list(run_guarded(tasks, seconds=2))
    assert {outcome(result) for result in results[::2]} == codes
    assert results[1::2] == [2, 1]
    assert {(result.file, result.message) for result in results[::2]} == {("坏", REJECTIONS[codes.pop()])}


def test_a_child_may_use_less_memory_than_the_limit() -> None:
    assert list(run_guarded([Task("x", misbehaving.afford)] * 3)) == [600 << 20] * 3


def test_children_are_few_and_used_again() -> None:
    children = {*run_guarded([Task("x", misbehaving.chatter)] * 30)}
    assert 1 <= len(children) <= 4
    assert os.getpid() not in children


def test_nothing_a_reader_writes_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    list(run_guarded([Task("x", misbehaving.chatter)]))
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="there a child needs no name to find a lock")
def test_a_child_that_comes_too_late_says_nothing_and_one_that_fails_says_why(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lock = object.__new__(synchronize.Lock)
    for start, told in (
        (lambda: lock.__setstate__((0, 0, 1, "/gone")), ""),
        (lambda: Path("gone").read_text(encoding="utf-8"), "No such file or directory: 'gone'"),
        (lambda: int("一二"), "ValueError"),
    ):
        with pytest.raises(Exception) as found:
            start()
        tell_unless_late(found.type, found.value, found.tb)
        said = capsys.readouterr().err
        assert (told in said) if told else not said


def test_files_come_back_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(SOUND)
    sources = [Source(f"{number}.xlsx", SOUND if number % 2 else path) for number in range(20)]
    assert [result.file for result in read_guarded(sources)] == [source.name for source in sources]


def test_no_files_need_no_child() -> None:
    assert list(read_guarded([])) == []


@pytest.mark.parametrize(
    ("source", "unit"),
    [
        (Source("2024/厦门市.xlsx", xlsx([HEADINGS, FIRST])), "350200"),
        (Source("厦门市/表.xlsx", xlsx([HEADINGS, FIRST])), None),
        (Source("x", xlsx([HEADINGS, FIRST]), "厦门市/表.xlsx"), "350200"),
    ],
)
def test_only_the_part_of_a_name_that_is_meant_tells_the_unit(source: Source, unit: str | None) -> None:
    (reading,) = read_guarded([source])
    assert isinstance(reading, Reading)
    assert (reading.unit, reading.file) == (unit, source.name)


def test_headings_mapped_by_hand_reach_the_children() -> None:
    data = xlsx([[TITLE], [UNIT_LINE], ["序号", "项目名称", "公司全名儿"], [1, "甲项目", "甲公司"]])
    (reading,) = read_guarded([Source("x.xlsx", data)], {"公司全名儿": Field.ENTERPRISE})
    assert isinstance(reading, Reading)
    assert reading.projects[0].enterprise == "甲公司"


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    (result,) = read_guarded([Source("x.xlsx", tmp_path / "x.xlsx")])
    assert isinstance(result, Rejected)
    assert (result.code, result.message[:6]) == ("damaged", "文件无法打开")


def cyclic() -> bytes:
    """Write a kilobyte of an old container whose directory leads to itself for ever."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 44, 1, 0, 0, 0x1000, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    return bytes(head) + struct.pack("<I", 0) * 128


def test_a_chain_without_end_ends_its_reader_at_most() -> None:
    start = time.monotonic()
    bad, good = read_guarded([Source("坏.xls", cyclic()), Source("好.xlsx", SOUND)])
    assert outcome(bad) in {"damaged", "reader-crashed", "too-large"}
    assert isinstance(good, Reading)
    assert time.monotonic() - start < 15


SCRIPT = """
from pathlib import Path
from loaders.guarded import Source, read_guarded
with Path("runs").open("a", encoding="utf-8") as file:
    file.write("x")
print([result.code for result in read_guarded([Source("x", b"")])])
"""


def test_a_page_that_reads_files_is_not_run_again_in_the_children(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, "page.py"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("['empty']\n", "")
    assert (tmp_path / "runs").read_text(encoding="utf-8") == "x"
