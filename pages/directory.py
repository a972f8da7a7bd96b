"""名录: which projects were listed or named benchmarks, by published list or by hand, and whom they were matched to."""

import streamlit as st

from metrics.landscape import View
from pages.parts.desk import open_desk
from pages.parts.directory.confirming import show_pending
from pages.parts.directory.intake import show_intake
from pages.parts.directory.lines import Lines, read_lines
from pages.parts.directory.lists import show_lists
from pages.parts.directory.marking import show_marking
from pages.parts.directory.table import show_lines
from pages.parts.filters import chosen_view
from pages.parts.kpis import Kpi, show_kpis
from pages.parts.navigation import page_of
from pages.parts.notices import show_notices
from pages.parts.officer import officer
from pages.parts.received import shown
from store.standings import Status


def show_counts(view: View, lines: Lines) -> None:
    """Show how many are listed and named benchmarks, and where the lines stand; an empty store counts nothing."""
    listed, benchmarks = (view.total(stage) if lines.everything else 0 for stage in ("listed", "benchmark"))
    show_kpis(
        [
            Kpi("累计入选（项）", f"{listed:,}", help="入选国家5G工厂名录的本省项目，含无人推荐的"),
            Kpi("累计标杆（个）", f"{benchmarks:,}"),
            Kpi("已对应（条）", f"{lines.count(Status.MATCHED):,}", help="名单中的条目，已对应到推荐项目"),
            Kpi("待确认（条）", f"{lines.count(Status.PENDING):,}", help="与推荐项目相近但不一致，由人确认"),
            Kpi("无人推荐（条）", f"{lines.count(Status.NOBODY):,}", help="名单中有、各推荐单位都没有推荐过的"),
        ],
        columns=5,
        narrowest=130,
    )


def show_selection_links() -> None:
    """Lead to the selection rates, which stand on other pages."""
    with st.container(horizontal=True):
        st.page_link(page_of("cities"), label="各地市入选率", icon=":material/chevron_right:")
        st.page_link(page_of("industry"), label="各行业入选率", icon=":material/chevron_right:")


view = chosen_view()
show_notices()
desk = open_desk()
lines = read_lines(desk, view)
may_write = not desk.is_read_only
show_counts(view, lines)
if may_write:
    officer()
    show_intake(desk.database, desk.revision, is_open=not lines.everything)
show_pending(desk.database, lines, may_write=may_write)
if lines.everything:
    show_lines(desk.database, lines, may_write=may_write)
if may_write and not shown().is_sample:
    show_marking(desk.database)
if lines.everything:
    show_lists(desk.database, lines, may_write=may_write)
    show_selection_links()
