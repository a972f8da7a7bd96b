"""总览, plainly: key figures, map, ranking, targets, trend, table."""

import pandas as pd
import plotly.express as px
import streamlit as st

from benchmarks.plain.rows import all_projects, all_uses, begin, of_year, show_bars, show_map
from loaders.facts import facts

year = begin("总览")
everything = all_projects()
projects, uses = of_year(everything, year), of_year(all_uses(), year)
figures = {
    "推荐（项）": len(projects),
    "累计入选（项）": int((projects["入选年份"] > 0).sum()),
    "累计标杆（个）": int((projects["标杆年份"] > 0).sum()),
    "覆盖地市": projects["推荐单位"].nunique(),
    "覆盖行业": projects["行业"].nunique(),
    "覆盖典型场景": uses["典型场景"].nunique(),
}
for column, (label, value) in zip(st.columns(len(figures)), figures.items(), strict=True):
    column.metric(label, value)

left, right = st.columns(2)
with left:
    show_map(projects)
with right:
    show_bars(projects, "推荐单位", "建设类型")
left, right = st.columns(2)
with left:
    targets = pd.DataFrame([{"目标": each.name, "目标值": each.value} for each in facts().targets])
    st.plotly_chart(px.bar(targets, x="目标值", y="目标"))
with right:
    stages = everything.melt(value_vars=["推荐年份", "入选年份", "标杆年份"], var_name="阶段", value_name="年份")
    trend = stages[stages["年份"] > 0].groupby(["年份", "阶段"], as_index=False).size()
    st.plotly_chart(px.line(trend, x="年份", y="size", color="阶段"))
st.dataframe(projects)
