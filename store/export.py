"""Write everything back out as files that need no program of ours: originals, workbooks, tables, and what they are."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from loaders.vocabulary import vocabulary
from store.china_time import in_china
from store.contents import original
from store.database import Database, revision_of, utc_now
from store.decisions import all_decisions, matches
from store.errors import NotPossible
from store.export_columns import write_table
from store.export_tables import export_tables
from store.export_workbooks import write_outcomes, write_submission
from store.files import safe_name, written
from store.schema import decisions, submissions

ORIGINALS, LISTS, WORKBOOKS, OUTCOMES, TABLES, NOTE = "原件", "名录原件", "汇总", "名录", "数据", "说明.txt"
_OUTCOME_TITLES = {"listed": "国家5G工厂名录（本省）", "benchmark": "5G工厂标杆名单（本省）"}
_NOTE = """\
福建省5G工厂数据导出
导出时间：{at}（北京时间）
数据版本：{revision}
{counts}

{originals}\\年度\\单位\\：各单位报来的文件，原样保存，每一版一个。
{lists}\\：登记过的名录和标杆名单，原样保存。
{workbooks}\\年度\\：每个单位计入的项目，一个单位一个工作簿；未填报或看不准的留空。
{outcomes}\\：现行的入选和标杆名单。
{tables}\\：全部数据，含历次版本和已撤销的内容；时间为北京时间。CSV 格式，编码 UTF-8；
以 = + - @ 等开头的文字前加了单引号，以免被当作公式。用 Excel 直接打开会把18位信用代码显示成科学计数，
请用“数据—从文本/CSV”导入，把这一列设为文本。

原件中可能有联系人等个人信息，请妥善保管；其他文件中没有。
重新读入：{workbooks}和{originals}用“python -m store import 文件夹”，
{outcomes}用“python -m store import --list 文件夹”。
要完整恢复（含办理记录、目标等），请用备份：python -m store backup。
"""


@dataclass(frozen=True)
class Exported:
    """What was written: the state it is of, and how many rows every table has."""

    revision: str
    counts: dict[str, int]


def export(
    database: Database, folder: Path, bar: Callable[[int], Callable[[int], None]] = lambda total: lambda done: None
) -> Exported:
    """Write everything, as it is at one moment, to a folder that is empty or not there yet.

    The folder appears whole or not at all. `bar` takes how many files there will be, about, and returns what hears
    how many are written. Raises NotPossible for a folder that holds anything, and StoreError.
    """
    folder = folder.absolute()
    with written():
        _check_folder(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=folder.parent, ignore_cleanup_errors=True) as place:
            draft = Path(place) / "whole"
            draft.mkdir()
            exported = _write(database, draft, bar)
            if folder.exists():
                # Not empty any more? Then this fails, and what is there stays.
                folder.rmdir()
            draft.replace(folder)
    return exported


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise NotPossible(f"{folder}是文件。请换一个文件夹。")
    if folder.exists() and next(folder.iterdir(), None):
        raise NotPossible(f"{folder}不是空文件夹。请换一个新的文件夹。")


def _write(database: Database, folder: Path, bar: Callable[[int], Callable[[int], None]]) -> Exported:
    # What the disk refuses is told here: out there it would read as if the database had refused it.
    with database.reading() as connection, written():
        writer = _Writer(connection, folder, bar)
        return writer.write()


@dataclass
class _Writer:
    """Writes one export within one reading of the store."""

    connection: Connection
    folder: Path
    bar: Callable[[int], Callable[[int], None]]
    done: int = 0
    list_names: dict[str, str] = field(default_factory=dict)

    def write(self) -> Exported:
        columns = submissions.c["id", "unit", "year", "version", "file_name", "sha256", "is_current"]
        sent = self.connection.execute(select(*columns).order_by(columns.year, columns.unit, columns.version)).all()
        self._name_lists()
        tell = self.bar(len(sent) + sum(row.is_current for row in sent) + len(self.list_names))
        for row in sent:
            self._put(_place_of_original(row), original(self.connection, row.sha256))
            self._tell(tell)
            if row.is_current:
                write_submission(self.connection, row.id, self._file(_place_of_workbook(row)))
                self._tell(tell)
        for sha256, name in self.list_names.items():
            self._put(name, original(self.connection, sha256))
            self._tell(tell)
        self._write_outcomes()
        exported = Exported(revision_of(self.connection), self._write_tables())
        self._write_note(exported)
        return exported

    def _tell(self, tell: Callable[[int], None]) -> None:
        self.done += 1
        tell(self.done)

    def _file(self, name: str) -> Path:
        file = self.folder.joinpath(*name.split("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        return file

    def _put(self, name: str, content: bytes) -> None:
        self._file(name).write_bytes(content)

    def _name_lists(self) -> None:
        """Give every published list a name of its own, whatever its letters' case."""
        columns = decisions.c.sha256, decisions.c.file_name
        query = select(*columns).where(columns[0].is_not(None)).group_by(*columns).order_by(*columns)
        taken: set[str] = set()
        for sha256, file_name in self.connection.execute(query):
            if sha256 not in self.list_names:
                self.list_names[sha256] = f"{LISTS}/{_free_name(safe_name(file_name or '名录'), taken)}"

    def _write_outcomes(self) -> None:
        for stage, title in _OUTCOME_TITLES.items():
            write_outcomes(self.connection, stage, title, self.folder / OUTCOMES / f"{title}.xlsx")

    def _write_tables(self) -> dict[str, int]:
        valid = all_decisions(self.connection)
        tables = export_tables(
            _place_of_original,
            lambda row: self.list_names.get(row.sha256, ""),
            matches(self.connection, valid).matched,
        )
        folder = self.folder / TABLES
        folder.mkdir()
        return {table.name: write_table(self.connection, table, folder) for table in tables}

    def _write_note(self, exported: Exported) -> None:
        note = _NOTE.format(
            at=in_china(utc_now()).isoformat(sep=" "),
            revision=exported.revision,
            counts="，".join(f"{name}{count}行" for name, count in exported.counts.items()),
            originals=ORIGINALS,
            lists=LISTS,
            workbooks=WORKBOOKS,
            outcomes=OUTCOMES,
            tables=TABLES,
        )
        (self.folder / NOTE).write_text(note, encoding="utf-8-sig", newline="\r\n")


def _place_of_original(row: Row[Any]) -> str:
    # In the order of their names, versions are read again in the order in which they came.
    name = f"第{row.version:02}版_{safe_name(row.file_name)}"
    return f"{ORIGINALS}/{row.year}/{vocabulary().units.name(row.unit)}/{name}"


def _place_of_workbook(row: Row[Any]) -> str:
    unit = vocabulary().units.name(row.unit)
    return f"{WORKBOOKS}/{row.year}/{unit}{row.year}年国家5G工厂名录项目推荐汇总表.xlsx"


def _free_name(name: str, taken: set[str]) -> str:
    path, number = Path(name), 1
    while name.lower() in taken:
        number += 1
        name = f"{path.stem}（{number}）{path.suffix}"
    taken.add(name.lower())
    return name
