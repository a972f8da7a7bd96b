"""Every chart of the product, defined once: what it asks, what it measures, how it is drawn, what it says.

The screen, the data files and later the slides all start from these definitions and from the one small
frame each of them measures, so that a number can never differ between them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import pandas as pd

from charts.bars import draw_scenario_ranking, draw_sector_bars, draw_unit_ranking
from charts.figure import Figure
from charts.lines import draw_trend
from charts.map import draw_map
from charts.marks import (
    NO_MARKS,
    Marks,
    all_sectors,
    all_units,
    listed_since,
    new_in_its_year,
    of_the_province,
    recommended,
)
from charts.matrix import draw_sector_scenario_matrix
from charts.progress import draw_target_progress
from charts.selection import draw_selection_rates
from charts.stacks import draw_tier_stack
from metrics import counts, coverage, profiles, progress, selection
from metrics.findings import leaders, selections, targets, titles
from metrics.findings.words import FEWEST
from metrics.landscape import View
from metrics.table import Row, Table
from metrics.trend import trend

TABLES_SOURCE = "推荐汇总表、国家名录"
GUIDE_SOURCE = f"{TABLES_SOURCE}、建设指南"


class Kind(StrEnum):
    """The form of a chart, for whoever draws it anew where it must stay editable."""

    BARS = "bars"
    STACKED = "stacked"
    LINES = "lines"
    PROGRESS = "progress"
    MATRIX = "matrix"
    MAP = "map"


@dataclass(frozen=True)
class Column:
    """One column of a chart's table: where it comes from, its Chinese heading, whether it is a share of 0–1."""

    name: str
    heading: str
    is_share: bool = False


@dataclass(frozen=True, eq=False)
class Outlines:
    """What the map needs beside its numbers: the outlines' address (or GeoJSON) and where labels stand."""

    geojson: str | dict
    labels: pd.DataFrame

    @cached_property
    def places(self) -> tuple[Row, ...]:
        """The labels' places as they are drawn; None where a label has no leader."""
        return tuple(self.labels.astype(object).where(self.labels.notna(), None).to_dict("records"))


def _as_filtered(view: View) -> View:
    return view


