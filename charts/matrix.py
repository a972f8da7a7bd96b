"""Draw which sector uses which scenario, with the cells the guide recommends outlined.

Two orientations: sectors as rows fit one screen of a desktop; `transpose=True` puts scenarios on
the rows, which fits a phone's width.
"""

from collections.abc import Mapping, Sequence

from charts.classes import Class, class_of
from charts.figure import Figure, Plain, new_figure
from charts.grid import CELL, Track, block_path, cell_path, stacked
from charts.marks import mark
from charts.matrix_cells import TALL, WIDE, Matrix, place
from charts.text import escape
from charts.theme import SMALL_FONT_SIZE, Palette, text_on
from metrics.table import Table

GUIDE = {"yes": ("solid", "指南推荐"), "one_of": ("dot", "指南推荐（两者取一）")}

LINE_PITCH = 17
# From the top of the figure to the rule below the phase names.
PHASE_LINE = 24
LEGEND_HEIGHT = 40


def draw_sector_scenario_matrix(
    sector_scenario: Table, colours: Palette, *, transpose: bool = False, unit: str = "项"
) -> Figure:
    """Draw counts by sector and scenario in five classes; a zero stays blank.

    Columns, one row a cell: sector, sector_name, scenario, scenario_name, phase, phase_name, is_typical,
    count, recommended ("no", "yes", "one_of").
    """
    form = TALL if transpose else WIDE
    if not len(sector_scenario):
        return new_figure(colours, 120, [], xaxis={"visible": False}, yaxis={"visible": False})
    matrix = place(sector_scenario, form, transpose)
    above = form.band_height + _longest_name(matrix.columns, matrix.names) * LINE_PITCH + 8
    height = round(matrix.rows.end / CELL * form.row_height)
    return new_figure(
        colours,
        height + above + LEGEND_HEIGHT,
        [
            _heat(matrix, colours),
            *_numbers(matrix, colours, transpose, unit),
            _column_names(matrix),
            *_guide_legend(matrix, colours),
        ],
        margin={"l": 8, "r": 4, "t": above, "b": LEGEND_HEIGHT},
        # Whatever is nearest to the pointer: a number stands for its whole cell, however wide.
        hoverdistance=-1,
        shapes=[*_shapes(matrix, colours), *([] if transpose else [_rules(matrix, colours, above, height)])],
        annotations=_band_names(matrix, colours, transpose, above),
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "itemwidth": 30},
        xaxis=_axis(matrix.columns, matrix.names) | {"range": [0, matrix.columns.end], "showticklabels": False},
        yaxis=_axis(matrix.rows, matrix.names) | {"range": [matrix.rows.end, 0], "tickfont": {"size": SMALL_FONT_SIZE}},
    )


def _longest_name(track: Track, names: Mapping[str, str]) -> int:
    return max(len(names[code]) for code in track.starts)


def _heat(matrix: Matrix, colours: Palette) -> Plain:
    """Draw the fills; each count is turned into its class by a colour scale of steps."""
    top = max([1, *(each.high for each in matrix.classes)])
    # A gap is a row or a column of its own, where nothing is counted.
    columns, rows = ([slot or "" for slot in track.slots] for track in (matrix.columns, matrix.rows))
    return {
        "type": "heatmap",
        "x": matrix.columns.edges,
        "y": matrix.rows.edges,
        "z": [[matrix.counts.get((column, row)) for column in columns] for row in rows],
        "zmin": -0.5,
        "zmax": top + 0.5,
        "colorscale": _steps(matrix.classes, top, colours),
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        # It takes no clicks either: the numbers over it do both.
        "hoverinfo": "skip",
    }


def _guide_words(recommended: str) -> str:
    return f"，{GUIDE[recommended][1]}" if recommended in GUIDE else ""


def _steps(classes: Sequence[Class], top: int, colours: Palette) -> list[list[float | str]]:
    """Return a colour scale without gradients over -0.5 … top + 0.5, zero being a class of its own."""
    steps = [(-0.5, 0.5, colours.zero)]
    steps += [(each.low - 0.5, each.high + 0.5, colours.classes[each.position]) for each in classes]
    steps[-1] = (steps[-1][0], top + 0.5, steps[-1][2])
    if len(steps) > 1:
        steps[1] = (0.5, *steps[1][1:])
    return [[round((edge + 0.5) / (top + 1), 5), shade] for low, high, shade in steps for edge in (low, high)]


