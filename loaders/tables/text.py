"""Bring text typed by many hands to one form, so that equal words compare equal."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_MARKS = re.compile(r"[^\w]")
_TRAILING_HINT = re.compile(r"\([^()]*\)$")


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Return `text` half-width, lower-case and without any white space."""
    # Asked of nearly every cell: most hold neither wide letters nor spaces, and are told at once.
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return (text if text.isalnum() else _INVISIBLE.sub("", text)).lower()


def one_line(text: str) -> str:
    """Return `text` on one line, as a person would quote it."""
    # No white space is printable but the space itself.
    return text if text.isprintable() and " " not in text else " ".join(text.split())


def without_hints(text: str) -> str:
    """Return normalised `text` without the bracketed hints at its end: 项目总投资(万元) → 项目总投资."""
    while (shorter := _TRAILING_HINT.sub("", text)) != text and shorter:
        text = shorter
    return text


@lru_cache(maxsize=65536)
def identity(text: str) -> str:
    """Return what two spellings of one enterprise or project name have in common."""
    word = normalise(text)
    return word if word.isalnum() else _MARKS.sub("", word)
