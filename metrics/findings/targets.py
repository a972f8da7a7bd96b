"""Say how far dated targets are, and what a straight line to those still open gives."""

from metrics.findings.words import figure, joined, percent, subject
from metrics.landscape import Filters, View
from metrics.memo import once_per_view
from metrics.progress import MISSED, in_scope, linear_pace, target_points, target_progress
from metrics.table import Row, Rows
from metrics.tally import tally

_NATIONAL_LIST = "national_listed_2025"
NOT_PUBLISHED = "该年尚无公开的全国数字"


def distance(achieved: float, target: float, year: int, unit: str, *, is_over: bool = False) -> str:
    """Say whether a target is passed, met or how much is missing; `is_over` where its year has passed."""
    aim = f"{year}年{figure(target)}{unit}的目标"
    if achieved > target:
        return f"已超过{aim}（完成{percent(achieved / target)}）"
    if achieved == target:
        return f"正好达到{aim}"
    done = f"（完成{percent(achieved / target)}）" if achieved else ""
    if is_over:
        return f"{aim}未达成，差{figure(target - achieved)}{unit}{done}"
    return f"距{aim}还差{figure(target - achieved)}{unit}{done}"


def national_row(rows: Rows) -> Row | None:
    """Return the row of `target_progress` on the national list; None where nothing is published."""
    return next((row for row in rows if row["code"] == _NATIONAL_LIST and row["achieved"] is not None), None)


def progress_finding(rows: Rows, view: View) -> str:
    """How far the national list is, and what Fujian's part in it is."""
    row = national_row(rows)
    if row is None:
        return NOT_PUBLISHED
    since = "" if row["achieved_year"] == view.latest_year else f"截至{row['achieved_year']}年"
    reached = distance(row["achieved"], row["target"], row["year"], row["unit_label"])
    return joined(f"全国{since}累计入选{figure(row['achieved'])}家，{reached}", _fujian(row, view))


def _fujian(row: Row, view: View) -> str:
    if not row["fujian"]:
        return "福建尚无项目入选"
    if row["achieved_year"] != view.latest_year:
        # A share would set our later count against an earlier national one.
        return f"福建截至{view.latest_year}年累计入选{row['fujian']}家"
    return f"福建累计入选{row['fujian']}家，占全国{figure(row['achieved'])}家的{percent(row['fujian_share'])}"


def listed_by_now(view: View) -> tuple[int, int]:
    """Return what the view's units and what all units have listed by its year, whatever the other filters."""
    filters = Filters(year=view.filters.year, stage="listed", units=view.filters.units)
    own = view.landscape.view(filters)
    return tally(own), tally(own.of_units())


def unit_standing(view: View) -> str:
    """How many one unit has on the national list, among all of Fujian's."""
    own, everywhere = listed_by_now(view)
    if not own:
        total = f"，福建累计入选{everywhere}家" if everywhere else "，福建也没有"
        return f"{subject(view)}尚无项目入选国家名录{total}"
    if own == everywhere:
        return f"福建累计入选{everywhere}家，全部在{subject(view)}"
    return f"{subject(view)}累计入选国家名录{own}家，占福建{everywhere}家的{percent(own / everywhere)}"


def own_targets(view: View) -> list[Row]:
    """Return the rows of `target_progress` on targets of the province or of the one unit, where we count them."""
    if not any(target.scope != "national" and in_scope(view, target) for target in view.landscape.facts.targets):
        return []
    return [row for row in target_progress(view) if row["scope"] != "national" and row["achieved"] is not None]


def own_target_words(row: Row) -> str:
    """Say how far one target of the province or of a unit is."""
    gap = distance(row["achieved"], row["target"], row["year"], row["unit_label"], is_over=row["result"] == MISSED)
    return f"{row['name']}累计{figure(row['achieved'])}{row['unit_label']}，{gap}"


def _rate(yearly: float | None) -> str:
    """Return a number a year: whole ones from ten, one decimal below."""
    return figure(round(yearly or 0.0, 0 if abs(yearly or 0.0) >= 10 else 1))


@once_per_view
def pace_sentences(view: View) -> list[str]:
    """Say for every target still open what a straight line gives."""
    sentences = []
    for target in view.landscape.facts.targets:
        if not in_scope(view, target):
            continue
        points = target_points(view, target)
        pace = linear_pace(points, target.value, target.year)
        if pace.reached or pace.needed is None:
            continue
        unit, (year, total) = target.unit_label, points[-1]
        goal = f"距{target.year}年{figure(target.value)}{unit}的目标还差{figure(target.value - total)}{unit}"
        line = (
            f"按已有年均{_rate(pace.average)}{unit}外推，到{target.year}年约{pace.projected:.0f}{unit}"
            if pace.projected is not None
            else "公开数字只有一年，不外推"
        )
        sentences.append(
            f"{target.name}：截至{year}年{figure(total)}{unit}，{goal}，尚需每年{_rate(pace.needed)}{unit}；{line}。"
        )
    return sentences
