"""Write the sample workbooks: invented projects, filled in the way ten cities might send them.

    python scripts/make_samples.py [--out DIR] [--truth FILE.json]

The same seed gives the same bytes; there is no clock and no network in it. `--truth` also writes what every
row was meant to say, so that tests can compare the loaders against it.
"""

import argparse
import json
import random
from pathlib import Path

from samples.facts import COUNTS, YEARS
from samples.files import write
from samples.habits import HABITS
from samples.projects import COUNTY_CODES, Draw, Project, draw_everything
from samples.sheets import Sheet, lay_out, notes_sheet

SEED = 20240821
DEFAULT_OUT = Path(__file__).resolve().parents[1] / "data" / "samples"
DIRECTORY_FOLDER = "名录"
README = """# 样例数据

本目录的企业、项目、统一社会信用代码均为虚构（企业名称含“样例”），联系人列只有占位符。
由 `scripts/make_samples.py` 生成，请勿手工修改。
2023年入选6个与公开数字一致；2024年、2025年入选数量及全部标杆均为虚构。
"""

Truth = dict[str, object]


def main() -> None:
    """Write everything the command line asks for."""
    arguments = read_arguments()
    draw = draw_everything(SEED)
    truth = [row for year in YEARS for unit in COUNTS for row in write_table(arguments.out, draw, unit, year)]
    write_directories(arguments.out, draw)
    (arguments.out / "README.md").write_text(README, encoding="utf-8", newline="\n")
    if arguments.truth:
        text = json.dumps(truth, ensure_ascii=False, indent=1)
        arguments.truth.write_text(text + "\n", encoding="utf-8", newline="\n")


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="写出样例推荐汇总表和样例名录")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="输出目录，默认 data/samples")
    parser.add_argument("--truth", type=Path, help="另写一份每行本意的 JSON")
    return parser.parse_args()


def write_table(out: Path, draw: Draw, unit: str, year: int) -> list[Truth]:
    """Write one unit's workbook of one year; return what its rows mean."""
    habit = HABITS[unit]
    projects = [project for project in draw.projects if (project.unit, project.year) == (unit, year)]
    sheet, placed = lay_out(projects, habit, year)
    file = f"{year}/{habit.file_name.format(year=year)}"
    write(out / file, [sheet, notes_sheet()] if habit.has_notes_sheet else [sheet])
    told = {name for name, _ in habit.columns_in(year)}
    sheet_name = "CSV" if file.endswith(".csv") else sheet.name
    return [{"file": file, "sheet": sheet_name, "row": row} | meaning(project, draw, told) for project, row in placed]


def meaning(project: Project, draw: Draw, told: set[str]) -> Truth:
    """Return what a row was meant to say; null where the city left it open or has no such column."""
    is_last = project.year == draw.listed.get(project.key)
    return {
        "unit": project.unit,
        "year": project.year,
        "enterprise": project.enterprise,
        "project_name": project.name,
        "credit_code": project.credit_code if "credit_code" in told else None,
        "county": COUNTY_CODES[(project.unit, project.county)] if "county" in told else None,
        "sector": project.sector,
        "tier": project.tier,
        "scenarios": list(project.scenarios),
        "untranslatable_scenarios": list(project.untranslatable),
        "investment_wan": project.investment_wan,
        "completed": project.is_completed if "completed" in told else None,
        "duplicate": project.is_duplicate,
        "listed_year": draw.listed[project.key] if is_last else None,
        "benchmark_year": draw.benchmarks.get(project.key) if is_last else None,
    }


def write_directories(out: Path, draw: Draw) -> None:
    """Write the national lists of each year and the list of benchmark factories."""
    rng = random.Random(SEED)
    for year in YEARS:
        keys = [key for key, listed in draw.listed.items() if listed == year]
        rng.shuffle(keys)
        rows = [["福建", *as_printed(key, place)] for place, key in enumerate(keys)]
        headings = ["序号", "省份", "项目名称", "企业名称"]
        sheet = directory_sheet(f"{year}年国家5G工厂名录（样例）", headings, [6, 10, 36, 40], rows)
        write(out / DIRECTORY_FOLDER / f"{year}年国家5G工厂名录（样例）.xlsx", [sheet])
    rows = [[str(year), *as_printed(key, 1)] for key, year in draw.benchmarks.items()]
    headings = ["序号", "年份", "项目名称", "企业名称"]
    sheet = directory_sheet("5G标杆工厂名单（样例）", headings, [6, 10, 36, 40], rows)
    write(out / DIRECTORY_FOLDER / "5G标杆工厂名单（样例）.xlsx", [sheet])


def as_printed(key: tuple[str, str, str], place: int) -> tuple[str, str]:
    """Return project and enterprise as a directory prints them: some in other brackets, some with spaces."""
    _, enterprise, name = key
    narrow = str.maketrans("（）", "()")
    if place % 3 == 0:
        return name.translate(narrow), enterprise.translate(narrow)
    if place % 5 == 2:
        return name.replace("5G", "5G ", 1), enterprise
    return name, enterprise


def directory_sheet(title: str, headings: list[str], widths: list[int], rows: list[list[str]]) -> Sheet:
    """Lay a directory out: title, headings, numbered rows, and a note that it is invented."""
    sheet = Sheet("名单", widths)
    sheet.add_line("title", title)
    sheet.add("heading", [*headings])
    for sequence, cells in enumerate(rows, 1):
        sheet.add("body", [sequence, *(int(cell) if cell.isdigit() else cell for cell in cells)])
    sheet.add_line("line", "注：本表为样例，企业和项目均为虚构；只列福建省项目。")
    return sheet


if __name__ == "__main__":
    main()
