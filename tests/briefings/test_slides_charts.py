"""Every number in a native chart, read back from the file, is the number of the chart's own frame."""

import io
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from told import FEW, MANY, briefing, charts_of, opened, page_of, table_of

from briefings.briefing import Briefing
from briefings.slides import one_slide
from charts.catalogue import CHARTS
from metrics.table import Table

RANKINGS = ["unit-ranking", "sector-bars"]
RATES = ["selection-by-unit", "selection-by-sector"]
STACKS = ["tiers-by-unit", "tiers-by-sector", "tiers-by-year"]
WORKBOOK = "数据"
LONG = "一个名字特别长长长长长长长长长长长长长长长长长长长长长长的行业"


@cache
def written(key: str, projects: tuple = FEW) -> tuple[Briefing, Presentation]:
    """Write one chart on a slide and open it."""
    told = briefing(projects, [key])
    return told, opened(one_slide(told))


def drawn(key: str, projects: tuple = FEW) -> tuple[pd.DataFrame, Chart]:
    """Return a chart's frame and the native chart drawn from it."""
    told, deck = written(key, projects)
    return told.exhibits[0].frame, charts_of(page_of(deck, CHARTS[key].name))[0]


def rows(chart: Chart) -> list[tuple]:
    """Return what a chart shows, the upper bar first: category and the value of every series."""
    values = [tuple(series.values) for series in chart.series]
    return list(zip(chart.plots[0].categories, *values, strict=True))[::-1]


def workbook_of(chart: Chart) -> list[tuple]:
    """Return the rows of the workbook behind a chart."""
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [tuple(cell.value for cell in row) for row in book[WORKBOOK].iter_rows()]


def shade_of(chart: Chart, place: int) -> str:
    """Return the theme colour of one point, or of its series where it has none of its own."""
    series = chart.series[0]._element
    points = {point.find(qn("c:idx")).get("val"): point for point in series.findall(qn("c:dPt"))}
    owner = points.get(str(place), series)
    return owner.find(f"{qn('c:spPr')}/{qn('a:solidFill')}/{qn('a:schemeClr')}").get("val")


@pytest.mark.parametrize("key", RANKINGS)
@pytest.mark.parametrize("projects", [FEW, MANY], ids=["few", "many"])
def test_rankings_show_the_counts_the_most_on_top(key: str, projects: tuple) -> None:
    frame, chart = drawn(key, projects)
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert rows(chart) == list(zip(frame["name"], frame["count"], strict=True))


@pytest.mark.parametrize("key", RATES)
def test_rates_are_shares_and_missing_where_nothing_was_recommended(key: str) -> None:
    frame, chart = drawn(key)
    rates = [None if pd.isna(rate) else pytest.approx(float(rate)) for rate in frame["rate"]]
    assert rows(chart) == list(zip(frame["name"], rates, strict=True))
    assert None in rates
    labels = chart.series[0]._element.find(qn("c:dLbls"))
    assert labels.find(qn("c:numFmt")).get("formatCode") == "0.0%"


@pytest.mark.parametrize("key", STACKS)
@pytest.mark.parametrize("projects", [FEW, MANY], ids=["few", "many"])
def test_stacks_show_every_tier_and_the_unfilled(key: str, projects: tuple) -> None:
    frame, chart = drawn(key, projects)
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED
    assert [series.name for series in chart.series] == ["产线级", "车间级", "工厂级", "未填报"]
    columns = ["name", "line", "workshop", "plant", "unknown"]
    assert rows(chart) == list(frame[columns].itertuples(index=False, name=None))


def test_targets_show_the_share_achieved_and_fujian_within_it() -> None:
    frame, chart = drawn("target-progress")
    shown = {name: values for name, *values in rows(chart)}
    assert [series.name for series in chart.series] == ["完成度", "其中福建"]
    assert shown["建成5G工厂"] == [pytest.approx(1.26), pytest.approx(4 / 1000)]
    assert shown["标杆工厂"] == [pytest.approx(0.83), pytest.approx(1 / 100)]
    assert shown["开展建设的企业"] == [None, None]
    assert list(frame["name"]) == [name for name, *_ in rows(chart)]


def test_the_trend_has_columns_for_the_flow_and_lines_for_the_stocks() -> None:
    frame, chart = drawn("trend")
    bars, lines = chart.plots
    assert [series.name for series in bars.series] == ["当年推荐"]
    assert [series.name for series in lines.series] == ["累计入选", "累计标杆"]
    assert list(bars.categories) == ["2023年", "2024年", "2025年"]
    assert tuple(bars.series[0].values) == tuple(frame["recommended"]) == (2, 3, 3)
    assert tuple(lines.series[0].values) == tuple(frame["listed_total"]) == (1, 3, 4)
    assert tuple(lines.series[1].values) == tuple(frame["benchmark_total"]) == (0, 1, 1)


