"""目标: the national targets as published; those of the province and its units, set here with their source."""

import pandas as pd
import streamlit as st

from loaders.vocabulary import vocabulary
from metrics.findings import percent
from metrics.landscape import Filters, View
from metrics.progress import own_progress
from pages.parts.desk import open_desk
from pages.parts.filters import chosen_view
from pages.parts.notices import notify, show_notices, telling
from pages.parts.officer import officer, signature
from pages.parts.plain import plain
from pages.parts.received import data_date, landscape_of
from pages.parts.submissions.words import moment
from pages.parts.tables import national_targets, offer_downloads, show_table
from store.database import Database
from store.targets import (
    FIRST_YEAR,
    LAST_YEAR,
    METRICS,
    MOST,
    PROVINCE,
    OwnTarget,
    drop_target,
    own_targets,
    set_target,
)

_SCOPE, _METRIC, _YEAR, _VALUE, _SOURCE = (f"target-{name}" for name in ("scope", "metric", "year", "value", "source"))
_NAME = "省级和地市目标"


def scope_name(scope: str) -> str:
    """Return the name of the province or of a unit."""
    return "全省" if scope == PROVINCE else vocabulary().units.name(scope)


def progress_words(row: pd.Series) -> str:
    """Say how far a target is."""
    since = "" if pd.isna(row["achieved_year"]) else f"（截至{row['achieved_year']}年）"
    result = f"，{row['result_name']}" if row["result_name"] else ""
    return f"{row['achieved']:,.0f}{row['unit_label']}{since}，完成{percent(row['share'])}{result}"


def show_national(view: View) -> None:
    """Show the national targets, which nobody changes here."""
    st.subheader("国家目标（只读）", anchor=False)
    show_table(national_targets(view), "国家目标", ["完成度"])
    st.caption("来自公开文件，不在这里修改；没有公开数字的留空，不推算。")


def show_own(view: View, targets: list[OwnTarget], database: Database, *, may_write: bool) -> None:
    """Show every target set here with how far it is, who set it and when."""
    st.subheader(f"{_NAME}：{len(targets)}个", anchor=False)
    if not targets:
        st.info(
            "还没有设定。福建省和各地市没有公开的目标，不替您推算；设定后显示在总览和地市页。", icon=":material/flag:"
        )
        return
    codes = [PROVINCE, *vocabulary().units.codes]
    frame = own_progress(view).frame.set_index("code")
    # What somebody sets just now is measured by the next run.
    measured = [each for each in targets if each.as_fact().code in frame.index]
    ordered = sorted(measured, key=lambda each: (codes.index(each.scope), each.year, each.metric))
    for target in ordered:
        show_target(target, frame.loc[target.as_fact().code], database, may_write=may_write)
    table = as_table(ordered, frame)
    with st.container(horizontal=True):
        offer_downloads(table, _NAME, [data_date()], ["完成度"], key="targets")


def show_target(target: OwnTarget, row: pd.Series, database: Database, *, may_write: bool) -> None:
    """Show one target as a bar with its words."""
    goal = f"{target.year}年目标{target.value:,.0f}{target.unit_label}"
    with st.container(border=True), st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        with st.container(width="stretch", gap="xsmall"):
            st.progress(
                min(float(row["share"]), 1.0),
                text=f"**{target.name}**　{goal}　{progress_words(row)}",
            )
            st.caption(f"出处：{plain(target.source)}｜{moment(target.set_at)}，{plain(target.set_by)}设定")
        if may_write:
            with st.popover("取消", icon=":material/delete:"):
                st.markdown("取消后不再显示在图表中；记录仍保留，可重新设定。")
                st.button("确认取消", key=f"drop-{target.id}", on_click=drop, args=(database, target))


def as_table(targets: list[OwnTarget], frame: pd.DataFrame) -> pd.DataFrame:
    """Return the targets set here under Chinese headings."""
    rows = []
    for target in targets:
        row = frame.loc[target.as_fact().code]
        rows.append(
            {
                "范围": scope_name(target.scope),
                "指标": METRICS[target.metric][0],
                "目标年": target.year,
                "目标值": target.value,
                "单位": target.unit_label,
                "目前累计": row["achieved"],
                "完成度": row["share"],
                "结果": row["result_name"],
                "出处": target.source,
                "设定人": target.set_by,
                "设定时间": moment(target.set_at),
            }
        )
    return pd.DataFrame(rows)


def ask(database: Database, targets: list[OwnTarget], next_year: int) -> None:
    """Ask for a target; one for the same scope, metric and year is replaced."""
    with st.container(border=True):
        st.subheader("设定目标", anchor=False)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            officer()
            scope = st.selectbox(
                "范围",
                [PROVINCE, *vocabulary().units.codes],
                format_func=scope_name,
                placeholder="选一个范围",
                key=_SCOPE,
                width=180,
            )
            metric = st.segmented_control(
                "指标",
                list(METRICS),
                format_func=lambda metric: METRICS[metric][0],
                default="listed",
                required=True,
                key=_METRIC,
            )
            year = st.number_input("目标年", FIRST_YEAR, LAST_YEAR, next_year, key=_YEAR, width=130)
            st.number_input("到该年底累计（家）", 1, MOST, None, key=_VALUE, width=170, placeholder="整数")
            st.text_input("出处（文件名称、文号或会议，必填）", key=_SOURCE, max_chars=200, width="stretch")
        same = [each for each in targets if (each.scope, each.metric, each.year) == (scope, metric, year)]
        st.button(
            f"替换原目标（{same[0].value:,.0f}家）" if same else "设定",
            icon=":material/flag:",
            key="set-target",
            on_click=put,
            args=(database,),
        )


def put(database: Database) -> None:
    """Set the target that the fields describe."""
    state = st.session_state
    with telling():
        scope, metric, year = state[_SCOPE], state[_METRIC], int(state[_YEAR])
        before = set_target(database, scope, metric, year, state[_VALUE] or 0, state[_SOURCE] or "", by=signature())
        words = f"{scope_name(scope)}{METRICS[metric][0]}{year}年目标{state[_VALUE]:,}家"
        notify(f"已设定：{words}" + (f"，原为{before.value:,.0f}家。" if before else "。"))
        state[_VALUE], state[_SOURCE] = None, ""


def drop(database: Database, target: OwnTarget) -> None:
    """Take a target back."""
    with telling():
        drop_target(database, target.id, by=signature())
        notify(f"已取消：{target.name}{target.year}年目标。")


view = chosen_view()
show_notices()
desk = open_desk()
may_write = not desk.is_read_only
measured = landscape_of(desk.database, desk.revision).view(Filters(year=view.filters.year))
own = own_targets(desk.database)
if may_write:
    ask(desk.database, own, max((view.latest_year or FIRST_YEAR) + 1, FIRST_YEAR))
show_own(measured, own, desk.database, may_write=may_write)
show_national(measured)
