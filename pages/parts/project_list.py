"""The list of 项目: what is asked for, which projects answer, one page of them, and all of them as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import pyarrow
import streamlit as st

from briefings.project_files import MOST_EXCEL_ROWS, csv_of, excel_of
from briefings.project_table import headed, project_table
from loaders.vocabulary import Vocabulary
from metrics.findings import counted
from metrics.landscape import View
from metrics.picked import Only, Picked, picked_rows, picked_words
from metrics.row_set import RowSet
from pages.parts.received import collection, data_date, shown
from pages.parts.tables import Packed, choose_page, offer_files, show_table
from pages.parts.turns import give_up_turn
from store.collection import Collection
from store.database import Database
from store.lookup import project_columns, project_rows, search

SIZES = (50, 100)
NAME = "项目清单"
_TABLE = "project-table"
_ASKED = "projects-asked-for"
_PROJECT = "project"
#: A longer number is none that a database gives.
_MOST_DIGITS = 18
#: So many projects are looked up at a time for a file.
_PART = 5_000
_HEIGHT = 440
#: Of the columns that hold numbers; all others hold text.
_TYPES = {"投资额（万元）": pyarrow.float64(), "5G终端（个）": pyarrow.int64(), "行号": pyarrow.int64()}


@dataclass(frozen=True)
class Asked:
    """What is asked for: the filters and what the page itself restricts, and the words sought."""

    picked: Picked
    words: str


def ask(view: View) -> Asked:
    """Let the projects be restricted further; a new question begins at the first page."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            "搜索企业、项目、信用代码或文件名（空格分开多个词）",
            key="search",
            bind="query-params",
            icon=":material/search:",
            live=True,
            width="stretch",
        )
        only = st.pills(
            "只看",
            list(Only),
            format_func=lambda only: only.label,
            key="only",
            bind="query-params",
            help="当年新增：所选年份（未选时为最近一年）当年推荐、入选或成为标杆的；已入选、未入选：不论哪年。",
        )
        scenario = st.selectbox(
            "同时用到的场景",
            view.words.scenarios.codes,
            index=None,
            format_func=view.words.scenarios.name,
            placeholder="不限",
            key="uses",
            bind="query-params",
            width=210,
        )
    asked = Asked(Picked(view.filters, only, scenario), " ".join((words or "").split()))
    if st.session_state.get(_ASKED, asked) != asked:
        st.session_state["list_page"] = 1
    st.session_state[_ASKED] = asked
    return asked


def find(view: View, asked: Asked) -> RowSet:
    """Return which projects of the collection are asked for."""
    picked = picked_rows(view.landscape, asked.picked)
    if not asked.words:
        return picked
    give_up_turn()
    return picked & _hits(shown().database, shown().revision, asked.words, collection().projects.index)


# A revision names whose data it is as well: the database itself is not part of the key.
@st.cache_resource(max_entries=8, show_spinner="正在搜索…")
def _hits(_database: Database, revision: str, words: str, _numbers: pd.Index) -> RowSet:
    """Return which projects hold the words."""
    return RowSet.of(_numbers.isin(search(_database, words)))


def about(view: View, asked: Asked, found: int) -> str:
    """Say what is listed: what the filters count, what is asked for besides, and how much of it is found."""
    besides = "、".join(picked_words(asked.picked, view.words, view.latest_year))
    parts = [f"{counted(view)}，共{view.total():,}项"]
    if besides or asked.words:
        parts.append((f"其中{besides}" if besides else "") + ("搜索到" if asked.words else "") + f"{found:,}项")
    return f"{'，'.join(parts)}｜{data_date()}"


