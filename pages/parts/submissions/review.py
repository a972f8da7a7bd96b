"""Review one version: what is in it, what is wrong, what it changes, and what to do with it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from loaders.problems import Problem, Severity
from loaders.report import in_order_of_rows
from loaders.vocabulary import CodeTable, vocabulary
from loaders.workbook import Reading
from pages.parts.desk import Desk
from pages.parts.kpis import Kpi, show_kpis
from pages.parts.submissions.address import close_submission, open_submission
from pages.parts.submissions.comparing import changes_between, show_changes
from pages.parts.submissions.contents import problems_of, reading_of
from pages.parts.submissions.deciding import offer_return, show_decisions
from pages.parts.submissions.headings import show_headings
from pages.parts.submissions.history import offer_original, show_history
from pages.parts.submissions.sent import show_sent
from pages.parts.submissions.words import came, decided, status_badge, title, unit_name
from pages.parts.tables import show_table
from store.errors import NotPossible
from store.ledger import ledger
from store.submissions import RECEIVED, WITHDRAWN, Submission, all_submissions, submission


def show_review(desk: Desk, submission_id: int) -> None:
    """Show one version by its number; a number that nobody knows leads back to the ledger."""
    way_back = st.container(horizontal=True)
    way_back.button("返回台账", icon=":material/arrow_back:", key="back", on_click=close_submission)
    try:
        chosen = submission(desk.database, submission_id)
    except NotPossible as missing:
        st.error(missing.message, icon=":material/search_off:")
        return
    of_year = all_submissions(desk.database, year=chosen.year)
    versions = [each for each in of_year if each.unit == chosen.unit]
    with way_back:
        _offer_next(desk, chosen, of_year)
    in_force = next((each for each in versions if each.is_current), None)
    reading = reading_of(desk.database, chosen)
    problems = problems_of(desk.database, desk.revision, chosen)
    _show_head(desk, chosen, problems)
    _point_to_newer(chosen, versions)
    counts = {severity: sum(found.severity is severity for found in problems) for severity in Severity}
    show_kpis(
        [
            Kpi("项目（项）", f"{chosen.project_count:,}", _repeats(chosen)),
            Kpi("须改正（处）", f"{counts[Severity.ERROR]:,}", "改好再接受"),
            Kpi("请核对（处）", f"{counts[Severity.WARNING]:,}", "可能有误"),
            Kpi("提示（处）", f"{counts[Severity.HINT]:,}", "供参考"),
        ]
    )
    if in_force and in_force.id != chosen.id:
        show_changes(in_force, changes_between(desk.database, in_force, chosen))
    if not desk.is_read_only:
        show_decisions(desk.database, chosen, in_force, problems)
    if not problems:
        st.success("没有发现问题。", icon=":material/check_circle:")
    with st.container(border=True):
        show_sent(desk.database, chosen, problems)
    show_headings(desk.database, chosen, reading, is_read_only=desk.is_read_only)
    _show_understood(reading)
    opened = st.expander("该单位历次报送", icon=":material/history:", key="unit-history", on_change="rerun")
    if opened.open:
        with opened:
            show_history(desk.database, chosen.unit)


def _offer_next(desk: Desk, chosen: Submission, of_year: Sequence[Submission]) -> None:
    """Lead on to the next unit that waits for a decision, in the order of the ledger and round again."""
    units = vocabulary().units.codes
    after = units.index(chosen.unit) + 1 if chosen.unit in units else 0
    entries = {entry.unit: entry for entry in ledger(of_year, chosen.year, units, None, date.max)}
    waiting = [entries[unit].waiting for unit in (*units[after:], *units[:after]) if unit != chosen.unit]
    following = next((each for each in waiting if each), None)
    if following and not desk.is_read_only:
        st.button(
            f"下一份待办：{unit_name(following)}",
            icon=":material/arrow_forward:",
            key="next",
            on_click=open_submission,
            args=(following.id,),
        )


def _repeats(chosen: Submission) -> str:
    return f"另有{chosen.repeat_count}行重复，不计" if chosen.repeat_count else "没有重复的行"


def _show_head(desk: Desk, chosen: Submission, problems: Sequence[Problem]) -> None:
    """Say which version this is, and offer its file, as it came and marked."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(title(chosen), anchor=False, width="content")
        st.markdown(status_badge(chosen), width="content")
        st.space("stretch")
        if problems and (desk.is_read_only or chosen.status != RECEIVED):
            offer_return(desk.database, chosen, problems, label="下载退回件")
        offer_original(desk.database, chosen, key="original")
    told = (chosen.file_name, came(chosen), decided(chosen), f"说明：{chosen.note}" if chosen.note else "")
    # A file's name and a note are anybody's words: shown as text.
    st.text("｜".join(text for text in told if text))


def _point_to_newer(chosen: Submission, versions: Sequence[Submission]) -> None:
    """Where a newer version has come in, say so: this one is looked at for its own sake."""
    newest = next((each for each in versions if each.status != WITHDRAWN), chosen)
    if newest.version <= chosen.version or chosen.is_current:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.info(f"这不是最新的一版，最新的是第{newest.version}版。", icon=":material/update:", width="stretch")
        st.button("看最新一版", key="newest", on_click=open_submission, args=(newest.id,))


def _show_understood(reading: Reading) -> None:
    opened = st.expander("程序读成的内容", icon=":material/table_view:", key="understood", on_change="rerun")
    if opened.open:
        with opened:
            show_table(as_understood(reading), "程序读成的内容")


def as_understood(reading: Reading) -> pd.DataFrame:
    """Return what was read under Chinese headings, in the order of its rows; what is not certain is blank."""
    words = vocabulary()

    def name(table: CodeTable[Any], code: str | None) -> str | None:
        return table.name(code) if code else None

    repeats = set(reading.repeats)
    rows = [
        {
            "工作表": project.sheet,
            "行号": project.row,
            "计入": "重复，不计" if project in repeats else "计入",
            "企业名称": project.enterprise,
            "项目名称": project.project_name,
            "统一社会信用代码": project.credit_code,
            "县（市、区）": name(words.counties, project.county),
            "行业": name(words.sectors, project.sector),
            "建设类型": name(words.tiers, project.tier),
            "典型场景": "、".join(words.scenarios.name(code) for code in project.scenarios),
            "专网模式": name(words.network_modes, project.network_mode),
            "建设方式": name(words.build_types, project.build_type),
            "投资额（万元）": project.investment_wan,
            "5G终端（个）": project.terminals,
            "完工时间": project.completed_on,
        }
        for project in in_order_of_rows(reading)
    ]
    return pd.DataFrame(rows)
