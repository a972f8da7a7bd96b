"""The table of all published lines: filtered, downloaded, one of them looked at closely."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import pyarrow
import streamlit as st

from metrics.latest import Latest
from pages.parts.directory.confirming import show_line
from pages.parts.directory.lines import Lines, as_columns
from pages.parts.directory.words import STAGES, STATUSES
from pages.parts.received import data_date
from pages.parts.tables import Packed, choose_page, offer_downloads, show_table
from store.database import Database
from store.standings import Standing, Status

#: So many lines are shown at once. With many more, a page with candidates would be longer than what its compression
#: looks back (`deploy/websocket.py`), and every change would send all of it.
PAGE = 20
#: Pages of the table by the revision, which names whose data it is as well, and the numbers of their lines.
_pages: Latest[tuple[str, tuple[int, ...]], Packed] = Latest(64)
_ALL = "all"
_NAME = "名录与推荐对应情况"


def show_lines(database: Database, lines: Lines, *, may_write: bool) -> None:
    """Show the lines left by the filters and by those of this table."""
    st.subheader("名录中的项目", anchor=False)
    found = _choose(lines)
    if not found:
        st.info("没有符合条件的条目。请换一个条件。", icon=":material/search_off:")
        return
    st.caption("点一行左侧的方框，看详情和办理。" if may_write else "点一行左侧的方框，看详情。")
    place = st.container()
    pages = -(-len(found) // PAGE)
    page = choose_page(pages, "line-page") if pages > 1 else 1
    shown = found[(page - 1) * PAGE : page * PAGE]
    known = lines.revision, tuple(line.decision.id for line in shown)
    with place:
        event = show_table(
            _pages.get(known, lambda: Packed(pyarrow.table(as_columns(shown, lines.projects)))),
            _NAME,
            height=min(35 * len(shown) + 40, 460),
            on_select="rerun",
            selection_mode="single-row",
            # Another set of rows is another table: a row chosen before would be a different line now.
            key=f"lines-{hash(known)}",
        )
    rows = event.selection.rows
    if rows and rows[0] < len(shown):
        show_line(database, shown[rows[0]], lines.projects, may_write=may_write)
    with st.container(horizontal=True):
        # The files hold every page.
        whole = partial(_frame, found, lines.projects)
        offer_downloads(whole, _NAME, [f"{len(found)}条", data_date()], key="directory")


def _frame(found: Sequence[Standing], projects: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(as_columns(found, projects))


def _choose(lines: Lines) -> Sequence[Standing]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        status = st.segmented_control(
            "状态",
            [_ALL, *Status],
            format_func=lambda status: _status_label(lines, status),
            default=_ALL,
            required=True,
            key="line-status",
            wrap=True,
        )
        stage = st.segmented_control(
            "阶段",
            [_ALL, *STAGES],
            format_func=lambda stage: STAGES.get(stage, "全部"),
            default=_ALL,
            required=True,
            key="line-stage",
        )
        year = st.selectbox(
            "公布年份",
            [0, *lines.years],
            format_func=lambda year: f"{year}年" if year else "全部",
            key="line-year",
            width=130,
        )
        words = st.text_input("搜索企业或项目", key="line-words", icon=":material/search:", live=True, width="stretch")
    sought = (words or "").split()
    # Restricted only by what is asked for: ten thousand lines take as long to look at as all the rest of the page.
    found: Sequence[Standing] = lines.left
    if status != _ALL:
        found = [line for line in found if line.status == status]
    if stage != _ALL:
        found = [line for line in found if line.decision.stage == stage]
    if year:
        found = [line for line in found if line.decision.year == year]
    return [line for line in found if _holds(line, sought)] if sought else found


def _status_label(lines: Lines, status: str) -> str:
    if status == _ALL:
        return f"全部 {len(lines.left)}"
    return f"{STATUSES[Status(status)]} {lines.count(Status(status))}"


def _holds(line: Standing, words: Sequence[str]) -> bool:
    names = f"{line.decision.enterprise} {line.decision.project_name}".lower()
    return all(word.lower() in names for word in words)
