"""Translate a sender's word into a code: exact name, then alias, then nothing but a suggestion.

An alias is certain. A near match never becomes a value; it only helps the sender to correct the cell.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from loaders.tables.text import normalise, without_hints
from loaders.vocabulary import CodeTable, Term, read_rows, vocabulary

# Words that say nothing about which entry of the list is meant: 车间级5G工厂, 钢铁行业, 5G+机器视觉质检, 福州市工信局.
_FILLER = re.compile(r"^5g\+?|(5g)?(全连接)?工厂$|(行业|领域|场景|工业和信息化局|工信局|经济发展局|经发局)$")
_CLASS_CODE = re.compile(r"^[a-z]?(\d{2,4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Translation:
    """What became of one word: a code, or several candidates, or the nearest names."""

    code: str | None = None
    candidates: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """Every certain wording of one list, and the few ambiguous ones."""

    codes: dict[str, tuple[str, ...]]
    names: tuple[str, ...]

    def look_up(self, text: str) -> Translation:
        word = normalise(text)
        for wording in (word, without_hints(word), _FILLER.sub("", without_hints(word))):
            if found := self.codes.get(wording):
                return Translation(found[0]) if len(found) == 1 else Translation(candidates=found)
        return Translation(nearest=tuple(get_close_matches(text.strip(), self.names, n=2, cutoff=0.6)))


@cache
def lexicon(kind: str) -> Lexicon:
    """Return the wordings of `kind` (unit, sector, tier, scenario, county, network_mode, build_type, completed)."""
    words = vocabulary()
    tables: dict[str, CodeTable] = {
        "unit": words.units,
        "sector": words.sectors,
        "tier": words.tiers,
        "scenario": words.scenarios,
        "county": words.counties,
        "network_mode": words.network_modes,
        "build_type": words.build_types,
        "completed": words.completed,
    }
    table = tables[kind]
    codes: dict[str, tuple[str, ...]] = {normalise(term.name): (term.code,) for term in table}
    codes |= {normalise(wording): (term.code,) for term in table for wording in _other_wordings(kind, term)}
    codes |= {
        normalise(row["alias"]): tuple(row["code"].split("|"))
        for row in read_rows("aliases.csv")
        if row["kind"] == kind
    }
    return Lexicon(codes, tuple(term.name for term in table))


def _other_wordings(kind: str, term: Term) -> list[str]:
    if kind == "unit":
        return [term.short_name]  # type: ignore[attr-defined]
    if kind == "county":
        former = [entry.split() for entry in term.former.split("|") if entry]  # type: ignore[attr-defined]
        return [term.code, *(wording for entry in former for wording in entry)]
    return []


@lru_cache(maxsize=16384)
def translate(kind: str, text: str) -> Translation:
    """Translate one word of one list."""
    if kind == "sector":
        return _translate_sector(text)
    return lexicon(kind).look_up(text)


def _translate_sector(text: str) -> Translation:
    """Translate a key sector, or a GB/T 4754 class given by code, by name or by both."""
    by_name = lexicon("sector").look_up(text)
    if by_name.code or by_name.candidates:
        return by_name
    sectors = industry_class_sectors(text)
    if sectors:
        return Translation(sectors[0]) if len(sectors) == 1 else Translation(candidates=sectors)
    return by_name


@lru_cache(maxsize=4096)
def industry_class_sectors(text: str) -> tuple[str, ...]:
    """Return the sectors of the GB/T 4754 class that `text` names; empty when it names none.

    A code of three or four digits counts as its own class where the crosswalk has it, else as its two-digit class.
    """
    word = normalise(text)
    classes = vocabulary().industry_classes
    by_code = {item.code: item.sectors for item in classes}
    by_name = {normalise(item.name): item.sectors for item in classes}
    match = _CLASS_CODE.match(word)
    if match:
        digits = match.group(1)
        for length in range(len(digits), 1, -1):
            if digits[:length] in by_code:
                return by_code[digits[:length]]
    return by_name.get(word) or by_name.get(without_hints(word)) or ()
