"""Draw which sector uses which scenario, with the cells the guide recommends outlined.

Two orientations: sectors as rows fit one screen of a desktop; `transpose=True` puts scenarios on
the rows, which fits a phone's width.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.classes import Class, class_breaks, class_of
from charts.grid import CELL, Band, Track, block_path, cell_path, lay_out, stacked
from charts.text import escape
from charts.theme import SMALL_FONT_SIZE, Palette, new_figure, text_on

OUTSIDE_LABEL = "二十个之外"
LAST_SECTORS = ("other", "unknown")
GUIDE = {"yes": ("solid", "指南推荐"), "one_of": ("dot", "指南推荐（两者取一）")}

LINE_PITCH = 17
# Between a column's name and its first cell, in axis units.
NAME_GAP = 3
LEGEND_HEIGHT = 40


@dataclass(frozen=True)
class _Form:
    """Sizes of one orientation: pixels a row, gaps in axis units, extra pixels above for phase names."""

    row_height: int
    row_gap: int
    row_lead: int
    column_gap: int
    band_height: int


WIDE = _Form(row_height=34, row_gap=7, row_lead=0, column_gap=8, band_height=26)
TALL = _Form(row_height=27, row_gap=22, row_lead=20, column_gap=7, band_height=0)


@dataclass(frozen=True)
class _Matrix:
    """The cells placed on two tracks; keys are (column, row) codes, names are not yet escaped."""

    columns: Track
    rows: Track
    names: Mapping[str, str]
    counts: Mapping[tuple[str, str], int]
    guide: Mapping[tuple[str, str], str]
    classes: tuple[Class, ...]


def draw_sector_scenario_matrix(
    sector_scenario: pd.DataFrame, colours: Palette, *, transpose: bool = False, unit: str = "项"
) -> go.Figure:
    """Draw counts by sector and scenario in five classes; a zero stays blank.

    Columns, one row a cell: sector, sector_name, scenario, scenario_name, phase, phase_name, is_typical,
    count, recommended ("no", "yes", "one_of").
    """
    form = TALL if transpose else WIDE
    if sector_scenario.empty:
        return new_figure(colours, height=120).update_xaxes(visible=False).update_yaxes(visible=False)
    matrix = _place(sector_scenario, form, transpose)
    above = form.band_height + _longest_name(matrix.columns, matrix.names) * LINE_PITCH + 8
    height = round(matrix.rows.end / CELL * form.row_height)
    figure = new_figure(colours, height=height + above + LEGEND_HEIGHT)
    figure.add_trace(_heat(matrix, colours, unit))
    figure.add_traces(_numbers(matrix, colours))
    figure.add_trace(_column_names(matrix))
    figure.add_traces(_guide_legend(matrix, colours))
    figure.update_layout(
        margin={"l": 8, "r": 4, "t": above, "b": LEGEND_HEIGHT},
        shapes=_shapes(matrix, colours),
        annotations=_band_names(matrix, colours, transpose, above),
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "itemwidth": 30},
    )
    figure.update_xaxes(**_axis(matrix.columns, matrix.names), showticklabels=False)
    figure.update_xaxes(range=[0, matrix.columns.end])
    figure.update_yaxes(**_axis(matrix.rows, matrix.names), range=[matrix.rows.end, 0])
    figure.update_yaxes(tickfont={"size": SMALL_FONT_SIZE})
    return figure


def _place(frame: pd.DataFrame, form: _Form, transpose: bool) -> _Matrix:
    across, down = ("sector", "scenario") if transpose else ("scenario", "sector")
    bands = {"sector": _sector_bands(frame), "scenario": _scenario_bands(frame)}
    keys = list(zip(frame[across], frame[down], strict=True))
    counts = dict(zip(keys, (int(count) for count in frame["count"]), strict=True))
    guide = dict(zip(keys, frame["recommended"], strict=True))
    names = {
        code: str(name)
        for kind in ("sector", "scenario")
        for code, name in zip(frame[kind], frame[f"{kind}_name"], strict=True)
    }
    columns = lay_out(bands[across], form.column_gap)
    rows = lay_out(bands[down], form.row_gap, form.row_lead)
    return _Matrix(columns, rows, names, counts, guide, class_breaks(counts.values()))


def _sector_bands(frame: pd.DataFrame) -> list[Band]:
    codes = list(dict.fromkeys(frame["sector"]))
    return [
        Band("", tuple(code for code in codes if code not in LAST_SECTORS)),
        Band("", tuple(code for code in codes if code in LAST_SECTORS)),
    ]


def _scenario_bands(frame: pd.DataFrame) -> list[Band]:
    scenarios = frame.drop_duplicates("scenario")
    is_typical = scenarios["is_typical"].astype(bool)
    bands = [
        Band(escape(phase_name), tuple(phase["scenario"]))
        for phase_name, phase in scenarios[is_typical].groupby("phase_name", sort=False)
    ]
    return [*bands, Band(OUTSIDE_LABEL, tuple(scenarios[~is_typical]["scenario"]))]


def _longest_name(track: Track, names: Mapping[str, str]) -> int:
    return max(len(names[code]) for code in track.starts)


def _heat(matrix: _Matrix, colours: Palette, unit: str) -> go.Heatmap:
    """Draw the fills; each count is turned into its class by a colour scale of steps."""
    columns, rows = matrix.columns.slots, matrix.rows.slots
    keys = [[(column, row) if column and row else None for column in columns] for row in rows]
    top = max([1, *(each.high for each in matrix.classes)])
    return go.Heatmap(
        x=list(matrix.columns.edges),
        y=list(matrix.rows.edges),
        z=[[matrix.counts.get(key) if key else None for key in line] for line in keys],
        text=[[_guide_words(matrix.guide.get(key, "no")) if key else "" for key in line] for line in keys],
        zmin=-0.5,
        zmax=top + 0.5,
        colorscale=_steps(matrix.classes, top, colours),
        showscale=False,
        xgap=1,
        ygap=1,
        hoverongaps=False,
        hovertemplate=f"<b>%{{y}} · %{{x}}</b><br>%{{z:,}}{unit}%{{text}}<extra></extra>",
    )


def _guide_words(recommended: str) -> str:
    return f"，{GUIDE[recommended][1]}" if recommended in GUIDE else ""


def _steps(classes: tuple[Class, ...], top: int, colours: Palette) -> list[tuple[float, str]]:
    """Return a colour scale without gradients over -0.5 … top + 0.5, zero being a class of its own."""
    steps = [(-0.5, 0.5, colours.zero)]
    steps += [(each.low - 0.5, each.high + 0.5, colours.classes[each.position]) for each in classes]
    steps[-1] = (steps[-1][0], top + 0.5, steps[-1][2])
    if len(steps) > 1:
        steps[1] = (0.5, *steps[1][1:])
    return [(round((edge + 0.5) / (top + 1), 5), shade) for low, high, shade in steps for edge in (low, high)]


def _numbers(matrix: _Matrix, colours: Palette) -> list[go.Scatter]:
    """Write the counts over the fills, dark on pale classes and light on strong ones."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, count in matrix.counts.items():
        found = class_of(count, matrix.classes)
        if found:
            shade = text_on(colours.classes[found.position], colours)
            groups.setdefault(shade, []).append(key)
    return [
        go.Scatter(
            mode="text",
            x=[matrix.columns.centre(column) for column, _ in keys],
            y=[matrix.rows.centre(row) for _, row in keys],
            text=[str(matrix.counts[key]) for key in keys],
            textfont={"color": shade, "size": SMALL_FONT_SIZE},
            hoverinfo="skip",
            showlegend=False,
        )
        for shade, keys in groups.items()
    ]


