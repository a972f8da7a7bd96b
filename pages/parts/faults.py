"""Keep our own faults loud in the log and quiet on the screen."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from store.errors import StoreError

_log = logging.getLogger("landscape")


@contextmanager
def quiet_faults() -> Iterator[None]:
    """Log whatever fails inside with its traceback; tell the user in Chinese what to do."""
    try:
        yield
    except StoreError as error:
        _log.exception("The store refused")
        st.error(error.message, icon=":material/database_off:")
    except Exception:
        _log.exception("A page failed")
        st.error("页面出了问题，已记入日志。请刷新页面；仍不行时，请联系系统管理员查看日志。", icon=":material/error:")