def show_page(found: RowSet, words: Vocabulary, note: str) -> None:
    """Show one page of the projects found, with the way to the others and to all of them as a file."""
    place = st.container()
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        size = st.segmented_control(
            "每页",
            SIZES,
            format_func=lambda size: f"{size}项",
            default=SIZES[0],
            required=True,
            key="size",
            bind="query-params",
            label_visibility="collapsed",
        )
        pages = -(-len(found) // size)
        page = choose_page(pages, "list_page", bind="query-params")
        with st.container(horizontal=True, width="content"):
            _offer_files(found, words, note)
    first = (page - 1) * size
    with place:
        _show_rows(found.places(first, first + size), words, first, len(found))


def _show_rows(places: np.ndarray, words: Vocabulary, first: int, total: int) -> None:
    """Show the rows of a page; the one whose origin is looked at is marked."""
    numbers = collection().projects.index[places].to_numpy()
    looked_at = chosen()
    marked = [place for place, number in enumerate(numbers) if number == looked_at]
    state = st.session_state.get(_TABLE)
    if state is not None and list(state["selection"]["rows"]) != marked:
        st.session_state[_TABLE] = {"selection": {"rows": marked, "columns": [], "cells": []}}
    table = _page(shown().database, shown().revision, places, collection(), words)
    show_table(
        table,
        NAME,
        height=min(35 * len(table) + 40, _HEIGHT),
        on_select=partial(_choose, numbers),
        selection_mode="single-row",
        selection_default={"selection": {"rows": marked}},
        key=_TABLE,
    )
    st.caption(f"第{first + 1:,}—{first + len(numbers):,}项，共{total:,}项。点一行左侧的方框，看它从哪里来。")


# A revision names whose data it is as well. Many look at the same pages, and everybody goes back to one.
@st.cache_resource(max_entries=64, show_spinner=False)
def _page(_database: Database, revision: str, places: np.ndarray, _collected: Collection, _words: Vocabulary) -> Packed:
    """Return a page of the list. Shared: never change it."""
    columns = project_columns(_database, _collected.projects.index[places].tolist())
    table = headed(columns | _stages(_collected, places), _words)
    typed = {heading: pyarrow.array(values, _TYPES.get(heading, pyarrow.string())) for heading, values in table.items()}
    return Packed(pyarrow.table(typed))


def _choose(numbers: np.ndarray) -> None:
    """Put the row just chosen into the address, or take it out; to be called when the selection changes."""
    rows = st.session_state[_TABLE]["selection"]["rows"]
    if rows and rows[0] < len(numbers):
        st.query_params[_PROJECT] = str(numbers[rows[0]])
    else:
        forget()


def chosen() -> int | None:
    """Return the number of the project whose origin is looked at, as the address says."""
    number = st.query_params.get(_PROJECT, "")
    digits = number.removeprefix("-")
    return int(number) if digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def forget() -> None:
    """Look at no project any more."""
    st.query_params.pop(_PROJECT, None)


def _rows(database: Database, collected: Collection, places: np.ndarray) -> pd.DataFrame:
    """Look projects up, with the years of their stages."""
    rows = project_rows(database, collected.projects.index[places].tolist())
    return rows.assign(**_stages(collected, places))


def _stages(collected: Collection, places: np.ndarray) -> dict[str, list[int]]:
    """Return the years in which projects reached each stage, 0 where they did not."""
    return {name: collected.projects[name].to_numpy()[places].tolist() for name in ("listed_year", "benchmark_year")}


def _offer_files(found: RowSet, words: Vocabulary, note: str) -> None:
    """Offer all that was found as files, which are made on the click."""
    tables = partial(_tables, shown().database, collection(), found, words)
    too_many = len(found) > MOST_EXCEL_ROWS
    offer_files(
        NAME,
        lambda: csv_of(tables()),
        lambda: excel_of(tables(), NAME, [note]),
        key="projects",
        help=f"搜索到的全部{len(found):,}项",
        no_excel=f"多于{MOST_EXCEL_ROWS // 10_000}万项只提供CSV" if too_many else "",
    )


def _tables(database: Database, collected: Collection, found: RowSet, words: Vocabulary) -> Iterator[pd.DataFrame]:
    """Yield what was found as tables of some thousand rows."""
    places = found.places()
    for start in range(0, len(places), _PART):
        yield project_table(_rows(database, collected, places[start : start + _PART]), words)