def test_lines_are_named_at_their_ends_only() -> None:
    _, chart = drawn("trend")
    labels = chart.plots[1].series[0]._element.find(qn("c:dLbls"))
    deleted = [label.find(qn("c:delete")) is not None for label in labels.findall(qn("c:dLbl"))]
    assert deleted == [True, True, False]
    assert labels.find(qn("c:showSerName")).get("val") == "1"


def test_scenarios_outside_the_twenty_stand_apart_on_the_same_scale() -> None:
    told, deck = written("scenario-ranking")
    frame = told.exhibits[0].frame
    typical, outside = charts_of(deck.slides[0])
    is_typical = frame["is_typical"].astype(bool)
    assert rows(typical) == list(frame.loc[is_typical, ["name", "count"]].itertuples(index=False, name=None))
    assert rows(outside) == list(frame.loc[~is_typical, ["name", "count"]].itertuples(index=False, name=None))
    assert typical.value_axis.maximum_scale == outside.value_axis.maximum_scale


@pytest.mark.parametrize("key", [*RANKINGS, *RATES, *STACKS, "target-progress", "trend"])
def test_the_workbook_behind_a_chart_holds_the_same_numbers(key: str) -> None:
    _, chart = drawn(key, MANY)
    values = [tuple(series.values) for series in chart.series]
    shown = list(zip(chart.plots[0].categories, *values, strict=True))
    heading, *body = workbook_of(chart)
    assert heading[1:] == tuple(series.name for series in chart.series)
    assert body == shown


def test_a_chart_refers_to_its_workbook_cell_by_cell() -> None:
    _, chart = drawn("tiers-by-year")
    references = [element.text for element in chart._chartSpace.iter(qn("c:f"))]
    assert references[:6] == [
        "数据!$B$1",
        "数据!$A$2:$A$4",
        "数据!$B$2:$B$4",
        "数据!$C$1",
        "数据!$A$2:$A$4",
        "数据!$C$2:$C$4",
    ]


def test_what_is_chosen_keeps_the_colour_and_the_rest_is_lighter() -> None:
    deck = opened(one_slide(briefing(FEW, ["unit-ranking"], units=("350500",))))
    chart = charts_of(deck.slides[0])[0]
    fills = [
        point.find(f".//{qn('a:schemeClr')}/{qn('a:lumOff')}") is not None
        for point in chart.series[0]._element.findall(qn("c:dPt"))
    ]
    assert len(fills) == 9
    assert all(fills)


def test_the_unfilled_are_grey_and_not_the_colour_of_a_place() -> None:
    projects = (*FEW, ("unknown", "unknown", "line", 2025, 0, 0, ()))
    _, chart = drawn("unit-ranking", projects)
    assert (rows(chart)[-1][0], shade_of(chart, 0), shade_of(chart, 1)) == ("未填报", "tx1", "accent1")


def test_beside_the_drawing_stand_its_numbers_row_by_row() -> None:
    told, deck = written("unit-ranking")
    heading, *body = table_of(deck.slides[0])
    assert heading == ["名次", "推荐单位", "项目数", "占比", "当年新增", "上年新增", "较上年增减"]
    assert body[0] == ["1", "泉州市", "3", "37.5%", "3", "0", "+3"]
    assert [row[1] for row in body] == list(told.exhibits[0].frame["name"])


def test_what_is_not_published_says_so() -> None:
    _, deck = written("target-progress")
    rows_by_name = {row[0]: row for row in table_of(deck.slides[0])[1:]}
    assert "未公布" in rows_by_name["开展建设的企业"]


def renamed(numbers: Table, name: str) -> Table:
    """Return a chart's numbers with another name in the first row."""
    first, *others = numbers
    return Table.of(numbers.columns, [{**first, "name": name}, *others])


def test_a_long_name_is_shortened_in_the_drawing_and_kept_in_the_table() -> None:
    told = briefing(FEW, ["sector-bars"])
    numbers = renamed(told.exhibits[0].numbers, LONG)
    deck = opened(one_slide(replace(told, exhibits=(replace(told.exhibits[0], numbers=numbers),))))
    names = [name for slide in deck.slides for chart in charts_of(slide) for name in chart.plots[0].categories]
    assert next(name for name in names if name.startswith("一个名字")).endswith("…")
    cells = [cell for slide in deck.slides for s in slide.shapes if s.has_table for cell in s.table.iter_cells()]
    assert LONG in [cell.text for cell in cells]


def test_a_category_that_looks_like_a_formula_stays_text_in_the_workbook() -> None:
    told = briefing(FEW, ["sector-bars"])
    numbers = renamed(told.exhibits[0].numbers, "=1+1")
    deck = opened(one_slide(replace(told, exhibits=(replace(told.exhibits[0], numbers=numbers),))))
    chart = charts_of(deck.slides[0])[0]
    cell = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))[WORKBOOK].cell(13 - 1, 1)
    assert (cell.data_type, cell.value) == ("s", "=1+1")
