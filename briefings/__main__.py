"""The command line: `python -m briefings --year 2025 --out DIR|FILE`."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import pandas as pd

from briefings.briefing import ALL_CHARTS, MOST_PROJECTS, Briefing, brief, data_reach, sample_warning
from briefings.pack import NOTE_NAME, PARTS, SLIDES, TEXT, WORKBOOK, File, Made, Part, note, pack, steps, together
from briefings.project_table import project_table
from charts.catalogue import CHARTS, Outlines
from loaders.boundaries import read_map_labels, unit_outlines
from loaders.console import Parser, progress, run_command
from loaders.facts import facts
from loaders.report import printable
from loaders.samples import sample_revision
from loaders.tables.translation import translate
from loaders.vocabulary import CodeTable, vocabulary
from metrics.landscape import Filters, Landscape, View
from store.collection import collect
from store.database import Database
from store.errors import StoreError
from store.lookup import project_rows
from store.samples import sample_database
from store.settings import settings

_BOUNDARIES = Path(__file__).resolve().parent.parent / "static" / "boundaries"
#: What one file of each kind holds; a ZIP and a folder hold everything.
_SUFFIXES: dict[str, Sequence[Part]] = {".pptx": (SLIDES,), ".xlsx": (WORKBOOK,), ".docx": (TEXT,), ".zip": PARTS}


@dataclass(frozen=True)
class Received:
    """What a command briefs on: the landscape, its store, and whether it is invented."""

    landscape: Landscape
    projects: pd.DataFrame
    database: Database
    revision: str
    is_sample: bool

    def briefing(self, filters: Filters, charts: Sequence[str] = ALL_CHARTS, *, has_projects: bool = True) -> Briefing:
        """Measure charts under filters; a briefing without the list of projects is for all but the workbook."""
        view = self.landscape.view(filters)
        return brief(
            view,
            Outlines(unit_outlines(_BOUNDARIES), read_map_labels()),
            data_reach(self.landscape, is_sample=self.is_sample),
            self.revision,
            charts,
            projects=self._rows(view) if has_projects else None,
            warning=sample_warning(is_sample=self.is_sample),
        )

    def _rows(self, view: View) -> pd.DataFrame:
        found = self.projects.iloc[view.landscape.matching_rows(view.filters).places(0, MOST_PROJECTS)]
        stages = found[["listed_year", "benchmark_year"]]
        return project_table(project_rows(self.database, found.index).join(stages), view.words)


def main(arguments: list[str] | None = None) -> int:
    """Make the documents asked for; return 0, 1 where something could not be made or written, 2 for wrong usage."""
    return run_command(_parser(), arguments)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m briefings", description="生成简报：PPT、Excel、Word、图片。", allow_abbrev=False)
    parser.add_argument("--year", type=int, help="年份，如 2025；不写为全部年份")
    parser.add_argument("--stage", default="推荐", help="统计哪个阶段：推荐、入选、标杆；不写为推荐")
    parser.add_argument("--unit", default="", help="推荐单位，多个用逗号分开，如 泉州市,厦门市")
    parser.add_argument("--sector", default="", help="重点行业，多个用逗号分开，如 纺织")
    parser.add_argument("--tier", default="", help="建设类型，多个用逗号分开，如 车间级")
    parser.add_argument("--scenario", default="", help="典型场景，多个用逗号分开；用到其中任一个的项目都算")
    parser.add_argument("--charts", default="", metavar="KEY,...", help=f"要哪些图、按什么顺序：{'、'.join(CHARTS)}")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR|FILE", help="文件夹，或 .pptx .xlsx .docx .zip")
    parser.add_argument("--template", type=Path, metavar="OFFICE.pptx", help="本单位的PPT模板，只用于演示文稿")
    parser.add_argument("--demo", action="store_true", help="用样例数据")
    parser.set_defaults(run=_run)
    return parser


def _run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    parts = _parts(options.out, parser)
    template = _template(options.template, parts, parser)
    try:
        data = received(options.demo)
        filters, charts = _filters(options, data.landscape, parser), _charts(options.charts, parser)
        briefing = data.briefing(filters, charts, has_projects=WORKBOOK in parts)
    except StoreError as error:
        print(printable(error.message), file=sys.stderr)
        return 1
    work = steps(briefing, parts, template)
    tell = progress(len(work))
    results = []
    for done, step in enumerate(work, start=1):
        results.append(step.run())
        tell(done)
    return _write(options.out, briefing, together(results))


def received(is_demo: bool = False) -> Received:
    """Read what the dashboard would show: the store, or the samples while nothing real is in it. Raises StoreError."""
    database = Database(settings().database_url)
    collection = collect(database)
    revision = collection.revision
    if is_sample := is_demo or collection.is_empty:
        revision = sample_revision()
        database = sample_database(revision)
        collection = collect(database)
    known = replace(facts(), targets=(*facts().targets, *collection.targets))
    landscape = Landscape.of(collection.projects, collection.uses, vocabulary(), known)
    return Received(landscape, collection.projects, database, revision, is_sample)


def _filters(options: argparse.Namespace, landscape: Landscape, parser: argparse.ArgumentParser) -> Filters:
    words, years = landscape.words, landscape.years
    if options.year is not None and options.year not in years:
        parser.error(f"没有{options.year}年的数据。现有年份：{'、'.join(map(str, years)) or '无'}")
    stages = {stage.name: stage.code for stage in words.stages} | {code: code for code in words.stages.codes}
    if options.stage not in stages:
        parser.error(f"没有阶段“{printable(options.stage)}”。可用：{'、'.join(term.name for term in words.stages)}")
    return Filters(
        year=options.year,
        stage=stages[options.stage],
        units=_codes("unit", "推荐单位", words.units, options.unit, parser),
        sectors=_codes("sector", "重点行业", words.sectors, options.sector, parser),
        tiers=_codes("tier", "建设类型", words.tiers, options.tier, parser),
        scenarios=_codes("scenario", "典型场景", words.scenarios, options.scenario, parser),
    )


def _codes(kind: str, label: str, table: CodeTable, names: str, parser: argparse.ArgumentParser) -> tuple[str, ...]:
    """Translate names as the loaders do; what is not certain is a mistake of usage."""
    codes = []
    for name in _listed(names):
        code = name if name in table.codes else translate(kind, name).code
        if code is None:
            parser.error(f"没有{label}“{printable(name)}”。可用：{'、'.join(term.name for term in table)}")
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def _charts(names: str, parser: argparse.ArgumentParser) -> Sequence[str]:
    """Return the keys of charts, which may also be called by their Chinese names, in the order given."""
    by_name = {chart.name: key for key, chart in CHARTS.items()}
    keys = []
    for name in _listed(names):
        key = name if name in CHARTS else by_name.get(name)
        if key is None:
            known = "、".join(f"{key}（{chart.name}）" for key, chart in CHARTS.items())
            parser.error(f"没有图“{printable(name)}”。可用：{known}")
        keys.append(key)
    return tuple(dict.fromkeys(keys)) or ALL_CHARTS


def _listed(text: str) -> list[str]:
    parts = text.replace("，", ",").replace("、", ",").split(",")
    return [part.strip() for part in parts if part.strip()]


def _parts(out: Path, parser: argparse.ArgumentParser) -> Sequence[Part]:
    if out.is_dir() or not out.suffix:
        return PARTS
    if out.suffix.lower() not in _SUFFIXES:
        parser.error(f"--out 的后缀“{printable(out.suffix)}”不认识。可用：文件夹、{'、'.join(_SUFFIXES)}")
    return _SUFFIXES[out.suffix.lower()]


def _template(path: Path | None, parts: Sequence[Part], parser: argparse.ArgumentParser) -> bytes | None:
    if path is None:
        return None
    if SLIDES not in parts:
        parser.error("--template 只用于演示文稿：--out 应为 .pptx、.zip 或文件夹")
    try:
        content = path.read_bytes()
    except OSError as error:
        parser.error(f"读不到模板{printable(str(path))}：{error.strerror or error}")
    from briefings.errors import BriefingError
    from briefings.slides.template import open_template

    try:
        open_template(content)
    except BriefingError as error:
        parser.error(error.message)
    return content


def _write(out: Path, briefing: Briefing, made: Made) -> int:
    for reason in made.left_out:
        print(printable(reason), file=sys.stderr)
    if out.is_dir() or not out.suffix:
        targets = [(out / file.name, file.content) for file in (*made.files, File(NOTE_NAME, note(briefing, made)))]
    elif out.suffix.lower() == ".zip":
        targets = [(out, pack(briefing, made))]
    else:
        targets = [(out, file.content) for file in made.files]
    for path, content in targets:
        try:
            _replace(path, content)
        except OSError as error:
            print(printable(f"无法写入{path}：{error.strerror or error}"), file=sys.stderr)
            return 1
        print(f"已写入{printable(str(path))}")
    return 1 if made.failed or not made.files else 0


def _replace(path: Path, content: bytes) -> None:
    """Write beside and move over: nobody reads half a file, and a failure leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
