"""Build the navigation from the table of screens."""

from pathlib import Path

import streamlit as st

from metrics.landscape import View
from pages import SCREENS
from pages.parts.click_through import follow
from pages.parts.filters import current_view

_ICON = Path(__file__).resolve().parents[2] / "static" / "icon.png"
_STARTED = "app-started"


def navigate() -> st.Page:
    """Return the screen that the address asks for, or go where the last click leads."""
    st.session_state[_STARTED] = True
    # Before the navigation: without an icon of our own the browser would fetch the screen's from a foreign server.
    st.set_page_config(page_title="福建省5G工厂全景", page_icon=str(_ICON), layout="wide")
    page = st.navigation(
        [
            st.Page(
                f"pages/{screen.file}.py",
                title=screen.title,
                icon=f":material/{screen.icon}:",
                url_path=screen.path or None,
                default=not screen.path,
                help=screen.answers,
            )
            for screen in SCREENS
        ]
    )
    follow()
    return page


def open_page() -> View:
    """Return what the filters leave; every screen begins with this.

    Until `st.navigation` has been called once, Streamlit takes a folder named `pages` for its older kind of
    multipage app and runs a screen by itself, without app.py. That meets whoever opens a shared link first
    after a start, so the navigation is set up here and the run started again.
    """
    if _STARTED not in st.session_state:
        navigate()
        st.rerun()
    return current_view()
