"""The command line as scripts use it: its output, its order, its exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from format_building import SOUND
from sheet_building import FIRST, HEADINGS, SECOND, TITLE, UNIT_LINE, xlsx

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["file", "status", "unit", "year", "rows", "columns", "unmapped", "problems", "error"]
PROJECT_KEYS = [
    "project_name", "enterprise", "credit_code", "unit", "county", "sector", "tier", "scenarios", "network_mode",
    "build_type", "investment_wan", "terminals", "completed_on", "sheet", "row",
]  # fmt: skip


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command of the loaders."""
    command = [sys.executable, "-m", "loaders", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)


def check(*arguments: object) -> tuple[int, list[dict[str, object]]]:
    """Run `check --json`; whatever happens, it writes lines of JSON and nothing else."""
    done = run("check", "--json", *arguments)
    assert done.stderr == ""
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as a desk officer has it."""
    (tmp_path / "好.xlsx").write_bytes(xlsx(SOUND))
    again = xlsx([[TITLE], [UNIT_LINE], [*HEADINGS, "切片"], [1, "甲", "乙", "炼丹", "", "排产"], FIRST, SECOND, FIRST])
    (tmp_path / "子").mkdir()
    (tmp_path / "子" / "有问题.xlsx").write_bytes(again)
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "~$好.xlsx").write_bytes(b"x")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    return tmp_path


def test_a_sound_file_is_accepted(folder: Path) -> None:
    status, (record,) = check(folder / "好.xlsx")
    assert status == 0
    assert list(record) == KEYS
    assert (record["file"], record["status"]) == (str(folder / "好.xlsx"), "accepted")
    assert (record["unit"], record["year"], record["rows"], record["error"]) == ("福州市", 2025, 2, None)
    assert record["columns"] == {
        "sequence": "序号",
        "project_name": "项目名称",
        "enterprise": "企业名称",
        "sector": "所属重点行业",
        "tier": "建设类型",
        "scenarios": "典型应用场景",
    }


def test_a_rejected_file_says_why_in_the_same_form(folder: Path) -> None:
    status, (record,) = check(folder / "坏.xlsx", "--projects")
    assert status == 1
    assert list(record) == [*KEYS, "projects"]
    assert record["status"] == "rejected"
    assert record["error"] == {
        "code": "damaged",
        "message": "文件已损坏或不是表格，请用 Excel 或 WPS 打开另存后重新发送。",
    }
    assert [record[key] for key in ("unit", "year", "rows", "columns", "unmapped", "problems", "projects")] == [
        None, None, 0, {}, [], [], []
    ]  # fmt: skip


def test_problems_and_unknown_headings_are_listed(folder: Path) -> None:
    status, (record,) = check(folder / "子")
    assert (status, record["status"], record["unmapped"]) == (1, "with_problems", ["切片"])
    assert list(record["problems"][0]) == ["code", "severity", "sheet", "cell", "message", "suggestion"]
    assert {"sector-unknown", "tier-missing", "scenario-unknown", "duplicate-project"} <= {
        found["code"] for found in record["problems"]
    }


def test_projects_come_in_the_order_of_their_rows_with_chinese_names(folder: Path) -> None:
    _, (record,) = check(folder / "子", "--projects")
    assert [project["row"] for project in record["projects"]] == [4, 5, 6, 7]
    assert record["rows"] == 4
    assert list(record["projects"][1]) == PROJECT_KEYS
    assert record["projects"][1] == {
        **dict.fromkeys(PROJECT_KEYS),
        "project_name": "甲项目",
        "enterprise": "甲公司",
        "unit": "福州市",
        "sector": "钢铁",
        "tier": "产线级",
        "scenarios": ["机器视觉质检"],
        "sheet": "表1",
        "row": 5,
    }
    assert (record["projects"][0]["sector"], record["projects"][0]["scenarios"]) == (None, [])


def test_folders_are_walked_in_order_without_locks_and_hidden_files(folder: Path) -> None:
    status, records = check(folder)
    assert status == 1
    assert [Path(record["file"]).name for record in records] == ["坏.xlsx", "好.xlsx", "有问题.xlsx"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert len(check(folder / "好.xlsx", folder / "好.xlsx")[1]) == 1


def test_files_are_compared_with_one_another(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx(SOUND))
    (tmp_path / "b.xlsx").write_bytes(xlsx([[TITLE], ["推荐单位：厦门市"], HEADINGS, FIRST]))
    found = {problem["code"] for record in check(tmp_path)[1] for problem in record["problems"]}
    assert "duplicate-across-units" in found


def test_the_name_of_the_folder_given_tells_no_year_and_no_unit(tmp_path: Path) -> None:
    folder = tmp_path / "2019厦门市"
    folder.mkdir()
    (folder / "表.xlsx").write_bytes(xlsx([HEADINGS, FIRST]))
    assert [(record["unit"], record["year"]) for record in check(folder)[1]] == [(None, None)]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check"],
        ["check", "没有这个文件.xlsx"],
        ["check", "--xml", "."],
        ["template", "--unit", "上海市", "--year", "2026", "--out", "x.xlsx"],
        ["template", "--unit", "泉州市", "--year", "26", "--out", "x.xlsx"],
        ["return", "没有这个文件.xlsx", "--out", "x.xlsx"],
    ],
)
def test_wrong_usage_ends_with_two_and_a_sentence(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert "error: " in done.stderr


def test_the_report_for_people_is_short_and_steers_no_terminal(tmp_path: Path) -> None:
    evil = "\x1b]0;x\x07甲\u202e公司"
    (tmp_path / "表.csv").write_text(
        f"{TITLE}\n推荐单位：福州市\n{','.join(HEADINGS)},{evil}\n1,甲项目,{evil},炼丹{evil},产线级,机器视觉质检\n",
        encoding="utf-8",
    )
    done = run("check", "--projects", tmp_path)
    assert done.returncode == 1
    assert "共1个文件：通过0个，有问题1个，无法读取0个" in done.stdout
    assert "sector-unknown" in done.stdout
    assert not set(done.stdout) & {"\x1b", "\x07", "\u202e"}


def test_a_line_of_json_is_one_line_whatever_the_cells_hold(tmp_path: Path) -> None:
    name = "甲\u2028乙\x85丙"
    (tmp_path / "表.csv").write_text(
        f"{TITLE}\n推荐单位：福州市\n{','.join(HEADINGS)}\n1,=1+1,<b>{name}</b>,钢铁,产线级,机器视觉质检\n",
        encoding="utf-8",
    )
    _, records = check("--projects", tmp_path)
    assert [(project["project_name"][:2], project["enterprise"][:4]) for project in records[0]["projects"]] == [
        ("=1", "<b>甲")
    ]


def test_whoever_stops_reading_gets_no_traceback(folder: Path) -> None:
    command = [sys.executable, "-m", "loaders", "check", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_template_is_written_and_reads_back_clean(tmp_path: Path) -> None:
    out = tmp_path / "模板.xlsx"
    assert run("template", "--unit", "泉州", "--year", "2026", "--out", out).returncode == 0
    _, (record,) = check(out)
    assert (record["unit"], record["year"], record["rows"]) == ("泉州市", 2026, 0)


def test_a_file_is_returned_marked(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "退回.xlsx"
    done = run("return", folder / "子" / "有问题.xlsx", "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes().startswith(b"PK")


def test_a_file_that_cannot_be_read_is_not_returned(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "退回.xlsx"
    done = run("return", folder / "坏.xlsx", "--out", out)
    assert (done.returncode, done.stdout, out.exists()) == (1, "", False)
    assert "damaged" in done.stderr


def test_a_place_that_cannot_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "没有" / "x.xlsx"
    for arguments in (["return", folder / "好.xlsx"], ["template", "--unit", "泉州市", "--year", "2026"]):
        done = run(*arguments, "--out", nowhere)
        assert (done.returncode, done.stdout) == (1, "")
        assert "无法写入" in done.stderr
