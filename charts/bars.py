"""Draw rankings: sorted horizontal bars, the value written at the end of each, zero included."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.marks import mark
from charts.text import change_text, count_text, escape, quiet, share_text
from charts.theme import Palette, new_figure
from loaders.vocabulary import UNKNOWN

ROW_HEIGHT = 30
DENSE_ROW_HEIGHT = 26
RIGHT_MARGIN = 84
CLEAR = "rgba(0,0,0,0)"
OUTSIDE_HEADING = "二十个典型场景之外"


@dataclass(frozen=True)
class Bar:
    """One row ready to draw, its texts escaped; a heading is a row without a bar. `code` says what it stands for."""

    label: str
    length: float
    end: str
    hover: str
    colour: str
    code: str = ""


def draw_unit_ranking(
    by_unit: pd.DataFrame,
    colours: Palette,
    *,
    highlight: Collection[str] = (),
    show_rank: bool = True,
    unit: str = "项",
    height: int | None = None,
) -> go.Figure:
    """Rank the recommending units; `highlight` holds the codes that keep the full colour.

    `height` (pixels) stretches the rows, to stand beside a map of that height.

    Columns: code, name, short_name, count, share, rank, tied, previous, change; drawn in row order.
    """
    ranked = [_ranked(row, show_rank) for row in by_unit.to_dict("records")]
    figure = draw_bars(_bars(by_unit, "unit", ranked, colours, highlight, unit), colours, ROW_HEIGHT)
    return figure.update_layout(height=height) if height else figure


def draw_sector_bars(
    by_sector: pd.DataFrame, colours: Palette, *, highlight: Collection[str] = (), unit: str = "项"
) -> go.Figure:
    """Compare the sectors; the hover also says how many recommended scenarios are reached.

    Columns: code, name, is_key, count, share, previous, change, pairs, pairs_reached; drawn in row order.
    """
    names = [escape(name) for name in by_sector["name"]]
    bars = _bars(by_sector, "sector", names, colours, highlight, unit)
    return draw_bars(bars, colours, ROW_HEIGHT)


def draw_scenario_ranking(
    by_scenario: pd.DataFrame, colours: Palette, *, highlight: Collection[str] = (), unit: str = "项"
) -> go.Figure:
    """Rank the twenty scenarios, then, under a heading of their own, the five outside the twenty.

    Columns: code, name, phase, is_typical, count, share, rank; drawn in row order within each part.
    """
    typical = by_scenario[by_scenario["is_typical"].astype(bool)]
    outside = by_scenario[~by_scenario["is_typical"].astype(bool)]
    bars = _bars(typical, "scenario", [escape(name) for name in typical["name"]], colours, highlight, unit)
    if len(outside):
        bars.append(Bar(quiet(OUTSIDE_HEADING, colours.quiet_text), 0, "", "", colours.page))
        names = [escape(name) for name in outside["name"]]
        # Never the colour of the twenty: these are kept apart from every count of the twenty.
        bars += _bars(outside, "scenario", names, colours, highlight, unit, plain=colours.unknown)
    return draw_bars(bars, colours, DENSE_ROW_HEIGHT)


def _ranked(row: dict[str, Any], show_rank: bool) -> str:
    name = escape(row["short_name"])
    # "Not filled in" is counted, but it is no unit and takes no place among them.
    if not show_rank or row["code"] == UNKNOWN or pd.isna(row["rank"]):
        return name
    return f"{'并列' if row['tied'] else ''}{int(row['rank'])}  {name}"


def _bars(
    frame: pd.DataFrame,
    dimension: str,
    labels: Sequence[str],
    colours: Palette,
    highlight: Collection[str],
    unit: str,
    plain: str | None = None,
) -> list[Bar]:
    bars = []
    for label, row in zip(labels, frame.to_dict("records"), strict=True):
        count = int(row["count"])
        share = quiet(share_text(row["share"]), colours.quiet_text) if count else ""
        colour = plain or bar_colour(str(row["code"]), colours, highlight)
        code = mark(count, **{dimension: row["code"]})
        bars.append(Bar(label, count, f"{count_text(count)} {share}".rstrip(), _hover(row, unit), colour, code))
    return bars


def bar_colour(code: str, colours: Palette, highlight: Collection[str]) -> str:
    """Return the full colour for what was chosen, or for all where nothing was; grey for the unknown."""
    if code == UNKNOWN:
        return colours.unknown
    return colours.primary if not highlight or code in highlight else colours.lighter


def _hover(row: dict[str, Any], unit: str) -> str:
    lines = [
        f"<b>{escape(row['name'])}</b>",
        f"{count_text(row['count'])}{unit}，占{share_text(row['share'])}",
        change_text(row.get("previous"), row.get("change"), unit),
    ]
    if row.get("pairs"):
        lines.append(f"指南推荐场景：已覆盖{row['pairs_reached']}个，共{row['pairs']}个")
    return "<br>".join(line for line in lines if line)


def draw_bars(bars: Sequence[Bar], colours: Palette, row_height: int, *, right: int = RIGHT_MARGIN) -> go.Figure:
    """Draw rows from the top down; `right` (pixels) is the room for what stands at the ends of the bars."""
    figure = new_figure(colours, height=len(bars) * row_height + 24)
    codes = [bar.code for bar in bars]
    figure.add_bar(
        orientation="h",
        x=[bar.length for bar in bars],
        y=list(range(len(bars))),
        text=[bar.end for bar in bars],
        hovertext=[bar.hover for bar in bars],
        hoverinfo="text",
        textposition="outside",
        cliponaxis=False,
        marker={"color": _together([bar.colour for bar in bars])},
        customdata=codes,
        # A click must not fade the other bars; plotly fails where only one of the two is said.
        selected={"textfont": {"color": colours.text}},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": colours.text}},
    )
    longest = max((bar.length for bar in bars), default=0)
    # A bar may be a few pixels long: its whole row takes the click. Twice as long as any, it is never the nearest to
    # the pointer where there is a bar to say something.
    figure.add_bar(
        orientation="h",
        x=[(longest or 1) * 2] * len(bars),
        y=list(range(len(bars))),
        hoverinfo="none",
        marker={"color": CLEAR},
        customdata=codes,
    )
    figure.update_layout(barmode="overlay", bargap=0.36, showlegend=False, margin={"r": right, "t": 4, "b": 4})
    # The right margin, not the range, makes room for the figures, so bars use a phone's full width.
    figure.update_xaxes(visible=False, range=[0, longest or 1])
    figure.update_yaxes(
        range=[len(bars) - 0.5, -0.5],
        tickmode="array",
        tickvals=list(range(len(bars))),
        ticktext=[bar.label for bar in bars],
    )
    return figure


def _together(shades: Sequence[str]) -> str | list[str]:
    """Send one colour instead of a list when all bars share it."""
    return shades[0] if len(set(shades)) == 1 else list(shades)
