"""The command line: `python -m loaders check | template | return`."""

import argparse
import gc
import sys
from pathlib import Path

from loaders.checking import MissingPath, check, find_sources, mark_file
from loaders.console import progress, run_command
from loaders.guarded import Rejected, Source, Task, run_guarded
from loaders.report import as_json, as_summary, as_text, is_in_order, printable
from loaders.tables.translation import translate

_YEARS = range(2000, 2100)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 where all is in order, 1 where it is not, 2 for wrong usage."""
    # A command is over before it leaves garbage worth looking for, and looking costs a tenth of its time.
    gc.disable()
    try:
        return run_command(_parser(), arguments)
    finally:
        gc.enable()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description="检查、退回和生成推荐汇总表。")
    commands = parser.add_subparsers(required=True, metavar="命令")
    checking = commands.add_parser("check", help="检查文件和文件夹中的推荐汇总表，不保存任何内容")
    checking.add_argument("paths", nargs="+", metavar="PATH", help="文件或文件夹")
    checking.add_argument("--json", action="store_true", help="每个文件输出一行 JSON")
    checking.add_argument("--projects", action="store_true", help="附上读到的项目")
    checking.set_defaults(run=_check)
    template = commands.add_parser("template", help="生成空白推荐汇总表")
    template.add_argument("--unit", required=True, help="推荐单位，如 泉州市")
    template.add_argument("--year", required=True, type=int, help="年度，如 2026")
    template.add_argument("--out", required=True, type=Path, metavar="FILE.xlsx", help="写到哪个文件")
    template.set_defaults(run=_template)
    returning = commands.add_parser("return", help="在报送单位自己的表上标出问题，供退回修改")
    returning.add_argument("file", metavar="FILE", help="收到的文件")
    returning.add_argument("--out", required=True, type=Path, metavar="MARKED.xlsx", help="写到哪个文件")
    returning.set_defaults(run=_return)
    return parser


def _check(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    try:
        sources = find_sources(options.paths)
    except MissingPath as missing:
        parser.error(printable(str(missing)))
    results = check(sources, tell=progress(len(sources)))
    write = as_json if options.json else as_text
    for result in results:
        print(write(result, options.projects))
    if not options.json:
        print(as_summary(results))
    return 0 if all(map(is_in_order, results)) else 1


def _template(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    unit = translate("unit", options.unit).code
    if unit is None:
        parser.error(f"推荐单位“{printable(options.unit)}”不是本省十个推荐单位之一")
    if options.year not in _YEARS:
        parser.error(f"年度{options.year}不在{_YEARS[0]}至{_YEARS[-1]}之间")
    from loaders.documents.template import write_template

    try:
        write_template(unit, options.year, options.out)
    except OSError as error:
        print(printable(f"无法写入{options.out}：{error.strerror or error}"), file=sys.stderr)
        return 1
    print(f"已写入{printable(str(options.out))}")
    return 0


def _return(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Mark a workbook in a child as well: what a file does to its reader, it may do to its marker."""
    path = Path(options.file)
    if not path.is_file():
        parser.error(f"找不到文件：{printable(options.file)}")
    (result,) = run_guarded([Task(options.file, mark_file, (Source(options.file, path), options.out))])
    if isinstance(result, Rejected):
        print(as_text(result, False), file=sys.stderr)
        return 1
    if isinstance(result, str):
        print(printable(result), file=sys.stderr)
        return 1
    print(f"已写入{printable(str(options.out))}：{len(result.problems)}个问题")
    return 0


if __name__ == "__main__":
    sys.exit(main())
