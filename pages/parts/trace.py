"""Where one project comes from: its table, its row as sent beside the row as understood, what was published of it."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from loaders.as_sent import MOST_ROWS, SentTable, as_sent
from loaders.guarded import Rejected, Task, run_guarded
from loaders.vocabulary import vocabulary
from pages.parts.directory.words import MATCHED_BY, STAGES
from pages.parts.plain import plain
from pages.parts.plain_table import show_plain_table
from pages.parts.received import is_demonstration, shown
from pages.parts.submissions.words import came, decided, mapping_of, status_badge, title
from pages.parts.trace_rows import compare, unplaced
from pages.parts.trace_table import show_compared
from store.contents import original
from store.database import Database
from store.submissions import Submission
from store.tracing import Published, Trace, trace

_NO_TABLE = "名单中有、各推荐单位都没有推荐过的项目：没有报送表，来自公布的名单。"


def show_trace(number: int, close: Callable[[], None]) -> None:
    """Show where a project comes from; `close` is called when the reader is done with it."""
    database = shown().database
    traced = _traced(database, shown().revision, number)
    if traced is None:
        st.info("没有这个项目：可能已撤销，或网址有误。", icon=":material/search_off:")
        return
    with st.container(border=True, key="trace"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
            project = traced.project
            names = (project["enterprise"] or "未填企业名称", project["project_name"] or "未填项目名称")
            st.subheader(plain("：".join(names)), anchor=False, width="stretch")
            st.button("关闭", icon=":material/close:", type="tertiary", on_click=close, key="close-trace")
        if traced.submission is None:
            st.caption(_NO_TABLE)
        else:
            _show_origin(database, traced, traced.submission)
            _show_row(database, traced, traced.submission)
        if traced.published:
            _show_published(database, traced.published)


# A revision names whose data it is as well: the database itself is not part of the key.
@st.cache_resource(max_entries=16, show_spinner="正在查找来源…")
def _traced(_database: Database, revision: str, number: int) -> Trace | None:
    return trace(_database, number)


def _show_origin(database: Database, traced: Trace, submission: Submission) -> None:
    """Say which table it stands in and where, who took it in, and whether it counts."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{title(submission)} {status_badge(submission)}", width="content")
        st.caption(plain("；".join(part for part in (came(submission), decided(submission)) if part)), width="content")
    row = traced.project
    st.markdown(plain(f"{submission.file_name}，工作表“{row['sheet']}”，第{row['row']}行"))
    if traced.is_repeat:
        st.info("这一行与同表另一行重复，没有计入。", icon=":material/content_copy:")
    elif not traced.counts:
        st.info("这份表现在不计入统计，这里是它当时的内容。", icon=":material/layers:")
    with st.container(horizontal=True, vertical_alignment="center"):
        _offer_original(database, submission.sha256, submission.file_name, "下载原件", "对方发来的文件，一字未改")
        if not shown().is_sample or is_demonstration():
            st.page_link(
                "pages/submissions.py",
                label="看这份报送",
                icon=":material/inbox:",
                query_params={"submission": str(submission.id)},
            )


def _offer_original(database: Database, sha256: str, file_name: str, label: str, help: str) -> None:
    st.download_button(
        label,
        data=partial(_original, database, sha256),
        file_name=file_name,
        mime="application/octet-stream",
        icon=":material/draft:",
        on_click="ignore",
        key=f"original-{sha256}",
        help=help,
    )


def _original(database: Database, sha256: str) -> bytes:
    with database.reading() as connection:
        return original(connection, sha256)


def _show_row(database: Database, traced: Trace, submission: Submission) -> None:
    """Show the row as sent beside the row as understood."""
    identity = f"{submission.sha256}-{sorted(submission.mapping.items())}"
    tables = _sent(database, submission, identity, traced.project["row"] // MOST_ROWS)
    if isinstance(tables, Rejected):
        st.warning(plain(f"原件现在读不出来，只显示当时读到的内容。{tables.message}"), icon=":material/error:")
        tables = ()
    words = vocabulary()
    for table in tables:
        row = table.row(traced.project["row"]) if table.sheet == traced.project["sheet"] else None
        if row is not None:
            show_compared(compare(table, row, traced.project, traced.problems, words))
            return
    show_compared(unplaced(traced.project, traced.problems, words))


# By content and headings: a file is read once, whichever of its rows are looked at and whatever else happens.
@st.cache_resource(max_entries=8, show_spinner="正在打开原件…")
def _sent(_database: Database, _submission: Submission, identity: str, part: int) -> tuple[SentTable, ...] | Rejected:
    """Read a part of a file as it was filled in, in a child process as all that others send."""
    arguments = _original(_database, _submission.sha256), mapping_of(_submission), part * MOST_ROWS
    return next(run_guarded([Task(_submission.file_name, as_sent, arguments)]))


def _show_published(database: Database, published: Sequence[Published]) -> None:
    """Show the published lines with where they stand and how they were matched, and offer the lists."""
    st.markdown("**名录**")
    rows = [
        (
            f"{each.decision.year}年{STAGES[each.decision.stage]}",
            _place(each),
            f"{each.decision.enterprise}，{each.decision.project_name}",
            MATCHED_BY.get(each.by, "没有对应的推荐项目"),
        )
        for each in published
    ]
    show_plain_table(("结果", "出处", "名单上的企业和项目", "怎样对应"), rows, narrow=("结果",))
    lists = {each.decision.sha256: each.decision for each in published if each.decision.sha256}
    with st.container(horizontal=True):
        for sha256, decision in lists.items():
            label = f"下载{decision.year}年{STAGES[decision.stage]}名单"
            _offer_original(database, sha256, decision.file_name or "名单", label, "公布的名单，一字未改")


def _place(each: Published) -> str:
    decision = each.decision
    if decision.row:
        return f"{decision.file_name}，工作表“{decision.sheet}”第{decision.row}行"
    return f"{decision.source}（{decision.decided_by}标记）"
