"""Know before writing whether a text fits its box: no program that opens a slide shrinks text for us."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from briefings.words import ems, wrap

#: Distance of two lines as a multiple of the type size; the typefaces at hand lie between 1.2 and 1.45.
LINE = 1.4
ELLIPSIS = "…"
#: Kept free at the end of every line, in characters: typefaces and programs differ a little.
_SPARE = 0.25
#: Some programs set Chinese and Latin apart by this much of a character.
_BETWEEN_SCRIPTS = 0.2
#: What is wider than other Latin signs, by how much; figures are so in some typefaces that stand in for ours.
_WIDER = {"%": 0.35} | dict.fromkeys("0123456789", 0.04)
_BOUNDARY = re.compile(r"(?<=[0-9A-Za-z%])(?=[^\x00-\xff])|(?<=[^\x00-\xff])(?=[0-9A-Za-z%])")
_WORD = re.compile(r"[!-~]+")
_LOOSE_ENDS = "，；、：（ "


def text_width(text: str, size: float) -> float:
    """Return the width in points of one line of type of `size` points."""
    return _set_width(text) * size


@lru_cache(maxsize=8192)
def _set_width(text: str) -> float:
    wider = sum(_WIDER.get(character, 0.0) for character in text)
    return ems(text) + wider + _BETWEEN_SCRIPTS * len(_BOUNDARY.findall(text))


@lru_cache(maxsize=8192)
def _lines(text: str, room: float) -> int:
    # Breaking knows nothing of the gaps between scripts: the room is made narrower by as much as they widen the text.
    width = ems(text)
    return len(wrap(text, room * width / _set_width(text))) if width else 1


def line_count(text: str, width: float, size: float) -> int:
    """Count the lines a text takes in a box `width` points wide; at least one."""
    return sum(_lines(paragraph, round(width / size - _SPARE, 2)) for paragraph in text.split("\n"))


def text_height(text: str, width: float, size: float) -> float:
    """Return the height in points a text takes in a box of that width."""
    return line_count(text, width, size) * size * LINE


def fits(text: str, width: float, height: float, size: float) -> bool:
    """Tell whether a text fits a box with its numbers and Latin words whole."""
    return longest_word(text, size) <= width and text_height(text, width, size) <= height + 0.01


def longest_word(text: str, size: float) -> float:
    """Return the width of the widest part that must not be broken."""
    return max((text_width(word, size) for word in _WORD.findall(text)), default=0.0)


def sizes(highest: float, lowest: float, step: float = 1) -> tuple[float, ...]:
    """Return type sizes from the highest to the lowest, both among them."""
    between = [highest - step * number for number in range(int((highest - lowest) / step) + 1)]
    return tuple(between) if between and between[-1] == lowest else (*between, lowest)


def largest_fitting(text: str, width: float, height: float, candidates: Sequence[float]) -> float | None:
    """Return the first of the candidate sizes (descending) at which a text fits a box, or None."""
    return next((size for size in candidates if fits(text, width, height, size)), None)


def shorten(text: str, width: float, size: float) -> str:
    """Cut a text to one line of `width` points, an ellipsis at its end where something is missing."""
    return cut(text, lambda candidate: text_width(candidate, size) <= width)


def cut(text: str, is_short_enough: Callable[[str], bool]) -> str:
    """Return the longest beginning that is short enough, with an ellipsis where it is not the whole."""
    if is_short_enough(text):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_short_enough(_begun(text, middle)) else (low, middle - 1)
    return _begun(text, low)


def _begun(text: str, length: int) -> str:
    return text[:length].rstrip(_LOOSE_ENDS) + ELLIPSIS


def headline(text: str, is_short_enough: Callable[[str], bool]) -> str:
    """Shorten a sentence: first by whole clauses from its end, then by characters."""
    if is_short_enough(text):
        return text
    clauses = re.split(r"(?<=[；。])", text)
    for kept in range(len(clauses) - 1, 0, -1):
        shorter = "".join(clauses[:kept]).rstrip("；。")
        if shorter and is_short_enough(shorter):
            return shorter
    return cut(clauses[0].rstrip("；。"), is_short_enough)
