"""总览: where Fujian stands against the national targets, who leads and what is blank."""

import streamlit as st

from charts.map import HEIGHT as MAP_HEIGHT
from metrics.findings import findings
from metrics.findings.targets import pace_sentences
from pages.parts.cards import pair_of_charts, show_chart
from pages.parts.filters import chosen_view, filter_address, stop_if_empty
from pages.parts.findings import show_findings
from pages.parts.kpis import province_kpis, show_kpis
from pages.parts.once import say_once
from pages.parts.received import outlines
from pages.parts.switching import switch

MOST_FINDINGS = 6


def open_clicked_unit() -> None:
    """Remember the unit clicked on the map; the next run opens its page."""
    points = st.session_state["unit-map"].selection.points
    if points:
        st.session_state["open-city"] = points[0]["location"]


def show_standing() -> None:
    """Show what is to be said and where the province stands: both follow from the view alone."""
    show_findings(findings(view, most=MOST_FINDINGS), "overview")
    show_kpis(province_kpis(view))


view = chosen_view()
units = view.words.units
if (city := st.session_state.pop("open-city", None)) in units.codes:
    switch("pages/cities.py", filter_address(view.filters) | {"city": units.name(city)})

stop_if_empty(view)
say_once(view.memo, "standing", show_standing)
with pair_of_charts():
    show_chart(
        "unit-map",
        view,
        on_select=open_clicked_unit,
        hint="点击地市看详情",
        anchored=True,
        outlines=outlines(),
    )
    show_chart("unit-ranking", view, anchored=True, height=MAP_HEIGHT)
    show_chart("target-progress", view, anchored=True, more=pace_sentences(view))
    show_chart("trend", view, anchored=True)
