"""Draw a fitted table as a native one: fills, lines and margins of our own instead of a built-in style."""

from collections.abc import Sequence

from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.table import Table as NativeTable
from pptx.util import Emu

from briefings.slides.box import Box, emu
from briefings.slides.colours import HAIRLINE, PANEL, PRIMARY, QUIET, TEXT, Shade
from briefings.slides.master_parts import element
from briefings.slides.page import Page
from briefings.slides.paragraphs import Paragraph, line
from briefings.slides.table import ABOVE, SIDE, Fitted, heading_lines
from briefings.words import writable

#: The built-in style without any lines or fills.
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def add_table(page: Page, box: Box, fitted: Fitted, name: str, alternative: str) -> None:
    """Draw a fitted table at the top left of a box: a strong heading line, hairlines below the rows, no boxes."""
    table, (left, top, _, _) = fitted.table, box.emu
    frame = page.slide.shapes.add_table(
        len(table.rows) + 1,
        len(table.headings),
        Emu(left),
        Emu(top),
        Emu(emu(sum(fitted.widths))),
        Emu(emu(fitted.height)),
    )
    frame.name = name
    frame._element._nvXxPr.cNvPr.set("descr", writable(alternative))
    heading = page.readable(QUIET, PANEL)
    prepare(frame.table, fitted.widths, fitted.heights)
    for row, cells in enumerate((table.headings, *table.rows)):
        for column, text in enumerate(cells):
            align = "r" if column in table.right else "l"
            room = table.room(column, fitted.widths[column])
            lines = heading_lines(text, room, fitted.size) if row == 0 else [text]
            paragraphs = [_cell_line(fitted, row, each, align, heading) for each in lines]
            cell = frame.table.cell(row, column)._tc
            fill_cell(cell, paragraphs, _cell_look(row), margins=(table.lead(column), SIDE))


def _cell_line(fitted: Fitted, row: int, text: str, align: str, heading: Shade) -> Paragraph:
    is_strong = row == 0 or row - 1 in fitted.table.strong
    return line(text, fitted.size, heading if row == 0 else TEXT, bold=is_strong, align=align)


def _cell_look(row: int) -> str:
    below = border("B", PRIMARY, 1.25) if row == 0 else border("B", HAIRLINE, 0.75)
    return f"{border('L')}{border('R')}{border('T')}{below}{PANEL.fill if row == 0 else '<a:noFill/>'}"


def prepare(table: NativeTable, widths: Sequence[float], heights: Sequence[float]) -> None:
    """Set widths and heights (points) and take off the style of the library, whose colours are not ours."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(emu(width))
    for row, height in zip(table.rows, heights, strict=True):
        row.height = Emu(emu(height))
    properties = table._tbl.tblPr
    for child in list(properties):
        properties.remove(child)
    properties.set("bandRow", "0")
    properties.append(element(f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId>"))


def border(side: str, shade: Shade | None = None, width: float = 0, dash: str = "solid") -> str:
    """Return one side's line of a cell (L, R, T or B); none without a shade."""
    if shade is None:
        return f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>'
    return f'<a:ln{side} w="{emu(width)}" cap="flat" cmpd="sng">{shade.fill}<a:prstDash val="{dash}"/></a:ln{side}>'


def fill_cell(
    cell: BaseOxmlElement,
    paragraphs: Sequence[Paragraph],
    look: str,
    *,
    margins: tuple[float, float] = (SIDE, SIDE),
    above: float = ABOVE,
    anchor: str = "ctr",
) -> None:
    """Write one cell; `look` holds its borders and fill in the order of the format.

    `margins` are those at its sides in points, `above` the one above and below.
    """
    for child in list(cell):
        cell.remove(child)
    words = "".join(paragraph.xml for paragraph in paragraphs)
    cell.append(element(f"<a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"))
    left, right = map(emu, margins)
    vertical = f'marT="{emu(above)}" marB="{emu(above)}"'
    cell.append(element(f'<a:tcPr marL="{left}" marR="{right}" {vertical} anchor="{anchor}">{look}</a:tcPr>'))
