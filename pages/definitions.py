"""口径: definitions, targets, public figures, vocabulary, problems and versions, from code and data."""

from dataclasses import asdict

import pandas as pd
import streamlit as st

from loaders.facts import CERTAINTY_NAMES, facts, glossary
from loaders.problems import CATALOGUE
from loaders.vocabulary import vocabulary
from metrics.definitions import definitions
from pages.parts.cards import show_table
from pages.parts.navigation import open_page
from pages.parts.received import collection

open_page()
words, received = vocabulary(), collection()


def show_definitions() -> None:
    rows = [(item.name, item.text, item.denominator, item.source, item.computed_by) for item in definitions()]
    st.table(pd.DataFrame(rows, columns=["指标", "定义", "分母", "出处", "计算处"]), hide_index=True)


def show_targets() -> None:
    targets = pd.DataFrame([asdict(target) for target in facts().targets])
    targets["scope"] = targets["scope"].replace(
        {"national": "全国", "province": "全省"} | {u.code: u.name for u in words.units}
    )
    show_table(
        _named(
            targets,
            {
                "scope": "范围",
                "name": "目标",
                "value": "目标值",
                "unit_label": "单位",
                "year": "目标年",
                "certainty": "确定程度",
                "source": "出处",
            },
        ),
        "目标",
    )
    st.caption("福建省和各地市没有公开的目标，未设定的不显示。要设定，在 data/reference/targets.csv 加一行并写明出处。")
    figures = pd.DataFrame([asdict(figure) for figure in facts().figures])
    figures["metric"] = figures["metric"].replace(FIGURE_NAMES)
    st.subheader("公开数字（来源不一致的并列保留）", anchor=False)
    show_table(
        _named(
            figures,
            {
                "year": "年份",
                "metric": "指标",
                "area": "范围",
                "value": "数值",
                "text": "说明",
                "certainty": "确定程度",
                "source": "出处",
            },
        ),
        "公开数字",
    )


FIGURE_NAMES = {
    "listed": "入选名录项目数", "industry_class": "国民经济大类数", "province": "覆盖省份数", "city": "覆盖城市数",
    "investment_yi": "投资额（亿元）", "scenario_note": "场景覆盖", "benchmark": "标杆示范数", "benchmark_note": "标杆",
    "factory": "项目库5G工厂数", "ownership": "企业性质占比（%）",
}  # fmt: skip


def _named(frame: pd.DataFrame, headings: dict[str, str]) -> pd.DataFrame:
    frame = frame.assign(certainty=frame["certainty"].replace(CERTAINTY_NAMES))
    return frame[list(headings)].rename(columns=headings)


def show_vocabulary() -> None:
    scenarios = [
        (
            s.name,
            {"1": "第一批", "2": "第二批"}.get(s.batch, "二十个之外"),
            words.phases.name(s.phase) if s.phase else "指南未列",
            s.source,
        )
        for s in words.scenarios
    ]
    st.subheader("典型应用场景：二十个，另有指南中的五个", anchor=False)
    show_table(pd.DataFrame(scenarios, columns=["场景", "批次", "环节", "出处"]), "典型应用场景")
    st.subheader("指南推荐组合：66组", anchor=False)
    pairs = [
        (
            words.sectors.name(p.sector),
            p.printed_scenario,
            "或".join(words.scenarios.name(code) for code in p.scenarios),
            p.source,
        )
        for p in words.guide_pairs
    ]
    show_table(pd.DataFrame(pairs, columns=["行业", "指南原文", "计为", "出处"]), "指南推荐组合")
    st.subheader("国民经济行业分类与重点行业对照", anchor=False)
    classes = [
        (c.code, c.name, "或".join(words.sectors.name(s) for s in c.sectors), c.source) for c in words.industry_classes
    ]
    show_table(
        pd.DataFrame(classes, columns=["代码", "名称", "重点行业（有“或”的须填报单位确认）", "说明"]), "行业对照"
    )
    st.subheader("术语", anchor=False)
    terms = [(entry.term, entry.english, entry.meaning, entry.source) for entry in glossary()]
    show_table(pd.DataFrame(terms, columns=["术语", "程序中的名称", "含义", "出处"]), "术语")


def show_problems() -> None:
    counts = pd.Series([found.code for _, found in received.problems()]).value_counts()
    rows = [(kind.severity.label, kind.title, code, int(counts.get(code, 0))) for code, kind in CATALOGUE.items()]
    show_table(pd.DataFrame(rows, columns=["轻重", "问题", "代码", "现有数据中出现次数"]), "问题种类")
    st.subheader("现有数据中的问题", anchor=False)
    found = [(file, p.sheet, p.cell, p.severity.label, p.message, p.suggestion) for file, p in received.problems()]
    show_table(pd.DataFrame(found, columns=["文件", "工作表", "单元格", "轻重", "问题", "怎样改"]), "现有数据中的问题")


def show_files() -> None:
    rows = [(r.year, words.units.name(r.unit), r.file, len(r.projects), len(r.problems)) for r in received.readings]
    show_table(pd.DataFrame(rows, columns=["年份", "推荐单位", "文件", "计入项目数", "问题数"]), "文件清单")
    if received.unmatched:
        st.warning(f"名录中有{len(received.unmatched)}项没有对应的推荐项目，未计入。")
    st.caption(f"数据版本 {received.revision}｜联系人、电话、邮箱、证件号等列在读取时即被略去，不进入本系统。")


SECTIONS = {
    "指标": show_definitions,
    "目标与公开数字": show_targets,
    "词表": show_vocabulary,
    "报送问题": show_problems,
    "数据来源": show_files,
}
section = st.segmented_control(
    "看什么", list(SECTIONS), default="指标", required=True, key="section", bind="query-params"
)
SECTIONS[section]()