def _numbers(matrix: Matrix, colours: Palette, transpose: bool, unit: str) -> list[Plain]:
    """Write the counts over the fills, dark on pale classes and light on strong ones; a zero says so when hovered.

    Together they cover every cell, and what a hover says of many is said once: by shade and by the guide's word.
    """
    shades = {count: _shade(count, matrix.classes, colours) for count in set(matrix.counts.values())}
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key, count in matrix.counts.items():
        groups.setdefault((shades[count], matrix.guide.get(key, "no")), []).append(key)
    return [_cells(matrix, keys, shade, guide, transpose, unit) for (shade, guide), keys in groups.items()]


def _shade(count: int, classes: Sequence[Class], colours: Palette) -> str:
    found = class_of(count, classes)
    return text_on(colours.classes[found.position], colours) if found else ""


def _cells(
    matrix: Matrix, keys: Sequence[tuple[str, str]], shade: str, guide: str, transpose: bool, unit: str
) -> Plain:
    number = "%{text}" if shade else "0"
    cells = {
        "type": "scatter",
        "mode": "text",
        "x": [matrix.columns.centre(column) for column, _ in keys],
        "y": [matrix.rows.centre(row) for _, row in keys],
        "hovertemplate": f"<b>%{{y}} · %{{x}}</b><br>{number}{unit}{_guide_words(guide)}<extra></extra>",
        "showlegend": False,
    }
    if not shade:
        return cells
    sectors = [(column, row) if transpose else (row, column) for column, row in keys]
    return cells | {
        "text": [matrix.counts[key] for key in keys],
        "textfont": {"color": shade, "size": SMALL_FONT_SIZE},
        "customdata": [mark(1, sector=sector, scenario=scenario) for sector, scenario in sectors],
        # A click must not fade the other numbers.
        "unselected": {"textfont": {"color": shade}},
    }


def _column_names(matrix: Matrix) -> Plain:
    """Write the column names above the cells; as tick labels they would stand stacked in every hover."""
    codes = list(matrix.columns.starts)
    return {
        "type": "scatter",
        "mode": "text",
        "x": [matrix.columns.centre(code) for code in codes],
        "y": [0] * len(codes),
        "text": [stacked(matrix.names[code]) for code in codes],
        "textposition": "top center",
        "textfont": {"size": SMALL_FONT_SIZE},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _guide_legend(matrix: Matrix, colours: Palette) -> list[Plain]:
    """Explain the outlines that occur."""
    present = set(matrix.guide.values())
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [None],
            "y": [None],
            "name": f"{words}的场景" if kind == "yes" else words,
            "line": {"color": colours.guide_outline, "width": 2, "dash": dash},
        }
        for kind, (dash, words) in GUIDE.items()
        if kind in present
    ]


def _shapes(matrix: Matrix, colours: Palette) -> list[Plain]:
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


def _rules(matrix: Matrix, colours: Palette, above: int, height: int) -> Plain:
    """Underline each phase name over the columns it spans."""
    level = round(1 + (above - PHASE_LINE) / height, 4)
    spans = (matrix.columns.span(band) for band in matrix.columns.bands)
    return {
        "type": "path",
        "path": "".join(f"M{start},{level}H{end}" for start, end in spans),
        "yref": "paper",
        "line": {"color": colours.unknown, "width": 1},
    }


def _band_names(matrix: Matrix, colours: Palette, transpose: bool, above: int) -> list[Plain]:
    """Name the phases: above their columns, or in the gap above their rows."""
    track = matrix.rows if transpose else matrix.columns
    names = []
    for band in track.bands:
        start, end = track.span(band)
        position: Plain = (
            {"x": 0, "y": start, "yanchor": "bottom"}
            if transpose
            else {
                "x": (start + end) // 2,
                "xref": "x",
                "xanchor": "center",
                "y": 1,
                "yref": "paper",
                "yanchor": "top",
                "yshift": above,
            }
        )
        text = f"<b>{escape(band.label)}</b>"
        font = {"color": colours.quiet_text, "size": SMALL_FONT_SIZE}
        names.append({**position, "text": text, "font": font})
    return names


def _axis(track: Track, names: Mapping[str, str]) -> Plain:
    codes = list(track.starts)
    return {
        "tickmode": "array",
        "tickvals": [track.centre(code) for code in codes],
        "ticktext": [escape(names[code]) for code in codes],
    }
