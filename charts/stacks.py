"""Draw the tier composition: absolute counts stacked in the three tiers and the unfilled rest."""

from collections.abc import Sequence

from charts.bars import row_axis
from charts.figure import Figure, Plain, new_figure
from charts.marks import mark
from charts.text import count_text, escape, quiet
from charts.theme import SMALL_FONT_SIZE, SMALLEST_FONT_SIZE, Palette, text_on
from metrics.table import Table

ROW_HEIGHT = 34
LEGEND_HEIGHT = 36
TOTALS_WIDTH = 60
TIERS = {"line": "产线级", "workshop": "车间级", "plant": "工厂级", "unknown": "未填报"}


def draw_tier_stack(tier_composition: Table, colours: Palette, *, rows_are: str = "unit", unit: str = "项") -> Figure:
    """Stack the tiers per row, which `rows_are` says to be a unit, a sector or a year; drawn in row order.

    Columns: code, name, line, workshop, plant, unknown, total.
    """
    parts = [_part(tier_composition, code, rows_are, colours, unit) for code in TIERS]
    totals = tier_composition.column("total")
    return new_figure(
        colours,
        len(totals) * ROW_HEIGHT + LEGEND_HEIGHT + 16,
        [*parts, _totals(totals, colours)],
        barmode="stack",
        bargap=0.3,
        margin={"r": TOTALS_WIDTH, "t": LEGEND_HEIGHT, "b": 4},
        showlegend=False,
        annotations=[_legend(colours)],
        # A number that does not fit its part is left out rather than shrunk below what can be read.
        uniformtext={"minsize": SMALLEST_FONT_SIZE, "mode": "hide"},
        xaxis={"visible": False, "range": [0, max([1, *totals])]},
        yaxis=row_axis([escape(name) for name in tier_composition.column("name")]),
    )


def _part(tier_composition: Table, tier: str, rows_are: str, colours: Palette, unit: str) -> Plain:
    shade = colours.tiers.get(tier, colours.unknown)
    on_shade = text_on(shade, colours)
    counts = tier_composition.column(tier)
    terms = zip(counts, tier_composition.column("code"), strict=True)
    return {
        "type": "bar",
        "orientation": "h",
        "name": TIERS[tier],
        "x": counts,
        "text": [count_text(count) if count else "" for count in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": on_shade, "size": SMALL_FONT_SIZE},
        "marker": {"color": shade, "line": {"color": colours.page, "width": 1}},
        "hovertemplate": f"<b>%{{y}}</b><br>{TIERS[tier]}：%{{x:,}}{unit}<extra></extra>",
        "customdata": [mark(count, **{rows_are: term, "tier": tier}) for count, term in terms],
        # A click must not fade the other parts; plotly fails where only one of the two is said.
        "selected": {"textfont": {"color": on_shade}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": on_shade}},
    }


def _legend(colours: Palette) -> Plain:
    # One line of text: plotly's own legend breaks into two lines on a phone and squeezes the bars. It ends where the
    # figure ends: on a phone it takes the room above the names as well.
    entries = [
        f'<span style="color:{colours.tiers.get(code, colours.unknown)}">■</span>{tier_name}'
        for code, tier_name in TIERS.items()
    ]
    place = {"x": 1, "xanchor": "right", "xshift": TOTALS_WIDTH, "y": 1, "yref": "paper", "yanchor": "bottom"}
    return {**place, "text": "\u2002".join(entries), "font": {"size": SMALL_FONT_SIZE}}


def _totals(totals: Sequence[int], colours: Palette) -> Plain:
    return {
        "type": "scatter",
        "x": totals,
        "mode": "text",
        "texttemplate": f" {quiet('共', colours.quiet_text)} %{{x:,}}",
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
