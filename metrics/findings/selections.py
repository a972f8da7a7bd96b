"""Say what part of the recommended has been listed, and where the rate is highest."""

from dataclasses import dataclass
from fractions import Fraction

from metrics.findings.leaders import key_sectors
from metrics.findings.words import FEWEST, cohort, joined, listed_names, percent, subject
from metrics.landscape import View
from metrics.selection import Selection
from metrics.table import Rows


@dataclass(frozen=True)
class Best:
    """Who has the highest rate among those with enough recommended, with the counts of each."""

    names: tuple[str, ...]
    counts: tuple[Selection, ...]
    #: Whether one with too few to compare has as high a rate.
    leaves_out: bool


def selection_units_finding(rows: Rows, view: View) -> str:
    """How much of the recommended has been listed, and which unit's rate is highest; of one unit, its own.

    `rows` are `selection_by_unit` of all units; of several chosen ones, only these are compared.
    """
    chosen = view.filters.units
    if len(chosen) == 1:
        return subject(view) + one_among_all(rows, chosen[0], "全省", view)
    shown = among(rows, chosen)
    return joined(subject(view) + overall_words(summed(shown), view), best_words(best(shown, "short_name")))


def selection_sectors_finding(rows: Rows, view: View) -> str:
    """How much of the recommended has been listed, and which key sector's rate is highest; of one sector, its own.

    `rows` are `selection_by_sector` of all sectors; of several chosen ones, only these are compared.
    """
    chosen = view.filters.sectors
    if len(chosen) == 1:
        return view.words.sectors.name(chosen[0]) + one_among_all(rows, chosen[0], "全部行业", view)
    shown, whose = among(rows, chosen), subject(view) + ("所选行业" if chosen else "")
    return joined(whose + overall_words(summed(shown), view), best_words(best_sector(shown)))


def among(rows: Rows, codes: tuple[str, ...]) -> Rows:
    """Return the rows of the chosen codes, all where none are."""
    return [row for row in rows if row["code"] in codes] if codes else rows


def summed(rows: Rows) -> Selection:
    """Add up rows of recommended and listed: every recommendation is of one unit and of one sector."""
    return Selection(sum(row["recommended"] for row in rows), sum(row["listed"] for row in rows))


def overall_words(whole: Selection, view: View) -> str:
    """Say how many of the recommended have been listed."""
    recommended, listed = whole.recommended, whole.listed
    if not recommended:
        return f"{cohort(view)}没有推荐项目"
    if recommended == 1:
        return f"{cohort(view)}仅推荐1项，{'已入选' if listed else '尚未入选'}"
    if not listed:
        return f"{cohort(view)}推荐{recommended}项，尚无入选"
    if listed == recommended:
        return f"{cohort(view)}推荐的{recommended}项均已入选"
    return f"{cohort(view)}推荐的{recommended}项中已入选{listed}项（{percent(listed / recommended)}）"


def best(rows: Rows, name: str) -> Best | None:
    """Return who has the highest rate; None where fewer than two can be compared or nothing has been listed."""
    told = [(row[name], Selection(row["recommended"], row["listed"])) for row in rows if row["recommended"]]
    enough = [(who, counts) for who, counts in told if counts.recommended >= FEWEST]
    highest = max((_exact(counts) for _, counts in enough), default=Fraction(0))
    if len(enough) < 2 or not highest:
        return None
    first = [(who, counts) for who, counts in enough if _exact(counts) == highest]
    few = any(_exact(counts) >= highest for _, counts in told if counts.recommended < FEWEST)
    return Best(tuple(who for who, _ in first), tuple(counts for _, counts in first), few)


def best_sector(rows: Rows) -> Best | None:
    """Return which of the ten key sectors has the highest rate."""
    return best(key_sectors(rows), "name")


def best_words(found: Best | None) -> str:
    """Name who has the highest rate, with the counts; a tie is named as one."""
    if found is None:
        return ""
    first, note = found.counts[0], f"；推荐不足{FEWEST}项的不参与比较" if found.leaves_out else ""
    rate = percent(first.listed / first.recommended)
    if len(found.names) == 1:
        return f"{found.names[0]}入选率最高，{first.recommended}项中入选{first.listed}项（{rate}{note}）"
    pairs = zip(found.names, found.counts, strict=True)
    names = [f"{who}（{counts.listed}/{counts.recommended}）" for who, counts in pairs]
    return f"{listed_names(names)}入选率并列最高（{rate}{note}）"


def one_among_all(rows: Rows, code: str, everywhere: str, view: View) -> str:
    """Say the rate of one row beside that of all."""
    whole, own = summed(rows), summed(among(rows, (code,)))
    words = overall_words(own, view)
    if not own.recommended or own == whole:
        return words
    if whole.listed == whole.recommended:
        return f"{words}，{everywhere}{whole.recommended}项也都已入选"
    rate = percent(whole.listed / whole.recommended)
    return f"{words}，{everywhere}{whole.recommended}项中{whole.listed}项（{rate}）"


def _exact(counts: Selection) -> Fraction:
    # Two rates that are equal must not differ in the last digit of a float.
    return Fraction(counts.listed, counts.recommended)
