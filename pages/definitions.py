"""口径: definitions, targets, public figures, vocabulary, problems and sources, all from code and data."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from loaders.facts import CERTAINTY_NAMES, FIGURE_NAMES, facts, glossary
from loaders.problems import CATALOGUE, Severity
from loaders.vocabulary import NEVER_RECOMMENDED, vocabulary
from metrics.definitions import Definition, definitions
from pages.parts.filters import chosen_view
from pages.parts.plain import plain
from pages.parts.received import collection, data_revision, shown
from pages.parts.tables import show_table
from store.sources import files_in_force, problems_in_force

BATCHES = {"1": "第一批", "2": "第二批"}
SCOPES = {"national": "全国", "province": "全省"}


def show_rows(title: str, headings: Sequence[str], rows: Sequence[tuple]) -> None:
    """Show a titled table."""
    st.subheader(title, anchor=False)
    show_table(pd.DataFrame(rows, columns=list(headings)), title)


def show_definitions() -> None:
    """Show every indicator's definition as it stands beside its computation.

    All are one element, not three each: every element costs, at every change of a filter.
    """
    with st.container(border=True):
        st.markdown("\n\n".join(map(_entry, definitions())))


def _entry(item: Definition) -> str:
    about = (f"分母：{item.denominator}｜" if item.denominator else "") + f"出处：{item.source}"
    return f"**{plain(item.name)}**  \n{plain(item.text)}  \n:gray[:small[{plain(about)}]]"


def show_targets() -> None:
    """Show targets and public figures with their sources; contradictions stand side by side."""
    scopes = SCOPES | {unit.code: unit.name for unit in words.units}
    targets = [
        (scopes[t.scope], t.name, t.value, t.unit_label, t.year, CERTAINTY_NAMES[t.certainty], t.source)
        for t in view.landscape.facts.targets
    ]
    show_rows("目标", ("范围", "目标", "目标值", "单位", "目标年", "确定程度", "出处"), targets)
    st.caption("福建省和各地市没有公开的目标，未设定的不显示；在“目标”页设定，写明出处。国家目标只读。")
    figures = [
        (f.year, f.area, FIGURE_NAMES[f.metric], f.value, f.text, CERTAINTY_NAMES[f.certainty], f.source)
        for f in facts().figures
    ]
    show_rows("公开数字（来源不一致的并列）", ("年份", "范围", "指标", "数值", "说明", "确定程度", "出处"), figures)


def show_vocabulary() -> None:
    """Show the closed lists."""
    sector, scenario = words.sectors.name, words.scenarios.name
    scenarios = [
        (s.name, BATCHES.get(s.batch, "二十个之外"), words.phases.name(s.phase) if s.phase else "指南未列", s.source)
        for s in words.scenarios
    ]
    show_rows("典型应用场景：二十个，另有指南中的五个", ("场景", "批次", "环节", "出处"), scenarios)
    pairs = [
        (sector(p.sector), p.printed_scenario, "或".join(map(scenario, p.scenarios)), p.source)
        for p in words.guide_pairs
    ]
    show_rows("指南推荐组合：66组", ("行业", "指南原文", "计为", "出处"), pairs)
    classes = [(c.code, c.name, "或".join(map(sector, c.sectors)), c.source) for c in words.industry_classes]
    show_rows("国民经济行业分类与重点行业对照", ("代码", "名称", "重点行业（有“或”的须填报单位确认）", "说明"), classes)
    terms = [(entry.term, entry.english, entry.meaning, entry.source) for entry in glossary()]
    show_rows("术语", ("术语", "程序中的名称", "含义", "出处"), terms)


def show_problems() -> None:
    """Show what the data received has wrong, and every kind of problem that is looked for."""
    problems = problems_in_force(shown().database)
    found = [
        (p.file_name, p.sheet, p.cell, Severity(p.severity).label, p.message, p.suggestion)
        for p in problems.itertuples()
    ]
    show_rows(f"现有数据中的问题：{len(found)}处", ("文件", "工作表", "单元格", "轻重", "问题", "怎样改"), found)
    codes = problems["code"].tolist()
    kinds = [(kind.severity.label, kind.title, code, codes.count(code)) for code, kind in CATALOGUE.items()]
    show_rows("会检查的问题", ("轻重", "问题", "代码", "现有处数"), kinds)


def show_sources() -> None:
    """Show the files the numbers come from."""
    in_force = files_in_force(shown().database)
    files = [
        (file.year, words.units.name(file.unit), file.file_name, file.project_count, file.problem_count)
        for file in in_force.itertuples()
    ]
    show_rows("读取的推荐汇总表", ("年份", "推荐单位", "文件", "计入项目数", "问题数"), files)
    unrecommended = int((collection().projects["year"] == NEVER_RECOMMENDED).sum())
    if unrecommended:
        st.info(f"名录中有{unrecommended}项没有对应的推荐项目：计入入选和标杆，不计入推荐。", icon=":material/info:")
    st.caption(f"数据版本：{data_revision()}。联系人、电话、邮箱、证件号等列在读取时即略去，不进入统计、下载和日志。")


SECTIONS: dict[str, Callable[[], None]] = {
    "指标定义": show_definitions,
    "目标与公开数字": show_targets,
    "词表": show_vocabulary,
    "报送问题": show_problems,
    "数据来源": show_sources,
}
view = chosen_view()
words = vocabulary()
section = st.segmented_control(
    "看什么", list(SECTIONS), default="指标定义", required=True, key="section", bind="query-params"
)
SECTIONS[section]()
