"""Draw the sector × scenario matrix as native tables: fills by class, the guide's cells framed, numbers inside."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.table import Table as NativeTable
from pptx.util import Emu

from briefings.slides.box import Box
from briefings.slides.colours import CLASSES, GUIDE, HAIRLINE, PANEL, QUIET, TEXT, Shade
from briefings.slides.legend import ROW, Entry, add_row_legend, row_lines
from briefings.slides.measure import LINE, line_count, shorten, text_width
from briefings.slides.page import Page
from briefings.slides.paragraphs import line
from briefings.slides.table_shape import border, fill_cell, prepare
from briefings.words import writable
from charts.classes import class_of
from charts.grid import Band
from charts.matrix_cells import WIDE, Matrix, place
from metrics.table import Table

_TYPE, _LEAST_TYPE = 11.0, 9.0
#: In a column two characters wide, names of scenarios break between their words: 柔性 / 生产 / 制造.
_ACROSS = 2
_SIDE, _SLACK = 1.0, 2.0
_WIDEST_COLUMN, _WIDEST_NAME = 62.0, 110.0
_HIGHEST_ROW = 26.0
_ABOVE, _ABOVE_LEGEND = 1.0, 6.0
_GUIDE_WIDTH = 2.0
_DASHES = {"yes": "solid", "one_of": "sysDash"}
_GUIDE_WORDS = {"yes": "指南推荐", "one_of": "指南推荐（两者取一）"}


@dataclass(frozen=True)
class MatrixPart:
    """The scenarios of some phases that fit one page, and the sizes of their table in points."""

    matrix: Matrix
    bands: tuple[Band, ...]
    size: float
    name_width: float
    column_width: float
    band_height: float
    heading_height: float
    row_height: float

    @property
    def scenarios(self) -> tuple[str, ...]:
        return tuple(code for band in self.bands for code in band.codes)

    @property
    def sectors(self) -> tuple[str, ...]:
        return tuple(self.matrix.rows.starts)

    @property
    def phases(self) -> str:
        """The phases it shows, in words."""
        return "、".join(band.label for band in self.bands)


def matrix_parts(matrix: Matrix, box: Box) -> list[MatrixPart]:
    """Split the scenarios by phases over as many pages as their columns need; usually one."""
    longest = max(text_width(matrix.names[code], _TYPE) for code in matrix.rows.starts)
    name_width = min(longest + 8, _WIDEST_NAME)
    groups: list[list[Band]] = [[]]
    for band in matrix.columns.bands:
        columns = sum(len(each.codes) for each in groups[-1]) + len(band.codes)
        if groups[-1] and (box.width - name_width) / columns < _least_width(matrix):
            groups.append([])
        groups[-1].append(band)
    return [_part(matrix, tuple(bands), box, name_width) for bands in groups]


def _least_width(matrix: Matrix) -> float:
    widest = max((text_width(str(count), _LEAST_TYPE) for count in matrix.counts.values()), default=0.0)
    return max(_ACROSS * (_LEAST_TYPE + 1.0), widest) + 2 * _SIDE + _SLACK


def _part(matrix: Matrix, bands: tuple[Band, ...], box: Box, name_width: float) -> MatrixPart:
    columns = sum(len(band.codes) for band in bands)
    width = min((box.width - name_width) / columns, _WIDEST_COLUMN)
    names = [matrix.names[code] for band in bands for code in band.codes]
    legend = _ABOVE_LEGEND + ROW * len(row_lines(_entries(matrix), box.width))
    # Two characters across, never three: the third would tear the next word apart.
    size = min(_TYPE, max(_LEAST_TYPE, int((width - 2 * _SIDE - _SLACK) / _ACROSS)))
    while True:
        heading = max(line_count(name, width - 2 * _SIDE, size) for name in names) * size * LINE + 2 * _ABOVE
        band_height = size * LINE + 2 * _ABOVE
        row = (box.height - band_height - heading - legend) / len(matrix.rows.starts)
        if size == _LEAST_TYPE or row >= size * LINE + 2 * _ABOVE:
            break
        size = max(size - 0.5, _LEAST_TYPE)
    row = min(_HIGHEST_ROW, max(size * LINE + 2 * _ABOVE, row))
    return MatrixPart(matrix, bands, size, name_width, width, band_height, heading, row)


def add_matrix(page: Page, box: Box, part: MatrixPart, name: str, alternative: str) -> None:
    """Draw one part with its legend below."""
    sectors, scenarios = part.sectors, part.scenarios
    widths = [part.name_width, *(part.column_width for _ in scenarios)]
    heights = [part.band_height, part.heading_height, *(part.row_height for _ in sectors)]
    left, top, width, height = Box(box.left, box.top, sum(widths), sum(heights)).emu
    frame = page.slide.shapes.add_table(len(heights), len(widths), Emu(left), Emu(top), Emu(width), Emu(height))
    frame.name = name
    frame._element._nvXxPr.cNvPr.set("descr", writable(alternative))
    table = frame.table
    prepare(table, widths, heights)
    _write_bands(table, part)
    for row, sector in enumerate(sectors):
        words = shorten(part.matrix.names[sector], part.name_width - 6, part.size)
        fill_cell(
            table.cell(row + 2, 0)._tc,
            [line(words, part.size, TEXT)],
            _look(part, row, -1, None),
            margins=(3, 3),
            above=_ABOVE,
        )
        for column in range(len(scenarios)):
            _write_count(page, table, part, row, column)
    entries = _entries(part.matrix)
    lines = len(row_lines(entries, box.width))
    below = Box(box.left, box.top + sum(heights) + _ABOVE_LEGEND, box.width, ROW * lines)
    add_row_legend(page, below, entries, "图例")


def _write_bands(table: NativeTable, part: MatrixPart) -> None:
    """Write the phases over their scenarios, and the scenarios' names."""
    cell = table.cell
    cell(0, 0).merge(cell(1, 0))
    fill_cell(
        cell(0, 0)._tc,
        [line("行业＼场景", part.size, QUIET, bold=True)],
        _heading_look(),
        margins=(3, 3),
        above=_ABOVE,
        anchor="b",
    )
    column = 1
    for band in part.bands:
        last = column + len(band.codes) - 1
        if last > column:
            cell(0, column).merge(cell(0, last))
        words = shorten(band.label, part.column_width * len(band.codes) - 2, part.size)
        fill_cell(
            cell(0, column)._tc,
            [line(words, part.size, QUIET, bold=True, align="ctr")],
            _heading_look(),
            margins=(0, 0),
            above=_ABOVE,
        )
        for place_in_band, code in enumerate(band.codes):
            name = line(part.matrix.names[code], part.size, TEXT, align="ctr")
            look = _heading_look(below=part, column=column + place_in_band - 1)
            fill_cell(
                cell(1, column + place_in_band)._tc, [name], look, margins=(_SIDE, _SIDE), above=_ABOVE, anchor="b"
            )
        column = last + 1


