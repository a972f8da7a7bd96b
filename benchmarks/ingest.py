"""Measure `check` beside raw calamine and pandas with openpyxl, on one hundred workbooks of 200 rows × 12 columns.

Wall-clock time of the whole work, every contender once in turn and five turns in all: ratios of medians are what
counts. `check` finds the tables, reads and checks every row in child processes, compares the files and writes JSON;
the others only hand out the cells, in one process. A run of the command line, start of Python included, is told
as well, but not compared.
"""

import contextlib
import io
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import python_calamine
from openpyxl import Workbook
from stdnum.cn import uscc

from loaders.__main__ import main
from loaders.vocabulary import vocabulary

FILES, ROWS, TURNS = 100, 200, 5
AT_MOST_RAW, AT_LEAST_PANDAS = 3.0, 5.0
ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results" / "ingest.json"
PACKAGES = ("python-calamine", "openpyxl", "pandas", "pebble")
HEADINGS = [
    "序号",
    "项目名称",
    "企业名称",
    "统一社会信用代码",
    "所在县（市、区）",
    "所属重点行业",
    "建设类型",
    "典型应用场景",
    "5G专网模式",
    "建设方式",
    "项目总投资（万元）",
    "完工时间",
]


def write_workbooks(folder: Path) -> None:
    """Write the workbooks: ten years of every unit's table, all enterprises invented and different."""
    chance = random.Random(5)
    words = vocabulary()
    units = list(words.units)
    for number in range(FILES):
        unit, year = units[number % len(units)], 2016 + number // len(units)
        counties = [county.name for county in words.counties if county.unit == unit.code]
        book = Workbook(write_only=True)
        sheet = book.create_sheet("汇总表")
        sheet.append([f"{year}年国家5G工厂名录项目推荐汇总表"])
        sheet.append([f"推荐单位：{unit.name}"])
        sheet.append(HEADINGS)
        for row in range(1, ROWS + 1):
            enterprise = f"样例{unit.short_name}第{number * ROWS + row}制造有限公司"
            scenarios = chance.sample([scenario.name for scenario in words.scenarios if scenario.is_typical], 4)
            sheet.append(
                [
                    row,
                    f"{enterprise}第{row}车间5G工厂项目",
                    enterprise,
                    _credit_code(unit.code, number * ROWS + row),
                    chance.choice(counties),
                    chance.choice(words.sectors.terms).name,
                    chance.choice(words.tiers.terms).name,
                    "、".join(scenarios),
                    chance.choice(words.network_modes.terms).name,
                    chance.choice(words.build_types.terms).name,
                    chance.randint(100, 90_000),
                    f"{year - 1}年{chance.randint(1, 12)}月",
                ]
            )
        book.save(folder / f"{number:03d}.xlsx")


def _credit_code(area: str, number: int) -> str:
    code = f"91{area}{number:09d}"
    return code + uscc.calc_check_digit(code)


def check(folder: Path) -> None:
    """Run the whole of `check --json`."""
    with contextlib.redirect_stdout(io.StringIO()):
        main(["check", str(folder), "--json"])


def raw_calamine(folder: Path) -> None:
    """Hand out the cells of every workbook, no more."""
    for path in sorted(folder.glob("*.xlsx")):
        with path.open("rb") as file:
            python_calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()


def pandas_with_openpyxl(folder: Path) -> None:
    """Read every workbook into a frame."""
    for path in sorted(folder.glob("*.xlsx")):
        pd.read_excel(path, engine="openpyxl")


def command_line(folder: Path) -> None:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "loaders", "check", str(folder), "--json"]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)


CONTENDERS: dict[str, Callable[[Path], None]] = {
    "check": check,
    "raw calamine": raw_calamine,
    "pandas with openpyxl": pandas_with_openpyxl,
    "command line": command_line,
}


def measure(folder: Path) -> dict[str, float]:
    """Return the median seconds of every contender; they take turns, so that a busy minute hits all."""
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(TURNS):
        for name, contender in CONTENDERS.items():
            start = time.perf_counter()
            contender(folder)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def run() -> None:
    """Measure, print the ratios and keep them."""
    with tempfile.TemporaryDirectory() as folder:
        write_workbooks(Path(folder))
        seconds = measure(Path(folder))
    facts = {
        "date": time.strftime("%Y-%m-%d"),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {package: version(package) for package in PACKAGES},
        "files": FILES,
        "rows": ROWS,
        "columns": len(HEADINGS),
        "median_seconds": {name: round(value, 4) for name, value in seconds.items()},
        "check_to_raw_calamine": round(seconds["check"] / seconds["raw calamine"], 2),
        "pandas_to_check": round(seconds["pandas with openpyxl"] / seconds["check"], 2),
    }
    for name, value in seconds.items():
        print(f"{name:22} {value:7.3f} s   {value / FILES * 1000:6.2f} ms a file")
    print(f"check takes {facts['check_to_raw_calamine']} × raw calamine (aim: at most {AT_MOST_RAW:g} ×)")
    print(f"check is {facts['pandas_to_check']} × as fast as pandas with openpyxl (aim: {AT_LEAST_PANDAS:g} ×)")
    print(f"{facts['system']}, {facts['processors']} processors, Python {facts['python']}, {facts['versions']}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    run()
