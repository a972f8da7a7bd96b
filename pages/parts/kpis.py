"""Show key figures in cards of equal height."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from metrics.counts import year_on_year
from metrics.coverage import Reach, pairs_reached, scenarios_reached, sectors_reached, units_reached
from metrics.findings import percent
from metrics.landscape import View
from metrics.memo import once_per_view
from metrics.progress import target_progress

_STAGE_LABELS = {"recommended": "推荐（项）", "listed": "累计入选（项）", "benchmark": "累计标杆（个）"}


@dataclass(frozen=True)
class Kpi:
    """One figure: label with its unit, value, one line of context, and an explanation on demand."""

    label: str
    value: str
    context: str = ""
    help: str = ""


def show_kpis(kpis: Sequence[Kpi], *, columns: int = 4, narrowest: int = 150) -> None:
    """Show the figures in a grid that falls to fewer columns where one would be under `narrowest` pixels.

    All of them are one element: each of Streamlit's own would cost what a chart's heading costs. How they look is
    among the rules of `style.py`.
    """
    cards = "".join(map(_card, kpis))
    st.html(f'<dl class="kpis" style="--columns: {columns}; --narrowest: {narrowest}px">{cards}</dl>')


def _card(kpi: Kpi) -> str:
    # Reached by a finger and by the keyboard too: whatever can be focused shows its explanation.
    help = f'<span tabindex="0" role="note" aria-label="{escape(kpi.help)}">?</span>' if kpi.help else ""
    context = f"<dd>{escape(kpi.context)}</dd>" if kpi.context else ""
    return f"<div><dt>{escape(kpi.label)}{help}</dt><dd>{escape(kpi.value)}</dd>{context}</div>"


@once_per_view
def province_kpis(view: View) -> list[Kpi]:
    """Return what the province stands at, stage by stage, and what of each closed list is reached."""
    return [
        *(_stage_kpi(view, stage) for stage in view.words.stages.codes),
        _national_kpi(view),
        _reach_kpi("覆盖地市", units_reached(view), "十个推荐单位中至少有一个项目的"),
        _reach_kpi("覆盖重点行业", sectors_reached(view), "指南十个重点行业中至少有一个项目的"),
        _reach_kpi("覆盖典型场景", scenarios_reached(view), "二十个典型场景中至少有一个项目用到的"),
        _reach_kpi("覆盖推荐组合", pairs_reached(view), "指南推荐的“行业×场景”组合中已有项目的"),
    ]


def _stage_kpi(view: View, stage: str) -> Kpi:
    """Show one stage's total with what its latest year brought."""
    new, previous = year_on_year(view, stage=stage)
    before = None if previous is None else int(previous)
    context = _change_words(int(new), before, view.latest_year or 0) if new is not None else ""
    return Kpi(_STAGE_LABELS[stage], f"{view.total(stage):,}", context, f"按{view.words.stages[stage].counting}计")


def _national_kpi(view: View) -> Kpi:
    """Show how far the national list is against its target; filters other than the year do not touch it."""
    row = next(row for row in target_progress(view) if row["code"] == "national_listed_2025")
    if row["achieved"] is None:
        return Kpi("全国目标完成", "未公布", "该年没有公开数字")
    fujian = f"福建{row['fujian']}家，占{percent(row['fujian_share'])}"
    help = f"公开的全国累计入选数 ÷ {row['target']:g}家"
    return Kpi("全国目标完成", percent(row["share"]), f"{row['achieved']:,.0f}家；{fujian}", help)


def _change_words(new: int, previous: int | None, year: int) -> str:
    """Say what a year brought against the one before it."""
    if previous is None:
        return f"{year}年{new:,}"
    change = new - previous
    words = "与上年持平" if not change else f"比上年{'多' if change > 0 else '少'}{abs(change):,}"
    return f"{year}年{new:,}，{words}"


def _reach_kpi(label: str, reach: Reach, help: str) -> Kpi:
    """Show how many of a closed list are reached, and name one blank."""
    blanks = reach.blank[0] + (f"等{len(reach.blank)}个" if len(reach.blank) > 1 else "") if reach.blank else ""
    return Kpi(label, f"{reach.reached}/{reach.total}", f"空白：{blanks}" if blanks else "全部覆盖", help)