def _heading_look(below: MatrixPart | None = None, column: int = 0) -> str:
    edge = border("B", HAIRLINE, 0.75) if below is None else _edge("B", below, [(0, column)])
    return f"{border('L', HAIRLINE, 0.75)}{border('R', HAIRLINE, 0.75)}{border('T', HAIRLINE, 0.75)}{edge}{PANEL.fill}"


def _write_count(page: Page, table: NativeTable, part: MatrixPart, row: int, column: int) -> None:
    count = part.matrix.counts.get((part.scenarios[column], part.sectors[row]), 0)
    found = class_of(count, part.matrix.classes)
    shade = CLASSES[found.position] if found else None
    words = line(str(count) if count else "", part.size, page.text_on(shade) if shade else TEXT, align="ctr")
    cell = table.cell(row + 2, column + 1)._tc
    fill_cell(cell, [words], _look(part, row, column, shade), margins=(_SIDE, _SIDE), above=_ABOVE)


def _look(part: MatrixPart, row: int, column: int, shade: Shade | None) -> str:
    """Return borders and fill; two neighbours are given the same line, or programs disagree whose is drawn."""
    here = (row, column)
    sides = {"L": (row, column - 1), "R": (row, column + 1), "T": (row - 1, column), "B": (row + 1, column)}
    edges = "".join(_edge(side, part, [here, neighbour]) for side, neighbour in sides.items())
    return f"{edges}{shade.fill if shade else '<a:noFill/>'}"


def _edge(side: str, part: MatrixPart, cells: Sequence[tuple[int, int]]) -> str:
    kinds = {_guide(part, *cell) for cell in cells}
    kind = "yes" if "yes" in kinds else "one_of" if "one_of" in kinds else ""
    return border(side, GUIDE, _GUIDE_WIDTH, _DASHES[kind]) if kind else border(side, HAIRLINE, 0.75)


def _guide(part: MatrixPart, row: int, column: int) -> str:
    if not (0 <= row < len(part.sectors) and 0 <= column < len(part.scenarios)):
        return "no"
    return part.matrix.guide.get((part.scenarios[column], part.sectors[row]), "no")


def _entries(matrix: Matrix) -> list[Entry]:
    kinds = set(matrix.guide.values())
    framed = [Entry(None, words, guide=_DASHES[kind]) for kind, words in _GUIDE_WORDS.items() if kind in kinds]
    classes = [
        Entry(CLASSES[each.position], f"{each.low}–{each.high}项" if each.high > each.low else f"{each.low}项")
        for each in matrix.classes
    ]
    return [*framed, *classes, Entry(None, "空白：没有项目", is_outlined=True)]


def matrix_of(cells: Table) -> Matrix:
    """Place the chart's cells, scenarios across."""
    return place(cells, WIDE, transpose=False)
