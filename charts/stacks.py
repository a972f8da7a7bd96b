"""Draw the tier composition: absolute counts stacked in the three tiers and the unfilled rest."""

import pandas as pd
import plotly.graph_objects as go

from charts.marks import mark
from charts.text import count_text, escape, quiet
from charts.theme import SMALL_FONT_SIZE, SMALLEST_FONT_SIZE, Palette, new_figure, text_on

ROW_HEIGHT = 34
LEGEND_HEIGHT = 36
TIERS = {"line": "产线级", "workshop": "车间级", "plant": "工厂级", "unknown": "未填报"}


def draw_tier_stack(
    tier_composition: pd.DataFrame, colours: Palette, *, rows_are: str = "unit", unit: str = "项"
) -> go.Figure:
    """Stack the tiers per row, which `rows_are` says to be a unit, a sector or a year; drawn in row order.

    Columns: code, name, line, workshop, plant, unknown, total.
    """
    rows = len(tier_composition)
    figure = new_figure(colours, height=rows * ROW_HEIGHT + LEGEND_HEIGHT + 16)
    names = [escape(name) for name in tier_composition["name"]]
    for code, tier_name in TIERS.items():
        counts = tier_composition[code]
        terms = zip(counts, tier_composition["code"], strict=True)
        marks = [mark(count, **{rows_are: term, "tier": code}) for count, term in terms]
        figure.add_trace(_tier_trace(counts, marks, code, tier_name, colours, unit))
    figure.add_trace(_totals(tier_composition["total"], colours))
    longest = int(tier_composition["total"].max()) if rows else 0
    figure.update_layout(
        barmode="stack",
        bargap=0.3,
        margin={"r": 60, "t": LEGEND_HEIGHT, "b": 4},
        showlegend=False,
        annotations=[_legend(colours)],
        # A number that does not fit its part is left out rather than shrunk below what can be read.
        uniformtext={"minsize": SMALLEST_FONT_SIZE, "mode": "hide"},
    )
    figure.update_xaxes(visible=False, range=[0, max(longest, 1)])
    figure.update_yaxes(range=[rows - 0.5, -0.5], tickmode="array", tickvals=list(range(rows)), ticktext=names)
    return figure


def _tier_trace(counts: pd.Series, marks: list[str], code: str, tier_name: str, colours: Palette, unit: str) -> go.Bar:
    shade = colours.tiers.get(code, colours.unknown)
    return go.Bar(
        orientation="h",
        name=tier_name,
        x=[int(count) for count in counts],
        y=list(range(len(counts))),
        text=[count_text(count) if count else "" for count in counts],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": text_on(shade, colours), "size": SMALL_FONT_SIZE},
        marker={"color": shade, "line": {"color": colours.page, "width": 1}},
        hovertemplate=f"<b>%{{y}}</b><br>{tier_name}：%{{x:,}}{unit}<extra></extra>",
        customdata=marks,
        # A click must not fade the other parts; plotly fails where only one of the two is said.
        selected={"textfont": {"color": text_on(shade, colours)}},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": text_on(shade, colours)}},
    )


def _legend(colours: Palette) -> dict[str, object]:
    # One line of text: plotly's own legend breaks into two lines on a phone and squeezes the bars.
    entries = [
        f'<span style="color:{colours.tiers.get(code, colours.unknown)}">■</span> {tier_name}'
        for code, tier_name in TIERS.items()
    ]
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom"}
    return {**place, "text": "　".join(entries), "font": {"size": SMALL_FONT_SIZE}}


def _totals(totals: pd.Series, colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[int(total) for total in totals],
        y=list(range(len(totals))),
        mode="text",
        text=[f" {quiet('共', colours.quiet_text)} {count_text(total)}" for total in totals],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
