"""Turn every chart of a briefing into a page, or several: the drawing by its form, its numbers beside it."""

from collections.abc import Callable

from briefings.briefing import Briefing
from briefings.slides.box import Box
from briefings.slides.chart_data import add_chart
from briefings.slides.chart_xml import Plot
from briefings.slides.colours import QUIET, UNKNOWN
from briefings.slides.deck import Deck
from briefings.slides.exhibit_table import table_of
from briefings.slides.map_shapes import add_map, map_width
from briefings.slides.matrix_table import add_matrix, matrix_of, matrix_parts
from briefings.slides.notes import exhibit_notes, filters_of
from briefings.slides.page import Page
from briefings.slides.paragraphs import line
from briefings.slides.plots import LEGEND, bars_plot, is_blank, progress_plot, stacked_plot, trend_plot
from briefings.slides.table import LEAST_TYPE, Fitted, Table, fit_table, pages_of, stretched
from briefings.slides.table_shape import add_table
from charts.bars import OUTSIDE_HEADING
from charts.catalogue import Kind
from charts.exhibit import Exhibit
from charts.map import BOUNDARY_NOTE
from metrics.findings import NOTHING

_GAP = 22.0
_TABLE_TYPE = 11.5
#: Of tables with a page of their own: the type, and the height that rows of one line are stretched to.
_PAGE_TYPE, _LEAST_PAGE_TYPE, _PAGE_ROW = 14.0, 12.0, 30.0
#: The part of the width a drawing gets beside its table.
_DRAWN, _DRAWN_LEAST = 0.54, 0.44
_NOTE_TYPE, _NOTE_HEIGHT = 10.0, 15.0
_HEADING = 22.0
_TARGET_ROW, _TARGET_EDGES = 42.0, 56.0
_HIGHEST_ROW, _MAP_ROW = 76.0, 28.0
#: The part of the height that a table below a drawing may take.
_LEAST_BELOW = 0.45


def add_exhibit(deck: Deck, briefing: Briefing, exhibit: Exhibit) -> None:
    """Add the pages of one chart."""
    if exhibit.chart.kind == Kind.MATRIX:
        _add_matrix(deck, briefing, exhibit)
        return
    page = _page(deck, briefing, exhibit)
    if is_blank(exhibit):
        say_nothing(page, NOTHING)
        return
    rest = _DRAW[exhibit.chart.kind](page, briefing, exhibit)
    if rest is not None:
        add_table_pages(deck, briefing, exhibit, rest)


def _page(deck: Deck, briefing: Briefing, exhibit: Exhibit, suffix: str = "") -> Page:
    about = with_filters(exhibit.about, filters_of(exhibit))
    return deck.page(exhibit.finding.rstrip("。") + suffix, about, exhibit_notes(briefing, exhibit))


def with_filters(about: tuple[str, ...], filters: tuple[str, ...]) -> tuple[str, ...]:
    """Return a page's small print with the filters in it; the year stands in what is counted."""
    shown = tuple(part for part in filters if not part.startswith("年份"))
    return (*about[:1], f"筛选：{'；'.join(shown)}", *about[1:]) if shown else about


def say_nothing(page: Page, words: str) -> None:
    """Say on a page why there is nothing to draw."""
    page.write("说明文字", page.body, [line(words, 18, QUIET, align="ctr")], anchor="ctr")


def _add_matrix(deck: Deck, briefing: Briefing, exhibit: Exhibit) -> None:
    if is_blank(exhibit):
        say_nothing(_page(deck, briefing, exhibit), NOTHING)
        return
    matrix = matrix_of(exhibit.numbers)
    first = _page(deck, briefing, exhibit)
    parts = matrix_parts(matrix, first.body)
    for place, part in enumerate(parts):
        page = first if place == 0 else _page(deck, briefing, exhibit, f"（{part.phases}）")
        add_matrix(page, page.body, part, exhibit.chart.name, f"{exhibit.chart.name}：{exhibit.finding}")


def _draw_beside(page: Page, exhibit: Exhibit, plot: Callable[[Box], Plot], *, legend: float = 0.0) -> Table | None:
    """Draw bars with their table at the right, row beside row; return the table where it does not fit there.

    `legend` is the height in points that the chart needs above its first bar.
    """
    table = table_of(exhibit)
    drawn, beside, fitted = _shared_out(page.body, table)
    if fitted is None:
        drawn = page.body.take_top(min(page.body.height, len(table.rows) * _HIGHEST_ROW + legend))[0]
    else:
        fitted = stretched(fitted, beside.height, heading=legend, highest=_HIGHEST_ROW)
        head, *rows = fitted.heights
        drawn = Box(drawn.left, drawn.top + head - legend, drawn.width, sum(rows) + legend)
        add_table(page, beside, fitted, f"{exhibit.chart.name} 数据", _alternative(exhibit))
    add_chart(page, drawn, plot(drawn), exhibit.chart.name, _alternative(exhibit))
    return None if fitted else table


def _shared_out(body: Box, table: Table) -> tuple[Box, Box, Fitted | None]:
    """Share a body between a drawing and its table: a wide table takes more rather than shrink its type."""
    for part, least in ((_DRAWN, _TABLE_TYPE - 1), (_DRAWN_LEAST, LEAST_TYPE)):
        drawn, beside = body.take_left(body.width * part, _GAP)
        fitted = fit_table(table, beside, _TABLE_TYPE, least)
        if fitted is not None:
            break
    return drawn, beside, fitted


