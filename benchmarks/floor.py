"""The floor under all figures: an empty page on the dashboard's own server, `uvicorn benchmarks.floor:app`.

Machines differ by a factor of two and more, and busy ones from hour to hour; how many times the floor something costs
differs much less.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from benchmarks.running import ROOT
from deploy.ready import set_for_many


@asynccontextmanager
async def _ready(app: st.App) -> AsyncIterator[None]:
    """Set the process for many, and keep what is there out of the garbage collection, as the dashboard does."""
    set_for_many()
    gc.collect()
    gc.freeze()
    yield


app = st.App(ROOT / "benchmarks" / "plain" / "floor.py", lifespan=_ready)
