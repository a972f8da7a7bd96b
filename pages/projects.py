"""项目: every project, searchable, each traced to file, sheet and row."""

import numpy as np
import pandas as pd
import streamlit as st

from loaders.vocabulary import Vocabulary
from metrics.findings import counted
from pages.parts.cards import offer_downloads, show_table
from pages.parts.filters import stop_if_empty
from pages.parts.navigation import open_page
from pages.parts.received import collection, data_date, shown
from store.lookup import project_rows, search


def stage_text(row: pd.Series) -> str:
    """Say how far a project has come, with the year of each step."""
    steps = ["未经推荐"] if row["year"] < 0 else [f"{row['year'] or '未知年份'}推荐"]
    steps += [f"{row['listed_year']}入选"] if row["listed_year"] else []
    steps += [f"{row['benchmark_year']}标杆"] if row["benchmark_year"] else []
    return "，".join(steps)


def as_read(projects: pd.DataFrame, words: Vocabulary) -> pd.DataFrame:
    """Return the projects under Chinese headings, codes as names."""
    return pd.DataFrame(
        {
            "企业名称": projects["enterprise"],
            "项目名称": projects["project_name"],
            "推荐单位": projects["unit"].map(words.units.name),
            "县（市、区）": projects["county"].map(words.counties.name),
            "行业": projects["sector"].map(words.sectors.name),
            "建设类型": projects["tier"].map(words.tiers.name),
            "典型场景": projects["scenarios"].map(
                lambda codes: "、".join(words.scenarios.name(code) for code in codes) or "未填报"
            ),
            "阶段": projects.apply(stage_text, axis=1) if len(projects) else [],
            "投资额（万元）": projects["investment_wan"],
            "5G终端（个）": projects["terminals"],
            "专网模式": projects["network_mode"].map(words.network_modes.name),
            "建设方式": projects["build_type"].map(words.build_types.name),
            "完工时间": projects["completed_on"],
            "统一社会信用代码": projects["credit_code"],
            "来源文件": projects["file"],
            "工作表": projects["sheet"],
            "行号": projects["row"],
        }
    )


view = open_page()
stop_if_empty(view)
projects = collection().projects[view.landscape.matching_rows(view.filters)]
words = st.text_input(
    "搜索企业、项目、信用代码或文件名（空格分开多个词）",
    key="search",
    bind="query-params",
    icon=":material/search:",
    live=True,
)
found = projects[np.isin(projects.index, search(shown().database, words))] if words and words.strip() else projects
about = f"{counted(view)}，共{len(projects):,}项，搜索到{len(found):,}项｜{data_date()}"
st.caption(about)
if found.empty:
    st.info("没有找到。请换一个词，或减少筛选条件。", icon=":material/search_off:")
    st.stop()
stages = found[["listed_year", "benchmark_year"]]
table = as_read(project_rows(shown().database, found.index).join(stages), view.words)
show_table(table, "项目清单", height=560)
with st.container(horizontal=True):
    offer_downloads(table, "项目清单", [about], key="projects")
