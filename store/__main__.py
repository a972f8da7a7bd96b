"""The command line: `python -m store import | export | backup | copy`."""

import argparse
import logging
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path

from loaders.checking import MissingPath, find_sources
from loaders.console import Parser, progress, run_command
from loaders.guarded import Source
from loaders.problems import Severity
from loaders.report import printable
from loaders.tables.contacts import without_contacts
from loaders.tables.text import one_line
from loaders.tables.translation import translate
from loaders.vocabulary import vocabulary
from store.backup import back_up, copy_into, has_content
from store.china_time import noon_of
from store.database import Database
from store.errors import NotAStore, NotPossible, StoreError
from store.export import export
from store.export_tables import STATUSES
from store.importing import End, Imported, Instructions, import_files
from store.importing_lists import ImportedList, import_lists
from store.settings import DATABASE_URL, settings, sqlite_url

_YEARS = range(2000, 2100)
_UNSIGNED = "命令行"
_LONGEST_NAME = 20
_MARKS = {End.ACCEPTED: "✓", End.WAITING: "!", End.KNOWN: "=", End.REFUSED: "✗"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 where all is in order, 1 where it is not, 2 for wrong usage."""
    # What the database said in English is for the log of a server; here the sentence for people is enough.
    logging.getLogger("landscape").addHandler(logging.NullHandler())
    try:
        return run_command(_parser(), arguments)
    except StoreError as error:
        print(printable(error.message), file=sys.stderr)
        return 2 if isinstance(error, NotPossible) else 1


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m store",
        description=f"成批导入、导出和备份数据。数据库由环境变量 {DATABASE_URL} 指定，不设时为 data/local/factory.db。",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(required=True, metavar="命令", parser_class=Parser)
    _add_import(commands)
    exporting = commands.add_parser("export", help="把全部数据导出为工作簿和 CSV", allow_abbrev=False)
    exporting.add_argument("folder", type=Path, metavar="DIR", help="新的或空的文件夹")
    exporting.set_defaults(run=_export)
    backing_up = commands.add_parser("backup", help="备份，使用中也可以", allow_abbrev=False)
    backing_up.add_argument("file", type=Path, metavar="FILE", help="写到哪个文件，如 备份.db")
    backing_up.add_argument("--force", action="store_true", help="文件已存在时覆盖")
    backing_up.set_defaults(run=_back_up)
    copying = commands.add_parser("copy", help="把全部数据复制到另一个空数据库", allow_abbrev=False)
    copying.add_argument("url", metavar="URL", help="目标数据库，如 postgresql://用户:密码@服务器/库名")
    copying.set_defaults(run=_copy)
    return parser


def _add_import(commands: "argparse._SubParsersAction[Parser]") -> None:
    importing = commands.add_parser("import", help="导入推荐汇总表或公布的名录", allow_abbrev=False)
    importing.add_argument("paths", nargs="+", metavar="PATH", help="文件或文件夹")
    importing.add_argument("--list", action="store_true", help="按公布的名录（国家名录、标杆名单）导入")
    importing.add_argument("--accept-problems", action="store_true", help="有须改正的问题也接受")
    importing.add_argument("--by", default=_UNSIGNED, metavar="姓名", help=f"经办人，记入日志；不写为“{_UNSIGNED}”")
    importing.add_argument("--received", metavar="日期", help="收到的日期，如 2025-03-31；不写为今天")
    importing.add_argument("--unit", help="推荐单位，只用于没有写明的一个文件")
    importing.add_argument("--year", type=int, help="年度，只用于没有写明的一个文件或名录")
    importing.set_defaults(run=_import)


def _import(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    try:
        sources = find_sources(options.paths)
    except MissingPath as missing:
        parser.error(str(missing))
    by = without_contacts(one_line(options.by))[:_LONGEST_NAME] or _UNSIGNED
    if options.year is not None and options.year not in _YEARS:
        parser.error(f"年度{options.year}不在{_YEARS[0]}至{_YEARS[-1]}之间")
    if options.list:
        return _import_lists(options, parser, sources, by)
    if len(sources) != 1 and (options.unit or options.year):
        parser.error(f"--unit、--year只用于一个文件，这里有{len(sources)}个")
    instructions = Instructions(
        by, options.accept_problems, _unit(options.unit, parser), options.year, _received_at(options.received, parser)
    )
    ends: Counter[End] = Counter()
    settled = 0
    for imported in import_files(_database(), sources, instructions, progress):
        print(_line(imported))
        ends[imported.end] += 1
        settled += imported.is_settled
    print(f"共{len(sources)}个文件：" + "，".join(f"{end.value}{ends[end]}个" for end in End))
    if settled < len(sources):
        print("没有接受的，请在“报送”页办理；逐条问题用 python -m loaders check 查看。")
    return 0 if settled == len(sources) else 1


def _import_lists(options: argparse.Namespace, parser: argparse.ArgumentParser, sources: list[Source], by: str) -> int:
    for name in ("unit", "received", "accept_problems"):
        if getattr(options, name):
            parser.error(f"--{name.replace('_', '-')}不能与--list同用")
    new = refused = 0
    for imported in import_lists(_database(), sources, by=by, year=options.year):
        print(_list_line(imported))
        new += imported.new
        refused += bool(imported.reason)
    print(f"共{len(sources)}份名录：新登记{new}项，未登记{refused}份")
    return 1 if refused else 0


def _line(imported: Imported) -> str:
    name = f"{_MARKS[imported.end]} {imported.incoming.name}："
    if imported.submission is None:
        return printable(name + imported.reason)
    kept = imported.submission
    parts = [vocabulary().units.name(kept.unit), f"{kept.year}年", f"第{kept.version}版", f"{kept.project_count}个项目"]
    counts = Counter(found.severity for found in imported.incoming.problems)
    parts += [f"{severity.label}{counts[severity]}处" for severity in Severity if counts[severity]]
    said = STATUSES[kept.status]
    return printable(name + "，".join([*parts, f"已有（{said}）" if imported.end is End.KNOWN else said]))


def _list_line(imported: ImportedList) -> str:
    if imported.reason or imported.published is None:
        return printable(f"✗ {imported.source.name}：{imported.reason}")
    rows, elsewhere = imported.published.rows, imported.published.elsewhere
    mark, said = ("✓", f"新登记{imported.new}项") if imported.new else ("=", "没有新的")
    return printable(
        f"{mark} {imported.source.name}：{imported.published.title}，{rows}行（外省{elsewhere}行），{said}"
    )


def _unit(name: str | None, parser: argparse.ArgumentParser) -> str | None:
    if name is None:
        return None
    code = translate("unit", name).code
    if code is None:
        parser.error(f"推荐单位“{name}”不是本省十个推荐单位之一")
    return code


def _received_at(day: str | None, parser: argparse.ArgumentParser) -> datetime | None:
    if day is None:
        return None
    try:
        return noon_of(date.fromisoformat(day))
    except ValueError:
        parser.error(f"日期“{day}”无法识别，请写成2025-03-31")


def _export(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    exported = export(_filled_database(), options.folder, progress)
    counts = "，".join(f"{name}{count}行" for name, count in exported.counts.items())
    print(printable(f"已导出到{options.folder}：数据版本{exported.revision}，{counts}"))
    return 0


def _back_up(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    back_up(_filled_database(), options.file, replace=options.force)
    # Read from the copy itself: what is told is what it holds.
    copy = Database(sqlite_url(options.file))
    revision = copy.revision()
    copy.close()
    print(printable(f"已备份到{options.file}：数据版本{revision}，{options.file.stat().st_size / 2**20:.1f} MB"))
    return 0


def _copy(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    try:
        target = Database(options.url)
    except NotAStore:
        parser.error("目标数据库的地址不对")
    copy_into(_filled_database(), target)
    print(f"已复制：数据版本{target.revision()}。今后要用新的数据库，请把 {DATABASE_URL} 设为它的地址。")
    return 0


def _database() -> Database:
    return Database(settings().database_url)


def _filled_database() -> Database:
    """Return the store; an empty one is rather the wrong address than anything to be copied."""
    database = _database()
    if not has_content(database):
        raise NotPossible(f"数据库是空的，没有可导出的内容。请检查环境变量 {DATABASE_URL}。")
    return database


if __name__ == "__main__":
    sys.exit(main())
