"""How much room words take, where a line of Chinese may be broken, and what no document can hold."""

import re
import unicodedata

#: Latin letters and digits are about this wide, measured in Chinese characters.
_NARROW = 0.58
#: What may not begin a line.
_CLOSING = "，。；：、！？）》”’％%）」』"
_OPENING = "（《“‘「『"
#: Control characters and halves of pairs: no XML may hold them, yet a cell or a file's name may.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: object) -> str:
    """Return text as any document can hold it."""
    return _UNWRITABLE.sub("", str(text))


def ems(text: str) -> float:
    """Return how wide a line is, in Chinese characters."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else _NARROW for character in text)


def wrap(text: str, widest: float) -> list[str]:
    """Break text into lines of at most `widest` Chinese characters, never within a number or before a stop."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and ems(lines[-1] + piece) > widest:
            lines.append("")
        lines[-1] += piece.lstrip() if not lines[-1] else piece
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """Split text into what must stay together: one Chinese character or a Latin word, with the stops around it."""
    pieces: list[str] = []
    for character in text:
        joins = pieces and (
            character in _CLOSING or pieces[-1][-1] in _OPENING or (_is_latin(character) and _is_latin(pieces[-1][-1]))
        )
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _is_latin(character: str) -> bool:
    return character.isascii() and not character.isspace()
