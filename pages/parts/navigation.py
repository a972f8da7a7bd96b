"""Build the navigation from the table of screens."""

from copy import copy
from functools import cache

import streamlit as st
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from pages import SCREENS, Screen
from pages.parts.click_through import follow
from pages.parts.once import ALWAYS, say_once
from pages.parts.plain import plain

#: In static/, by its address: as a file it would be read and measured again at every run.
_ICON = "app/static/icon.png"
_PATHS = {screen.path for screen in SCREENS}


def navigate() -> tuple[st.Page, Screen]:
    """Return the page that the address asks for, and which screen it is, or go where the last click leads."""
    # Before the navigation: without an icon of our own the browser would fetch the screen's from a foreign server.
    say_once(ALWAYS, "configuration", _configure)
    _forgive_wrong_address()
    # Copies: the navigation marks the one that is to be run, and others are being run at the same time.
    page = st.navigation([copy(page) for page in _pages().values()])
    follow()
    return page, next(screen for screen in SCREENS if screen.title == page.title)


def _forgive_wrong_address() -> None:
    """Where the address names no screen, show the first one and say so: Streamlit would, too, in English."""
    run = get_script_run_ctx()
    asked = run.pages_manager.intended_page_name if run else None
    if run and asked and asked not in _PATHS:
        run.pages_manager.set_script_intent(run.pages_manager.intended_page_script_hash or "", "")
        st.toast(f"没有“{plain(asked)}”这个页面，已转到“{SCREENS[0].title}”。", icon=":material/wrong_location:")


def _configure() -> None:
    st.set_page_config(page_title="福建省5G工厂全景", page_icon=_ICON, layout="wide")


def page_of(screen: str) -> st.Page:
    """Return a screen, by its file's name, to link to: by its path it would be sought on the disk again."""
    return _pages()[screen]


@cache
def _pages() -> dict[str, st.Page]:
    """Return all screens as pages; each is sought on the disk when it is made, so they are made once."""
    return {
        screen.file: st.Page(
            f"pages/{screen.file}.py",
            title=screen.title,
            icon=f":material/{screen.icon}:",
            url_path=screen.path or None,
            default=not screen.path,
        )
        for screen in SCREENS
    }
