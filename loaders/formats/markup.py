"""Read the HTML that many office systems save under the name .xls.

A page is laid out as Excel lays it out: lines of text and tables one below the other. Every table becomes a sheet
of its own that begins with the lines above it, for they hold the title and the 推荐单位 line.
"""

import email
import email.policy
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from loaders.errors import unreadable
from loaders.formats.bounds import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, check_cells, check_range, check_sheets
from loaders.formats.hidden import hidden_parts
from loaders.formats.sheet import Block, Grid, Value

_BEGINNING = 4096
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|table|meta|div)\b", re.IGNORECASE)
_WEB_ARCHIVE = re.compile(rb"\A(?:[\w-]+:[^\n]*\n)*?MIME-Version:", re.IGNORECASE)
#: Text inside these is not shown.
_UNSEEN = {"script", "style", "title", "xml", "noscript", "template"}
#: These begin a line of their own.
_LINES = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "li", "center", "hr", "br", "body", "form"}
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DEEPEST = 50


def is_html(text: str) -> bool:
    """Return whether a text is a page of HTML."""
    beginning = text[:_BEGINNING].lstrip("\ufeff \t\r\n")
    return beginning.startswith("<") and bool(_HTML.search(beginning))


def web_archive_page(data: bytes) -> bytes | None:
    """Return the page with the table inside a web page saved as a single file (.mht), which also goes by .xls."""
    if not _WEB_ARCHIVE.match(data[:_BEGINNING]):
        return None
    message = email.message_from_bytes(data, policy=email.policy.default)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    contents = [content for part in pages if isinstance(content := part.get_payload(decode=True), bytes)]
    return max(contents, key=lambda content: content.lower().count(b"<td"), default=None)


def read_html(text: str) -> tuple[Grid, ...]:
    """Return every table of a page that has more than one column, nested ones apart."""
    reader = _PageReader()
    reader.feed(text)
    reader.close()
    while reader.open:
        reader.end_table()
    if not reader.grids:
        raise unreadable("no-table-found")
    return tuple(reader.grids)


@dataclass
class _Cell:
    """One cell as its tags say; `text` grows as it is read."""

    across: int
    down: int
    text: list[str] = field(default_factory=list)


@dataclass
class _OpenTable:
    """A table that is being read: its rows so far; the first `told` of them already stand above a nested table."""

    rows: list[list[_Cell]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    cell: _Cell | None = None
    told: int = 0


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self.open: list[_OpenTable] = []
        self.lines: list[str] = []
        self.line: list[str] = []
        self.above = 0
        self.unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.unseen:
            return
        if tag in _UNSEEN:
            self.unseen = tag
        elif tag == "table":
            self.begin_table()
        elif self.open and tag in ("tr", "td", "th"):
            self.begin_row_or_cell(tag, {name: value or "" for name, value in attrs})
        elif self.open and self.open[-1].cell:
            if tag in _LINES:
                self.open[-1].cell.text.append("\n")
        elif tag in _LINES:
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            self.unseen = "" if tag == self.unseen else self.unseen
        elif self.open and tag == "table":
            self.end_table()
        elif self.open and tag in ("td", "th", "tr"):
            self.open[-1].cell = None
        elif tag in _LINES and not self.open:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if self.open and self.open[-1].cell:
            self.open[-1].cell.text.append(re.sub(r"[ \t\r\n\f]+", " ", data))
        else:
            self.line.append(data)

    def begin_row_or_cell(self, tag: str, attributes: dict[str, str]) -> None:
        table = self.open[-1]
        if tag == "tr":
            table.cell = None
            table.rows.append([])
            if _HIDDEN.search(attributes.get("style", "")):
                table.hidden.append(len(table.rows) - 1)
            if len(table.rows) > MOST_ROWS:
                check_range(len(table.rows), 1)
            return
        if not table.rows:
            table.rows.append([])
        down = _span(attributes.get("rowspan"), MOST_ROWS)
        table.cell = _Cell(_span(attributes.get("colspan"), MOST_COLUMNS + 1), down)
        table.rows[-1].append(table.cell)

    def end_line(self) -> None:
        text = " ".join("".join(self.line).split())
        self.line = []
        if text:
            self.lines.append(text[: LONGEST_CELL + 1])

    def begin_table(self) -> None:
        self.end_line()
        if len(self.open) >= _DEEPEST:
            raise unreadable("damaged")
        if self.open:
            # What the outer table has told so far stands above the inner one.
            outer = self.open[-1]
            self.lines.extend(_single_texts(outer.rows[outer.told :]) or [])
            outer.told = len(outer.rows)
        self.open.append(_OpenTable())

    def end_table(self) -> None:
        """Take the table apart from its page; one that only holds lines of text is text."""
        self.end_line()
        table = self.open.pop()
        lines = _single_texts(table.rows[table.told :])
        if lines is not None:
            self.lines.extend(lines)
            return
        cells, merged = _lay_out(table.rows)
        lines, self.lines = self.lines, []
        above: list[list[Value]] = [[line] for line in lines]
        cells = above + cells
        width = max(map(len, cells))
        check_range(len(cells), width)
        check_cells(cells)
        check_sheets(len(self.grids) + 1)
        down = len(lines)
        self.grids.append(
            Grid(
                f"表格{len(self.grids) + 1}",
                [row + [""] * (width - len(row)) for row in cells],
                top=self.above,
                merged=tuple((top + down, left, bottom + down, right) for top, left, bottom, right in merged),
                hidden=hidden_parts(False, (self.above + down + row for row in table.hidden)),
            )
        )
        self.above += len(cells)


def _span(value: str | None, most: int) -> int:
    return min(max(int(value), 1), most) if value and value.isdecimal() and len(value) < 10 else 1


def _text(cell: _Cell) -> str:
    lines = (" ".join(line.split()) for line in "".join(cell.text).replace("\xa0", " ").split("\n"))
    return "\n".join(line for line in lines if line)


def _single_texts(rows: list[list[_Cell]]) -> list[str] | None:
    """Return the text of every row, or None when one has several: then they are a table."""
    texts = [[text for cell in row if (text := _text(cell))] for row in rows]
    return None if any(len(row) > 1 for row in texts) else [text for row in texts for text in row]


def _lay_out(rows: list[list[_Cell]]) -> tuple[list[list[Value]], list[Block]]:
    """Give every cell its column: those that reach down from above take theirs first."""
    taken: dict[int, int] = {}  # column → rows it is still taken for
    cells: list[list[Value]] = []
    merged: list[Block] = []
    for index, row in enumerate(rows):
        line: list[Value] = []
        reaching: dict[int, int] = {}
        for cell in row:
            while taken.get(len(line)):
                line.append("")
            column = len(line)
            down = min(cell.down, len(rows) - index)
            if cell.across > 1 or down > 1:
                merged.append((index, column, index + down - 1, column + cell.across - 1))
            line.extend([_text(cell), *[""] * (cell.across - 1)])
            check_range(len(rows), len(line))
            if down > 1:
                reaching |= dict.fromkeys(range(column, column + cell.across), down - 1)
        taken = {column: left - 1 for column, left in taken.items() if left > 1} | reaching
        cells.append(line)
    return cells, merged
