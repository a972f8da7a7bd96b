"""Decide on a submission: accept, return marked, take back. What the user saw in force is what a decision stands on."""

from collections.abc import Sequence

import streamlit as st

from loaders.problems import Problem, Severity
from pages.parts.notices import notify, telling
from pages.parts.officer import officer, signature
from pages.parts.submissions.contents import marked, return_name
from pages.parts.submissions.words import title
from pages.parts.tables import EXCEL_MIME
from store.database import Database
from store.submissions import ACCEPTED, RECEIVED, RETURNED, WITHDRAWN, Submission, accept, send_back, withdraw

_ACCEPT_WORDS = {RECEIVED: "接受", RETURNED: "仍然接受", WITHDRAWN: "重新接受", ACCEPTED: "改用这一版"}


def show_decisions(
    database: Database, submission: Submission, in_force: Submission | None, problems: Sequence[Problem]
) -> None:
    """Offer what may be done with a submission in its state."""
    with st.container(border=True):
        st.subheader("办理", anchor=False)
        with st.container(horizontal=True):
            officer()
            note = _note_key(submission)
            st.text_input(
                "办理说明（可不填）",
                key=note,
                max_chars=200,
                placeholder="如：已电话核实",
                help="记入办理记录。",
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            if not submission.is_current:
                _offer_accepting(database, submission, in_force, problems)
            if submission.status == RECEIVED:
                _offer_returning(database, submission, problems)
            if submission.status != WITHDRAWN:
                _offer_withdrawing(database, submission)


def _note_key(submission: Submission) -> str:
    return f"note-{submission.id}"


def _note(submission: Submission) -> str | None:
    return str(st.session_state.get(_note_key(submission)) or "").strip() or None


def _offer_accepting(
    database: Database, submission: Submission, in_force: Submission | None, problems: Sequence[Problem]
) -> None:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    knows = not errors or st.checkbox(f"已知有须改正的问题（{errors}处），仍然接受", key=f"knows-{submission.id}")
    st.button(
        _ACCEPT_WORDS[submission.status],
        icon=":material/check_circle:",
        disabled=not knows,
        key=f"accept-{submission.id}",
        on_click=_accept,
        # As it is now: what comes in between is told, not overwritten.
        args=(database, submission, in_force.id if in_force else None),
        help="计入统计" + (f"，替代第{in_force.version}版；旧版保留，可随时改回。" if in_force else "。"),
    )


def _accept(database: Database, submission: Submission, in_force: int | None) -> None:
    with telling():
        accept(database, submission.id, by=signature(), in_place_of=in_force, note=_note(submission))
        notify(f"{title(submission)}已接受，{submission.project_count}项计入统计。")


def _offer_returning(database: Database, submission: Submission, problems: Sequence[Problem]) -> None:
    if not problems:
        st.button(
            "退回修改",
            icon=":material/assignment_return:",
            key=f"return-{submission.id}",
            on_click=_send_back,
            args=(database, submission),
            help="没有查出问题；退回的原因请写在办理说明里。",
        )
        return
    offer_return(database, submission, problems, label="退回修改", on_click=_send_back)


def offer_return(
    database: Database,
    submission: Submission,
    problems: Sequence[Problem],
    *,
    label: str,
    on_click: object = "ignore",
) -> None:
    """Offer the marked workbook; it is made on the click."""
    st.download_button(
        label,
        data=lambda: marked(database, submission, problems),
        file_name=return_name(database, submission),
        mime=EXCEL_MIME,
        icon=":material/assignment_return:",
        on_click=on_click,  # type: ignore[arg-type]
        args=None if on_click == "ignore" else (database, submission),
        help="下载对方的原表：出错的单元格已标色并批注，首页列出全部问题，可直接发回给对方。",
        key=f"return-{submission.id}",
    )


def _send_back(database: Database, submission: Submission) -> None:
    with telling():
        send_back(database, submission.id, by=signature(), note=_note(submission))
        notify(f"{title(submission)}已记为退回修改。把下载的退回件发给对方，改好后重新上传。")


def _offer_withdrawing(database: Database, submission: Submission) -> None:
    reason = f"reason-{submission.id}"
    with st.popover("撤回", icon=":material/undo:"):
        if submission.is_current:
            st.markdown("撤回后这份表不再计入统计；以前接受过的上一版重新生效。文件和记录都保留。")
        else:
            st.markdown("传错了文件等情况用。文件和记录都保留，可重新接受。")
        said = st.text_input("撤回原因（必填）", key=reason, max_chars=200, live=True)
        st.button(
            "确定撤回",
            key=f"withdraw-{submission.id}",
            disabled=not (said or "").strip(),
            on_click=_withdraw,
            args=(database, submission, reason),
        )


def _withdraw(database: Database, submission: Submission, reason: str) -> None:
    with telling():
        said = str(st.session_state.get(reason) or "").strip()
        current = withdraw(database, submission.id, by=signature(), note=said)
        if not submission.is_current:
            notify(f"{title(submission)}已撤回。")
        elif current is None:
            notify(f"{title(submission)}已撤回；该单位该年没有生效的表。")
        else:
            notify(f"{title(submission)}已撤回；第{current.version}版重新生效。")
