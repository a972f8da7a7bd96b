"""行业, plainly: bars, tiers, selection, and one sector's table."""

import streamlit as st

from benchmarks.plain.rows import all_projects, all_uses, begin, of_year, show_bars, show_selection

year = begin("行业")
projects, uses = of_year(all_projects(), year), of_year(all_uses(), year)
show_bars(projects, "行业")
left, right = st.columns(2)
with left:
    show_bars(projects, "行业", "建设类型")
with right:
    show_selection(projects, "行业")
sector = st.selectbox("看哪个行业", sorted(projects["行业"].unique()))
own = projects[projects["行业"] == sector]
figures = {
    "推荐（项）": len(own),
    "入选（项）": int((own["入选年份"] > 0).sum()),
    "地市（个）": own["推荐单位"].nunique(),
}
for column, (label, value) in zip(st.columns(len(figures)), figures.items(), strict=True):
    column.metric(label, value)
st.dataframe(uses[uses["行业"] == sector].groupby("典型场景", as_index=False).size())
st.dataframe(own)
