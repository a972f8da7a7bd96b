"""场景, plainly: matrix, ranking, table."""

import plotly.express as px
import streamlit as st

from benchmarks.plain.rows import all_uses, begin, of_year, show_bars

year = begin("场景")
uses = of_year(all_uses(), year)
st.plotly_chart(px.density_heatmap(uses, x="行业", y="典型场景", text_auto=True, height=800))
show_bars(uses, "典型场景")
st.dataframe(uses)
