"""The last pages: how every number is defined, and where it comes from."""

from briefings.briefing import Briefing
from briefings.slides.deck import Deck
from briefings.slides.exhibit_pages import add_tables
from briefings.slides.notes import (
    EVERYWHERE,
    OF_BLANKS,
    OF_FINDINGS,
    OF_PROFILES,
    definitions_of,
    names_of,
    page_notes,
)
from briefings.slides.table import Table
from charts.catalogue import Kind
from charts.map import BOUNDARY_NOTE
from charts.text import count_text

DEFINITIONS, SOURCES = "指标口径", "数据来源与说明"


def add_definitions(deck: Deck, briefing: Briefing) -> None:
    """Add the definitions of the indicators that the pages before show."""
    shown = {name for exhibit in briefing.exhibits for name in names_of(exhibit)}
    found = definitions_of(shown.union(OF_FINDINGS, OF_BLANKS, OF_PROFILES))
    rows = tuple((each.name, each.text, each.denominator or "—", each.source) for each in found)
    table = Table(("指标", "定义", "分母", "出处"), rows, wrapping=frozenset({0, 1, 2, 3}))
    about = ("各指标的计算办法", briefing.data_date)
    add_tables(deck, DEFINITIONS, about, page_notes(briefing, DEFINITIONS, (), ()), table)


def add_sources(deck: Deck, briefing: Briefing) -> None:
    """Add what was counted, from which data, and the source of every target and of the map."""
    table = Table(("事项", "说明"), tuple(_sources(briefing)), wrapping=frozenset({1}))
    about = (briefing.subject, briefing.data_date)
    add_tables(deck, SOURCES, about, page_notes(briefing, SOURCES, (), ()), table)


def _sources(briefing: Briefing) -> list[tuple[str, str]]:
    sources = dict.fromkeys(part for each in briefing.exhibits for part in each.chart.source.split("、"))
    rows = [
        ("统计口径", f"{briefing.subject}，共{briefing.view.total():,}项"),
        ("筛选条件", "；".join(briefing.filters) or EVERYWHERE),
        ("数据日期", briefing.data_date),
        ("数据版本", briefing.revision),
        *([("图表数据", "、".join(sources))] if sources else []),
    ]
    for target in briefing.view.landscape.facts.targets:
        value = f"{target.year}年{count_text(target.value)}{target.unit_label}"
        rows.append((f"目标：{target.name}", f"{value}。出处：{target.source}"))
    if any(exhibit.chart.kind == Kind.MAP for exhibit in briefing.exhibits):
        rows.append(("地图", f"{BOUNDARY_NOTE}。金门县资料暂缺。"))
    if briefing.warning:
        rows.append(("注意", briefing.warning))
    return rows
