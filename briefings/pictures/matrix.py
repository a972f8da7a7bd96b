"""Draw which sector uses which scenario: counts in five classes, the guide's recommendations outlined."""

from dataclasses import replace
from functools import partial

from briefings.pictures.canvas import Canvas, Style
from briefings.pictures.drawing import COLOURS, LABEL, QUIET, Drawing
from briefings.words import ems
from charts.classes import class_of
from charts.exhibit import Exhibit
from charts.grid import CELL
from charts.matrix import GUIDE
from charts.matrix_cells import WIDE, Matrix, place
from charts.theme import SMALL_FONT_SIZE, text_on

WIDTH = 1000
_ROW = 34 / CELL
_PITCH = 16
_BAND, _LEGEND = 32, 40


def plan_matrix(exhibit: Exhibit) -> Drawing:
    """Lay out sectors as rows and scenarios as columns."""
    matrix = place(exhibit.numbers, WIDE, transpose=False)
    height = _BAND + _names_height(matrix) + matrix.rows.end * _ROW + _LEGEND
    return Drawing(WIDTH, height, partial(_paint, matrix))


def _names_height(matrix: Matrix) -> float:
    return max(len(matrix.names[code]) for code in matrix.columns.starts) * _PITCH + 8


def _paint(matrix: Matrix, canvas: Canvas, left: float, top: float) -> None:
    names = max(ems(matrix.names[code]) for code in matrix.rows.starts) * SMALL_FONT_SIZE + 10
    start, scale = left + names, (WIDTH - names) / matrix.columns.end
    ground = top + _BAND + _names_height(matrix)
    _phases(matrix, canvas, start, scale, top)
    for code, at in matrix.columns.starts.items():
        middle = start + (at + CELL / 2) * scale
        letters = "\n".join(matrix.names[code])
        canvas.write(middle, ground - 4, letters, Style(SMALL_FONT_SIZE, COLOURS.text, "center", "bottom"))
    for code in matrix.rows.starts:
        middle = ground + matrix.rows.centre(code) * _ROW
        canvas.write(start - 10, middle, matrix.names[code], replace(LABEL, size=SMALL_FONT_SIZE, across="right"))
    for key in matrix.counts:
        _cell(matrix, canvas, key, start, scale, ground)
    # After all cells: an outline must not be covered by the cell beside it.
    for key, kind in matrix.guide.items():
        if kind in GUIDE:
            _outline(matrix, canvas, key, start, scale, ground)
    _legend(matrix, canvas, start, ground + matrix.rows.end * _ROW + 22)


def _corner(matrix: Matrix, key: tuple[str, str], start: float, scale: float, ground: float) -> tuple[float, float]:
    column, row = key
    return start + matrix.columns.starts[column] * scale, ground + matrix.rows.starts[row] * _ROW


def _cell(matrix: Matrix, canvas: Canvas, key: tuple[str, str], start: float, scale: float, ground: float) -> None:
    x, y = _corner(matrix, key, start, scale, ground)
    count, found = matrix.counts[key], class_of(matrix.counts[key], matrix.classes)
    fill = COLOURS.classes[found.position] if found else COLOURS.zero
    width, height = CELL * scale, CELL * _ROW
    canvas.box(x, y, width, height, fill, edge=COLOURS.hairline, thickness=1)
    if count:
        style = Style(SMALL_FONT_SIZE, text_on(fill, COLOURS), "center")
        canvas.write(x + width / 2, y + height / 2, str(count), style)


def _outline(matrix: Matrix, canvas: Canvas, key: tuple[str, str], start: float, scale: float, ground: float) -> None:
    x, y = _corner(matrix, key, start, scale, ground)
    look = {"edge": COLOURS.guide_outline, "thickness": 2, "dashes": matrix.guide[key] != "yes"}
    canvas.box(x + 1.5, y + 1.5, CELL * scale - 3, CELL * _ROW - 3, "none", **look)


def _phases(matrix: Matrix, canvas: Canvas, start: float, scale: float, top: float) -> None:
    """Name the phases above their columns and underline the columns they span."""
    for band in matrix.columns.bands:
        first, last = (start + edge * scale for edge in matrix.columns.span(band))
        style = Style(SMALL_FONT_SIZE, COLOURS.quiet_text, "center", is_bold=True)
        canvas.write((first + last) / 2, top + 10, band.label, style)
        canvas.line([(first, top + 22), (last, top + 22)], COLOURS.unknown)


def _legend(matrix: Matrix, canvas: Canvas, left: float, middle: float) -> None:
    for kind, (_, words) in GUIDE.items():
        if kind not in matrix.guide.values():
            continue
        look = {"edge": COLOURS.guide_outline, "thickness": 2, "dashes": kind != "yes"}
        canvas.box(left, middle - 7, 20, 14, "none", **look)
        canvas.write(left + 28, middle, words, QUIET)
        left += 28 + ems(words) * QUIET.size + 26
    for each in matrix.classes:
        canvas.box(left, middle - 7, 20, 14, COLOURS.classes[each.position])
        words = str(each.low) if each.low == each.high else f"{each.low}–{each.high}"
        canvas.write(left + 26, middle, f"{words}项", QUIET)
        left += 26 + ems(f"{words}项") * QUIET.size + 16
