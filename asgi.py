"""Serve the dashboard to many at once: `uvicorn asgi:app`. It is the same app.py, made ready before the first visitor.

Under `streamlit run app.py` every answer waits some forty milliseconds for the network's sake, and the first visitors
wait for what is imported and read here beforehand.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from deploy.early import Early
from pages.parts.warm import warm_up


@asynccontextmanager
async def _ready(app: st.App) -> AsyncIterator[None]:
    """Make everything ready before anybody is let in."""
    await asyncio.to_thread(warm_up)
    yield


app = st.App(Path(__file__).resolve().parent / "app.py", lifespan=_ready, middleware=[Middleware(Early)])
