"""The table as its unit sent it, faulty cells coloured, with the list of problems beside it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import pandas as pd
import streamlit as st

from charts.theme import Palette
from loaders.as_sent import SentColumn, SentRow, SentTable
from loaders.guarded import Rejected
from loaders.problems import Problem, Severity
from loaders.tables.headings import Field
from pages.parts.cards import current_palette
from pages.parts.plain import plain
from pages.parts.plain_table import Marked, show_plain_table
from pages.parts.submissions.contents import sent_tables
from pages.parts.tables import show_table
from store.database import Database
from store.submissions import Submission

#: Of more problems only the first are listed; the marked return has them all.
MOST_LISTED = 300
#: So many cells are coloured at most: a browser that draws more of them gets slow.
_MOST_CELLS = 60_000
_HEIGHT = 560
_FEW_ROWS, _FEW_PROBLEMS = 12, 8
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")
_FILLS = {
    "light": {Severity.ERROR: "#F9D6D3", Severity.WARNING: "#FCE8C5", Severity.HINT: "#DCE7F4"},
    "dark": {Severity.ERROR: "#6B2A27", Severity.WARNING: "#5C4713", Severity.HINT: "#243B5A"},
}
Faults = Mapping[tuple[str, int, str], Severity]


def show_sent(database: Database, submission: Submission, problems: Sequence[Problem]) -> None:
    """Show the table as sent, and beside it every problem in full."""
    tables = sent_tables(database, submission)
    left, right = st.columns([3, 2]) if problems else (st.container(), None)
    with left:
        st.subheader("对方报来的表", anchor=False)
        if isinstance(tables, Rejected):
            st.warning(plain(tables.message), icon=":material/error:")
        else:
            _show_tables(tables, _faults(tables, problems), submission)
    if right is None:
        return
    with right:
        st.subheader(f"问题清单：{len(problems)}处", anchor=False)
        with st.container(height=_HEIGHT if len(problems) > _FEW_PROBLEMS else "content", border=False):
            show_problems(problems, with_sheet=not isinstance(tables, Rejected) and len(tables) > 1)


def show_problems(problems: Sequence[Problem], *, with_sheet: bool) -> None:
    """List problems as whole sentences with where they stand and what to do."""
    colours = severity_colours(current_palette())
    rows = [
        (
            Marked(problem.severity.label, colours[problem.severity]),
            " ".join([problem.sheet] * with_sheet + [problem.cell or "整张表"]),
            f"{problem.message}{problem.suggestion}",
        )
        for problem in islice(problems, MOST_LISTED)
    ]
    show_plain_table(("轻重", "位置", "问题和改法"), rows, narrow=("轻重",) if with_sheet else ("轻重", "位置"))
    if len(problems) > MOST_LISTED:
        st.caption(f"共{len(problems)}处，这里列出前{MOST_LISTED}处；退回件中全部标出。")


def severity_colours(colours: Palette) -> dict[Severity, str]:
    """Return the colour in which the word for a severity is written."""
    return {Severity.ERROR: colours.error, Severity.WARNING: colours.warning, Severity.HINT: colours.primary}


def _faults(tables: Iterable[SentTable], problems: Iterable[Problem]) -> dict[tuple[str, int, str], Severity]:
    """Return the gravest severity by sheet, row and column letters, of the rows shown; the gravest come first."""
    rows = {(table.sheet, row.number) for table in tables for row in table.rows}
    faults: dict[tuple[str, int, str], Severity] = {}
    for problem in problems:
        address = _ADDRESS.fullmatch(problem.cell)
        if address and (problem.sheet, int(address[2])) in rows:
            faults.setdefault((problem.sheet, int(address[2]), address[1]), problem.severity)
    return faults


def _show_tables(tables: Sequence[SentTable], faults: Faults, submission: Submission) -> None:
    table = tables[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(tables) > 1:
            names = [each.sheet for each in tables]
            sheet = st.selectbox("工作表", names, placeholder="选一张表", key=f"sheet-{submission.id}", width=220)
            table = tables[names.index(sheet)]
        of_sheet = {row for name, row, _ in faults if name == table.sheet}
        rows = list(table.rows)
        if of_sheet and len(rows) > _FEW_ROWS:
            only = st.toggle("只看有问题的行", value=True, key=f"faulty-{submission.id}")
            rows = [row for row in rows if row.number in of_sheet] if only else rows
    _show_rows(table, rows, faults)


def _show_rows(table: SentTable, rows: Sequence[SentRow], faults: Faults) -> None:
    shown = rows[: max(_MOST_CELLS // (len(table.columns) + 2), 1)]
    frame, fills = _frame(table, shown, faults), _styles(table, shown, faults)
    first = _to_see_first(table, faults)
    show_table(
        frame.style.apply(lambda _: fills, axis=None),
        "对方报来的表，有问题的单元格已标色",
        height=min(_HEIGHT, 36 * (len(frame) + 1) + 2),
        column_order=[*frame.columns.difference(_titles(table), sort=False), *dict.fromkeys([*first, *_titles(table)])],
        column_config={
            "行": st.column_config.NumberColumn(width=50, pinned=True, format="%d"),
            # Long names would push what is wrong out of sight.
            **{heading: st.column_config.TextColumn(width=190) for heading in first[:1]},
        },
    )
    cut = f"共{table.row_count}行，这里显示{len(shown)}行。" if len(shown) < table.row_count else ""
    legend = "底色：红为须改正，黄为请核对，蓝为提示；有问题的列排在前面。" if first else ""
    st.caption(f"{cut}{legend}列名前的字母是原表的列号；联系人等栏和未识别的列不显示内容。")


def _title(column: SentColumn) -> str:
    return f"{column.letters} {column.heading}"


def _titles(table: SentTable) -> list[str]:
    return [_title(column) for column in table.columns]


def _to_see_first(table: SentTable, faults: Faults) -> list[str]:
    """Return whose row it is and the columns with problems, which may stand far to the right; none without problems."""
    faulty = {letters for sheet, _, letters in faults if sheet == table.sheet}
    titles = [_title(column) for column in table.columns if column.letters in faulty]
    whose = table.column(Field.ENTERPRISE) or table.column(Field.PROJECT_NAME)
    return [_title(whose), *titles] if titles and whose else titles


def _frame(table: SentTable, rows: Sequence[SentRow], faults: Faults) -> pd.DataFrame:
    """Return the rows under column letters and headings; a row's gravest problem is said in words as well."""
    worst: dict[int, Severity] = {}
    for (sheet, row, _), severity in faults.items():
        if sheet == table.sheet:
            worst[row] = min(worst.get(row, severity), severity, key=list(Severity).index)
    columns: dict[str, list] = {"行": [row.number for row in rows]}
    if worst:
        columns["问题"] = [worst[row.number].label if row.number in worst else "" for row in rows]
    for place, column in enumerate(table.columns):
        columns[_title(column)] = [row.texts[place] for row in rows]
    return pd.DataFrame(columns)


def _styles(table: SentTable, rows: Sequence[SentRow], faults: Faults) -> pd.DataFrame:
    colours = current_palette()
    css = {severity: f"background-color:{fill};color:{colours.text}" for severity, fill in _FILLS[colours.name].items()}
    frame = _frame(table, rows, faults)
    styles = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for column in table.columns:
        styles[_title(column)] = [
            css.get(faults.get((table.sheet, row.number, column.letters)), "")  # type: ignore[arg-type]
            for row in rows
        ]
    return styles
