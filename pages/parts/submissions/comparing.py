"""What a table sent again changes against the one that counts, before it is accepted."""

from collections import Counter
from collections.abc import Mapping
from itertools import islice

import streamlit as st

from loaders.tables.project import Project
from pages.parts.cards import current_palette
from pages.parts.plain_table import Cell, Marked, show_plain_table
from pages.parts.submissions.contents import reading_of
from store.changes import Changes, changes
from store.database import Database
from store.submissions import Submission

_MOST_ROWS = 400
_HEIGHT = 420


def changes_between(database: Database, before: Submission, after: Submission) -> Changes:
    """Return what the later one changes."""
    return changes(reading_of(database, before), reading_of(database, after))


def summary(found: Changes) -> str:
    """Say in a line what changes."""
    if found.is_none:
        return f"内容没有变化，{found.unchanged}项完全相同"
    parts = {"新增": len(found.added), "删去": len(found.removed), "改动": len(found.changed), "不变": found.unchanged}
    return "，".join(f"{word}{count}项" for word, count in parts.items() if count)


def show_changes(before: Submission, found: Changes) -> None:
    """Show every project that is new, gone or says something else, field by field."""
    with st.container(border=True):
        st.subheader(f"与现行第{before.version}版相比：{summary(found)}", anchor=False)
        if found.is_none:
            st.caption("只有行的次序、格式或不统计的栏不同。接受与否，数字都一样。")
            return
        counts = Counter(field.name for changed in found.changed for field in changed.fields)
        if counts:
            st.caption("改动的栏目：" + "，".join(f"{name}{count}项" for name, count in counts.most_common()))
        rows = _rows(found, counts)
        with st.container(height=_HEIGHT if len(rows) > 8 else "content", border=False):
            show_plain_table(
                ("变化", "项目", "栏目", "原来", "现在"), list(islice(rows, _MOST_ROWS)), narrow=("变化", "栏目")
            )
        if len(rows) > _MOST_ROWS:
            st.caption(f"共{len(rows)}处变化，这里列出前{_MOST_ROWS}处。")


def _rows(found: Changes, counts: Mapping[str, int]) -> list[tuple[Cell, ...]]:
    """Return what is new, gone and changed, the rare first: a column changed everywhere would hide the rest."""
    colours = current_palette()
    rows: list[tuple[Cell, ...]] = []
    for project in found.added:
        rows.append((Marked("新增", colours.good), _named(project), "", "", f"第{project.row}行"))
    for project in found.removed:
        rows.append((Marked("删去", colours.error), _named(project), "", f"第{project.row}行", ""))
    for changed in sorted(found.changed, key=lambda each: min(counts[field.name] for field in each.fields)):
        for place, field in enumerate(sorted(changed.fields, key=lambda field: counts[field.name])):
            word: Cell = Marked("改动", colours.warning) if not place else ""
            name = _named(changed.after) if not place else ""
            rows.append((word, name, field.name, field.before or "（空）", field.after or "（空）"))
    return rows


def _named(project: Project) -> str:
    return "：".join(name for name in (project.enterprise, project.project_name) if name) or f"第{project.row}行"
