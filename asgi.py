"""Serve the dashboard to many: `uvicorn asgi:app --ws deploy.websocket:Lean`. It is app.py, made ready beforehand.

Under `streamlit run app.py` the first visitors wait for what is imported, read and drawn here before anybody is let in.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from deploy.early import Early
from deploy.handover import hand_over_together
from deploy.one_core import settle
from deploy.remembered import remember
from deploy.websocket import send_straight
from pages.parts.warm import warm_up


@asynccontextmanager
async def _ready(app: st.App) -> AsyncIterator[None]:
    """Make everything ready before anybody is let in."""
    settle()
    remember()
    hand_over_together()
    send_straight()
    await asyncio.to_thread(warm_up)
    yield


app = st.App(Path(__file__).resolve().parent / "app.py", lifespan=_ready, middleware=[Middleware(Early)])
