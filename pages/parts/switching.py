"""Switch to another page with an address of its own, so that one step back leads to the page as it was left.

Streamlit refuses to set what a filter is bound to, and writes the new address into the browser's history before it
leaves the page: one step back would show this page under the new filters. What is done about both is not part of its
public interface; `tests/browser/test_click_through.py` holds it to what it does in the version that is pinned.
"""

from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

Address = Mapping[str, str | list[str]]
#: What an address keeps, wherever it leads: whoever demonstrates goes on doing so.
_KEPT = ("demo",)
_LEFT = "addresses-left"
#: So many ways back are remembered in a session.
_MOST_LEFT = 20


def switch(page: str, address: Address) -> NoReturn:
    """Open a page under an address; to be called after the navigation. Filters the address does not name are kept."""
    context = _context()
    before, here = context.query_string, context.page_script_hash
    address = {name: said for name in _KEPT if (said := st.query_params.get(name))} | dict(address)
    with context.session_state.query_params() as params:
        for name in address:
            if binding := params.get_binding_for_param(name):
                params.unbind_widget(binding.widget_id)
    try:
        st.switch_page(page, query_params=address)
    finally:
        _remember((here, _parts(context.query_string)), before)


def come_back() -> None:
    """Where one step back led to a page under the address of the next, give it its own one again."""
    context = _context()
    if not context.is_history_navigation:
        return
    left = st.session_state.get(_LEFT, {})
    before = left.pop((context.page_script_hash, _parts(context.query_string)), None)
    if before is None:
        return
    with context.session_state.query_params() as params:
        params.populate_from_query_string(before)
        params.set_initial_query_params_from_current()
        # While the browser goes back, an address that is sent takes the place of the one in its history.
        params._send_query_param_msg()


def _remember(after: tuple[str, tuple], before: str) -> None:
    left = st.session_state.setdefault(_LEFT, {})
    if after[1] != _parts(before):
        left[after] = before
    for oldest in list(left)[:-_MOST_LEFT]:
        del left[oldest]


def _parts(query: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what an address asks for, however it is written."""
    return tuple(sorted((name, tuple(values)) for name, values in parse_qs(query).items()))


def _context() -> Any:
    return get_script_run_ctx()
