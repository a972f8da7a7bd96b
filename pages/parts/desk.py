"""The desk: whose data a screen that writes works on, and whether it may write."""

from dataclasses import dataclass

import streamlit as st

from pages.parts.received import is_demonstration, shown, store
from pages.parts.turns import give_up_turn
from store.database import Database


@dataclass(frozen=True)
class Desk:
    """The store of this installation, or, to be looked at only, the samples while somebody demonstrates."""

    database: Database
    revision: str
    is_read_only: bool


def open_desk() -> Desk:
    """Return what to work on, and say where that is not what other screens show."""
    # Tables are read here, and names compared.
    give_up_turn()
    if is_demonstration():
        st.info(
            "正在演示样例，这里只能看，不能办理。关闭左侧的“演示”开关，即回到真实台账。", icon=":material/visibility:"
        )
        return Desk(shown().database, shown().revision, True)
    if shown().is_sample:
        st.info(
            "这里办理的是真实数据，与样例无关。接受第一份表或载入第一份名单之后，其他页面就由样例换成真实数字。",
            icon=":material/inbox:",
        )
    return Desk(store(), store().revision(), False)