def _draw_above(page: Page, exhibit: Exhibit, plot: Callable[[Box], Plot], highest: float) -> Table | None:
    """Draw a chart, at most `highest` points high, over its table; return the table where it does not fit there."""
    table = table_of(exhibit)
    room = page.body.take_bottom(page.body.height * _LEAST_BELOW)[0]
    fitted = fit_table(table, room, _TABLE_TYPE)
    below = fitted.height + _GAP if fitted else 0.0
    drawn = page.body.take_top(min(page.body.height - below, highest))[0]
    add_chart(page, drawn, plot(drawn), exhibit.chart.name, _alternative(exhibit))
    if fitted is None:
        return table
    place = Box(page.body.left, drawn.bottom + _GAP, page.body.width, fitted.height)
    add_table(page, place, fitted, f"{exhibit.chart.name} 数据", _alternative(exhibit))
    return None


def _alternative(exhibit: Exhibit) -> str:
    return f"{exhibit.chart.name}：{exhibit.finding}"


def _draw_bars(page: Page, briefing: Briefing, exhibit: Exhibit) -> Table | None:
    frame = exhibit.frame
    if "is_typical" not in frame:
        return _draw_beside(page, exhibit, lambda box: bars_plot(exhibit, frame, box))
    _draw_scenarios(page, exhibit)
    return None


def _draw_scenarios(page: Page, exhibit: Exhibit) -> None:
    """Draw the twenty scenarios, and apart from them, on the same scale, those outside the twenty."""
    frame = exhibit.frame
    is_typical = frame["is_typical"].astype(bool)
    highest = float(frame[exhibit.chart.series[0]].max()) * 1.12
    left, right = page.body.take_left(page.body.width * 0.56, _GAP)
    typical = frame[is_typical]
    add_chart(page, left, bars_plot(exhibit, typical, left, highest=highest), exhibit.chart.name, _alternative(exhibit))
    outside = frame[~is_typical]
    if outside.empty:
        return
    heading, below = right.take_top(_HEADING)
    page.write("标题文字", heading, [line(OUTSIDE_HEADING, 12, QUIET, bold=True)], anchor="ctr")
    below = below.take_top(min(below.height, len(outside) * 26.0))[0]
    name = f"{exhibit.chart.name}（{OUTSIDE_HEADING}）"
    add_chart(page, below, bars_plot(exhibit, outside, below, plain=UNKNOWN, highest=highest), name, name)


def _draw_stacks(page: Page, briefing: Briefing, exhibit: Exhibit) -> Table | None:
    return _draw_beside(page, exhibit, lambda box: stacked_plot(exhibit, box, page.theme), legend=LEGEND)


def _draw_trend(page: Page, briefing: Briefing, exhibit: Exhibit) -> Table | None:
    return _draw_above(page, exhibit, lambda box: trend_plot(exhibit, box), page.body.height)


def _draw_progress(page: Page, briefing: Briefing, exhibit: Exhibit) -> Table | None:
    highest = len(exhibit.frame) * _TARGET_ROW + _TARGET_EDGES
    return _draw_above(page, exhibit, lambda box: progress_plot(exhibit, box), highest)


def _draw_map(page: Page, briefing: Briefing, exhibit: Exhibit) -> Table | None:
    outlines = briefing.outlines
    if isinstance(outlines.geojson, str):
        raise TypeError("a document needs the outlines themselves, not their address")
    note, body = page.body.take_bottom(_NOTE_HEIGHT, 4)
    page.write("边界说明", note, [line(BOUNDARY_NOTE, _NOTE_TYPE, QUIET)], anchor="b")
    table = table_of(exhibit)
    _, beside = body.take_left(map_width(body), _GAP)
    fitted = fit_table(table, beside, _TABLE_TYPE) if beside.width > 0 else None
    # Alone on its page the map stands in the middle.
    drawn = body if fitted else body.inside((body.width - map_width(body)) / 2, 0)
    add_map(page, drawn, exhibit, outlines.geojson, outlines.labels)
    if fitted is None:
        return table
    fitted = stretched(fitted, beside.height, highest=_MAP_ROW)
    add_table(page, beside, fitted, f"{exhibit.chart.name} 数据", _alternative(exhibit))
    return None


_DRAW: dict[Kind, Callable[[Page, Briefing, Exhibit], Table | None]] = {
    Kind.BARS: _draw_bars,
    Kind.STACKED: _draw_stacks,
    Kind.LINES: _draw_trend,
    Kind.PROGRESS: _draw_progress,
    Kind.MAP: _draw_map,
}


def add_table_pages(deck: Deck, briefing: Briefing, exhibit: Exhibit, table: Table) -> None:
    """Add the numbers on pages of their own where they did not fit beside the drawing."""
    title = f"{exhibit.chart.name}：数据"
    about, notes = with_filters(exhibit.about, filters_of(exhibit)), exhibit_notes(briefing, exhibit)
    add_tables(deck, title, about, notes, table)


def add_tables(deck: Deck, title: str, about: tuple[str, ...], notes: str, table: Table) -> None:
    """Add a table over as many pages as it needs, each with the headings."""
    first = deck.page(title, about, notes)
    whole = fit_table(table, first.body, _PAGE_TYPE, _LEAST_PAGE_TYPE)
    parts = [stretched(whole, first.body.height, highest=_PAGE_ROW)] if whole else pages_of(table, first.body)
    for place, part in enumerate(parts):
        page = first if place == 0 else deck.page(f"{title}（续）", about, notes)
        add_table(page, page.body, part, title, title)
