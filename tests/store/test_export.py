"""Everything goes back out: originals byte for byte, workbooks that read back, tables, whole or not at all."""

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from loaders.checking import find_sources
from loaders.directory import Outcome
from loaders.samples import SAMPLES, sample_files
from loaders.tables.headings import Field
from loaders.tables.project import Project
from loaders.workbook import Reading, read_workbook
from store import export_workbooks
from store.collection import collect
from store.database import Database
from store.decisions import all_decisions, decide, refuse, revoke
from store.errors import NotPossible
from store.export import export
from store.export_tables import ACTIONS
from store.files import NotWritten
from store.importing import Instructions, import_files
from store.importing_lists import import_lists
from store.lookup import project_rows
from store.mappings import remember
from store.submissions import accept, receive, send_back, withdraw
from store.targets import PROVINCE, drop_target, set_target
from tests.loaders.sheet_building import FIRST, HEADINGS, SECOND, TITLE, UNIT_LINE, xlsx
from tests.sample_projects import sample_store

STORE = Path(export_workbooks.__file__).parent
SOUND = xlsx([[TITLE], [UNIT_LINE], [*HEADINGS, "联系人", "联系电话"], [*FIRST, "王样例", "13800000000"], SECOND])
NEWER = xlsx([[TITLE], [UNIT_LINE], [*HEADINGS, "切片"], FIRST, FIRST, [3, "丙项目", "丙公司", "炼丹", "", ""]])
TABLES = ["报送", "项目", "场景", "问题", "名录", "目标", "表头对应", "日志"]
FULL = Project(
    project_name="=1+1",
    enterprise="合计样例（福建）纺织有限公司",
    credit_code="91350500YL00000017",
    unit="350500",
    county="350582",
    sector="textile",
    tier="workshop",
    scenarios=("unit_simulation", "machine_vision_inspection", "flexible_manufacturing"),
    network_mode="hybrid",
    build_type="upgrade",
    investment_wan=1234.567891,
    terminals=120,
    completed_on="2024-06-30",
    sheet="汇总表",
    row=7,
    cell="C7",
)
BLANK = Project(
    None, None, None, "350500", None, None, None, (), None, None, None, None, None, "汇总表", 8, "C8"
)  # fmt: skip
LIKE_A_NOTE = replace(
    BLANK, enterprise="注：样例公司", project_name="小计_x0041_ \x01甲", terminals=0, completed_on="2024-06", row=9
)
LONG = replace(BLANK, enterprise="+" + "长" * 30_000, project_name="-5", investment_wan=-0.000001, row=10)


