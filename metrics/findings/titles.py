"""Say in one sentence what a chart shows of tiers, scenarios, the guide's pairs and the years.

Every share names its total.
"""

from collections import Counter
from dataclasses import dataclass

from loaders.vocabulary import UNKNOWN
from metrics.counts import by_tier
from metrics.coverage import guide_pairs
from metrics.findings.leaders import leading, total_of
from metrics.findings.words import NOTHING, joined, listed_names, percent, recommended_in, so_far, subject
from metrics.landscape import View
from metrics.rank_change import reporting_units
from metrics.table import Rows
from metrics.tally import tally
from metrics.trend import recommended_years

NO_PAIRS = "所选行业不在十个重点行业之内，指南没有推荐组合"


def tiers_finding(rows: Rows, view: View) -> str:
    """How the tiers share the total."""
    total, filled = total_of(rows), [row for row in rows if row["count"]]
    if not filled:
        return NOTHING
    if len(filled) == 1 and filled[0]["code"] == UNKNOWN:
        return "建设类型均未填报"
    if len(filled) == 1:
        return f"{total}项均为{filled[0]['name']}" if total > 1 else f"仅{filled[0]['name']}1项"
    return "，".join(f"{row['name']}{row['count']}项（{percent(row['share'])}）" for row in filled)


def tier_leaders_finding(rows: Rows, view: View) -> str:
    """In which sector each tier is most frequent; of one sector alone, how the tiers share it."""
    filled = [row for row in rows if row["total"]]
    if not filled:
        return NOTHING
    if len(filled) == 1:
        return f"{filled[0]['name']}：{tiers_finding(by_tier(view), view)}"
    parts = []
    for tier in view.words.tiers:
        names, most = leading(rows, count=tier.code)
        if most:
            parts.append(f"{tier.name}以{listed_names(names, 2)}最多（{'各' if len(names) > 1 else ''}{most}项）")
    return "，".join(parts) or "建设类型均未填报"


def tier_years_finding(rows: Rows, view: View) -> str:
    """How the share of whole plants moved between the first and the last year."""
    years = [row for row in rows if row["total"]]
    if not years:
        return NOTHING
    shown = [years[0], years[-1]] if len(years) > 1 else years
    parts = [
        f"{row['name']}{row['total']}项中{row['plant']}项（{percent(row['plant'] / row['total'])}）" for row in shown
    ]
    return "工厂级：" + "，".join(parts)


def scenarios_finding(rows: Rows, view: View) -> str:
    """Which scenario most projects use, and which of the twenty nobody does."""
    lead = scenarios_lead(rows, tally(view))
    if lead == NOTHING:
        return NOTHING
    unused = [row["name"] for row in rows if row["is_typical"] and not row["count"]]
    return joined(lead, f"{listed_names(unused)}尚无应用" if unused else "二十个典型场景均有应用")


def scenarios_lead(rows: Rows, total: int) -> str:
    """Which scenario, or which together, most of the `total` projects use."""
    names, most = leading(rows)
    if not most:
        return f"{total}个项目{'均' if total > 1 else ''}未填报场景" if total else NOTHING
    if most == 1 and len(names) > 1:
        # Everything used is used once: there is no leader to name.
        return f"{total}个项目用到{len(names)}个场景，每个场景1个"
    if most == total:
        return f"{total}个项目均用到{listed_names(names)}" if total > 1 else f"仅{names[0]}1个项目在用"
    each = "各" if len(names) > 1 else ""
    return f"{listed_names(names)}应用最广，{total}个项目中{each}有{most}个在用（{percent(most / total)}）"


def matrix_finding(rows: Rows, view: View) -> str:
    """What the matrix shows of the guide's pairs."""
    return pairs_finding(view)


def pairs_finding(view: View, noun: str = "") -> str:
    """How many of the guide's pairs are reached (by what: `noun`), and where most are blank."""
    pairs = measured_pairs(view)
    if not pairs.total:
        return NO_PAIRS
    sectors = view.filters.sectors
    whose = f"为{view.words.sectors.name(sectors[0])}" if len(sectors) == 1 else ""
    who = f"中，{subject(view)}{noun}" if noun or subject(view) else ""
    head = f"指南{whose}推荐的{pairs.total}组“行业×场景”{who}"
    if pairs.reached == pairs.total:
        return f"{head}已全部覆盖"
    if not pairs.reached:
        return f"{head}尚未覆盖"
    if whose:
        return f"{head}已覆盖{pairs.reached}组，空白{pairs.total - pairs.reached}组"
    each = "各" if len(pairs.blank_sectors) > 1 else ""
    blank = f"空白最多的是{listed_names(pairs.blank_sectors)}（{each}{pairs.most_blank}组）"
    return joined(f"{head}已覆盖{pairs.reached}组", blank)


@dataclass(frozen=True)
class Pairs:
    """The guide's pairs of a view: how many, how many reached, in which sectors most are blank, and how many there."""

    total: int
    reached: int
    blank_sectors: tuple[str, ...]
    most_blank: int


def measured_pairs(view: View) -> Pairs:
    """Count the guide's pairs, and find the sectors with most blanks."""
    pairs = guide_pairs(view)
    blank = Counter(pair["sector_name"] for pair in pairs if not pair["reached"])
    most = max(blank.values(), default=0)
    names = tuple(name for name, count in blank.items() if count == most)
    return Pairs(len(pairs), len(pairs) - blank.total(), names, most)


def trend_finding(rows: Rows, view: View) -> str:
    """What the last year brought against the year before, and what there is so far."""
    years = list(rows)
    if not years:
        return NOTHING
    last = years[-1]
    total = so_far(last["listed_total"], last["benchmark_total"])
    flow = flow_of_year(rows, view)
    if flow is None:
        return f"截至{last['year']}年{subject(view)}{total}"
    year, new, previous = flow
    since = "" if year == last["year"] else f"截至{last['year']}年"
    return joined(subject(view) + recommended_in(year, new, previous) + _begun(view, year, previous), since + total)


def flow_of_year(rows: Rows, view: View) -> tuple[int, int, int | None] | None:
    """Return the last year of recommendations, what it brought, and what the year before did (None: nothing told).

    None where there is no such year at all. `rows` are the view's trend.
    """
    told = recommended_years(view)
    if not told:
        return None
    flows = {row["year"]: row["recommended"] for row in rows}
    year = told[-1]
    return year, flows[year], flows[year - 1] if year - 1 in told else None


def _begun(view: View, year: int, previous: int | None) -> str:
    """Say that fewer units have recommended than in the year before: the year may not be complete."""
    if previous is None or view.filters.units:
        return ""
    now, then = len(reporting_units(view, year)), len(reporting_units(view, year - 1))
    return f"（有推荐的单位{now}个，上年{then}个）" if now < then else ""
