"""Text as every database can keep it."""

import hashlib
import re

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

# What databases refuse in texts: the zero character, and halves of pairs that a file's name may hold.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: An index holds texts of some hundred characters; a cell may hold thirty thousand.
_LONGEST_KEY = 200


class Words(TypeDecorator[str]):
    """Text of any length and origin; what no database keeps is replaced, in what is sought as in what is written."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return what goes to the database."""
        return value and as_text(value)


def as_text(text: str) -> str:
    """Return a text as every database can keep it."""
    return _UNSTORABLE.sub("\ufffd", text)


def as_key(text: str) -> str:
    """Return a text to compare by, short enough for an index: of a long one its beginning and its digest."""
    if len(text) <= _LONGEST_KEY:
        return text
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return text[: _LONGEST_KEY - len(digest)] + digest
