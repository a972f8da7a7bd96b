"""Read the theme's settings once, instead of at every run.

Streamlit tells the browser the theme as every run begins, and goes through all of its settings six times for it: a
twentieth of what a change of a filter costs. It has no setting for that, so the function that does it is replaced.
"""

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

_read = app_session._populate_theme_msg
_known: dict[str, CustomThemeConfig] = {}


def read_theme_once() -> None:
    """Let a process read each part of the theme at the first run only; a changed setting then needs a new start."""
    app_session._populate_theme_msg = _populate


def _populate(msg: CustomThemeConfig, section: str = "theme") -> None:
    """Fill in one part of the theme."""
    if section not in _known:
        known = CustomThemeConfig()
        _read(known, section)
        _known[section] = known
    # Merging nothing would still mark the part as there.
    if _known[section].ByteSize():
        msg.MergeFrom(_known[section])
