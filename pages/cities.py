"""地市: the map with a choice of measure; a click opens the unit's profile beside it."""

import streamlit as st

from charts.measure import UNITS
from metrics.counts import by_scenario, by_sector, by_tier
from metrics.coverage import pairs_reached, scenarios_reached, sectors_reached
from metrics.findings.leaders import measure_finding
from metrics.landscape import View
from metrics.picked import Picked
from metrics.progress import own_progress
from metrics.table import Rows
from pages.parts.cards import show_chart
from pages.parts.click_through import offer_projects
from pages.parts.filters import chosen_view, stop_if_empty
from pages.parts.kpis import Kpi, show_kpis
from pages.parts.received import outlines
from pages.parts.tables import offer_downloads, sectors_by_unit, show_table

#: What the map may show, and of how long a closed list it is.
MEASURES = {
    "count": "项目数",
    "share": "占全省比重",
    "sectors": "覆盖重点行业",
    "scenarios": "覆盖典型场景",
    "pairs": "覆盖推荐组合",
}
OUT_OF = {"sectors": 10, "scenarios": 20, "pairs": 66}


def choose_clicked_unit() -> None:
    """Open the profile of the unit clicked on the map; 金门县 has none."""
    points = st.session_state["unit-map"].selection.points
    if points and points[0]["location"] in view.words.units.codes:
        st.session_state["city"] = points[0]["location"]


def show_map(city: str) -> None:
    """Show the map of the chosen measure with `city` outlined."""
    key = st.segmented_control(
        "地图显示",
        list(MEASURES),
        format_func=lambda key: MEASURES[key],
        default="count",
        required=True,
        key="measure",
        bind="query-params",
        wrap=True,
    )
    name, out_of = MEASURES[key], OUT_OF.get(key, 0)
    show_chart(
        "unit-map",
        view,
        on_select=choose_clicked_unit,
        note=f"地图颜色：{name}",
        finding=(lambda table, view: measure_finding(table, key, name, out_of, view)) if out_of else None,
        outlines=outlines(),
        value=key,
        label=UNITS[key],
        selected=city,
    )


def show_profile(own: View) -> None:
    """Show one unit: its stages, tiers, coverage, sectors and scenarios."""
    show_kpis(
        [
            Kpi(stage.name, f"{own.total(stage.code):,}", help=f"单位：项，按{stage.counting}计")
            for stage in own.words.stages
        ],
        columns=3,
        narrowest=80,
    )
    reached = {"重点行业": sectors_reached(own), "典型场景": scenarios_reached(own), "推荐组合": pairs_reached(own)}
    for label, reach in reached.items():
        st.progress(reach.reached / (reach.total or 1), text=f"覆盖{label} {reach.reached}/{reach.total}")
    show_own_targets(own)
    sectors = by_sector(own)
    used = sorted((row for row in by_scenario(own) if row["rank"]), key=lambda row: row["rank"])
    asked = own.filters.sectors or own.words.sectors.codes
    blank = [row["name"] for row in sectors if row["is_key"] and row["code"] in asked and not row["count"]]
    # One element, not one a paragraph: every element costs.
    st.markdown(
        f"**建设类型**：{in_words(by_tier(own))}\n\n"
        f"**行业**：{in_words(sectors)}\n\n"
        f"**尚无项目的重点行业**：{'、'.join(blank) or '无'}\n\n"
        f"**应用最多的场景**：{in_words(used[:5])}"
    )
    offer_projects("看这些项目", Picked(own.filters), key="profile-projects", help="列出这个地市在当前筛选下的项目")


def show_own_targets(own: View) -> None:
    """Show what the unit has set itself, next to what it has reached."""
    for row in own_progress(own, *own.filters.units):
        result = f"，{row['result_name']}" if row["result_name"] else ""
        name, goal = row["name"].removeprefix(own.words.units.name(row["scope"])), f"{row['target']:,.0f}"
        words = f"{row['year']}年目标：{name}{row['achieved']:,.0f}/{goal}{row['unit_label']}{result}"
        st.progress(min(row["share"], 1.0), text=words)


def follow_unit_filter(view: View) -> None:
    """Show the unit that has just been filtered for; afterwards any other may be looked at."""
    chosen = view.filters.units
    if chosen and chosen != st.session_state.get("followed-units"):
        arrived_with_city = "city" in st.session_state and "followed-units" not in st.session_state
        if not arrived_with_city:
            st.session_state["city"] = chosen[0]
    st.session_state["followed-units"] = chosen


def in_words(rows: Rows) -> str:
    """List what rows count, without their zeros."""
    return "，".join(f"{row['name']}{row['count']}项" for row in rows if row["count"]) or "尚无"


def show_blanks() -> None:
    """Show which unit has how many projects in which sector; a blank is a blank."""
    table, name = sectors_by_unit(view.of_units()), "各地市各行业项目数"
    with st.container(border=True):
        st.subheader("各地市在各行业的项目数，横线处为空白", anchor=False)
        show_table(table, name)
        with st.container(horizontal=True):
            offer_downloads(table, name, [], key="unit-sector")


view = chosen_view()
stop_if_empty(view.of_units())
follow_unit_filter(view)
left, right = st.columns([3, 2])
with right, st.container(border=True):
    units = view.words.units
    city = st.selectbox(
        "看哪个地市（也可点地图）",
        units.codes,
        format_func=units.name,
        key="city",
        placeholder="选一个地市",
        bind="query-params",
    )
    show_profile(view.of_units(city))
with left:
    show_map(city)
show_chart("selection-by-unit", view)
show_blanks()
