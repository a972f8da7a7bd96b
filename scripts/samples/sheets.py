"""Lay a table out as rows, merged blocks and kinds of row, before any file format is chosen."""

from dataclasses import dataclass, field

from samples.habits import Habit
from samples.projects import Project
from samples.words import Value, word

WIDTHS = {
    "sequence": 6,
    "project_name": 26,
    "enterprise": 30,
    "credit_code": 21,
    "scenarios": 30,
    "sector": 16,
}
DEFAULT_WIDTH = 12
# Shortly before the window of each year closes: it was September in 2024, March in 2025.
FILLED_ON = {2023: "2023年9月8日", 2024: "2024年9月10日", 2025: "2025年3月24日"}


@dataclass
class Sheet:
    """Rows from top to bottom, `kinds` naming each row's look.

    Merged blocks are (top, left, bottom, right), counted from 0.
    """

    name: str
    widths: list[int]
    rows: list[list[Value]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add(self, kind: str, cells: list[Value]) -> int:
        """Append a row, filled up to the table's width; return its place."""
        self.rows.append(cells + [None] * (len(self.widths) - len(cells)))
        self.kinds.append(kind)
        return len(self.rows) - 1

    def add_line(self, kind: str, text: str) -> None:
        """Append a row that is one cell across the whole table."""
        row = self.add(kind, [text])
        self.merged.append((row, 0, row, len(self.widths) - 1))

    def is_merged_away(self, row: int, column: int) -> bool:
        """Return whether a cell is hidden in a merged block; asked only of cells that do not begin one."""
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.merged)


def lay_out(projects: list[Project], habit: Habit, year: int) -> tuple[Sheet, list[tuple[Project, int]]]:
    """Return one city's sheet, and for every project the row it stands in as Excel counts rows."""
    columns = habit.columns_in(year)
    sheet = Sheet(
        "Sheet1" if not habit.above else "推荐汇总表",
        [WIDTHS.get(name, DEFAULT_WIDTH) for name, _ in columns],
    )
    for text in habit.above:
        is_title = "汇总表" in text
        sheet.add_line("title" if is_title else "line", text.format(year=year))
    add_headings(sheet, habit, columns)
    if habit.merges_counties:
        projects = sorted(projects, key=lambda project: project.county)
    placed = []
    for sequence, project in enumerate(projects, 1):
        row = sheet.add("body", [word(project, habit, name, sequence) for name, _ in columns])
        placed.append((project, row + 1))
    if habit.merges_counties:
        merge_repeats(sheet, placed)
    if habit.total_from and year >= habit.total_from:
        add_total(sheet, projects, columns)
    for text in habit.below:
        sheet.add_line("line", text.format(filled_on=FILLED_ON[year]))
    return sheet, placed


def add_headings(sheet: Sheet, habit: Habit, columns: list[tuple[str, str]]) -> None:
    """Append the headings; with groups, a line of merged group names stands above them."""
    headings: list[Value] = [heading for _, heading in columns]
    if not habit.groups:
        sheet.add("heading", headings)
        return
    top = sheet.add("heading", [])
    sheet.add("heading", headings)
    left = 0
    for group, width in habit.groups:
        if group:
            sheet.rows[top][left] = group
            sheet.merged.append((top, left, top, left + width - 1))
        else:  # a column without a group: its heading takes both lines
            sheet.rows[top][left], sheet.rows[top + 1][left] = headings[left], None
            sheet.merged.append((top, left, top + 1, left))
        left += width


def merge_repeats(sheet: Sheet, placed: list[tuple[Project, int]]) -> None:
    """Merge the first column down over rows of one county; only the uppermost cell keeps the name."""
    start = 0
    for place in range(1, len(placed) + 1):
        if place < len(placed) and placed[place][0].county == placed[start][0].county:
            sheet.rows[placed[place][1] - 1][0] = None
            continue
        if place - start > 1:
            sheet.merged.append((placed[start][1] - 1, 0, placed[place - 1][1] - 1, 0))
        start = place


def add_total(sheet: Sheet, projects: list[Project], columns: list[tuple[str, str]]) -> None:
    """Append a line of totals that a reader must not take for a project."""
    fields = [name for name, _ in columns]
    cells: list[Value] = [None] * len(fields)
    cells[0], cells[fields.index("project_name")] = "合计", f"{len(projects)}个项目"
    cells[fields.index("investment_wan")] = sum(project.investment_wan for project in projects)
    sheet.add("body", cells)


def notes_sheet() -> Sheet:
    """Return a sheet of instructions without any table."""
    sheet = Sheet("填表说明", [90])
    sheet.add_line("title", "填表说明")
    for text in (
        "一、所属行业按《国民经济行业分类》（GB/T 4754-2017）填写。",
        "二、建设类型分产线级、车间级、工厂级三类。",
        "三、典型应用场景可填写多项，请逐项编号。",
        "四、本表为样例，企业和项目均为虚构。",
    ):
        sheet.add_line("line", text)
    return sheet
