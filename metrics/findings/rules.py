"""The rules: each looks at one thing in a view and says what is true of it, or nothing."""

from collections.abc import Callable
from itertools import islice

from loaders.vocabulary import UNKNOWN
from metrics.counts import by_scenario, by_sector, by_tier, by_unit
from metrics.findings.blanks import blank_words, blanks_of
from metrics.findings.finding import Finding, Numbers
from metrics.findings.leaders import concentration, key_sectors, leading, sectors_lead, top_units, total_of, units_lead
from metrics.findings.places import moves_words, notable_moves
from metrics.findings.selections import (
    Best,
    among,
    best,
    best_sector,
    best_words,
    selection_sectors_finding,
    selection_units_finding,
    summed,
)
from metrics.findings.targets import (
    listed_by_now,
    national_row,
    own_target_words,
    own_targets,
    progress_finding,
    unit_standing,
)
from metrics.findings.titles import (
    flow_of_year,
    measured_pairs,
    pairs_finding,
    scenarios_lead,
    tiers_finding,
    trend_finding,
)
from metrics.findings.words import NOTHING, NOUNS, cohort, counted, joined, so_far, subject
from metrics.landscape import View
from metrics.memo import once_per_view
from metrics.progress import target_progress
from metrics.rank_change import compared_years
from metrics.selection import Selection, selection_by_sector, selection_by_unit
from metrics.tally import tally
from metrics.trend import trend

Rule = Callable[[View], Finding | None]


@once_per_view
def findings(view: View, most: int | None = None) -> tuple[Finding, ...]:
    """Return what is true of a view, the most important first; of nothing, the one sentence that says so.

    `most` stops at so many, and computes no more than these.
    """
    if not tally(view):
        return (_nothing(view),)
    return tuple(islice((finding for rule in RULES if (finding := rule(view))), most))


def _nothing(view: View) -> Finding:
    """Say that nothing is counted, and what later stages hold all the same: some are listed unrecommended."""
    listed, benchmark = tally(view, stage="listed"), tally(view, stage="benchmark")
    rest = f"，{so_far(listed, benchmark)}" if listed or benchmark else ""
    nothing = f"当前筛选下没有{NOUNS[view.filters.stage]}" if rest else NOTHING
    return _finding("nothing", nothing + rest, (("项目数", 0),), "trend")


def standing(view: View) -> Finding | None:
    """Where Fujian stands against the national target; where one chosen unit stands within Fujian."""
    if len(view.filters.units) == 1 and view.filters.units[0] != UNKNOWN:
        own, everywhere = listed_by_now(view)
        numbers: Numbers = (("累计入选", own), ("福建累计入选", everywhere))
        return _finding("standing", unit_standing(view), numbers, "trend")
    progress = target_progress(view)
    row = national_row(progress)
    if row is None:
        return None
    numbers = (("目标值", row["target"]), ("全国累计入选", row["achieved"]), ("福建累计入选", row["fujian"]))
    return _finding("standing", progress_finding(progress, view), numbers, "target-progress")


def target_distance(view: View) -> Finding | None:
    """How far the province's own targets are, and those of the one chosen unit."""
    rows = own_targets(view)
    if not rows:
        return None
    numbers = [
        pair for row in rows for pair in ((f"{row['name']}目标值", row["target"]), (row["name"], row["achieved"]))
    ]
    return _finding("target-distance", joined(*map(own_target_words, rows)), tuple(numbers), "target-progress")


def growth(view: View) -> Finding | None:
    """What the last year of recommendations brought against the year before it."""
    table = trend(view)
    year, new, previous = flow_of_year(table, view) or (0, 0, None)
    if previous is None or not (new or previous):
        return None
    numbers = ((f"{year}年推荐", new), (f"{year - 1}年推荐", previous))
    return _finding("growth", trend_finding(table, view), numbers, "trend")


def unit_leader(view: View) -> Finding | None:
    """Which unit leads, with what share; of one chosen unit its place, of several who leads them."""
    table = by_unit(view.of_units())
    names, most = leading(among(table, view.filters.units), "short_name")
    numbers = (("最多的", "、".join(names)), ("项目数", most), ("全省", total_of(table)))
    return _finding("unit-leader", f"{counted(view)}：{units_lead(table, view)}", numbers, "unit-ranking")


def blank(view: View) -> Finding | None:
    """Which units, key sectors and typical scenarios have nothing."""
    found = blanks_of(view)
    if not found:
        return None
    numbers = tuple((f"空白{each.kind}", len(each.blank)) for each in found)
    return _finding("blank", blank_words(found, view), numbers, found[0].chart)


