"""Tables for a page of an official text: bordered, headings on every page, rows whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml

from briefings.text.page import TEXT_WIDTH
from briefings.text.styles import CELL_KEY, HEAD_FACE, NAMESPACE
from briefings.words import ems, writable

#: Twentieths of a point to the millimetre.
_TWIPS = 1440 / 25.4
_HEAD_FILL = "EEF2F7"
_LINE = "7F8894"
_NARROWEST_EMS = 2.5
#: So many rows never part; of a longer table at least so many stand on either page.
_MOST_KEPT_ROWS, _LEAST_ROWS = 6, 2


@dataclass(frozen=True)
class Cell:
    """One cell: its words, on which side they stand, its fill and outline (#RRGGBB, empty for none)."""

    text: str
    align: str = "center"
    fill: str = ""
    ink: str = ""
    outline: str = ""
    is_dashed: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: one row of headings, rows of cells, widths in millimetres; type in half points."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float]
    half_points: int = 21
    is_upright: bool = False

    def stays_with_next(self, row: int) -> bool:
        """Tell whether a page may not end after this row: a short table is whole, no other leaves two rows alone."""
        is_edge = row < _LEAST_ROWS - 1 or row >= len(self.rows) - _LEAST_ROWS
        return self.is_upright or len(self.rows) <= _MOST_KEPT_ROWS or is_edge


def fitting_widths(headings: Sequence[str], rows: Sequence[Sequence[Cell]], room: float = TEXT_WIDTH) -> list[float]:
    """Share the width of the text out by what the columns hold: short numbers little, names much."""
    longest = [
        max([_NARROWEST_EMS, ems(heading) / 2, *(min(ems(row[place].text), 14) for row in rows)]) + 1
        for place, heading in enumerate(headings)
    ]
    return [room * each / sum(longest) for each in longest]


def add_table(document: Document, grid: Grid) -> None:
    """Add a table after what is there."""
    twips = [round(width * _TWIPS) for width in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    head = _row([Cell(heading, fill=_HEAD_FILL) for heading in grid.headings], twips, grid, None)
    body = "".join(_row(row, twips, grid, number) for number, row in enumerate(grid.rows))
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
    document.element.body.insert_element_before(
        parse_xml(
            f'<w:tbl {NAMESPACE}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{body}</w:tbl>"
        ),
        "w:sectPr",
    )


def _row(cells: Sequence[Cell], widths: Sequence[int], grid: Grid, number: int | None) -> str:
    """Return one row; without a number it is the one of headings."""
    is_head = number is None
    longest = max((len(cell.text) for cell in cells), default=0)
    is_upright = is_head and grid.is_upright
    keep = "<w:keepNext/>" if number is None or grid.stays_with_next(number) else ""
    # Upright headings need their row's height said; all others grow with their words.
    height = f'<w:trHeight w:val="{longest * (grid.half_points * 10 + 25) + 120}" w:hRule="atLeast"/>'
    properties = f"<w:cantSplit/>{height if is_upright else ''}{'<w:tblHeader/>' if is_head else ''}"
    inner = "".join(
        _cell(cell, width, _Look(grid.half_points, keep, is_head, is_upright and place > 0))
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


@dataclass(frozen=True)
class _Look:
    """What the cells of a row share."""

    half_points: int
    keep: str
    is_head: bool
    is_upright: bool


def _cell(cell: Cell, width: int, look: _Look) -> str:
    box = "".join(
        (
            f'<w:tcW w:w="{width}" w:type="dxa"/>',
            _outline(cell) if cell.outline else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill.lstrip("#")}"/>' if cell.fill else "",
            '<w:textDirection w:val="tbRlV"/>' if look.is_upright else "",
            '<w:vAlign w:val="center"/>',
        )
    )
    face = f'<w:rFonts w:eastAsia="{HEAD_FACE.name}"/>' if look.is_head else ""
    ink = f'<w:color w:val="{cell.ink.lstrip("#")}"/>' if cell.ink else ""
    size = f'<w:sz w:val="{look.half_points}"/><w:szCs w:val="{look.half_points}"/>'
    words = f'<w:t xml:space="preserve">{escape(writable(cell.text))}</w:t>'
    paragraph = f'<w:pPr><w:pStyle w:val="{CELL_KEY}"/>{look.keep}<w:jc w:val="{cell.align}"/></w:pPr>'
    return (
        f"<w:tc><w:tcPr>{box}</w:tcPr><w:p>{paragraph}<w:r><w:rPr>{face}{ink}{size}</w:rPr>{words}</w:r></w:p></w:tc>"
    )


def _outline(cell: Cell) -> str:
    kind = "dashed" if cell.is_dashed else "single"
    colour = cell.outline.lstrip("#")
    sides = "".join(
        f'<w:{side} w:val="{kind}" w:sz="14" w:space="0" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return f"<w:tcBorders>{sides}</w:tcBorders>"
