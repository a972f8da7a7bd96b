"""行业: the ten key sectors compared, and one sector's profile."""

import streamlit as st

from metrics.coverage import guide_pairs
from metrics.picked import Picked
from pages.parts.cards import pair_of_charts, show_chart
from pages.parts.click_through import offer_projects
from pages.parts.filters import chosen_view, stop_if_empty
from pages.parts.kpis import Kpi, show_kpis
from pages.parts.tables import recommended_scenarios, show_table

view = chosen_view()
stop_if_empty(view)
show_chart("sector-bars", view)
with pair_of_charts():
    show_chart("tiers-by-sector", view)
    show_chart("selection-by-sector", view)

st.header("一个行业的情况", anchor=False)
chosen = view.filters.sectors
keys = [sector.code for sector in view.words.sectors if sector.is_key and (not chosen or sector.code in chosen)]
if not keys:
    st.info("所选行业不在十个重点行业之内，指南没有推荐场景。", icon=":material/info:")
    st.stop()
sector = st.selectbox(
    "看哪个行业",
    keys,
    format_func=view.words.sectors.name,
    key="profile",
    placeholder="选一个行业",
    bind="query-params",
)
own, name = view.of_sectors(sector), view.words.sectors.name(sector)
pairs = guide_pairs(own)
missing = [pair["printed_scenario"] for pair in pairs if not pair["reached"]]
totals = {stage.code: own.total(stage.code) for stage in view.words.stages}
show_kpis(
    [
        Kpi(f"{name}推荐（项）", f"{totals['recommended']:,}"),
        Kpi(f"{name}累计入选（项）", f"{totals['listed']:,}"),
        Kpi("有项目的地市（个）", str(int((own.count("unit")[:-1] > 0).sum())), "共10个"),
        Kpi("推荐场景已覆盖", f"{len(pairs) - len(missing)}/{len(pairs)}"),
    ]
)
st.markdown(
    f"指南推荐而{name}尚无项目的场景：{'、'.join(missing)}。" if missing else f"指南为{name}推荐的场景均已有项目。"
)
offer_projects("看这些项目", Picked(own.filters), key="profile-projects", help=f"列出{name}在当前筛选下的项目")
show_table(recommended_scenarios(own), f"{name}的推荐场景")
