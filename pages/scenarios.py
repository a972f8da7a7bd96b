"""场景: the twenty scenarios ranked, sector × scenario, and what the guide recommends but nobody does."""

import streamlit as st

from metrics.coverage import pairs_reached
from pages.parts.cards import show_chart, show_finding
from pages.parts.filters import chosen_view, stop_if_empty
from pages.parts.tables import offer_downloads, show_table, unused_pairs

#: The browser does not tell how wide it is: the tall form reads everywhere and comes first.
LAYOUTS = {"竖排": True, "横排": False}
LAYOUT_HELP = "竖排：场景为行，手机上也看得清；横排：行业为行，适合宽屏和投影"

view = chosen_view()
stop_if_empty(view)
layout = st.segmented_control(
    "矩阵排法", list(LAYOUTS), default="竖排", required=True, key="layout", bind="query-params", help=LAYOUT_HELP
)
show_chart("sector-scenario", view, transpose=LAYOUTS[layout])
show_chart("scenario-ranking", view)

reach = pairs_reached(view)
table = unused_pairs(view)
with st.container(border=True):
    show_finding(
        f"推荐而无人的组合：{len(table)}组（共{reach.total}组）", "指南为该行业推荐了这个场景，当前筛选下还没有项目用到"
    )
    if len(table):
        show_table(table, "推荐而无人的组合")
        with st.container(horizontal=True):
            offer_downloads(table, "推荐而无人的组合", ["来源：《5G全连接工厂建设指南》三（二）"], key="blank-pairs")
