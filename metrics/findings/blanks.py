"""Say who has nothing: units, key sectors and typical scenarios without a project."""

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.findings.words import NOUNS, cohort, joined, subject
from metrics.landscape import View
from metrics.tally import tally

_MOST_NAMES = 4


@dataclass(frozen=True)
class Blank:
    """What of one closed list has nothing and what has something (names), and the chart that shows it."""

    dimension: str
    kind: str
    blank: tuple[str, ...]
    reached: tuple[str, ...]
    chart: str


def blanks_of(view: View) -> tuple[Blank, ...]:
    """Return what has nothing, list by list.

    A list that is all blank is left out: then nothing was filled in. So is a list of which one entry was chosen.
    """
    words = view.words
    lists = (
        ("unit", "地市", {unit.code: unit.short_name for unit in words.units}, "unit-ranking"),
        ("sector", "重点行业", {sector.code: sector.name for sector in words.sectors if sector.is_key}, "sector-bars"),
        ("scenario", "典型场景", {s.code: s.name for s in words.scenarios if s.is_typical}, "scenario-ranking"),
    )
    found = (Blank(dimension, kind, *_split(view, dimension, names), chart) for dimension, kind, names, chart in lists)
    return tuple(each for each in found if each.blank and each.reached)


def _split(view: View, dimension: str, names: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names without and with a project, of the chosen ones if any."""
    chosen = view.filters.chosen(dimension)
    # A project with a chosen scenario has others too: what these leave blank says nothing.
    if len(chosen) == 1 or (chosen and dimension == "scenario"):
        return (), ()
    counts = dict(zip(view.landscape.axes.codes(dimension), tally(view, dimension), strict=True))
    asked = [code for code in names if not chosen or code in chosen]
    return (
        tuple(names[code] for code in asked if not counts[code]),
        tuple(names[code] for code in asked if counts[code]),
    )


def blank_words(found: Sequence[Blank], view: View) -> str:
    """Say in one sentence what has nothing: of a year what it lacked, so far what there is not yet."""
    of_year = view.filters.stage == "recommended" and view.filters.year
    when, lacks = (cohort(view), "没有") if of_year else ("", "尚无")
    own = next((each for each in found if each.dimension != "unit"), None)
    # Whose blanks they are is said once, and never of the units themselves.
    return when + joined(*((subject(view) if each is own else "") + _words(each, lacks, view) for each in found))


def _words(each: Blank, lacks: str, view: View) -> str:
    what = "应用" if each.dimension == "scenario" else NOUNS[view.filters.stage]
    chosen = view.filters.chosen(each.dimension)
    kind = f"所选{each.kind}" if chosen else each.kind
    if len(each.reached) <= min(_MOST_NAMES, len(each.blank)):
        return f"{kind}中只有{'、'.join(each.reached)}有{what}"
    if each.dimension == "unit" and not chosen:
        return f"{'、'.join(each.blank)}{lacks}{what}"
    if len(each.blank) > _MOST_NAMES:
        return f"{'、'.join(each.blank[:_MOST_NAMES])}等{len(each.blank)}个{each.kind}{lacks}{what}"
    return f"{kind}中{'、'.join(each.blank)}{lacks}{what}"
