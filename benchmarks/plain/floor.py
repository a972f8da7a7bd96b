"""As good as nothing: a choice and a number. What a run of this costs is Streamlit's own, on the machine at hand."""

import streamlit as st

year = st.sidebar.selectbox("年份", ["全部年份", "2025年", "2024年", "2023年"])
st.metric("项目", year)
