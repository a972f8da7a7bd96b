"""Draw the trend: what was recommended in each year, and what had been reached by each year.

A flow and two stocks share one axis because all three count projects; columns for the flow and
lines for the stocks keep a reader from adding them up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.figure import Figure, Plain, new_figure
from charts.marks import mark
from charts.text import count_text
from charts.theme import Palette
from metrics.table import Row, Table

HEIGHT = 340
TOP_MARGIN = 24
BOTTOM_MARGIN = 32
# Room between two end labels, in pixels of a 14 px text.
LABEL_PITCH = 20
MOST_TICKS = 7


@dataclass(frozen=True)
class _Series:
    column: str
    stage: str
    label: str
    hover: str


FLOW = _Series("recommended", "recommended", "当年推荐", "年推荐")
STOCKS = (
    _Series("listed_total", "listed", "累计入选", "年累计入选"),
    _Series("benchmark_total", "benchmark", "累计标杆", "年累计标杆"),
)


def draw_trend(trend: Table, colours: Palette, *, unit: str = "项") -> Figure:
    """Draw the yearly recommendations as columns, the cumulative stages as lines labelled at their ends.

    Columns: year, recommended, listed, benchmark, listed_total, benchmark_total; one row a year, ascending.
    """
    years = trend.column("year")
    top = max((count for series in (FLOW, *STOCKS) for count in trend.column(series.column)), default=0)
    upper = max(top, 1) * 1.08
    return new_figure(
        colours,
        HEIGHT,
        [_columns(trend, years, colours, unit), *(_line(trend, series, years, colours, unit) for series in STOCKS)],
        showlegend=False,
        bargap=0.5,
        margin={"l": 8, "r": 128, "t": TOP_MARGIN, "b": BOTTOM_MARGIN},
        annotations=_end_labels(trend.rows[-1], colours, upper) if years else [],
        xaxis=_year_axis(years),
        yaxis={
            "range": [0, round(upper, 2)],
            "showgrid": True,
            "tickformat": ",d",
            "dtick": whole_step(top),
            "tickfont": {"size": 13},
        },
    )


def _columns(trend: Table, years: Sequence[int], colours: Palette, unit: str) -> Plain:
    return {
        "type": "bar",
        "x": years,
        "y": trend.column(FLOW.column),
        # Without a width a single year would fill the whole plot.
        "width": round(min(0.5, 0.14 * max(len(years), 1)), 2),
        "marker": {"color": colours.stages[FLOW.stage]},
        "hovertemplate": f"%{{x}}{FLOW.hover}：%{{y:,}}{unit}<extra></extra>",
        "customdata": _marks(trend, FLOW),
        # A click must not fade the other years.
        "unselected": {"marker": {"opacity": 1}},
    }


def _line(trend: Table, series: _Series, years: Sequence[int], colours: Palette, unit: str) -> Plain:
    return {
        "type": "scatter",
        "x": years,
        "y": trend.column(series.column),
        "mode": "lines+markers",
        "line": {"color": colours.stages[series.stage], "width": 3},
        "marker": {"size": 8, "line": {"color": colours.page, "width": 1.5}},
        "cliponaxis": False,
        "hovertemplate": f"至%{{x}}{series.hover}：%{{y:,}}{unit}<extra></extra>",
        "customdata": _marks(trend, series),
        "unselected": {"marker": {"opacity": 1}},
    }


def _marks(trend: Table, series: _Series) -> list[str]:
    return [mark(row[series.column], stage=series.stage, year=row["year"]) for row in trend]


def _year_axis(years: Sequence[int]) -> Plain:
    if not years:
        return {"visible": False}
    shown = years[:: -(-len(years) // MOST_TICKS)]
    return {
        "range": [years[0] - 0.5, years[-1] + 0.5],
        "tickmode": "array",
        "tickvals": list(shown),
        "ticktext": [f"{year}年" if len(shown) <= 4 else str(year) for year in shown],
        "showline": True,
    }


def _end_labels(last: Row, colours: Palette, upper: float) -> list[Plain]:
    """Write each series' last value beside its end, moved apart where two would touch."""
    series = sorted((FLOW, *STOCKS), key=lambda each: int(last[each.column]))
    pixel = upper / (HEIGHT - TOP_MARGIN - BOTTOM_MARGIN)
    heights = spread([last[each.column] for each in series], LABEL_PITCH * pixel)
    return [
        {
            "x": 1,
            "xshift": 6,
            "y": round(height, 2),
            "text": f"{_mark(each, colours)} {each.label} <b>{count_text(last[each.column])}</b>",
        }
        for each, height in zip(series, heights, strict=True)
    ]


def _mark(series: _Series, colours: Palette) -> str:
    # The words keep the text colour: the recommended blue alone is too pale to read at this size.
    shape = "■" if series is FLOW else "●"
    return f'<span style="color:{colours.stages[series.stage]}">{shape}</span>'


def spread(values: Sequence[float], pitch: float) -> list[float]:
    """Raise ascending positions just enough to stand `pitch` apart."""
    placed: list[float] = []
    for value in values:
        placed.append(max(value, placed[-1] + pitch) if placed else value)
    return placed


def whole_step(top: int) -> int:
    """Return the smallest round whole step that draws at most five grid lines."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if top <= factor * size * 5:
                return factor * size
        size *= 10