@dataclass(frozen=True)
class Chart:
    """One chart. `draw` takes what `measure` returns, as plain rows; the map takes its outlines as well.

    `scope` widens the view where a chart compares all units or sectors and only highlights the chosen ones.
    `category` and `series` name the columns of `numbers` that a document draws again; their headings stand in
    `columns`.
    """

    key: str
    name: str
    measure: Callable[[View], Table]
    finding: Callable[[Table, View], str]
    draw: Callable[..., Figure]
    columns: tuple[Column, ...]
    kind: Kind
    category: str
    series: tuple[str, ...]
    source: str = TABLES_SOURCE
    note: str = ""
    #: Whether the chart shows the view's own stage and year; the others say what they count in `note`.
    counts_stage: bool = True
    marks: Marks = NO_MARKS
    scope: Callable[[View], View] = _as_filtered

    def numbers(self, view: View) -> Table:
        """Return the chart's numbers: the one table that screen, files and documents share."""
        return self.measure(self.scope(view))

    def table(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the chart's numbers under Chinese headings, as shown beside it and downloaded."""
        return frame[[column.name for column in self.columns]].set_axis(
            [column.heading for column in self.columns], axis="columns"
        )


_COUNT = (Column("count", "项目数"), Column("share", "占比", is_share=True))
_CHANGE = (Column("new", "当年新增"), Column("previous", "上年新增"), Column("change", "较上年增减"))
_TIERS = (
    Column("line", "产线级"),
    Column("workshop", "车间级"),
    Column("plant", "工厂级"),
    Column("unknown", "未填报"),
    Column("total", "合计"),
)

_TIER_SERIES = ("line", "workshop", "plant", "unknown")
_SELECTION = (
    Column("recommended", "推荐项数"),
    Column("listed", "其中已入选"),
    Column("rate", "入选率", is_share=True),
)
_SELECTION_NOTE = f"入选率：所选年份推荐的项目中至今已入选国家名录的占比；推荐不足{FEWEST}项的仅供参考"


_CHARTS = (
    Chart(
        "target-progress",
        "目标完成度",
        progress.target_progress,
        targets.progress_finding,
        lambda numbers, colours, view: draw_target_progress(numbers, colours),
        (
            Column("name", "目标"),
            Column("year", "目标年"),
            Column("target", "目标值"),
            Column("unit_label", "单位"),
            Column("achieved", "累计（全国目标计全国，其余计本省或本地）"),
            Column("achieved_year", "截至年份"),
            Column("share", "完成度", is_share=True),
            Column("result_name", "结果"),
            Column("fujian", "福建累计"),
            Column("fujian_share", "福建占全国", is_share=True),
            Column("source", "出处"),
        ),
        source="指南；历年名录公开数字（出处见口径页）",
        note="全国数字为公开数；没有公开数字的不推算",
        counts_stage=False,
        marks=Marks(("stage", "unit"), of_the_province),
        kind=Kind.PROGRESS,
        category="name",
        series=("share", "fujian"),
    ),
    Chart(
        "trend",
        "年度趋势",
        trend,
        titles.trend_finding,
        lambda numbers, colours, view: draw_trend(numbers, colours),
        (
            Column("year", "年份"),
            Column("recommended", "当年推荐"),
            Column("listed", "当年入选"),
            Column("benchmark", "当年标杆"),
            Column("listed_total", "累计入选"),
            Column("benchmark_total", "累计标杆"),
        ),
        note="推荐为当年数，入选和标杆为累计数",
        counts_stage=False,
        marks=Marks(("stage", "year")),
        kind=Kind.LINES,
        category="year",
        series=("recommended", "listed_total", "benchmark_total"),
    ),
    Chart(
        "unit-ranking",
        "各地市项目数",
        counts.by_unit,
        leaders.units_finding,
        lambda numbers, colours, view, **options: draw_unit_ranking(
            numbers, colours, highlight=view.filters.units, **options
        ),
        (Column("rank", "名次"), Column("name", "推荐单位"), *_COUNT, *_CHANGE),
        marks=Marks(("unit",), all_units),
        scope=View.of_units,
        kind=Kind.BARS,
        category="name",
        series=("count",),
    ),
    Chart(
        "unit-map",
        "福建省地图",
        profiles.unit_values,
        leaders.concentration_finding,
        lambda numbers, colours, view, outlines, **options: draw_map(
            numbers, colours, outlines.geojson, outlines.places, **options
        ),
        (
            Column("name", "推荐单位"),
            *_COUNT,
            Column("sectors", "覆盖重点行业（共10个）"),
            Column("scenarios", "覆盖典型场景（共20个）"),
            Column("pairs", "覆盖推荐组合（共66组）"),
        ),
        source=GUIDE_SOURCE,
        marks=Marks(whole=all_units),
        scope=View.of_units,
        kind=Kind.MAP,
        category="code",
        series=("count",),
    ),
    Chart(
        "selection-by-unit",
        "各地市入选率",
        selection.selection_by_unit,
        selections.selection_units_finding,
        lambda numbers, colours, view: draw_selection_rates(
            numbers,
            colours,
            whole="全省",
            dimension="unit",
            name="short_name",
            few=FEWEST,
            highlight=view.filters.units,
        ),
        (Column("name", "推荐单位"), *_SELECTION),
        note=_SELECTION_NOTE,
        counts_stage=False,
        marks=Marks(("unit",), lambda filters: recommended(all_units(filters)), listed_since),
        scope=View.of_units,
        kind=Kind.BARS,
        category="name",
        series=("rate",),
    ),
    Chart(
        "sector-bars",
        "各行业项目数",
        profiles.sector_values,
        leaders.sectors_finding,
        lambda numbers, colours, view: draw_sector_bars(numbers, colours, highlight=view.filters.sectors),
        (
            Column("name", "行业"),
            *_COUNT,
            *_CHANGE,
            Column("pairs", "指南推荐场景数"),
            Column("pairs_reached", "其中已覆盖"),
        ),
        source=GUIDE_SOURCE,
        marks=Marks(("sector",), all_sectors),
        scope=View.of_sectors,
        kind=Kind.BARS,
        category="name",
        series=("count",),
    ),
    Chart(
        "selection-by-sector",
        "各行业入选率",
        selection.selection_by_sector,
        selections.selection_sectors_finding,
        lambda numbers, colours, view: draw_selection_rates(
            numbers, colours, whole="全部行业", few=FEWEST, highlight=view.filters.sectors
        ),
        (Column("name", "行业"), *_SELECTION),
        note=_SELECTION_NOTE,
        counts_stage=False,
        marks=Marks(("sector",), lambda filters: recommended(all_sectors(filters)), listed_since),
        scope=View.of_sectors,
        kind=Kind.BARS,
        category="name",
        series=("rate",),
    ),
    Chart(
        "tiers-by-unit",
        "各地市建设类型",
        lambda view: counts.tier_composition(view, "unit"),
        lambda numbers, view: titles.tiers_finding(counts.by_tier(view), view),
        lambda numbers, colours, view: draw_tier_stack(numbers, colours),
        (Column("name", "推荐单位"), *_TIERS),
        marks=Marks(("unit", "tier")),
        kind=Kind.STACKED,
        category="name",
        series=_TIER_SERIES,
    ),
    Chart(
        "tiers-by-sector",
        "各行业建设类型",
        lambda view: counts.tier_composition(view, "sector"),
        titles.tier_leaders_finding,
        lambda numbers, colours, view: draw_tier_stack(numbers, colours, rows_are="sector"),
        (Column("name", "行业"), *_TIERS),
        marks=Marks(("sector", "tier")),
        kind=Kind.STACKED,
        category="name",
        series=_TIER_SERIES,
    ),
    Chart(
        "tiers-by-year",
        "各年度建设类型",
        counts.tiers_by_year,
        titles.tier_years_finding,
        lambda numbers, colours, view: draw_tier_stack(numbers, colours, rows_are="year"),
        (Column("name", "年份"), *_TIERS),
        note="各年当年新增",
        counts_stage=False,
        marks=Marks(("year", "tier"), each=new_in_its_year),
        kind=Kind.STACKED,
        category="name",
        series=_TIER_SERIES,
    ),
    Chart(
        "scenario-ranking",
        "典型场景应用",
        counts.by_scenario,
        titles.scenarios_finding,
        lambda numbers, colours, view: draw_scenario_ranking(numbers, colours, highlight=view.filters.scenarios),
        (
            Column("rank", "名次"),
            Column("name", "场景"),
            Column("phase_name", "环节"),
            Column("count", "应用项目数"),
            Column("share", "占项目总数", is_share=True),
        ),
        source=GUIDE_SOURCE,
        note="一个项目可用多个场景，各场景之和大于项目数",
        marks=Marks(("scenario",)),
        kind=Kind.BARS,
        category="name",
        series=("count",),
    ),
    Chart(
        "sector-scenario",
        "行业×场景",
        coverage.sector_scenario,
        titles.matrix_finding,
        lambda numbers, colours, view, transpose=False: draw_sector_scenario_matrix(
            numbers, colours, transpose=transpose
        ),
        (
            Column("sector_name", "行业"),
            Column("scenario_name", "场景"),
            Column("phase_name", "环节"),
            Column("count", "应用项目数"),
            Column("recommended", "指南是否推荐"),
        ),
        source=GUIDE_SOURCE,
        note="橙框为指南推荐，虚线框表示指南用词有歧义、两者居其一即可",
        marks=Marks(("sector", "scenario")),
        kind=Kind.MATRIX,
        category="sector",
        series=("count",),
    ),
)

CHARTS = {chart.key: chart for chart in _CHARTS}
