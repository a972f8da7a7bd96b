"""Remember what Streamlit works out anew at every run, though it is the same each time.

As every run begins Streamlit tells the browser the settings and the theme, and goes through all of its settings six
times for it. In every label of a choice and in every notice it seeks a leading emoji, and before that the expression of
all emojis among those it knows. Together that is a tenth of what a change of a filter costs. There is no setting for
either, so the functions that do it are replaced.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from streamlit import string_util
from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig
from streamlit.runtime import app_session

_read_settings, _read_theme = app_session._populate_config_msg, app_session._populate_theme_msg
_known: dict[str, Any] = {}
#: So many labels and notices: most come again at every run.
_TEXTS = 1024
_leading_emoji = lru_cache(_TEXTS)(string_util.extract_leading_emoji)


def remember() -> None:
    """Let a process work each of these out once; a changed setting then needs a new start."""
    app_session._populate_config_msg, app_session._populate_theme_msg = _tell_settings, _tell_theme
    string_util.extract_leading_emoji = _leading_emoji


def _tell_settings(msg: Config) -> None:
    """Fill in what the browser is to know of the settings."""
    _tell(msg, "settings", _read_settings)


def _tell_theme(msg: CustomThemeConfig, section: str = "theme") -> None:
    """Fill in one part of the theme."""
    _tell(msg, section, lambda known: _read_theme(known, section))


def _tell(msg: Any, name: str, read: Callable[[Any], None]) -> None:
    if name not in _known:
        known = type(msg)()
        read(known)
        _known[name] = known
    # Merging nothing would still mark the part as there.
    if _known[name].ByteSize():
        msg.MergeFrom(_known[name])
