"""地市, plainly: map, one unit's figures, selection, unit by sector."""

import streamlit as st

from benchmarks.plain.rows import all_projects, all_uses, begin, of_year, show_map, show_selection

year = begin("地市")
projects, uses = of_year(all_projects(), year), of_year(all_uses(), year)
left, right = st.columns([3, 2])
with right:
    unit = st.selectbox("看哪个地市", sorted(projects["推荐单位"].unique()))
    own = projects[projects["推荐单位"] == unit]
    st.metric("推荐（项）", len(own))
    st.metric("入选（项）", int((own["入选年份"] > 0).sum()))
    st.dataframe(own.groupby("行业", as_index=False).size())
    st.dataframe(uses[uses["推荐单位"] == unit].groupby("典型场景", as_index=False).size())
with left:
    show_map(projects)
show_selection(projects, "推荐单位")
st.dataframe(projects.pivot_table(index="推荐单位", columns="行业", values="推荐年份", aggfunc="count"))
