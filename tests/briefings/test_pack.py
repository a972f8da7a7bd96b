"""The pack holds every document, says what is inside and why something is missing, and is always the same."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from briefings.briefing import Briefing
from briefings.errors import BriefingError
from briefings.pack import (
    NOTE_NAME,
    PARTS,
    PICTURES,
    SLIDES,
    TEXT,
    WORKBOOK,
    File,
    Made,
    Part,
    Step,
    download_name,
    note,
    pack,
    steps,
    together,
)
from briefings.pictures import NO_FONT, can_draw
from charts.map import BOUNDARY_NOTE
from tests.briefings.told import DATE, MANY, REVISION, WARNING, briefing

ROOT = Path(__file__).resolve().parents[2]
KEYS = ("trend", "unit-map")
MADE = Made((File("简报.pptx", b"1"), File("图/年度趋势.png", b"2")))
#: Another process prints what its documents hash to.
ELSEWHERE = """
import hashlib
from tests.briefings.told import MANY, briefing
from briefings.pack import steps, together
made = together(step.run() for step in steps(briefing(MANY, ("trend", "unit-map"), year=2025)))
print({file.name: hashlib.sha256(file.content).hexdigest() for file in made.files})
"""


@pytest.fixture(scope="module")
def told() -> Briefing:
    return briefing(MANY, KEYS, year=2025)


@pytest.fixture(scope="module")
def made(told: Briefing) -> Made:
    return together(step.run() for step in steps(told))


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def noted(told: Briefing, made: Made) -> list[str]:
    """Return the lines of the note."""
    return note(told, made).decode("utf-8-sig").split("\r\n")


@pytest.mark.skipif(not can_draw(), reason="no Chinese font on this machine")
def test_the_pack_holds_every_document_in_order_and_a_note(told: Briefing, made: Made) -> None:
    assert opened(pack(told, made)).namelist() == [
        "简报.pptx",
        "数据.xlsx",
        "通报.docx",
        "图/年度趋势.png",
        "图/年度趋势.svg",
        "图/福建省地图.png",
        "图/福建省地图.svg",
        NOTE_NAME,
    ]
    assert (made.left_out, made.failed) == ((), False)


def test_names_are_marked_as_utf_8_and_nothing_is_dated(told: Briefing) -> None:
    entries = opened(pack(told, MADE)).infolist()
    assert {entry.flag_bits & 0x800 for entry in entries} == {0x800}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_note_says_what_is_inside_and_what_was_counted(told: Briefing) -> None:
    lines = noted(told, MADE)
    assert lines[0] == "福建省5G工厂建设情况（2025年）"
    assert f"注意：{WARNING}" in lines
    assert f"统计口径：{told.subject}，共{told.view.total()}项" in lines
    assert {"筛选条件：年份：2025年", f"数据日期：{DATE}", f"数据版本：{REVISION}", "未包含：无"} <= set(lines)
    assert "  图/年度趋势.png" in lines
    assert f"{BOUNDARY_NOTE}。" in lines


def test_the_note_opens_in_any_windows_program(told: Briefing) -> None:
    content = note(told, MADE)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 10


def test_the_note_says_why_something_is_missing(told: Briefing) -> None:
    lines = noted(told, Made(MADE.files, ("图片：没有中文字体",)))
    assert lines[lines.index("未包含：") + 1] == "  图片：没有中文字体"


def test_pictures_without_a_font_are_left_out_and_the_reason_is_said(
    monkeypatch: pytest.MonkeyPatch, told: Briefing
) -> None:
    monkeypatch.setattr("briefings.pictures.can_draw", lambda: False)
    result = together(step.run() for step in steps(told, [PICTURES]))
    assert result == Made((), (NO_FONT,), False)


def broken() -> Made:
    raise ZeroDivisionError("/home/li/secret.xlsx")


def refused() -> Made:
    raise BriefingError("模板已损坏。")


def test_a_step_that_fails_is_logged_and_said_without_its_cause(caplog: pytest.LogCaptureFixture) -> None:
    result = Step("", TEXT, broken).run()
    assert (result.files, result.failed) == ((), True)
    assert result.left_out == ("通报（Word）未能生成，原因已记入日志，请联系系统管理员。",)
    assert "ZeroDivisionError" in caplog.text


def test_what_can_be_said_to_a_user_is_said_in_its_own_words() -> None:
    assert Step("", SLIDES, refused).run() == Made((), ("演示文稿（PPT）：模板已损坏。",), False)


def test_what_was_made_is_joined_and_a_reason_said_once() -> None:
    first, second = Made((File("a", b""),), ("因",)), Made((File("b", b""),), ("因", "果"), True)
    assert together([first, second]) == Made((File("a", b""), File("b", b"")), ("因", "果"), True)


@pytest.mark.parametrize("part", [SLIDES, WORKBOOK, TEXT])
def test_every_document_can_be_had_by_itself(part: Part, told: Briefing) -> None:
    (step,) = steps(told, [part])
    (file,) = step.run().files
    assert file.name == part.file_name
    assert file.content.startswith(b"PK")
    assert part.name in step.words


def test_there_is_a_step_for_every_chart_to_be_drawn(told: Briefing) -> None:
    if can_draw():
        assert [step.words for step in steps(told, [PICTURES])] == ["正在画图：年度趋势…", "正在画图：福建省地图…"]


@pytest.mark.parametrize("suffix", [part.suffix for part in PARTS])
def test_downloads_are_named_by_place_and_year(told: Briefing, suffix: str) -> None:
    assert download_name(told, suffix) == f"福建省5G工厂建设情况（2025年）_{suffix}"


@pytest.mark.parametrize(
    ("projects", "filters", "name"),
    [
        (MANY, {}, "福建省5G工厂建设情况（2023—2025年）.zip"),
        (MANY[:1], {}, "福建省5G工厂建设情况（2023年）.zip"),
        ((), {}, "福建省5G工厂建设情况.zip"),
        (MANY, {"units": ("350500",), "year": 2024}, "泉州市5G工厂建设情况（2024年）.zip"),
        (
            MANY,
            {"units": ("350500", "350100"), "sectors": ("textile",)},
            "泉州市、福州市纺织行业5G工厂建设情况（2023—2025年）.zip",
        ),
        (MANY, {"sectors": ("other",), "year": 2024}, "福建省其他行业5G工厂建设情况（2024年）.zip"),
        (
            MANY,
            {"units": ("350500", "350100", "350200", "350300")},
            "福建省4个推荐单位5G工厂建设情况（2023—2025年）.zip",
        ),
    ],
)
def test_the_name_tells_the_scope(projects: tuple, filters: dict, name: str) -> None:
    assert download_name(briefing(projects, (), **filters), ".zip") == name


def test_a_name_in_the_pack_is_safe_on_windows(made: Made) -> None:
    assert [file.name for file in made.files if set(file.name) & set('\\:*?"<>|')] == []


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Shanghai"), ("2", "America/Los_Angeles")])
def test_another_process_makes_the_same_bytes(made: Made, seed: str, zone: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONIOENCODING": "utf-8"}
    told = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], cwd=ROOT, env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    assert told.stdout.strip() == str({file.name: hashlib.sha256(file.content).hexdigest() for file in made.files})


def test_the_same_pack_is_the_same_bytes(told: Briefing, made: Made) -> None:
    again = replace(told)
    assert pack(again, together(step.run() for step in steps(again))) == pack(told, made)
