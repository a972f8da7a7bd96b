"""Bring text typed by many hands to one form, so that equal words compare equal."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_SPACE = re.compile(r"\s")
_TRAILING_HINT = re.compile(r"\([^()]*\)$")


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Return `text` half-width, lower-case and without any white space."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower()


def one_line(text: str) -> str:
    """Return `text` on one line, as a person would quote it."""
    return " ".join(text.split()) if _SPACE.search(text) else text


def without_hints(text: str) -> str:
    """Return normalised `text` without the bracketed hints at its end: 项目总投资(万元) → 项目总投资."""
    while (shorter := _TRAILING_HINT.sub("", text)) != text and shorter:
        text = shorter
    return text


@lru_cache(maxsize=65536)
def identity(text: str) -> str:
    """Return what two spellings of one enterprise or project name have in common."""
    return re.sub(r"[^\w]", "", normalise(text))
