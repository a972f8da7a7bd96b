"""Say by hand which project a line speaks of: both names side by side, one click each."""

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from loaders.vocabulary import vocabulary
from metrics.latest import Latest
from pages.parts.directory.lines import Lines, year_words
from pages.parts.directory.words import STAGES, status_words
from pages.parts.notices import notify, telling
from pages.parts.officer import signature
from pages.parts.once import say_once
from pages.parts.plain import plain
from store.database import Database
from store.decisions import confirm, refuse, revoke, take_back_answer
from store.lookup import project_rows, search
from store.standings import Standing, Status

#: So many lines to confirm are shown at once, as much as a screen holds; the next ones move up.
AT_ONCE = 4
_MOST_FOUND = 30
#: The lines that wait, by revision: they are the same for everybody.
_said: Latest[str, dict] = Latest(2)


def show_pending(database: Database, lines: Lines, *, may_write: bool) -> None:
    """Show the lines that are to be confirmed, the most alike first."""
    pending = lines.pending
    if not pending:
        return
    st.subheader(f"待确认：{len(pending)}条与推荐项目相近但不一致", anchor=False)
    for line in pending[:AT_ONCE]:
        show = partial(_show, database, line, lines.projects, may_write=may_write)
        say_once(_said.get(lines.revision, dict), (line.decision.id, may_write), show)
    if len(pending) > AT_ONCE:
        st.caption(f"另有{len(pending) - AT_ONCE}条，处理完上面的依次显示；也可在下表中点选。")


def _show(database: Database, line: Standing, projects: pd.DataFrame, *, may_write: bool) -> None:
    with st.container(border=True, gap="small"):
        left, right = st.columns([2, 3])
        with left:
            _show_published(line)
            if may_write:
                _button("无人推荐", "person_off", f"refuse-{line.decision.id}", _refuse, database, line)
        with right:
            for suggestion in line.suggestions:
                _show_candidate(database, line, projects.loc[suggestion.project_id], suggestion.score, may_write)


def _show_published(line: Standing) -> None:
    decision = line.decision
    _show_text(
        f"{decision.year}年{STAGES[decision.stage]}｜{plain(decision.source)}",
        f"**{plain(decision.enterprise)}**",
        plain(decision.project_name) or "（没有项目名称）",
    )
    if line.is_lost:
        st.caption("原来确认的项目已不在现行报送中，请重新确认。")


def _show_candidate(database: Database, line: Standing, project: pd.Series, score: int, may_write: bool) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small"):
        _show_project(project, f"相似度{score}｜")
        if may_write:
            number = int(project["id"])
            key = f"confirm-{line.decision.id}-{number}"
            _button("就是这个", "link", key, _confirm, database, line, number)


def _show_project(project: pd.Series, before: str = "") -> None:
    unit = vocabulary().units.name(project["unit"])
    _show_text(
        f"{before}{unit} {year_words(project['year'])}推荐",
        plain(project["enterprise"] or ""),
        plain(project["project_name"] or ""),
    )


def _show_text(about: str, *lines: str) -> None:
    """Show lines below a small one that says what they are: one element, where many stand on a screen."""
    st.markdown("  \n".join([f":gray[:small[{about}]]", *lines]))


def _button(label: str, icon: str, key: str, action: object, *arguments: object) -> None:
    st.button(label, icon=f":material/{icon}:", key=key, on_click=action, args=arguments)  # type: ignore[arg-type]


def _confirm(database: Database, line: Standing, project_id: int) -> None:
    with telling():
        confirm(database, line.decision.id, project_id, by=signature())
        notify(f"已对应：{line.decision.enterprise}，{line.decision.project_name}。")


def _refuse(database: Database, line: Standing) -> None:
    with telling():
        refuse(database, line.decision.id, by=signature())
        notify(f"已记为无人推荐：{line.decision.enterprise}，{line.decision.project_name}。")


def _take_back(database: Database, line: Standing) -> None:
    with telling():
        take_back_answer(database, line.decision.id, by=signature())
        notify(f"已取消人工确认：{line.decision.enterprise}，{line.decision.project_name}。")


def _revoke(database: Database, line: Standing) -> None:
    with telling():
        revoke(database, [line.decision.id], by=signature())
        notify(f"已撤销：{line.decision.enterprise}，{line.decision.project_name}。")


def show_line(database: Database, line: Standing, projects: pd.DataFrame, *, may_write: bool) -> None:
    """Show one line beside its project, and what may be done with it."""
    with st.container(border=True, gap="small"):
        st.caption("｜".join(part for part in (status_words(line), _place(line)) if part))
        left, right = st.columns([2, 3])
        with left:
            _show_published(line)
        with right:
            if line.status is Status.MATCHED:
                _show_project(projects.loc[line.number])
            for suggestion in line.suggestions:
                _show_candidate(database, line, projects.loc[suggestion.project_id], suggestion.score, may_write)
        if may_write:
            _offer_actions(database, line)


def _place(line: Standing) -> str:
    """Say where in its list a line stands; nothing of what was marked by hand."""
    decision = line.decision
    return plain(f"{decision.file_name}，工作表“{decision.sheet}”第{decision.row}行") if decision.row else "手工标记"


def _offer_actions(database: Database, line: Standing) -> None:
    number = line.decision.id
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if line.is_answered:
            _button("取消人工确认", "undo", f"take-back-{number}", _take_back, database, line)
        if line.status is not Status.NOBODY or not line.is_answered:
            wrong = "不是这个，无人推荐" if line.status is Status.MATCHED else "无人推荐"
            _button(wrong, "person_off", f"line-refuse-{number}", _refuse, database, line)
        with st.popover("撤销这一条", icon=":material/delete:"):
            st.markdown("撤销后不再算作入选或标杆；记录仍保留，可重新载入。")
            _button("确认撤销", "delete", f"line-revoke-{number}", _revoke, database, line)
    if line.status is not Status.MATCHED:
        _offer_search(database, line)


def _offer_search(database: Database, line: Standing) -> None:
    """Let a person look for the project that no suggestion names."""
    words = st.text_input(
        "另找推荐项目（企业、项目或信用代码，空格分开多个词）",
        key=f"find-{line.decision.id}",
        icon=":material/search:",
        live=True,
    )
    found = search(database, words) if words and words.strip() else np.array([], dtype=np.int64)
    projects = project_rows(database, [int(number) for number in found[found > 0][:_MOST_FOUND]])
    projects = projects[projects["year"] <= line.decision.year]
    if words and projects.empty:
        st.caption(f"没有找到{line.decision.year}年及以前推荐的项目。")
    for _, project in projects.iterrows():
        _show_found(database, line, project)


def _show_found(database: Database, line: Standing, project: pd.Series) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", gap=None):
            _show_project(project)
        number = int(project["id"])
        _button("就是这个", "link", f"found-{line.decision.id}-{number}", _confirm, database, line, number)
