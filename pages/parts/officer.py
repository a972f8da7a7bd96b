"""Ask once who is at the desk: the log says who decided what."""

import streamlit as st

UNSIGNED = "未署名"


def officer() -> str:
    """Ask for the officer's name; it is kept for the session, and asked for on every page that writes."""
    st.text_input(
        "经办人",
        key="officer",
        persist_state="session",
        placeholder=UNSIGNED,
        max_chars=20,
        width=220,
        help="记入办理记录，不进入图表和简报。",
    )
    return signature()


def signature() -> str:
    """Return the name as it stands in the field now: what a click has to sign with."""
    return str(st.session_state.get("officer") or "").strip() or UNSIGNED
