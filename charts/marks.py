"""What a mark of a chart stands for: a bar, a part of one, a cell or a point leads to the projects it counts.

A mark carries a short code as plotly's `customdata`: the places of its terms on their axes, so that the hundreds of
marks of a matrix stay small on the wire. A mark that counts nothing carries an empty one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from loaders.vocabulary import vocabulary
from metrics.cube import STAGE_YEARS, Axes
from metrics.landscape import Filters
from metrics.picked import Only, Picked

#: Stands for all units or all sectors.
ALL = "*"
_BETWEEN = "."
_ON_AXES = ("unit", "sector", "tier", "scenario")


def as_it_is(picked: Picked) -> Picked:
    """Ask for nothing besides."""
    return picked


@dataclass(frozen=True)
class Marks:
    """What the marks of a chart stand for.

    `dimensions` names the parts of a mark's code: unit, sector, tier, scenario, stage or year; without any, marks are
    not to be clicked. `whole` says which projects are behind the chart as a whole under some filters, `each` what
    all its marks ask for besides; a mark's own terms come last.
    """

    dimensions: tuple[str, ...] = ()
    whole: Callable[[Filters], Picked] = Picked
    each: Callable[[Picked], Picked] = as_it_is


#: Marks that are not to be clicked; the chart as a whole lists what the filters leave.
NO_MARKS = Marks()


def mark(count: float, **terms: object) -> str:
    """Return the code of a mark that counts `count` projects, its terms by dimension in the chart's order.

    Empty where it counts nothing, or where no filter knows one of its terms.
    """
    parts = [_short(dimension, term) for dimension, term in terms.items()]
    return _BETWEEN.join(parts) if count and all(parts) else ""


@lru_cache(maxsize=1)
def _axes() -> Axes:
    return Axes.of(vocabulary())


def _short(dimension: str, term: object) -> str:
    if dimension not in _ON_AXES or term == ALL:
        return str(term)
    codes = _axes().codes(dimension)
    return str(codes.index(str(term))) if term in codes else ""


def pick(marks: Marks, whole: Picked, code: str) -> Picked | None:
    """Return the projects behind a mark; None for one that counts nothing, or is none of ours."""
    parts = code.split(_BETWEEN)
    if not code or len(parts) != len(marks.dimensions):
        return None
    terms = [_long(dimension, part) for dimension, part in zip(marks.dimensions, parts, strict=True)]
    if not all(terms):
        return None
    picked = marks.each(whole)
    for dimension, term in zip(marks.dimensions, terms, strict=True):
        picked = _restricted(picked, dimension, term)
    return picked


def _long(dimension: str, part: str) -> str:
    """Return the term behind a part of a code; empty where there is none: codes come back from the browser."""
    if dimension == "year":
        return part if part.isdecimal() and len(part) == 4 else ""
    if dimension == "stage":
        return part if part in STAGE_YEARS else ""
    if part == ALL:
        return ALL
    codes = dict(enumerate(_axes().codes(dimension)))
    return codes.get(int(part), "") if part.isdecimal() and len(part) < 4 else ""


def _restricted(picked: Picked, dimension: str, term: str) -> Picked:
    filters = picked.filters
    if dimension == "scenario":
        return _using(picked, term)
    if dimension == "stage":
        return replace(picked, filters=replace(filters, stage=term))
    if dimension == "year":
        return replace(picked, filters=replace(filters, year=int(term)))
    chosen: dict[str, Any] = {f"{dimension}s": () if term == ALL else (term,)}
    return replace(picked, filters=replace(filters, **chosen))


def _using(picked: Picked, scenario: str) -> Picked:
    """A project has several scenarios: one that was not asked for is asked for besides, not instead."""
    chosen = picked.filters.scenarios
    if chosen and scenario not in chosen:
        return replace(picked, scenario=scenario)
    return replace(picked, filters=replace(picked.filters, scenarios=(scenario,)))


def all_units(filters: Filters) -> Picked:
    """List what a chart counts that compares all units and only highlights the chosen ones."""
    return Picked(replace(filters, units=()))


def all_sectors(filters: Filters) -> Picked:
    """List what a chart counts that compares all sectors and only highlights the chosen ones."""
    return Picked(replace(filters, sectors=()))


def recommended(picked: Picked) -> Picked:
    """List what was recommended, whatever stage is being counted."""
    return replace(picked, filters=replace(picked.filters, stage="recommended"))


def of_the_province(filters: Filters) -> Picked:
    """List what a target measures: of the filters it follows the year alone."""
    return Picked(Filters(year=filters.year, stage="listed"))


def listed_since(picked: Picked) -> Picked:
    """List what has been listed, in whatever year."""
    return replace(picked, only=Only.LISTED)


def new_in_its_year(picked: Picked) -> Picked:
    """List what reached its stage in the mark's year itself; for what was recommended the filter says so already."""
    return picked if picked.filters.stage == "recommended" else replace(picked, only=Only.NEW)
