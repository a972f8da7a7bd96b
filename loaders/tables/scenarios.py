"""Take one cell apart into the scenarios it lists."""

import re

# Numbers go first: ① ⑴ 1. 1、 (1) 1）. No scenario's name holds such a number, so they may stand anywhere.
_NUMBERING = re.compile(r"[\u2460-\u249b\u2776-\u277f]|(?<![\dA-Za-z])[(（]?\d{1,2}\s*[)）.．、:：]\s*")
#: Without any of these there is nothing to take away before a cell is divided.
_NUMBERS_AND_QUOTES = re.compile(r"[\d\u2460-\u249b\u2776-\u277f“”\"'《》【】\[\]]")
_SEPARATORS = re.compile(r"[、，,；;/／｜|。\n\r\t]+")
_NOTHING = {"等", "无"}
_QUOTES = str.maketrans("", "", "“”\"'《》【】[]")


def split_scenarios(text: str) -> list[str]:
    """Return the scenario wordings in one cell, in order, each once.

    They may be separated by any of 、，,；;/｜。, by line breaks, or only by numbers in front.
    """
    if _NUMBERS_AND_QUOTES.search(text):
        text = _NUMBERING.sub("\n", text).translate(_QUOTES)
    items = map(str.strip, _SEPARATORS.split(text))
    return list(dict.fromkeys(item for item in items if item and item not in _NOTHING))
