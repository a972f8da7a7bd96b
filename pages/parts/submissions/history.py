"""The history of a unit: every version with its file and who decided, and the log of what was done."""

from collections.abc import Sequence

import streamlit as st

from loaders.vocabulary import vocabulary
from pages.parts.plain import plain
from pages.parts.plain_table import show_plain_table
from pages.parts.submissions.address import open_submission
from pages.parts.submissions.contents import content_of
from pages.parts.submissions.words import ACTIONS, came, decided, found, moment, status_badge
from store.database import Database
from store.history import unit_events
from store.submissions import Submission, all_submissions

#: A version is a row with buttons; of more than these the oldest are left out.
_MOST_VERSIONS = 60


def show_unit_histories(database: Database) -> None:
    """Let a unit be chosen and show its history."""
    opened = st.expander("单位历次报送", icon=":material/history:", key="histories", on_change="rerun")
    if not opened.open:
        return
    units = vocabulary().units
    with opened:
        unit = st.selectbox(
            "推荐单位",
            units.codes,
            format_func=units.name,
            placeholder="选一个单位",
            key="history-unit",
            width=220,
        )
        show_history(database, unit)


def show_history(database: Database, unit: str) -> None:
    """Show all versions of a unit, the latest year first, and its log."""
    versions = sorted(all_submissions(database, unit=unit), key=lambda each: (-each.year, -each.version))
    if not versions:
        st.caption(f"{vocabulary().units.name(unit)}还没有报送过。")
        return
    for submission in versions[:_MOST_VERSIONS]:
        _show_version(database, submission)
    if len(versions) > _MOST_VERSIONS:
        st.caption(f"共{len(versions)}版，这里列出最近{_MOST_VERSIONS}版。")
    _show_log(database, unit, versions)


def _show_version(database: Database, submission: Submission) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{submission.year}年第{submission.version}版**", width=130)
        st.markdown(status_badge(submission), width=120)
        with st.container(gap=None, width="stretch"):
            st.text(submission.file_name)
            note = f"说明：{submission.note}" if submission.note else ""
            told = (found(submission), came(submission), decided(submission), note)
            st.caption(plain("｜".join(text for text in told if text)))
        st.button("查看", key=f"version-{submission.id}", on_click=open_submission, args=(submission.id,))
        offer_original(database, submission, key=f"original-{submission.id}")


def offer_original(database: Database, submission: Submission, *, key: str) -> None:
    """Offer the file as it was sent."""
    st.download_button(
        "下载原件",
        data=lambda: content_of(database, submission),
        file_name=submission.file_name,
        mime="application/octet-stream",
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def _show_log(database: Database, unit: str, versions: Sequence[Submission]) -> None:
    events = unit_events(database, unit)
    years = {submission.id: submission.year for submission in versions}
    rows = [
        (
            moment(event.at),
            event.by,
            ACTIONS.get(event.action, event.action),
            f"{years[event.submission_id]}年{event.detail}" if event.submission_id in years else event.detail,
        )
        for event in events
    ]
    with st.popover("办理记录", icon=":material/list_alt:"):
        show_plain_table(("时间", "经办人", "办理", "内容"), rows, narrow=("时间", "经办人", "办理"))
