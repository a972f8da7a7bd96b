"""总览: where Fujian stands against the national targets, who leads and what is blank."""

import streamlit as st

from charts.map import BOUNDARY_NOTE
from charts.map import HEIGHT as MAP_HEIGHT
from metrics.counts import year_on_year
from metrics.coverage import pairs_reached, scenarios_reached, sectors_reached, units_reached
from metrics.findings import findings, percent
from metrics.findings.targets import pace_sentences
from metrics.landscape import View
from metrics.progress import target_progress
from pages.parts.cards import pair_of_charts, show_chart
from pages.parts.filters import filter_address, stop_if_empty
from pages.parts.findings import show_findings
from pages.parts.kpis import Kpi, change_words, reach_kpi, show_kpis
from pages.parts.navigation import open_page
from pages.parts.plain import plain
from pages.parts.received import outlines
from pages.parts.switching import switch

MOST_FINDINGS = 6
_STAGE_LABELS = {"recommended": "推荐（项）", "listed": "累计入选（项）", "benchmark": "累计标杆（个）"}


def stage_kpi(view: View, stage: str) -> Kpi:
    """Show one stage's total with what its latest year brought."""
    new, previous = year_on_year(view, stage=stage)
    before = None if previous is None else int(previous)
    context = change_words(int(new), before, view.latest_year or 0) if new is not None else ""
    return Kpi(_STAGE_LABELS[stage], f"{view.total(stage):,}", context, f"按{view.words.stages[stage].counting}计")


def national_kpi(view: View) -> Kpi:
    """Show how far the national list is against its target; filters other than the year do not touch it."""
    row = next(row for row in target_progress(view) if row["code"] == "national_listed_2025")
    if row["achieved"] is None:
        return Kpi("全国目标完成", "未公布", "该年没有公开数字")
    fujian = f"福建{row['fujian']}家，占{percent(row['fujian_share'])}"
    help = f"公开的全国累计入选数 ÷ {row['target']:g}家"
    return Kpi("全国目标完成", percent(row["share"]), f"{row['achieved']:,.0f}家；{fujian}", help)


def open_clicked_unit() -> None:
    """Remember the unit clicked on the map; the next run opens its page."""
    points = st.session_state["unit-map"].selection.points
    if points:
        st.session_state["open-city"] = points[0]["location"]


view = open_page()
units = view.words.units
if (city := st.session_state.pop("open-city", None)) in units.codes:
    switch("pages/cities.py", filter_address(view.filters) | {"city": units.name(city)})

stop_if_empty(view)
show_findings(findings(view, most=MOST_FINDINGS), "overview")
show_kpis(
    [
        *(stage_kpi(view, stage) for stage in view.words.stages.codes),
        national_kpi(view),
        reach_kpi("覆盖地市", units_reached(view), "十个推荐单位中至少有一个项目的"),
        reach_kpi("覆盖重点行业", sectors_reached(view), "指南十个重点行业中至少有一个项目的"),
        reach_kpi("覆盖典型场景", scenarios_reached(view), "二十个典型场景中至少有一个项目用到的"),
        reach_kpi("覆盖推荐组合", pairs_reached(view), "指南推荐的“行业×场景”组合中已有项目的"),
    ]
)
with pair_of_charts():
    show_chart(
        "unit-map",
        view,
        on_select=open_clicked_unit,
        hint="点击地市看详情",
        anchored=True,
        below=[BOUNDARY_NOTE],
        outlines=outlines(),
    )
    show_chart("unit-ranking", view, anchored=True, height=MAP_HEIGHT)
    show_chart("target-progress", view, anchored=True, below=[plain(line) for line in pace_sentences(view)])
    show_chart("trend", view, anchored=True)
