"""地市: the map with a choice of measure; a click opens the unit's profile beside it."""

import streamlit as st

from charts.map import BOUNDARY_NOTE
from metrics.counts import by_scenario, by_sector, by_tier, unit_sector
from metrics.coverage import pairs_reached, scenarios_reached, sectors_reached
from metrics.landscape import View
from pages.parts.cards import show_chart, show_table
from pages.parts.filters import stop_if_empty
from pages.parts.kpis import Kpi, show_kpis
from pages.parts.navigation import open_page
from pages.parts.received import outlines

#: What the map may show: column of its frame, label, unit in the legend.
MEASURES = {
    "count": ("项目数", "项"),
    "share": ("占全省比重", ""),
    "sectors": ("覆盖重点行业", "个"),
    "scenarios": ("覆盖典型场景", "个"),
    "pairs": ("覆盖推荐组合", "组"),
}


def choose_clicked_unit() -> None:
    """Open the profile of the unit clicked on the map."""
    points = st.session_state["unit-map"].selection.points
    if points and points[0]["location"] in view.words.units.codes:
        st.session_state["city"] = points[0]["location"]


def show_profile(own: View, name: str) -> None:
    """Show one unit: its stages, tiers, coverage, sectors and scenarios."""
    st.subheader(name, anchor=False)
    show_kpis(
        [Kpi(f"{stage.name}（项）", f"{own.total(stage.code):,}") for stage in own.words.stages],
        columns=3,
    )
    reached = {"重点行业": sectors_reached(own), "典型场景": scenarios_reached(own), "推荐组合": pairs_reached(own)}
    for label, reach in reached.items():
        st.markdown(f"**{label}** {reach.reached}/{reach.total}")
        st.progress(reach.reached / reach.total if reach.total else 0.0)
    tiers = by_tier(own)
    st.markdown("**建设类型** " + "，".join(f"{row.name_}{row.number}项" for row in _rows(tiers)))
    sectors = by_sector(own)
    st.markdown("**行业** " + ("，".join(f"{row.name_}{row.number}项" for row in _rows(sectors)) or "尚无项目"))
    blank = [row["name"] for row in sectors.to_dict("records") if row["is_key"] and not row["count"]]
    st.markdown("**尚无项目的重点行业** " + ("、".join(blank) or "无"))
    scenarios = by_scenario(own)
    used = scenarios[(scenarios["count"] > 0) & scenarios["rank"].notna()].sort_values(
        "count", ascending=False, kind="stable"
    )
    st.markdown(
        "**应用最多的场景** " + ("，".join(f"{row.name_}{row.number}项" for row in _rows(used.head(5))) or "尚无")
    )


def _rows(frame):  # type: ignore[no-untyped-def]
    named = frame[frame["count"] > 0].rename(columns={"name": "name_", "count": "number"})
    return list(named.itertuples())


view = open_page()
stop_if_empty(view.of_units())
codes = view.words.units.codes
if view.filters.units and "city" not in st.session_state:
    st.session_state["city"] = view.filters.units[0]
left, right = st.columns([3, 2])
with right, st.container(border=True):
    city = st.selectbox(
        "看哪个地市（也可点地图）", codes, format_func=view.words.units.name, key="city", bind="query-params"
    )
    show_profile(view.of_units(city), view.words.units.name(city))
with left:
    measure = st.segmented_control(
        "地图显示",
        list(MEASURES),
        format_func=lambda key: MEASURES[key][0],
        default="count",
        required=True,
        key="measure",
        bind="query-params",
    )
    show_chart(
        "unit-map",
        view,
        on_select=choose_clicked_unit,
        note=f"地图：{MEASURES[measure][0]}",
        outlines=outlines(),
        value=measure,
        label=MEASURES[measure][1],
        selected=city,
        below=[BOUNDARY_NOTE],
    )

with st.container(border=True):
    st.subheader("各地市 × 各行业项目数", anchor=False)
    st.caption("空格表示没有项目")
    table = unit_sector(view.of_units()).drop(columns="code")
    headings = {sector.code: sector.name for sector in view.words.sectors} | {
        "name": "推荐单位",
        "unknown": "未填报",
        "total": "合计",
    }
    show_table(table.rename(columns=headings).replace(0, None), "各地市各行业项目数")
