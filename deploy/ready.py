"""Make everything ready before anybody is let in: imported, read, drawn, and Streamlit set for many visitors."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from deploy.handover import hand_over_together
from deploy.one_core import settle
from deploy.remembered import remember
from deploy.websocket import send_straight


@asynccontextmanager
async def ready(app: st.App) -> AsyncIterator[None]:
    """Do all of it as the server starts."""
    # Until the navigation has run once, Streamlit takes a folder named `pages` for its older kind of multipage app:
    # whoever came first by a shared link would see a bare screen, without app.py.
    PagesManager.uses_pages_directory = False
    set_for_many()
    # Not above: with it comes all that the screens import.
    from pages.parts.warm import warm_up

    await asyncio.to_thread(warm_up)
    yield


def set_for_many() -> None:
    """Set this process, and Streamlit in it, for many visitors."""
    settle()
    remember()
    hand_over_together()
    send_straight()
