"""层级, plainly: key figures, three stacks, table."""

import streamlit as st

from benchmarks.plain.rows import all_projects, begin, of_year, show_bars

year = begin("层级")
everything = all_projects()
projects = of_year(everything, year)
counts = projects.groupby("建设类型").size()
for column, (tier, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
    column.metric(str(tier), count)
show_bars(projects, "推荐单位", "建设类型")
left, right = st.columns(2)
with left:
    show_bars(projects, "行业", "建设类型")
with right:
    show_bars(everything.astype({"推荐年份": str}), "推荐年份", "建设类型")
st.dataframe(projects)
