"""The ledger on the screen: ten units and where each of their tables stands, one click from looking at it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from loaders.facts import submission_deadline, years_with_deadlines
from loaders.vocabulary import vocabulary
from pages.parts.plain import plain
from pages.parts.submissions.address import open_submission
from pages.parts.submissions.words import LATE_BADGE, badge, came, day, decided, found
from store.database import Database
from store.ledger import Entry, Standing, ledger, sums
from store.submissions import Submission, all_submissions

_YEAR = "ledger"


def turn_to(years: Sequence[int]) -> None:
    """Turn the ledger to the latest of these years: that of what has just come in."""
    if years:
        st.session_state[_YEAR] = max(years)


def everything_sent(database: Database) -> list[Submission]:
    """Return all submissions as they stand now, by unit and year. Shared: never change it."""
    return _submissions(database, database.revision())


# A revision names whose data it is as well: the database itself is not part of the key.
@st.cache_resource(max_entries=2, show_spinner=False)
def _submissions(_database: Database, revision: str) -> list[Submission]:
    return all_submissions(_database)


def choose_year(submissions: Sequence[Submission], today: date) -> int:
    """Let a year be chosen; at first the latest of which there is anything, else this one."""
    with_data = {submission.year for submission in submissions}
    years = sorted({*with_data, *years_with_deadlines(), today.year, st.session_state.get(_YEAR) or today.year})
    first = max(with_data, default=today.year)
    chosen = st.selectbox(
        "年度",
        list(reversed(years)),
        index=list(reversed(years)).index(first) if _YEAR not in st.session_state else 0,
        format_func=lambda year: f"{year}年",
        placeholder="选一个年度",
        key=_YEAR,
        bind="query-params",
        width=160,
    )
    return int(chosen or first)


def show_ledger(submissions: Sequence[Submission], today: date, *, is_read_only: bool) -> int:
    """Show where ten units stand in the year chosen, which is returned."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
            heading = st.container(gap=None, width="content")
            year = choose_year(submissions, today)
        entries = ledger(submissions, year, vocabulary().units.codes, submission_deadline(year), today)
        heading.subheader(f"{year}年台账：{sums(entries)}", anchor=False)
        heading.caption(_about(entries, submission_deadline(year)))
        for entry in entries:
            _show_entry(entry, is_read_only)
    return year


def _about(entries: Sequence[Entry], deadline: date | None) -> str:
    projects = sum(entry.accepted.project_count for entry in entries if entry.accepted)
    last = f"截止日{deadline.isoformat()}，按收到日期算" if deadline else "该年没有公布截止日，不计逾期"
    return f"{last}｜已接受的表共{projects}项"


def _show_entry(entry: Entry, is_read_only: bool) -> None:
    if (submission := entry.to_open) is None:
        st.markdown(_standing(entry))
        return
    standing, facts, action = st.columns([9, 10, 2], vertical_alignment="center", gap="small")
    standing.markdown(_standing(entry))
    facts.caption(plain(_facts(entry, submission)))
    action.button(
        "查看" if is_read_only or entry.waiting is None else "办理",
        key=f"open-{entry.unit}",
        on_click=open_submission,
        args=(submission.id,),
        width="stretch",
    )


def _standing(entry: Entry) -> str:
    """Say who it is and where the table stands, in one element; wide blanks let the badges stand in line."""
    units = vocabulary().units
    name = units.name(entry.unit)
    blanks = "　" * (max(len(unit.name) for unit in units) - len(name))
    return f"**{name}**{blanks} {badge(entry.standing)}" + (f" {LATE_BADGE}" if entry.is_late else "")


def _facts(entry: Entry, submission: Submission) -> str:
    version = f"第{submission.version}版" + (f"（共{entry.version_count}版）" if entry.version_count > 1 else "")
    arrived = f"{day(submission.received_at)}收到" if submission.decided_at else came(submission)
    told = [version, found(submission), arrived, decided(submission)]
    if entry.standing is Standing.ACCEPTED_AND_NEWER and entry.accepted:
        told.append(f"现行第{entry.accepted.version}版")
    return "｜".join(text for text in told if text)