def opened(folder: Path) -> Database:
    """Open an empty SQLite store."""
    return Database(f"sqlite:///{(folder / 'other.db').as_posix()}")


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of an exported table."""
    with (folder / "数据" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def received(database: Database, data: bytes, name: str) -> int:
    return receive(database, read_workbook(data, name), data, by="张三").id


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "出" / "导出"


@pytest.fixture
def filled(database: Database) -> Database:
    """A store after some work: two versions, one returned, one withdrawn, outcomes, targets and headings."""
    accept(database, received(database, SOUND, "甲:表?.xlsx"), by="张三", note="=照收")
    second = received(database, NEWER, "NUL.xlsx")
    send_back(database, second, by="李四", note="改行业")
    withdraw(database, received(database, xlsx([[TITLE], [UNIT_LINE], HEADINGS, SECOND]), "三.xlsx"), by="张三")
    listed = Outcome("listed", 2025, "甲公司", "甲项目", None, "350100", True, "名单", 3)
    elsewhere = replace(listed, enterprise="外公司", project_name="外项目", unit=None, row=4)
    decide(database, [listed, elsewhere], "2025年名录", by="张三", data=b"one", file_name="名录.xlsx")
    benchmark = replace(listed, stage="benchmark", year=2026)
    decide(database, [benchmark], "标杆", by="张三", data=b"two", file_name="名录.XLSX")
    with database.reading() as connection:
        numbers = [decision.id for decision in all_decisions(connection)]
    refuse(database, numbers[1], by="张三")
    revoke(database, [numbers[2]], by="张三")
    set_target(database, PROVINCE, "listed", 2026, 80, "纪要", by="张三")
    set_target(database, "350128", "benchmark", 2026, 2, "纪要", by="张三")
    drop_target(database, 2, by="张三")
    remember(database, "350100", {"切片": Field.NOTE}, by="张三")
    return database


def test_originals_come_out_byte_for_byte_by_year_unit_and_version(filled: Database, out: Path) -> None:
    export(filled, out)
    names = [name for name in files(out) if name.startswith("原件/")]
    assert names == [
        "原件/2025/福州市/第01版_甲_表_.xlsx",
        "原件/2025/福州市/第02版__NUL.xlsx",
        "原件/2025/福州市/第03版_三.xlsx",
    ]
    assert [(out / name).read_bytes() for name in names[:2]] == [SOUND, NEWER]


def test_published_lists_come_out_under_names_that_differ_on_every_system(filled: Database, out: Path) -> None:
    export(filled, out)
    names = [name for name in files(out) if name.startswith("名录原件/")]
    assert names == ["名录原件/名录.XLSX", "名录原件/名录（2）.xlsx"]
    assert {(out / name).read_bytes() for name in names} == {b"one", b"two"}


def test_everything_is_there_and_nothing_is_left_beside(filled: Database, out: Path) -> None:
    exported = export(filled, out)
    assert sorted({name.split("/")[0] for name in files(out)}) == sorted(
        ["原件", "名录原件", "汇总", "名录", "数据", "说明.txt"]
    )
    assert list(out.parent.iterdir()) == [out]
    assert list(exported.counts) == TABLES
    assert {name: len(table(out, name)) for name in TABLES} == exported.counts
    assert exported.counts == {
        "报送": 3, "项目": 6, "场景": 5, "问题": 4, "名录": 3, "目标": 2, "表头对应": 1, "日志": 14,
    }  # fmt: skip
    note = (out / "说明.txt").read_text(encoding="utf-8-sig")
    assert f"数据版本：{filled.revision()}" in note
    assert "报送3行，项目6行" in note


def test_tables_say_names_beside_codes_and_china_time(filled: Database, out: Path) -> None:
    export(filled, out)
    first, second, third = table(out, "报送")
    assert (first["推荐单位"], first["推荐单位代码"], first["状态"], first["是否计入"]) == (
        "福州市",
        "350100",
        "已接受",
        "是",
    )
    assert (first["办理说明"], first["收到人"], first["文件名"]) == ("'=照收", "张三", "甲:表?.xlsx")
    assert first["原件"] == "原件/2025/福州市/第01版_甲_表_.xlsx"
    assert "联系" not in first["已读的表头"] + first["未读的表头"]
    assert (second["状态"], second["办理人"], second["未读的表头"]) == ("已退回", "李四", "切片")
    assert third["状态"] == "已撤回"
    project = table(out, "项目")[0]
    assert (project["企业名称"], project["重点行业"], project["重点行业代码"]) == ("甲公司", "钢铁", "steel")
    assert [row["是否计入"] for row in table(out, "项目")] == ["是", "是", "否", "否", "否", "否"]
    assert table(out, "场景")[0] == {
        "项目编号": "1", "顺序": "1", "典型应用场景": "机器视觉质检", "典型应用场景代码": "machine_vision_inspection",
    }  # fmt: skip


def test_tables_of_outcomes_targets_headings_and_log_hold_what_was_taken_back_too(filled: Database, out: Path) -> None:
    export(filled, out)
    listed, elsewhere, benchmark = table(out, "名录")
    assert (listed["阶段"], listed["对应项目编号"], listed["对应依据"], listed["是否撤销"]) == (
        "入选",
        "1",
        "名称",
        "否",
    )
    assert (elsewhere["人工答复"], elsewhere["对应项目编号"], elsewhere["推荐单位"]) == ("无人推荐", "", "")
    assert (benchmark["阶段"], benchmark["是否撤销"], benchmark["对应项目编号"]) == ("标杆", "是", "")
    province, unit = table(out, "目标")
    assert (province["范围"], province["目标值"], province["是否有效"]) == ("全省", "80.0", "是")
    assert (unit["范围"], unit["是否有效"]) == ("平潭综合实验区", "否")
    assert table(out, "表头对应")[0] == {
        "推荐单位": "福州市", "推荐单位代码": "350100", "表头": "切片", "对应": "备注", "对应代码": "note",
    }  # fmt: skip
    assert [row["事项"] for row in table(out, "日志")][:4] == ["收到", "接受", "收到", "退回"]
    assert {row["事项"] for row in table(out, "日志")} >= {"登记名录", "撤销名录", "设定目标", "取消目标", "对应表头"}


def test_no_word_of_the_tables_is_left_in_english(filled: Database, out: Path) -> None:
    export(filled, out)
    for name in TABLES:
        rows = table(out, name)
        named = [heading for heading in rows[0] if "代码" not in heading and "SHA" not in heading]
        words = {value for row in rows for heading in named if heading != "原件" and (value := row[heading]).isascii()}
        assert {word for word in words if word.isalpha()} <= {""}


def test_every_action_of_the_log_has_its_words() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in STORE.glob("*.py"))
    recorded = set(re.findall(r'record\((?:change, )?"([\w-]+)"', sources))
    assert recorded == set(ACTIONS)


def test_contacts_are_in_the_originals_only(filled: Database, out: Path) -> None:
    export(filled, out)
    others = [out / name for name in files(out) if not name.startswith("原件/")]
    texts = [path.read_text(encoding="utf-8-sig") for path in others if path.suffix in (".csv", ".txt")]
    cells = [
        str(cell)
        for path in others
        if path.suffix == ".xlsx" and "原件" not in path.as_posix()
        for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)
        for cell in row
    ]
    assert "13800000000" not in "".join((*texts, *cells))
    assert "王样例" not in "".join((*texts, *cells))


def test_only_what_counts_is_in_the_workbooks(filled: Database, out: Path) -> None:
    export(filled, out)
    (name,) = [name for name in files(out) if name.startswith("汇总/")]
    assert name == "汇总/2025/福州市2025年国家5G工厂名录项目推荐汇总表.xlsx"
    read = read_workbook((out / name).read_bytes(), "表.xlsx")
    assert ([project.project_name for project in read.projects], read.unit, read.year) == (
        ["甲项目", "乙项目"],
        "350100",
        2025,
    )
    assert read.problems == ()


def as_read_back(database: Database, projects: tuple[Project, ...], out: Path) -> Reading:
    """Export a submission of these projects and read its workbook."""
    reading = Reading("表.xlsx", 2025, "350500", projects, (), {}, ())
    accept(database, receive(database, reading, b"x", by="测试").id, by="测试")
    export(database, out)
    (name,) = [name for name in files(out) if name.startswith("汇总/")]
    return read_workbook((out / name).read_bytes(), "表.xlsx")


def without_place(project: Project) -> Project:
    return replace(project, sheet="", row=0, cell="")


@pytest.mark.parametrize("project", [FULL, BLANK, LIKE_A_NOTE, LONG], ids=["full", "blank", "like a note", "long"])
def test_a_project_reads_back_as_it_was(database: Database, out: Path, project: Project) -> None:
    (again,) = as_read_back(database, (project,), out).projects
    assert without_place(again) == without_place(project)


def test_many_rows_go_on_further_sheets(database: Database, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_workbooks, "ROWS_PER_SHEET", 3)
    projects = tuple(replace(FULL, project_name=f"项目{number}", credit_code=None) for number in range(7))
    again = as_read_back(database, projects, out)
    assert [without_place(project) for project in again.projects] == [without_place(project) for project in projects]
    assert [project.sheet for project in again.projects] == ["推荐汇总表"] * 3 + ["推荐汇总表2"] * 3 + ["推荐汇总表3"]


def test_an_empty_table_comes_out_empty(database: Database, out: Path) -> None:
    again = as_read_back(database, (), out)
    assert (again.projects, again.unit, again.year) == ((), "350500", 2025)


def rows(database: Database) -> list[Mapping[str, object]]:
    """Return everything known of the projects that count, but where they stood."""
    counted = collect(database).projects
    found = project_rows(database, list(counted.index)).drop(
        columns=["id", "submission_id", "sheet", "row", "cell", "file"]
    )
    years = counted[["listed_year", "benchmark_year"]]
    frame = found.join(years).sort_values(["year", "unit", "enterprise", "project_name"]).astype(object)
    return frame.where(frame.notna(), None).to_dict("records")


def test_the_samples_exported_and_imported_into_an_empty_store_are_the_same(tmp_path: Path, out: Path) -> None:
    export(sample_store(), out)
    other = opened(tmp_path)
    sources = find_sources([str(out / "汇总")])
    assert len(sources) == 30
    ends = list(import_files(other, sources, Instructions("测试", accept_problems=True)))
    assert {imported.is_settled for imported in ends} == {True}
    lists = find_sources([str(out / "名录")])
    assert [imported.new for imported in import_lists(other, lists, by="测试")] == [3, 64]
    assert rows(other) == rows(sample_store())


def test_the_originals_exported_are_imported_again_as_they_came(tmp_path: Path, out: Path) -> None:
    export(sample_store(), out)
    other = opened(tmp_path)
    sources = find_sources([str(out / "原件")])
    ends = list(import_files(other, sources, Instructions("测试", accept_problems=True)))
    assert ({imported.is_settled for imported in ends}, len(ends)) == ({True}, 30)
    list(import_lists(other, find_sources([str(out / "名录原件")]), by="测试"))
    assert rows(other) == rows(sample_store())
    exported = {path.read_bytes() for path in (out / "原件").rglob("*") if path.is_file()}
    exported |= {path.read_bytes() for path in (out / "名录原件").iterdir()}
    assert exported == {path.read_bytes() for path in sample_files(SAMPLES)}


def test_a_folder_that_holds_anything_is_left_alone(filled: Database, out: Path) -> None:
    out.mkdir(parents=True)
    (out / "我的.txt").write_text("我的", encoding="utf-8")
    with pytest.raises(NotPossible, match="不是空文件夹"):
        export(filled, out)
    assert files(out) == ["我的.txt"]
    with pytest.raises(NotPossible, match="是文件"):
        export(filled, out / "我的.txt")


def test_an_empty_folder_is_filled(filled: Database, out: Path) -> None:
    out.mkdir(parents=True)
    export(filled, out)
    assert "说明.txt" in files(out)


def test_an_export_that_breaks_leaves_nothing(filled: Database, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.export.write_table", full)
    with pytest.raises(NotWritten, match="磁盘空间不足"):
        export(filled, out)
    assert list(out.parent.iterdir()) == []


def test_a_workbook_that_cannot_be_written_is_told_by_its_reason(filled: Database, out: Path) -> None:
    with filled.reading() as connection, pytest.raises(FileNotFoundError):
        export_workbooks.write_submission(connection, 1, out / "没有" / "表.xlsx")


def test_progress_is_told_to_the_end(filled: Database, out: Path) -> None:
    heard: list[int] = []
    totals: list[int] = []

    def bar(total: int):  # type: ignore[no-untyped-def]
        totals.append(total)
        return heard.append

    export(filled, out, bar)
    assert (totals, heard) == ([6], [1, 2, 3, 4, 5, 6])
