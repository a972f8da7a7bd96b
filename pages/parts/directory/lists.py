"""The lists that were loaded: who loaded what when, the original to download, a whole list taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.parts.directory.lines import Lines
from pages.parts.directory.words import STAGES
from pages.parts.notices import notify, telling
from pages.parts.officer import signature
from pages.parts.plain import plain
from pages.parts.submissions.words import moment
from store.contents import original
from store.database import Database
from store.decisions import Decision, revoke
from store.standings import Standing


@dataclass(frozen=True)
class _List:
    """The lines that were kept together."""

    decisions: tuple[Decision, ...]

    @property
    def first(self) -> Decision:
        return self.decisions[0]

    @property
    def name(self) -> str:
        return self.first.source if self.first.file_name else f"手工标记：{self.first.source}"

    @property
    def about(self) -> str:
        years = "、".join(f"{year}年" for year in sorted({decision.year for decision in self.decisions}))
        stages = "、".join(STAGES[stage] for stage in STAGES if any(d.stage == stage for d in self.decisions))
        file = f"，文件“{self.first.file_name}”" if self.first.file_name else ""
        return f"{years}{stages}{len(self.decisions)}条{file}；{moment(self.first.decided_at)}，{self.first.decided_by}"


def show_lists(database: Database, lines: Lines, *, may_write: bool) -> None:
    """Show every list with what may be done with it, the latest first; they are sent only once they are opened."""
    lists = _lists(lines.revision, lines.everything)
    label = f"已载入的名单和手工标记（{len(lists)}）"
    opened = st.expander(label, icon=":material/inventory_2:", key="lists", on_change="rerun")
    if not opened.open:
        return
    with opened:
        for each in lists:
            _show(database, each, may_write=may_write)


# A revision names whose data it is as well.
@st.cache_resource(max_entries=2, show_spinner=False)
def _lists(revision: str, _lines: Sequence[Standing]) -> list[_List]:
    groups: dict[tuple, list[Decision]] = {}
    for line in _lines:
        decision = line.decision
        key = (decision.sha256, decision.source, decision.file_name, decision.decided_at, decision.decided_by)
        groups.setdefault(key, []).append(decision)
    return [_List(tuple(group)) for group in reversed(groups.values())]


def _show(database: Database, each: _List, *, may_write: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", gap=None):
            st.markdown(plain(each.name))
            st.caption(plain(each.about))
        sha256, number = each.first.sha256, each.first.id
        if sha256 is not None:
            st.download_button(
                "下载原件",
                data=lambda: _original(database, sha256),
                file_name=each.first.file_name or "名单",
                icon=":material/download:",
                on_click="ignore",
                key=f"list-original-{number}",
            )
        if may_write:
            with st.popover("撤销", icon=":material/delete:"):
                st.markdown(f"撤销后，这{len(each.decisions)}条不再算作入选或标杆；原件和记录仍保留，可重新载入。")
                st.button(
                    f"确认撤销{len(each.decisions)}条",
                    icon=":material/delete:",
                    key=f"list-revoke-{number}",
                    on_click=_revoke,
                    args=(database, each),
                )


def _original(database: Database, sha256: str) -> bytes:
    with database.reading() as connection:
        return original(connection, sha256)


def _revoke(database: Database, each: _List) -> None:
    with telling():
        count = revoke(database, [decision.id for decision in each.decisions], by=signature())
        notify(f"已撤销{count}条：{each.name}。")
