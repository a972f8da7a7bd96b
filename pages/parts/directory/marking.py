"""Mark one project by hand as a benchmark, or as listed, where no list is at hand as a file."""

import pandas as pd
import streamlit as st

from loaders.directory import BENCHMARK, LISTED
from loaders.vocabulary import NEVER_RECOMMENDED, vocabulary
from pages.parts.directory.words import STAGES
from pages.parts.notices import notify, telling
from pages.parts.officer import signature
from pages.parts.received import collection
from store.database import Database
from store.decisions import mark
from store.lookup import project_rows, search
from store.targets import FIRST_YEAR, LAST_YEAR

_MOST_FOUND = 50
_SOURCE, _YEAR = "mark-source", "mark-year"


def show_marking(database: Database) -> None:
    """Offer to find a project among those that are shown, and to mark it."""
    opened = st.expander("手工标记一个项目", icon=":material/flag:", key="marking", on_change="rerun")
    if not opened.open:
        return
    with opened:
        stage = str(
            st.segmented_control(
                "标记为",
                [BENCHMARK, LISTED],
                format_func=lambda stage: STAGES[stage],
                default=BENCHMARK,
                required=True,
                key="mark-stage",
            )
        )
        st.caption("标杆：从已入选的项目中找。" if stage == BENCHMARK else "入选：从推荐过、尚未入选的项目中找。")
        words = st.text_input(
            "搜索企业、项目或信用代码（空格分开多个词）", key="mark-words", icon=":material/search:", live=True
        )
        if not words or not words.strip():
            return
        found = _find(database, stage, words)
        if found.empty:
            st.info("没有找到。请换一个词。", icon=":material/search_off:")
            return
        _ask(database, stage, found)


def _find(database: Database, stage: str, words: str) -> pd.DataFrame:
    """Return the projects that may be marked and hold the words."""
    projects = collection().projects
    is_listed = projects["listed_year"] > 0
    may_be = is_listed if stage == BENCHMARK else ~is_listed & (projects["year"] != NEVER_RECOMMENDED)
    may_be &= projects[f"{stage}_year"] == 0
    numbers = projects.index[may_be & projects.index.isin(search(database, words))]
    return project_rows(database, numbers[:_MOST_FOUND].tolist())


def _ask(database: Database, stage: str, found: pd.DataFrame) -> None:
    units = vocabulary().units
    names = {
        int(row["id"]): f"{row['enterprise'] or ''}｜{row['project_name'] or ''}｜{units.name(row['unit'])}"
        for _, row in found.iterrows()
    }
    numbers = list(names)
    number = st.selectbox(
        f"项目（找到{len(names)}个）" if len(names) < _MOST_FOUND else f"项目（只列前{_MOST_FOUND}个，可再加词缩小）",
        numbers,
        format_func=lambda number: names[number],
        key="mark-project",
    )
    years = [year for year in collection().projects["listed_year"].unique().tolist() if year]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input("年份", FIRST_YEAR, LAST_YEAR, max(years, default=FIRST_YEAR), key=_YEAR, width=140)
        st.text_input("出处（文件名称、文号或网址，必填）", key=_SOURCE, max_chars=200, width="stretch")
    st.button(
        f"标为{STAGES[stage]}",
        icon=":material/flag:",
        key="mark",
        on_click=_mark,
        args=(database, number, stage, names),
    )


def _mark(database: Database, number: int, stage: str, names: dict[int, str]) -> None:
    with telling():
        year, source = int(st.session_state[_YEAR]), str(st.session_state.get(_SOURCE) or "")
        new = mark(database, number, stage, year, source, by=signature())
        name = names[number].rsplit("｜", 1)[0].replace("｜", "，")
        notify(f"已标为{year}年{STAGES[stage]}：{name}。" if new else f"这个项目已标为{year}年{STAGES[stage]}。")
