"""Compose the elements of a native chart: bars, stacked bars, or columns with lines over them.

The library has no chart of two forms and no shades of theme colours; everything else of a chart part is its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from briefings.slides.colours import HAIRLINE, PAGE, QUIET, TEXT, Shade
from briefings.slides.master_parts import LANGUAGE
from briefings.slides.paragraphs import clean

COUNT_FORMAT = "#,##0"
SHARE_FORMAT = "0.0%"
#: A zero in a stack has no part to stand in.
NO_ZERO_FORMAT = "#,##0;-#,##0;;"
_CATEGORY_AXIS, _VALUE_AXIS = 111_111_111, 222_222_222
_STRAIGHT = '<c:smooth val="0"/>'
_LINE_WIDTH, _MARKER_SIZE = 28_575, 8
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(frozen=True)
class Labels:
    """The numbers at the points of a series. `position` is the format's own word, such as outEnd or r.

    Only the points in `shown` have one (None: all). `shifts` moves single labels by parts of the chart's width
    and height; `with_name` writes the series' name before the number.
    """

    position: str
    number_format: str = COUNT_FORMAT
    shade: Shade = TEXT
    bold: bool = False
    shown: frozenset[int] | None = None
    shifts: Mapping[int, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))
    with_name: bool = False


@dataclass(frozen=True)
class Series:
    """A row of numbers (None: no number) and how it is drawn; `points` holds single points of another shade."""

    name: str
    values: tuple[float | None, ...]
    shade: Shade
    labels: Labels | None = None
    is_share: bool = False
    form: Literal["bar", "line"] = "bar"
    points: Mapping[int, Shade] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def number_format(self) -> str:
        return SHARE_FORMAT if self.is_share else COUNT_FORMAT


@dataclass(frozen=True)
class Plot:
    """A whole chart. `inner` is where the bars stand: left, top, width and height as parts of the chart.

    `gridlines` is the step of the lines across (0: the program's own, None: no axis and no lines);
    `highest` ends the value axis (None: the program chooses, also after the numbers are changed).
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    inner: tuple[float, float, float, float]
    size: float = 12
    is_horizontal: bool = True
    is_stacked: bool = False
    overlap: int = 0
    gap: int = 45
    gridlines: float | None = None
    highest: float | None = None
    has_legend: bool = False


#: Where in the workbook behind the chart the categories, a series' name and its values stand.
References = tuple[str, Callable[[int], str], Callable[[int], str]]


def chart_xml(plot: Plot, references: References) -> str:
    """Return the whole chart part."""
    bars = [(place, each) for place, each in enumerate(plot.series) if each.form == "bar"]
    lines = [(place, each) for place, each in enumerate(plot.series) if each.form == "line"]
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{LANGUAGE}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
        f"{_inner(plot.inner)}{_bars(plot, bars, references) if bars else ''}"
        f"{_lines(plot, lines, references) if lines else ''}{_category_axis(plot)}{_value_axis(plot)}"
        f"<c:spPr><a:noFill/></c:spPr></c:plotArea>{_legend(plot)}"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_type(plot.size, TEXT)}</c:chartSpace>"
    )


def _inner(place: tuple[float, float, float, float]) -> str:
    names = zip("xywh", place, strict=True)
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        + "".join(f'<c:{name} val="{round(part, 4)}"/>' for name, part in names)
        + "</c:manualLayout></c:layout>"
    )


def _bars(plot: Plot, bars: Sequence[tuple[int, Series]], references: References) -> str:
    grouping = "stacked" if plot.is_stacked else "clustered"
    inner = "".join(_series(plot, place, each, references) for place, each in bars)
    overlap = 100 if plot.is_stacked else plot.overlap
    return (
        f'<c:barChart><c:barDir val="{"bar" if plot.is_horizontal else "col"}"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{inner}<c:gapWidth val="{plot.gap}"/><c:overlap val="{overlap}"/>'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:barChart>'
    )


def _lines(plot: Plot, lines: Sequence[tuple[int, Series]], references: References) -> str:
    inner = "".join(_series(plot, place, each, references) for place, each in lines)
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{inner}<c:marker val="1"/>'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:lineChart>'
    )


def _series(plot: Plot, place: int, series: Series, references: References) -> str:
    categories, name_of, values_of = references
    labels = _labels(series.labels, len(plot.categories)) if series.labels else ""
    is_line = series.form == "line"
    look = _line_look(series) if is_line else _bar_look(series, plot.is_stacked)
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{name_of(place)}</c:f>'
        f"{_texts([series.name])}</c:strRef></c:tx>{look}{labels}"
        f"<c:cat><c:strRef><c:f>{categories}</c:f>{_texts(plot.categories)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{values_of(place)}</c:f>{_numbers(series)}</c:numRef></c:val>"
        f"{_STRAIGHT if is_line else ''}</c:ser>"
    )


