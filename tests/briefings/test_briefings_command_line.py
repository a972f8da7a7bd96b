"""`python -m briefings`: what it writes, what it refuses, and in which words."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from briefings.__main__ import main
from briefings.pictures import can_draw

#: What stands in the contact columns of the samples, and in the line below their tables.
CONTACTS = ("样例联系人", r"(?<![\d.])0{11}(?!\d)", "yangli@example")
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that is wrong and return what is said."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code == 2
    return capsys.readouterr().err


def test_a_workbook_of_the_samples_counts_what_the_screen_counts(tmp_path: Path) -> None:
    out = tmp_path / "数据.xlsx"
    assert main(["--year", "2025", "--charts", "unit-ranking", "--out", str(out)]) == 0
    book = load_workbook(out)
    counts = {row[1]: row[2] for row in book["各地市项目数"].iter_rows(6, 15, values_only=True)}
    assert (sum(counts.values()), counts["泉州市"]) == (105, 19)
    assert book["项目清单"].max_row == 3 + 105
    assert "样例" in book["项目清单"]["A4"].value


def test_filters_by_name_and_alias_restrict_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "通报.docx"
    assert main(["--year", "2025", "--unit", "泉州", "--sector", "纺织", "--charts", "trend", "--out", str(out)]) == 0
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    assert "关于泉州市纺织行业5G工厂建设情况的通报" in words
    assert "筛选条件为年份：2025年；推荐单位：泉州市；重点行业：纺织" in words
    assert capsys.readouterr().out == f"已写入{out}\n"


def test_a_folder_gets_every_file_and_the_note(tmp_path: Path) -> None:
    out = tmp_path / "新" / "2025年简报"
    assert main(["--year", "2025", "--charts", "年度趋势", "--out", str(out)]) == 0
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    pictures = {"图/年度趋势.png", "图/年度趋势.svg"} if can_draw() else set()
    assert names == {"简报.pptx", "数据.xlsx", "通报.docx", "说明.txt", *pictures}


def test_the_zip_of_two_runs_is_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "1.zip", tmp_path / "2.ZIP"
    assert [main(["--charts", "trend", "--out", str(out)]) for out in (first, second)] == [0, 0]
    assert first.read_bytes() == second.read_bytes()
    note = zipfile.ZipFile(io.BytesIO(first.read_bytes())).read("说明.txt").decode("utf-8-sig")
    assert "筛选条件：无（全省、全部年份）" in note


def test_charts_keep_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    assert main(["--charts", "trend,各地市项目数，target-progress,trend", "--out", str(out)]) == 0
    assert load_workbook(out).sheetnames[1:4] == ["年度趋势", "各地市项目数", "目标完成度"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--year", "1999"], "没有1999年的数据。现有年份：2023、2024、2025"),
        (["--year", "今年"], "不是整数"),
        (["--unit", "温州市"], "没有推荐单位“温州市”。可用：福州市、厦门市"),
        (["--sector", "渔业"], "没有重点行业“渔业”。可用：电子设备制造"),
        (["--tier", "园区级"], "没有建设类型“园区级”。可用：产线级、车间级、工厂级"),
        (["--scenario", "炒菜"], "没有典型场景“炒菜”。可用："),
        (["--stage", "落选"], "没有阶段“落选”。可用：推荐、入选、标杆"),
        (["--charts", "pie"], "没有图“pie”。可用：target-progress（目标完成度）"),
        (["--colour", "red"], "不认识的参数"),
    ],
)
def test_what_does_not_exist_is_refused_and_what_does_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert said in refused(capsys, *arguments, "--out", str(tmp_path / "a.docx"))
    assert list(tmp_path.iterdir()) == []


def test_without_a_place_to_write_to_nothing_is_made(capsys: pytest.CaptureFixture[str]) -> None:
    assert "缺少参数：" in refused(capsys, "--year", "2025")


@pytest.mark.parametrize("name", ["a.pdf", "a.ppt", "a.xls"])
def test_an_unknown_suffix_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert ".pptx、.xlsx、.docx、.zip" in refused(capsys, "--out", str(tmp_path / name))


@pytest.mark.parametrize(
    ("content", "said"), [(None, "读不到模板"), (b"no presentation", "模板"), (b"\xd0\xcf\x11\xe0old", "旧格式")]
)
def test_a_template_that_is_none_is_refused_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    template = tmp_path / "模板.pptx"
    if content is not None:
        template.write_bytes(content)
    assert said in refused(capsys, "--template", str(template), "--out", str(tmp_path / "a.pptx"))


def test_a_template_without_slides_to_write_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--template", str(tmp_path / "t.pptx"), "--out", str(tmp_path / "a.xlsx"))
    assert "--template 只用于演示文稿" in refused(capsys, *arguments)


def test_what_cannot_be_written_is_said_and_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert main(["--charts", "trend", "--out", str(tmp_path / "file" / "a.docx")]) == 1
    assert "无法写入" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_document_that_could_not_be_made_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("briefings.text.text", broken)
    assert main(["--charts", "trend", "--out", str(tmp_path / "a.docx")]) == 1
    assert "通报（Word）未能生成" in capsys.readouterr().err


def test_every_option_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    options = {word.strip("[]") for word in told.split() if word.lstrip("[").startswith("--")}
    text = DOCUMENT.read_text(encoding="utf-8")
    assert {"--year", "--unit", "--sector", "--charts", "--out", "--template"} <= options
    assert [option for option in sorted(options - {"--help"}) if option not in text] == []


def everything_in(archive: bytes) -> Iterator[bytes]:
    """Yield every file of a ZIP and of the ZIPs in it: documents, and the workbooks behind their charts."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for name in opened.namelist():
            content = opened.read(name)
            yield name.encode()
            yield from everything_in(content) if content.startswith(b"PK") else [content]


def test_no_contact_path_or_user_is_in_any_document(tmp_path: Path) -> None:
    out = tmp_path / "a.zip"
    assert main(["--charts", "trend,unit-map,sector-scenario", "--out", str(out)]) == 0
    everything = list(everything_in(out.read_bytes()))
    assert any("样例".encode() in content for content in everything)
    paths = (re.escape(path) for path in (str(Path.home()), str(tmp_path), "data/samples"))
    unwanted = re.compile("|".join([*CONTACTS, *paths]).encode())
    assert [content[:80] for content in everything if unwanted.search(content)] == []
