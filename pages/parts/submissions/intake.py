"""Take in what was sent: one file or many, read with progress and kept at once, so that nothing is lost on a reload."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import streamlit as st

from loaders.guarded import Rejected, Source
from loaders.vocabulary import vocabulary
from pages.parts.notices import notify, telling
from pages.parts.officer import officer, signature
from pages.parts.plain import plain
from pages.parts.submissions.address import open_submission
from pages.parts.submissions.ledger import everything_sent, turn_to
from pages.parts.submissions.words import found, status_badge, title, unit_name
from pages.parts.uploads import show_upload_words
from store.china_time import noon_of
from store.database import Database
from store.errors import StoreError
from store.intake import Incoming, keep, read_in
from store.submissions import RECEIVED, Submission, accept

#: As `server.maxUploadSize` has it.
MEGABYTES = 50
SUFFIXES = ["xlsx", "xlsm", "xls", "xlsb", "ods", "et", "csv", "tsv", "htm", "html", "xml"]
_UPLOADS, _TAKEN, _FAILED = "uploads", "taken-in", "uploads-failed"
_FIRST_YEAR, _LAST_YEAR = 2022, 2100
_FEW = 3


@dataclass(frozen=True)
class Taken:
    """What became of one uploaded file: kept under a number, or why not; `incoming` waits for an answer."""

    name: str
    submission_id: int | None = None
    message: str = ""
    incoming: Incoming | None = None
    was_known: bool = False


def show_intake(database: Database, today: date) -> None:
    """Offer the upload and show what became of what was uploaded last."""
    show_upload_words(MEGABYTES)
    # A new field for every batch: what was taken in is gone from it and is never taken in twice.
    batch = st.session_state.setdefault(_UPLOADS, 0)
    with st.container(border=True):
        st.subheader("登记收到的表", anchor=False)
        with st.container(horizontal=True):
            officer()
            received_on = st.date_input(
                "收到日期",
                today,
                max_value=today,
                key=f"received-on-{batch}",
                width=220,
                help="补录以前收到的表时，改成当时收到的日期；是否逾期按这一天算。",
            )
        uploads = st.file_uploader(
            "各地市报来的推荐汇总表：一次可选多个，选好即登记并逐格检查；登记不等于接受，不影响统计",
            type=SUFFIXES,
            accept_multiple_files=True,
            key=f"uploads-{batch}",
        )
        received_at = noon_of(received_on) if isinstance(received_on, date) and received_on < today else None
        _take_in(database, uploads, received_at)
        _show_taken(database, received_at)


def _take_in(database: Database, uploads: Sequence[Any], received_at: datetime | None) -> None:
    """Read and keep what was uploaded; where the store refuses, the files stay in the field to be tried again."""
    files = [upload.file_id for upload in uploads]
    if not files:
        return
    if st.session_state.get(_FAILED) == files and not st.button("重新登记", icon=":material/refresh:"):
        return
    sources = [Source(upload.name, upload.getvalue()) for upload in uploads]
    bar = st.progress(0.0, text=f"正在检查{len(sources)}个文件…")

    def tell(done: int) -> None:
        bar.progress(done / len(sources), text=f"{done}/{len(sources)}　{plain(sources[done - 1].name)}")

    try:
        incoming = read_in(database, sources, tell)
        bar.progress(1.0, text="正在登记…")
        known = {submission.id for submission in everything_sent(database)}
        taken = [_kept(database, each, known, received_at) for each in incoming]
    except StoreError as error:
        st.session_state[_FAILED] = files
        st.error(plain(error.message), icon=":material/error:")
        return
    finally:
        bar.empty()
    st.session_state[_TAKEN] = taken
    st.session_state[_UPLOADS] += 1
    turn_to([each.year for each in incoming if each.year])
    st.rerun()


def _kept(
    database: Database,
    incoming: Incoming,
    known: set[int],
    received_at: datetime | None,
    unit: str | None = None,
    year: int | None = None,
) -> Taken:
    """Keep one file; a refusal is told of this file only."""
    if isinstance(incoming.result, Rejected):
        return Taken(incoming.file_name, message=incoming.result.message)
    if not ((incoming.unit or unit) and (incoming.year or year)):
        return Taken(incoming.file_name, incoming=incoming)
    try:
        submission = keep(database, incoming, by=signature(), unit=unit, year=year, received_at=received_at)
    except StoreError as error:
        return Taken(incoming.file_name, message=error.message, incoming=incoming)
    return Taken(incoming.file_name, submission.id, was_known=submission.id in known)


def _show_taken(database: Database, received_at: datetime | None) -> None:
    """Show what became of the files of this batch, the clean ones ready to be accepted together."""
    taken: list[Taken] = st.session_state.get(_TAKEN, [])
    if not taken:
        return
    kept = {submission.id: submission for submission in everything_sent(database)}
    own = [kept[each.submission_id] for each in taken if each.submission_id in kept]
    st.markdown(_summary(own, len(taken)))
    for place, each in enumerate(taken):
        if each.submission_id in kept:
            # Of many the ledger below says the same.
            if len(own) <= _FEW or each.was_known:
                _show_kept(each, kept[each.submission_id])
        elif each.incoming is not None:
            _ask_for_place(database, place, each, received_at)
        else:
            _show_refused(each)
    in_force = {(each.unit, each.year) for each in kept.values() if each.is_current}
    _offer_to_accept(database, own, in_force)


def _summary(own: Sequence[Submission], files: int) -> str:
    """Say how many files were taken in, and whose must be corrected."""
    sentence = f"**本次登记{len(own)}份**"
    for word, is_clean in (("没有须改正的", True), ("有须改正的", False)):
        names = [unit_name(each) for each in own if each.is_clean is is_clean]
        sentence += f"，{word}{len(names)}份（{'、'.join(names)}）" if names else ""
    return sentence + (f"；另有{files - len(own)}个文件没有登记：" if files > len(own) else "。")


def _show_kept(taken: Taken, submission: Submission) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{title(submission)}**", width=210)
        st.markdown(status_badge(submission), width=150)
        known = "以前登记过，内容相同；" if taken.was_known else ""
        st.caption(f"{known}{found(submission)}", width="stretch")
        st.button(
            "查看" if submission.status != RECEIVED else "办理",
            key=f"taken-{submission.id}",
            on_click=open_submission,
            args=(submission.id,),
        )


def _show_refused(taken: Taken) -> None:
    with st.container(gap="xsmall"):
        st.text(taken.name)
        st.error(f"没有登记：{plain(taken.message)}", icon=":material/error:")


def _ask_for_place(database: Database, place: int, taken: Taken, received_at: datetime | None) -> None:
    """Ask for what the file does not tell; until then it is kept nowhere."""
    incoming, units = taken.incoming, vocabulary().units
    assert incoming is not None
    with st.container(border=True, gap="small"):
        st.text(taken.name)
        missing = "、".join(word for word, told in (("推荐单位", incoming.unit), ("年度", incoming.year)) if not told)
        st.warning(
            plain(taken.message) or f"文件没有写明{missing}。请选定后登记；没有登记的文件，刷新页面后要重新上传。",
            icon=":material/help:",
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            unit, year = incoming.unit, incoming.year
            if unit is None:
                unit = st.selectbox(
                    "推荐单位",
                    units.codes,
                    index=None,
                    format_func=units.name,
                    placeholder="选一个单位",
                    key=f"place-unit-{place}",
                    width=220,
                )
            if year is None:
                year = st.number_input(
                    "年度", _FIRST_YEAR, _LAST_YEAR, None, key=f"place-year-{place}", placeholder="如2025", width=160
                )
            if st.button("登记", key=f"place-{place}", icon=":material/inbox:", disabled=not (unit and year)):
                with st.spinner("正在登记…"), telling():
                    known = {submission.id for submission in everything_sent(database)}
                    st.session_state[_TAKEN][place] = _kept(database, incoming, known, received_at, unit, year)
                    turn_to([int(year or 0)])
                st.rerun()


def _offer_to_accept(database: Database, own: Sequence[Submission], in_force: set[tuple[str, int]]) -> None:
    """Offer to accept all that needs no correction and replaces nothing: what replaces something is looked at first."""
    waiting = [each for each in own if each.status == RECEIVED and each.is_clean]
    newest = {(each.unit, each.year): each for each in sorted(waiting, key=lambda each: each.version)}
    if first := [each for place, each in newest.items() if place not in in_force]:
        st.button(
            f"接受全部没有须改正的（{len(first)}份）",
            icon=":material/done_all:",
            key="accept-all",
            on_click=_accept_all,
            args=(database, tuple(first)),
        )
    if again := [each for place, each in newest.items() if place in in_force]:
        names = "、".join(title(each) for each in again)
        st.caption(f"{names}：该年已有接受的表，请逐份核对改动后再接受。")


def _accept_all(database: Database, waiting: Sequence[Submission]) -> None:
    accepted = 0
    for each in waiting:
        with telling():
            accept(database, each.id, by=signature(), in_place_of=None)
            accepted += 1
    if accepted:
        notify(f"已接受{accepted}份，数字已计入统计。")
