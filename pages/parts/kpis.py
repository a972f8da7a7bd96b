"""Show key figures in cards of equal height."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from metrics.coverage import Reach


@dataclass(frozen=True)
class Kpi:
    """One figure: label with its unit, value, one line of context, and an explanation on demand."""

    label: str
    value: str
    context: str = ""
    help: str = ""


def show_kpis(kpis: Sequence[Kpi], *, columns: int = 4, narrowest: int = 150) -> None:
    """Show the figures in a grid that falls to fewer columns where one would be under `narrowest` pixels."""
    grid = st.grid(columns, min_column_width=narrowest, gap="small", border=True)
    for kpi in kpis:
        grid.metric(
            kpi.label,
            kpi.value,
            kpi.context or None,
            delta_color="off",
            delta_arrow="off",
            help=kpi.help or None,
        )


def change_words(new: int, previous: int | None, year: int) -> str:
    """Say what a year brought against the one before it."""
    if previous is None:
        return f"{year}年{new:,}"
    change = new - previous
    words = "与上年持平" if not change else f"比上年{'多' if change > 0 else '少'}{abs(change):,}"
    return f"{year}年{new:,}，{words}"


def reach_kpi(label: str, reach: Reach, help: str) -> Kpi:
    """Show how many of a closed list are reached, and name one blank."""
    blanks = reach.blank[0] + (f"等{len(reach.blank)}个" if len(reach.blank) > 1 else "") if reach.blank else ""
    return Kpi(label, f"{reach.reached}/{reach.total}", f"空白：{blanks}" if blanks else "全部覆盖", help)
