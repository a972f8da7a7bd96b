"""Keep text that somebody typed from being read as Markdown."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>#+\-!|~$:])")


def plain(text: str) -> str:
    """Escape what Markdown would read as a mark, so that the text is shown as it was typed."""
    return _MARKS.sub(r"\\\1", text)
