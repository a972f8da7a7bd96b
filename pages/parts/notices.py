"""Tell after a rerun what a click has done, or why it could not."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pages.parts.plain import plain
from store.errors import StoreError

_KEY = "notices"
_FAULT = "没有办成：程序出了问题，已记入日志。请刷新页面后重试；仍不行时，请联系系统管理员。"
_log = logging.getLogger("landscape")


def notify(text: str, *, is_error: bool = False) -> None:
    """Have a message shown on top of the page in the run that follows."""
    st.session_state.setdefault(_KEY, []).append((text, is_error))


def show_notices() -> None:
    """Show what has been told since the last run, once."""
    for text, is_error in st.session_state.pop(_KEY, []):
        if is_error:
            st.error(plain(text), icon=":material/error:")
        else:
            st.success(plain(text), icon=":material/check_circle:")


@contextmanager
def telling() -> Iterator[None]:
    """Tell what the store refuses in its own words, and our own faults without theirs: nothing else is lost."""
    try:
        yield
    except StoreError as error:
        _log.warning("The store refused: %s", error.message)
        notify(error.message, is_error=True)
    except Exception:
        _log.exception("A click failed")
        notify(_FAULT, is_error=True)