def _bar_look(series: Series, is_stacked: bool) -> str:
    # A thin gap between the parts of a stack; a bar alone needs none, and a zero's would cut the axis.
    edge = f'<a:ln w="9525">{PAGE.fill}</a:ln>' if is_stacked else "<a:ln><a:noFill/></a:ln>"
    points = "".join(
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{shade.fill}{edge}</c:spPr></c:dPt>"
        for place, shade in sorted(series.points.items())
    )
    return f'<c:spPr>{series.shade.fill}{edge}</c:spPr><c:invertIfNegative val="0"/>{points}'


def _line_look(series: Series) -> str:
    line = f'<a:ln w="{_LINE_WIDTH}" cap="rnd">{series.shade.fill}<a:round/></a:ln>'
    edge = f'<a:ln w="12700">{PAGE.fill}</a:ln>'
    marker = f'<c:symbol val="circle"/><c:size val="{_MARKER_SIZE}"/><c:spPr>{series.shade.fill}{edge}</c:spPr>'
    return f"<c:spPr>{line}</c:spPr><c:marker>{marker}</c:marker>"


def _texts(texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{clean(text)}</c:v></c:pt>' for place, text in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _numbers(series: Series) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>'
        for place, value in enumerate(series.values)
        if value is not None
    )
    head = f'<c:formatCode>{series.number_format}</c:formatCode><c:ptCount val="{len(series.values)}"/>'
    return f"<c:numCache>{head}{points}</c:numCache>"


def _labels(labels: Labels, points: int) -> str:
    single = "".join(_single_label(labels, place) for place in range(points))
    return f"<c:dLbls>{single}{_label_look(labels)}</c:dLbls>"


def _single_label(labels: Labels, place: int) -> str:
    if labels.shown is not None and place not in labels.shown:
        return f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>'
    if place not in labels.shifts:
        return ""
    right, down = labels.shifts[place]
    layout = f'<c:x val="{round(right, 4)}"/><c:y val="{round(down, 4)}"/>'
    return (
        f'<c:dLbl><c:idx val="{place}"/><c:layout><c:manualLayout>{layout}</c:manualLayout></c:layout>'
        f"{_label_look(labels)}</c:dLbl>"
    )


def _label_look(labels: Labels) -> str:
    shows = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": int(labels.with_name), "Percent": 0, "BubbleSize": 0}
    flags = "".join(f'<c:show{name} val="{value}"/>' for name, value in shows.items())
    return (
        f'<c:numFmt formatCode="{labels.number_format}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>'
        f"</c:spPr>{_type(None, labels.shade, bold=labels.bold, wrap=False)}"
        f'<c:dLblPos val="{labels.position}"/>{flags}<c:separator> </c:separator>'
    )


def _category_axis(plot: Plot) -> str:
    side = "l" if plot.is_horizontal else "b"
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="9525">{HAIRLINE.fill}</a:ln></c:spPr>{_type(plot.size, TEXT)}'
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(plot: Plot) -> str:
    is_shown = plot.gridlines is not None
    highest = f'<c:max val="{plot.highest!r}"/>' if plot.highest is not None else ""
    grid = f'<c:majorGridlines><c:spPr><a:ln w="6350">{HAIRLINE.fill}</a:ln></c:spPr></c:majorGridlines>'
    step = f'<c:majorUnit val="{plot.gridlines!r}"/>' if plot.gridlines else ""
    number_format = "0%" if plot.series[0].is_share else COUNT_FORMAT
    return (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{highest}<c:min val="0"/>'
        f'</c:scaling><c:delete val="{int(not is_shown)}"/><c:axPos val="{"b" if plot.is_horizontal else "l"}"/>'
        f"{grid if is_shown else ''}"
        f'<c:numFmt formatCode="{number_format}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_type(plot.size - 1, QUIET)}<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="autoZero"/>'
        f'<c:crossBetween val="between"/>{step}</c:valAx>'
    )


def _legend(plot: Plot) -> str:
    if not plot.has_legend:
        return ""
    return f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_type(plot.size, TEXT)}</c:legend>'


def _type(size: float | None, shade: Shade, *, bold: bool = False, wrap: bool = True) -> str:
    size_words = f' sz="{round(size * 100)}"' if size else ""
    body = "<a:bodyPr/>" if wrap else '<a:bodyPr wrap="none"/>'
    faces = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
    return (
        f'<c:txPr>{body}<a:lstStyle/><a:p><a:pPr><a:defRPr{size_words} b="{int(bold)}">{shade.fill}{faces}</a:defRPr>'
        f'</a:pPr><a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr>'
    )
