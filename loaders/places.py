"""Tell from the name of an enterprise whether it is of this province: only where a name leaves no doubt.

南平 stands in 河南平高 as well, 三明 in 三明治, 华安 and 平和 are words everywhere: what is a place in one name is a
coincidence in another. Which places there are, and which of them are certain, is in `places_in_names.csv`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from loaders.tables.text import normalise
from loaders.vocabulary import read_rows

_ELSEWHERE, _NO_PLACE, _PROVINCE = "elsewhere", "none", "province"
# What may stand before a place in the middle of a name: brackets, another place, and these.
_BEFORE = re.compile(r"(?:\(|中国|国网|集团|公司)$")
_KIND_OF_PLACE = re.compile(r"^[省市县区]?$")


class Whose(StrEnum):
    """What a name says of its province."""

    OURS = "ours"
    #: It holds a place of ours that may as well be a word, or a place of ours beside one elsewhere.
    PERHAPS = "perhaps"
    ELSEWHERE = "elsewhere"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class PlaceInName:
    """What a name says of its place; `unit` is the one recommending unit it names, if it names just one."""

    whose: Whose
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Found:
    """One place found in a name; `stands` where a place is to be expected, `in_brackets` as in 样例（福建）纺织."""

    place: str
    is_certain: bool
    stands: bool
    in_brackets: bool

    @property
    def is_ours(self) -> bool:
        return self.place != _ELSEWHERE

    @property
    def is_surely_ours(self) -> bool:
        return self.is_ours and self.is_certain and self.stands


@lru_cache(maxsize=8192)
def place_in_name(name: str) -> PlaceInName:
    """Say what an enterprise's name tells of its place. Brackets outweigh the rest: they name the place of a branch."""
    found = _places(normalise(name))
    telling = [place for place in found if place.in_brackets] or found
    units = {place.place for place in telling if place.is_ours and place.is_certain} - {_PROVINCE}
    return PlaceInName(_whose(telling), units.pop() if len(units) == 1 else None)


def _whose(found: list[_Found]) -> Whose:
    ours = [place for place in found if place.is_ours]
    first_standing = next((place for place in found if place.stands), None)
    begins_elsewhere = first_standing is not None and not first_standing.is_ours
    if any(place.is_surely_ours for place in ours):
        return Whose.PERHAPS if begins_elsewhere else Whose.OURS
    if begins_elsewhere:
        return Whose.ELSEWHERE
    return Whose.PERHAPS if ours else Whose.UNSAID


def _places(text: str) -> list[_Found]:
    """Find places from left to right, the longest first: what 河南 has taken is not left for 南平."""
    known, pattern = _table()
    found: list[_Found] = []
    end_before, in_brackets, stood = 0, False, True
    for match in pattern.finditer(text):
        place, is_certain = known[match.group()]
        if place == _NO_PLACE:
            continue
        between = text[end_before : match.start()]
        follows = stood and bool(_KIND_OF_PLACE.match(between))
        in_brackets = text[: match.start()].endswith("(") or (in_brackets and follows)
        stood = match.start() == 0 or follows or bool(_BEFORE.search(text[: match.start()]))
        found.append(_Found(place, is_certain, stood, in_brackets))
        end_before = match.end()
    return found


@cache
def _table() -> tuple[dict[str, tuple[str, bool]], re.Pattern[str]]:
    known = {row["name"]: (row["place"], row["is_certain"] == "1") for row in read_rows("places_in_names.csv")}
    return known, re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))