def _column_names(matrix: _Matrix) -> go.Scatter:
    """Write the column names above the cells; as tick labels they would stand stacked in every hover."""
    codes = list(matrix.columns.starts)
    return go.Scatter(
        mode="text",
        x=[matrix.columns.centre(code) for code in codes],
        y=[matrix.rows.edges[0] - NAME_GAP] * len(codes),
        text=[stacked(matrix.names[code]) for code in codes],
        textposition="top center",
        textfont={"size": SMALL_FONT_SIZE},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def _guide_legend(matrix: _Matrix, colours: Palette) -> list[go.Scatter]:
    """Explain the outlines that occur."""
    present = set(matrix.guide.values())
    return [
        go.Scatter(
            mode="lines",
            x=[None],
            y=[None],
            name=f"{words}的场景" if kind == "yes" else words,
            line={"color": colours.guide_outline, "width": 2, "dash": dash},
        )
        for kind, (dash, words) in GUIDE.items()
        if kind in present
    ]


def _shapes(matrix: _Matrix, colours: Palette) -> list[dict[str, object]]:
    # Hairlines are a filled block behind the cells showing through their one-pixel gaps.
    blocks = {
        "type": "path",
        "path": block_path(matrix.columns, matrix.rows),
        "layer": "below",
        "fillcolor": colours.hairline,
        "line": {"width": 1, "color": colours.hairline},
    }
    outlines = [
        {
            "type": "path",
            "name": kind,
            "path": cell_path(matrix.columns, matrix.rows, cells),
            "line": {"color": colours.guide_outline, "width": 2, "dash": dash},
        }
        for kind, (dash, _) in GUIDE.items()
        if (cells := [key for key, value in matrix.guide.items() if value == kind])
    ]
    return [blocks, *outlines]


def _band_names(matrix: _Matrix, colours: Palette, transpose: bool, above: int) -> list[dict[str, object]]:
    """Name the phases: above their columns, or in the gap above their rows."""
    track = matrix.rows if transpose else matrix.columns
    names = []
    for band in track.bands:
        start, end = track.span(band)
        place: dict[str, object] = (
            {"x": 0, "y": start, "xanchor": "left", "yanchor": "bottom"}
            if transpose
            else {"x": (start + end) / 2, "y": 1, "yref": "paper", "yanchor": "top", "yshift": above}
        )
        text = f"<b>{band.label}</b>"
        font = {"color": colours.quiet_text, "size": SMALL_FONT_SIZE}
        names.append({**place, "text": text, "font": font})
    return names


def _axis(track: Track, names: Mapping[str, str]) -> dict[str, object]:
    codes = list(track.starts)
    return {
        "tickmode": "array",
        "tickvals": [track.centre(code) for code in codes],
        "ticktext": [escape(names[code]) for code in codes],
    }
