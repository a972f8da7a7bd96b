"""Measure `check` beside raw calamine and pandas with openpyxl, on one hundred workbooks of 200 rows × 12 columns.

Wall-clock time of the whole work, every contender once in turn and five turns in all: ratios of medians are what
counts. `check` finds the tables, reads and checks every row in child processes, compares the files and writes JSON;
the others only hand out the cells, in one process. A run of the command line, start of Python included, is told
as well, but not compared.
"""

import contextlib
import io
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import python_calamine
from openpyxl import Workbook
from stdnum.cn import uscc

from benchmarks.measuring import ROOT, in_turns, keep, print_table, seconds
from loaders.__main__ import main
from loaders.vocabulary import vocabulary

FILES, ROWS = 100, 200
AT_MOST_RAW, AT_LEAST_PANDAS = 3.0, 5.0
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


def run() -> None:
    """Measure, print the ratios and keep them."""
    with tempfile.TemporaryDirectory() as folder:
        write_workbooks(Path(folder))
        medians = in_turns({name: seconds(partial(work, Path(folder))) for name, work in CONTENDERS.items()})
    print_table(("", "seconds", "ms a file"), [(name, each, each / FILES * 1000) for name, each in medians.items()])
    to_raw = round(medians["check"] / medians["raw calamine"], 2)
    to_check = round(medians["pandas with openpyxl"] / medians["check"], 2)
    print(f"check takes {to_raw} × raw calamine (aim: at most {AT_MOST_RAW:g} ×)")
    print(f"check is {to_check} × as fast as pandas with openpyxl (aim: {AT_LEAST_PANDAS:g} ×)")
    results = {
        "files": FILES,
        "rows": ROWS,
        "columns": len(HEADINGS),
        "median_seconds": {name: round(value, 4) for name, value in medians.items()},
        "check_to_raw_calamine": to_raw,
        "pandas_to_check": to_check,
    }
    keep("ingest", PACKAGES, results)


if __name__ == "__main__":
    run()
