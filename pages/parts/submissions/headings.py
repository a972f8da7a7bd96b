"""Map headings nobody knows by hand: kept for the unit, and the file is read again at once."""

import streamlit as st

from loaders.guarded import Rejected, Source
from loaders.tables.headings import Field, standard_heading
from loaders.workbook import Reading
from pages.parts.notices import notify, telling
from pages.parts.officer import signature
from pages.parts.plain import plain
from pages.parts.submissions.address import open_submission
from pages.parts.submissions.contents import content_of
from pages.parts.submissions.words import title
from store.database import Database
from store.intake import keep, read_in
from store.mappings import remember, remembered
from store.submissions import RECEIVED, Submission, withdraw

#: What an unknown heading may be mapped to: what is counted or shown.
MAPPABLE: list[Field] = [
    field
    for field in Field
    if not field.is_contact and field not in (Field.YEAR, Field.PROVINCE, Field.RECOMMENDED_ORDER)
]
_IGNORED = "不读取"


def show_headings(database: Database, submission: Submission, reading: Reading, *, is_read_only: bool) -> None:
    """Offer the unit's unknown headings, and those mapped before, to be mapped by hand."""
    mapped = remembered(database, submission.unit)
    headings = list(dict.fromkeys([*reading.unmapped, *mapped]))
    if not headings:
        return
    count = len(reading.unmapped)
    with st.expander(f"对应表头（{count}个未识别）" if count else "对应表头", icon=":material/link:"):
        st.caption(
            "把未识别的表头指给一个标准栏目，今后读取该单位的表都按此对应；选“不读取”即撤销。"
            "改好后重新读取同一份文件，另存为新的一版。"
        )
        chosen = {heading: _choose(submission, heading, mapped.get(heading)) for heading in headings}
        is_changed = any(mapped.get(heading) != field for heading, field in chosen.items())
        if st.button(
            "记住并重新读取",
            icon=":material/refresh:",
            key=f"remember-{submission.id}",
            disabled=is_read_only or not is_changed,
        ):
            with st.spinner("正在重新读取…"), telling():
                _read_again(database, submission, chosen)
            st.rerun()


def _choose(submission: Submission, heading: str, mapped: Field | None) -> Field | None:
    choices: list[Field | None] = [None, *MAPPABLE]
    return st.selectbox(
        plain(heading),
        choices,
        index=choices.index(mapped) if mapped in choices else 0,
        format_func=lambda field: _IGNORED if field is None else standard_heading(field),
        placeholder=_IGNORED,
        key=f"map-{submission.id}-{heading}",
        width=320,
    )


def _read_again(database: Database, submission: Submission, chosen: dict[str, Field | None]) -> None:
    """Keep what the same file says under its new headings, in place of the version nobody has decided on."""
    remember(database, submission.unit, chosen, by=signature())
    (incoming,) = read_in(database, [Source(submission.file_name, content_of(database, submission))])
    if isinstance(incoming.result, Rejected):
        notify(f"表头已记住，但文件没有读成：{incoming.result.message}", is_error=True)
        return
    again = keep(
        database,
        incoming,
        by=signature(),
        unit=submission.unit,
        year=submission.year,
        received_at=submission.received_at,
    )
    if again.id == submission.id:
        notify("表头已记住；读到的内容没有变化。")
        return
    if submission.status == RECEIVED:
        withdraw(database, submission.id, by=signature(), note=f"改按新的表头对应读取，见第{again.version}版")
    notify(f"表头已记住，重新读取为{title(again)}。")
    open_submission(again.id)
