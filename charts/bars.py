"""Draw rankings: sorted horizontal bars, the value written at the end of each, zero included."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from charts.figure import Figure, Plain, new_figure, together
from charts.marks import mark
from charts.text import change_text, count_text, escape, quiet, share_text
from charts.theme import CLEAR, Palette
from loaders.vocabulary import UNKNOWN
from metrics.table import Row, Table

ROW_HEIGHT = 30
DENSE_ROW_HEIGHT = 26
RIGHT_MARGIN = 84
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
    by_unit: Table,
    colours: Palette,
    *,
    highlight: Collection[str] = (),
    show_rank: bool = True,
    unit: str = "项",
    height: int | None = None,
) -> Figure:
    """Rank the recommending units; `highlight` holds the codes that keep the full colour.

    `height` (pixels) stretches the rows, to stand beside a map of that height.

    Columns: code, name, short_name, count, share, rank, tied, previous, change; drawn in row order.
    """
    ranked = [_ranked(row, show_rank) for row in by_unit]
    bars = _bars(by_unit.rows, "unit", ranked, colours, highlight, unit)
    return draw_bars(bars, colours, ROW_HEIGHT, height=height)


def draw_sector_bars(
    by_sector: Table, colours: Palette, *, highlight: Collection[str] = (), unit: str = "项"
) -> Figure:
    """Compare the sectors; the hover also says how many recommended scenarios are reached.

    Columns: code, name, is_key, count, share, previous, change, pairs, pairs_reached; drawn in row order.
    """
    bars = _bars(by_sector.rows, "sector", _names(by_sector.rows), colours, highlight, unit)
    return draw_bars(bars, colours, ROW_HEIGHT)


def draw_scenario_ranking(
    by_scenario: Table, colours: Palette, *, highlight: Collection[str] = (), unit: str = "项"
) -> Figure:
    """Rank the twenty scenarios, then, under a heading of their own, the five outside the twenty.

    Columns: code, name, phase, is_typical, count, share, rank; drawn in row order within each part.
    """
    typical = [row for row in by_scenario if row["is_typical"]]
    outside = [row for row in by_scenario if not row["is_typical"]]
    bars = _bars(typical, "scenario", _names(typical), colours, highlight, unit)
    if outside:
        bars.append(Bar(quiet(OUTSIDE_HEADING, colours.quiet_text), 0, "", "", colours.page))
        # Never the colour of the twenty: these are kept apart from every count of the twenty.
        bars += _bars(outside, "scenario", _names(outside), colours, highlight, unit, plain=colours.unknown)
    return draw_bars(bars, colours, DENSE_ROW_HEIGHT)


def _names(rows: Sequence[Row]) -> list[str]:
    return [escape(row["name"]) for row in rows]


def _ranked(row: Row, show_rank: bool) -> str:
    name = escape(row["short_name"])
    # "Not filled in" is counted, but it is no unit and takes no place among them.
    if not show_rank or row["code"] == UNKNOWN or row["rank"] is None:
        return name
    return f"{'并列' if row['tied'] else ''}{int(row['rank'])}  {name}"


def _bars(
    rows: Sequence[Row],
    dimension: str,
    labels: Sequence[str],
    colours: Palette,
    highlight: Collection[str],
    unit: str,
    plain: str | None = None,
) -> list[Bar]:
    bars = []
    for label, row in zip(labels, rows, strict=True):
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


def _hover(row: Row, unit: str) -> str:
    lines = [
        f"<b>{escape(row['name'])}</b>",
        f"{count_text(row['count'])}{unit}，占{share_text(row['share'])}",
        change_text(row.get("previous"), row.get("change"), unit),
    ]
    if row.get("pairs"):
        lines.append(f"指南推荐场景：已覆盖{row['pairs_reached']}个，共{row['pairs']}个")
    return "<br>".join(line for line in lines if line)


def draw_bars(
    bars: Sequence[Bar], colours: Palette, row_height: int, *, right: int = RIGHT_MARGIN, height: int | None = None
) -> Figure:
    """Draw rows from the top down; `right` (pixels) is the room for what stands at the ends of the bars."""
    rows = len(bars)
    longest = max((bar.length for bar in bars), default=0) or 1
    return new_figure(
        colours,
        height or rows * row_height + 24,
        [_shown(bars, colours), _clickable(bars, longest)],
        barmode="overlay",
        bargap=0.36,
        showlegend=False,
        margin={"r": right, "t": 4, "b": 4},
        # The right margin, not the range, makes room for the figures, so bars use a phone's full width.
        xaxis={"visible": False, "range": [0, longest]},
        yaxis=row_axis([bar.label for bar in bars]),
    )


def _shown(bars: Sequence[Bar], colours: Palette) -> Plain:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.length for bar in bars],
        "text": [bar.end for bar in bars],
        "hovertext": [bar.hover for bar in bars],
        "hoverinfo": "text",
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": together([bar.colour for bar in bars])},
        "customdata": [bar.code for bar in bars],
        # A click must not fade the other bars; plotly fails where only one of the two is said.
        "selected": {"textfont": {"color": colours.text}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": colours.text}},
    }


def _clickable(bars: Sequence[Bar], longest: float) -> Plain:
    """Let a whole row take the click: a bar may be a few pixels long.

    Twice as long as any, it is never the nearest to the pointer where there is a bar to say something.
    """
    return {
        "type": "bar",
        "orientation": "h",
        "x": [longest * 2] * len(bars),
        "hoverinfo": "none",
        "marker": {"color": CLEAR},
        "customdata": [bar.code for bar in bars],
    }


def row_axis(labels: Sequence[str]) -> Plain:
    """Return an axis that writes the labels from the top down, before rows that stand at 0, 1, 2 …

    Traces of such rows leave their positions out: plotly counts from 0 by itself.
    """
    rows = len(labels)
    return {
        "range": [rows - 0.5, -0.5],
        "tickmode": "array",
        "tickvals": list(range(rows)),
        "ticktext": list(labels),
    }
