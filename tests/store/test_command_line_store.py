"""The command line as people use it: folders in, everything out, copies, its words and its exit status."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from loaders.samples import SAMPLES
from store.__main__ import main
from store.collection import collect
from store.database import Database
from store.settings import settings
from store.submissions import Submission, all_submissions, withdraw
from tests.loaders.sheet_building import FIRST, HEADINGS, SECOND, TITLE, UNIT_LINE, xlsx
from tests.sample_projects import sample_store

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
SOUND = xlsx([[TITLE], [UNIT_LINE], HEADINGS, FIRST, SECOND])
NEWER = xlsx([[TITLE], [UNIT_LINE], HEADINGS, FIRST])
FAULTY = xlsx([[TITLE], ["推荐单位：厦门市"], HEADINGS, [1, "丙项目", "丙公司", "炼丹", "产线级", "机器视觉质检"]])
UNPLACED = xlsx([HEADINGS, [1, "丁项目", "丁公司", "钢铁", "产线级", "机器视觉质检"]])
LIST = xlsx([["2025年国家5G工厂名录"], ["项目名称", "企业名称", "所在省份"], ["甲项目", "甲公司", "福建省"]])


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A folder as it comes by e-mail."""
    folder = tmp_path / "来件"
    folder.mkdir()
    (folder / "1.xlsx").write_bytes(SOUND)
    (folder / "2.xlsx").write_bytes(FAULTY)
    (folder / "3.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "4.xlsx").write_bytes(UNPLACED)
    return folder


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Name an empty SQLite store."""
    return f"sqlite:///{(tmp_path / 'own.db').as_posix()}"


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run commands on a store, in this process: a new one takes a second to start."""

    def run(url: str, *arguments: object) -> Done:
        monkeypatch.setenv("FACTORY_DATABASE_URL", url)
        settings.cache_clear()
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        return Done(code, *capsys.readouterr())

    yield run
    settings.cache_clear()


def submissions(url: str) -> list[Submission]:
    """Return what is in a store."""
    database = Database(url)
    try:
        return all_submissions(database)
    finally:
        database.close()


def log_lines(url: str) -> list[tuple[str, str]]:
    """Return who did what in an SQLite store."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        return connection.execute("SELECT action, by FROM log ORDER BY id").fetchall()


def test_the_samples_come_in_as_the_dashboard_shows_them(run: Run, url: str) -> None:
    years = [SAMPLES / "2023", SAMPLES / "2024", SAMPLES / "2025"]
    done = run(url, "import", "--accept-problems", *years)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "共30个文件：已接受30个，待办0个，已有0个，未登记0个"
    done = run(url, "import", "--list", SAMPLES / "名录")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "共4份名录：新登记67项，未登记0份")
    own, samples = collect(Database(url)), collect(sample_store())
    # Codes are numbered in the order in which a database hands them out: only what they stand for is compared.
    assert own.projects.astype(object).equals(samples.projects.astype(object))
    assert sorted(own.uses.itertuples(index=False)) == sorted(samples.uses.itertuples(index=False))
    assert (len(own.projects), int((own.projects["listed_year"] > 0).sum())) == (220, 64)


def test_clean_files_are_accepted_and_the_others_kept_or_told(run: Run, sent: Path, place: str) -> None:
    done = run(place, "import", sent, "--by", "张三")
    assert done.returncode == 1
    assert [line.split("：", 1)[1] for line in done.stdout.splitlines()[:4]] == [
        "福州市，2025年，第1版，2个项目，已接受",
        "厦门市，2025年，第1版，1个项目，须改正1处，待办",
        "无法读取（damaged）：文件已损坏或不是表格，请用 Excel 或 WPS 打开另存后重新发送。",
        "文件中没有写明推荐单位和年度。请用--unit、--year说明；公布的名录请加--list。",
    ]
    assert "共4个文件：已接受1个，待办1个，已有0个，未登记2个" in done.stdout
    assert [(kept.status, kept.is_current) for kept in submissions(place)] == [("accepted", True), ("received", False)]
    assert log_lines(place) == [("receive", "张三"), ("accept", "张三"), ("receive", "张三")]


def test_the_same_again_changes_nothing(run: Run, sent: Path, place: str) -> None:
    run(place, "import", sent / "1.xlsx", sent / "2.xlsx")
    before = log_lines(place)
    done = run(place, "import", sent / "1.xlsx", sent / "2.xlsx")
    assert done.returncode == 1
    assert "已有（已接受）" in done.stdout
    assert "已有（待办）" in done.stdout
    assert "已接受0个，待办0个，已有2个，未登记0个" in done.stdout
    assert log_lines(place) == before


def test_what_waits_is_accepted_when_somebody_says_so(run: Run, sent: Path, place: str) -> None:
    run(place, "import", sent / "2.xlsx")
    done = run(place, "import", sent / "2.xlsx", "--accept-problems")
    assert (done.returncode, [kept.status for kept in submissions(place)]) == (0, ["accepted"])
    assert "须改正1处，已接受" in done.stdout


def test_of_two_versions_the_later_path_counts(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(SOUND)
    (tmp_path / "b.xlsx").write_bytes(NEWER)
    assert run(place, "import", tmp_path / "a.xlsx", tmp_path / "b.xlsx").returncode == 0
    assert [(kept.version, kept.project_count, kept.is_current) for kept in submissions(place)] == [
        (2, 1, True),
        (1, 2, False),
    ]


def test_an_older_version_that_comes_again_does_not_return(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(SOUND)
    (tmp_path / "b.xlsx").write_bytes(NEWER)
    run(place, "import", tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    done = run(place, "import", tmp_path / "a.xlsx")
    assert (done.returncode, "已有（已接受）" in done.stdout) == (0, True)
    assert [kept.version for kept in submissions(place) if kept.is_current] == [2]


def test_what_was_withdrawn_stays_withdrawn(run: Run, sent: Path, place: str) -> None:
    run(place, "import", sent / "1.xlsx")
    withdraw(Database(place), submissions(place)[0].id, by="测试")
    done = run(place, "import", sent / "1.xlsx", "--accept-problems")
    assert (done.returncode, "已有（已撤回）" in done.stdout) == (1, True)
    assert [kept.status for kept in submissions(place)] == ["withdrawn"]


def test_one_file_is_placed_by_hand_and_dated(run: Run, sent: Path, place: str) -> None:
    arguments = ["--unit", "莆田", "--year", "2024", "--received", "2024-09-16"]
    done = run(place, "import", sent / "4.xlsx", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    (kept,) = submissions(place)
    assert (kept.unit, kept.year, kept.received_at.isoformat()) == ("350300", 2024, "2024-09-16T04:00:00")


def test_a_file_that_says_otherwise_is_not_kept(run: Run, sent: Path, place: str) -> None:
    done = run(place, "import", sent / "1.xlsx", "--unit", "厦门市")
    assert done.returncode == 1
    assert "文件写明的推荐单位是福州市，与指定的厦门市不一致。" in done.stdout
    done = run(place, "import", sent / "1.xlsx", "--year", "2024")
    assert "文件写明的年度是2025，与指定的2024不一致。" in done.stdout
    assert submissions(place) == []


def test_a_list_is_kept_once_and_a_table_taken_for_one_is_not(run: Run, sent: Path, place: str) -> None:
    (sent / "名录.xlsx").write_bytes(LIST)
    done = run(place, "import", "--list", sent / "名录.xlsx", sent / "1.xlsx", sent / "3.xlsx")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "共3份名录：新登记1项，未登记2份"
    assert "请去掉--list" in done.stdout
    done = run(place, "import", "--list", sent / "名录.xlsx")
    assert (done.returncode, "没有新的" in done.stdout) == (0, True)


def test_a_list_without_a_year_asks_for_it(run: Run, tmp_path: Path, place: str) -> None:
    data = xlsx([["国家5G工厂名录"], ["项目名称", "企业名称", "所在省份"], ["甲项目", "甲公司", "福建省"]])
    (tmp_path / "名录.xlsx").write_bytes(data)
    done = run(place, "import", "--list", tmp_path / "名录.xlsx")
    assert (done.returncode, "请用--year说明" in done.stdout) == (1, True)
    assert run(place, "import", "--list", tmp_path / "名录.xlsx", "--year", "2025").returncode == 0


def test_contacts_in_the_name_of_the_officer_go_nowhere(run: Run, sent: Path, place: str) -> None:
    run(place, "import", sent / "1.xlsx", "--by", "张三 13800000000")
    assert {by for _, by in log_lines(place)} == {"张三"}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["import"],
        ["import", "没有这个文件.xlsx"],
        ["import", str(SAMPLES), "--unit", "福州市"],
        ["import", str(README), "--unit", "上海市"],
        ["import", str(README), "--year", "26"],
        ["import", str(README), "--received", "2024/9/16"],
        ["import", str(README), "--list", "--accept-problems"],
        ["export"],
        ["backup"],
        ["copy", "mysql://x"],
    ],
)
def test_wrong_usage_ends_with_two_and_a_chinese_sentence(run: Run, arguments: list[str], place: str) -> None:
    done = run(place, *arguments)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)
    assert "用“python -m store" in done.stderr
    assert "error" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [["--help"], ["import", "--help"], ["export", "-h"], ["backup", "-h"], ["copy", "-h"]]
)
def test_the_help_is_chinese(run: Run, arguments: list[str], place: str) -> None:
    done = run(place, *arguments)
    assert (done.returncode, done.stdout.startswith("用法：")) == (0, True)
    assert not {"usage", "options", "positional", "message"} & set(done.stdout.replace(":", " ").split())


@pytest.mark.parametrize("command", ["import", "export", "backup", "copy"])
def test_every_command_and_option_is_documented(run: Run, command: str, place: str) -> None:
    document = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    options = set(re.findall(r"--[\w-]+", run(place, command, "--help").stdout)) - {"--help"}
    assert f"python -m store {command} " in document
    assert {option for option in options if option not in document} == set()


@pytest.mark.parametrize("command", [["export", "out"], ["backup", "copy.db"], ["copy", "sqlite:///other.db"]])
def test_an_empty_store_is_rather_a_wrong_address(run: Run, command: list[str], place: str, tmp_path: Path) -> None:
    done = run(place, command[0], command[1].replace("out", str(tmp_path / "out")))
    assert (done.returncode, done.stdout) == (2, "")
    assert "数据库是空的" in done.stderr


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://x:y@127.0.0.1:1/z", "连不上数据库"),
        ("mysql://x", "数据库地址不对"),
        (f"sqlite:///{README.as_posix()}", "不是本程序的数据库"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_in_a_sentence(run: Run, url: str, message: str, tmp_path: Path) -> None:
    for command in (["import", SAMPLES / "2023"], ["export", tmp_path / "out"], ["backup", tmp_path / "x.db"]):
        done = run(url, *command)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert message in done.stderr


def test_an_export_needs_an_empty_folder(run: Run, sent: Path, place: str, tmp_path: Path) -> None:
    run(place, "import", sent / "1.xlsx")
    assert run(place, "export", tmp_path / "出" / "1").returncode == 0
    done = run(place, "export", tmp_path / "出" / "1")
    assert (done.returncode, "不是空文件夹" in done.stderr) == (2, True)
    done = run(place, "export", sent / "1.xlsx")
    assert (done.returncode, "是文件" in done.stderr) == (2, True)


def test_a_backup_is_a_store_and_replaces_nothing_unasked(run: Run, sent: Path, place: str, tmp_path: Path) -> None:
    run(place, "import", sent / "1.xlsx")
    copy = tmp_path / "备份.db"
    assert "已备份到" in run(place, "backup", copy).stdout
    assert [kept.file_name for kept in submissions(f"sqlite:///{copy.as_posix()}")] == ["1.xlsx"]
    assert (run(place, "backup", copy).returncode, run(place, "backup", copy, "--force").returncode) == (2, 0)


def test_a_store_moves_to_another_database(run: Run, sent: Path, place: str, url: str) -> None:
    run(place, "import", sent / "1.xlsx")
    assert run(place, "copy", url).returncode == 0
    assert submissions(url) == submissions(place)
    done = run(place, "copy", url)
    assert (done.returncode, "已有数据" in done.stderr) == (2, True)
    (sent / "1.xlsx").write_bytes(NEWER)
    assert run(url, "import", sent / "1.xlsx").returncode == 0
    assert [kept.version for kept in submissions(url)] == [2, 1]


def test_it_runs_as_a_program(sent: Path, place: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "store", "import", str(sent / "1.xlsx")],
        cwd=ROOT,
        env=os.environ | {"FACTORY_DATABASE_URL": place, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "福州市，2025年，第1版，2个项目，已接受" in done.stdout


def test_whoever_stops_reading_gets_no_traceback(sent: Path, place: str) -> None:
    command = [sys.executable, "-m", "store", "import", str(sent)]
    environment = os.environ | {"FACTORY_DATABASE_URL": place}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
