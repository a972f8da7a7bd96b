"""Where we stand against dated targets, and what pace a target still asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.facts import PublicFigure, Target
from metrics.definitions import defines
from metrics.landscape import Filters, View
from metrics.memo import once_per_view
from metrics.table import Row, Table
from metrics.trend import trend

#: Scopes of targets; any other is a unit's code.
NATIONAL, PROVINCE = "national", "province"
#: Targets counted in stages of ours; all others have no Fujian figure.
_STAGES = ("listed", "benchmark")
#: Published as so many new ones a year; the rest is published as a total so far.
_PUBLISHED_YEARLY = ("listed",)
#: How a target ended, or "" while its year is not over and it is not reached.
OPEN, REACHED, LATE, MISSED = "", "reached", "late", "missed"
RESULT_NAMES = {OPEN: "", REACHED: "已达成", LATE: "逾期达成", MISSED: "未达成"}


def published_totals(figures: Sequence[PublicFigure], metric: str, until: int | None) -> list[tuple[int, float]]:
    """Return (year, total so far) of a national figure, up to and including `until`."""
    points = sorted(
        (figure.year, figure.value)
        for figure in figures
        if figure.metric == metric and figure.area == "全国" and figure.value is not None
    )
    totals: list[tuple[int, float]] = []
    for year, value in points:
        running = totals[-1][1] + value if totals and metric in _PUBLISHED_YEARLY else value
        totals.append((year, running))
    return [point for point in totals if until is None or point[0] <= until]


@defines(
    "目标完成度",
    "全国目标：公开的全国累计数 ÷ 目标值，另列福建累计数及其占全国累计数的比重。"
    "省级和地市目标：全省或该地市的累计数 ÷ 目标值。只随年份变化，不随其他筛选变化。"
    "没有公开数字的写“未公布”，不推算；没有设定的目标不显示。"
    "目标年当年或之前累计数达到目标值的为“已达成”；目标年之后才达到的为“逾期达成”；"
    "已有目标年之后的数字而仍未达到的为“未达成”。",
    denominator="目标值",
    source="指南一（一）；科技日报转载稿（512工程升级版）；历年名录公开数字",
)
@once_per_view
def target_progress(view: View) -> Table:
    """Return one row a target that is in force.

    Columns: code, scope, metric, name, unit_label, year, target, achieved (None: not published), achieved_year, share
    (achieved of target), fujian (None: not counted by us), fujian_share (of achieved), source, certainty, result
    (OPEN, REACHED, LATE or MISSED), result_name.
    Targets of single units appear where the view is of that unit only.
    """
    return _measured(view, [target for target in view.landscape.facts.targets if in_scope(view, target)])


@once_per_view
def national_progress(view: View) -> Table:
    """Return the national targets, as `target_progress` does."""
    return _measured(view, [target for target in view.landscape.facts.targets if target.scope == NATIONAL])


@once_per_view
def own_progress(view: View, *scopes: str) -> Table:
    """Return the targets of these scopes (none given: all but the national ones), as `target_progress` does."""
    own = [target for target in view.landscape.facts.targets if target.scope != NATIONAL]
    return _measured(view, [target for target in own if not scopes or target.scope in scopes])


def _measured(view: View, targets: Sequence[Target]) -> Table:
    # A target follows the year alone: all views of a year share its row.
    of_year = view.landscape.view(Filters(year=view.filters.year))
    return Table.of(_COLUMNS, [_progress(of_year, target) for target in targets])


_COLUMNS = (
    "code", "scope", "metric", "name", "unit_label", "year", "target", "achieved", "achieved_year", "share", "fujian",
    "fujian_share", "source", "certainty", "result", "result_name",
)  # fmt: skip


def in_scope(view: View, target: Target) -> bool:
    """Tell whether a target concerns the view: those of a single unit do where the view is of that unit only."""
    return target.scope in (NATIONAL, PROVINCE) or view.filters.units == (target.scope,)


def _own_view(view: View, target: Target) -> View:
    """A target is for the whole province or one whole unit, whatever else is being filtered."""
    units = () if target.scope in (NATIONAL, PROVINCE) else (target.scope,)
    return view.landscape.view(Filters(year=view.filters.year, stage=target.metric, units=units))


@once_per_view
def _progress(view: View, target: Target) -> Row:
    own = _own_view(view, target).total(target.metric) if target.metric in _STAGES else None
    if target.scope == NATIONAL:
        points = published_totals(view.landscape.facts.figures, target.metric, view.filters.year)
        year, achieved = points[-1] if points else (None, None)
    else:
        year, achieved = view.latest_year, None if own is None else float(own)
    return {
        "code": target.code,
        "scope": target.scope,
        "metric": target.metric,
        "name": target.name,
        "unit_label": target.unit_label,
        "year": target.year,
        "target": target.value,
        "achieved": achieved,
        "achieved_year": year,
        "share": None if achieved is None else achieved / target.value,
        "fujian": own,
        "fujian_share": None if own is None or not achieved else own / achieved,
        "source": target.source,
        "certainty": target.certainty,
        "result": (result := target_result(target_points(view, target), target)),
        "result_name": RESULT_NAMES[result],
    }


def target_result(points: Sequence[tuple[int, float]], target: Target) -> str:
    """Say how a target ended, by the cumulative (year, total) points known: OPEN, REACHED, LATE or MISSED."""
    if not points:
        return OPEN
    year, total = points[-1]
    if year <= target.year:
        return REACHED if total >= target.value else OPEN
    if any(then <= target.year and so_far >= target.value for then, so_far in points):
        return REACHED
    return LATE if total >= target.value else MISSED


@dataclass(frozen=True)
class Pace:
    """A straight line to a target. Rates are per year; None where there are too few years to tell."""

    reached: bool
    needed: float | None
    average: float | None
    projected: float | None

    @property
    def on_course(self) -> bool | None:
        """Whether the average so far is enough; None where it cannot be said."""
        if self.reached:
            return True
        return None if self.needed is None or self.average is None else self.average >= self.needed


@defines(
    "线性进度",
    "已有累计数按直线外推：年均新增 =（最近一年累计 − 最早一年累计）÷ 相隔年数；"
    "目标年预计 = 最近累计 + 年均新增 × 剩余年数；"
    "尚需每年 =（目标值 − 最近累计）÷ 剩余年数。只有一年数字或目标年已到的，不外推。",
    denominator="剩余年数",
)
def linear_pace(points: Sequence[tuple[int, float]], target: float, target_year: int) -> Pace:
    """Extend cumulative (year, total) points in a straight line to `target_year`."""
    if not points:
        return Pace(False, None, None, None)
    (first_year, first), (year, total) = points[0], points[-1]
    left = target_year - year
    average = (total - first) / (year - first_year) if year > first_year else None
    return Pace(
        reached=total >= target,
        needed=(target - total) / left if left > 0 and total < target else None,
        average=average,
        projected=total + average * left if average is not None and left > 0 else None,
    )


def target_points(view: View, target: Target) -> list[tuple[int, float]]:
    """Return the cumulative points a target's pace is measured on: public national figures, or our own counts."""
    if target.scope == NATIONAL:
        return published_totals(view.landscape.facts.figures, target.metric, view.filters.year)
    if target.metric not in _STAGES:
        return []
    return [(row["year"], float(row[f"{target.metric}_total"])) for row in trend(_own_view(view, target))]