def unit_selection(view: View) -> Finding | None:
    """What part of the recommended has been listed, and in which unit the largest."""
    table = selection_by_unit(view.of_units())
    shown = among(table, view.filters.units)
    whole = summed(shown)
    if not whole.recommended:
        return None
    numbers = _selection_numbers(whole, best(shown, "short_name"))
    return _finding("unit-selection", selection_units_finding(table, view), numbers, "selection-by-unit")


def guide_pairs(view: View) -> Finding | None:
    """How many of the pairs the guide recommends are reached."""
    pairs = measured_pairs(view)
    if not pairs.total:
        return None
    numbers = (("推荐组合", pairs.total), ("已覆盖", pairs.reached))
    return _finding("guide-pairs", pairs_finding(view, NOUNS[view.filters.stage]), numbers, "sector-scenario")


def rank_change(view: View) -> Finding | None:
    """Which units' places moved since the year before."""
    years = compared_years(view)
    rows = notable_moves(view, *years) if years else []
    if not years or not rows:
        return None
    numbers = [
        (f"{row['short_name']}{year}年名次", row[rank])
        for row in rows
        for year, rank in zip(years, ("rank_before", "rank"), strict=True)
    ]
    return _finding("rank-change", moves_words(rows, view.filters.stage, *years), tuple(numbers), "unit-ranking")


def sector_leader(view: View) -> Finding | None:
    """Which key sector leads, with what share. Of chosen sectors only, so one alone leads nobody."""
    if len(view.filters.sectors) == 1:
        return None
    table = by_sector(view)
    names, most = leading(key_sectors(table))
    numbers = (("最多的", "、".join(names)), ("项目数", most), ("合计", tally(view)))
    return _finding("sector-leader", f"{_whose(view)}：{sectors_lead(table)}", numbers, "sector-bars")


def sector_selection(view: View) -> Finding | None:
    """In which key sector the largest part of the recommended has been listed; of one chosen sector its rate."""
    table = selection_by_sector(view.of_sectors())
    shown = among(table, view.filters.sectors)
    first, whole = best_sector(shown), summed(shown)
    if len(view.filters.sectors) == 1 and whole.recommended:
        sentence = selection_sectors_finding(table, view)
    elif first:
        # The overall rate stands in the finding on units already.
        sentence = f"{subject(view)}{cohort(view)}推荐项目分行业看，{best_words(first)}"
    else:
        return None
    return _finding("sector-selection", sentence, _selection_numbers(whole, first), "selection-by-sector")


def scenario_leader(view: View) -> Finding | None:
    """Which scenario most projects use. One chosen scenario is used by all that is counted."""
    if len(view.filters.scenarios) == 1:
        return None
    table = by_scenario(view)
    names, most = leading(table)
    numbers = (("应用最广的", "、".join(names)), ("应用项目数", most), ("合计", tally(view)))
    sentence = f"{_whose(view)}：{scenarios_lead(table, tally(view))}"
    return _finding("scenario-leader", sentence, numbers, "scenario-ranking")


def tier_share(view: View) -> Finding | None:
    """How the tiers share the total. One chosen tier has nothing to be shared with."""
    if len(view.filters.tiers) == 1:
        return None
    table = by_tier(view)
    numbers = tuple((row["name"], row["count"]) for row in table)
    return _finding("tier-share", f"{_whose(view)}：{tiers_finding(table, view)}", numbers, "tiers-by-unit")


def unit_share(view: View) -> Finding | None:
    """What the first three units hold together, where more than three have any."""
    first, total = top_units(by_unit(view)), tally(view)
    held = total_of(first)
    if view.filters.units or len(first) < 3 or held == total:
        return None
    sentence = f"{counted(view)}：{concentration(first, total)}"
    return _finding("unit-share", sentence, (("前三合计", held), ("合计", total)), "unit-map")


#: In the order of importance: the first six stand on the front page.
RULES: tuple[Rule, ...] = (
    standing,
    target_distance,
    growth,
    unit_leader,
    blank,
    unit_selection,
    guide_pairs,
    rank_change,
    sector_leader,
    sector_selection,
    scenario_leader,
    tier_share,
    unit_share,
)


def _finding(rule: str, sentence: str, numbers: Numbers, chart: str) -> Finding:
    return Finding(rule, f"{sentence}。", numbers, chart)


def _whose(view: View) -> str:
    return subject(view) + counted(view)


def _selection_numbers(whole: Selection, first: Best | None) -> Numbers:
    highest: Numbers = (("入选率最高的", "、".join(first.names)),) if first else ()
    return (("推荐项数", whole.recommended), ("其中已入选", whole.listed), ("入选率", whole.rate or 0.0), *highest)
