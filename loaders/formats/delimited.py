"""Read delimited text: any usual encoding, any usual separator."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from loaders.errors import unreadable
from loaders.formats.bounds import LONGEST_CELL, MOST_ROWS, check_cells, check_range
from loaders.formats.sheet import Grid, Value

SHEET = "CSV"
_SEPARATORS = ",\t;|"
#: So many records are looked at to find the separator.
_RECORDS_TRIED = 200
#: The first line by which Excel is told the separator; Excel does not show it.
_SEPARATOR_LINE = re.compile(r'\A"?sep=([,\t;|])"?\r?\n', re.IGNORECASE)
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
#: Text may hold so many control characters at most, as a share, and as a number for the shortest.
_MOST_NOT_TEXT, _FEW = 0.02, 8
#: A few damaged letters do not make a file unreadable: so large a share, in short texts so many up to a larger share.
_MOST_DAMAGED, _FEW_DAMAGED, _MOST_DAMAGED_IN_SHORT = 0.01, 8, 0.1
_REPLACEMENT = "\ufffd"


def decode(data: bytes) -> str:
    """Decode by the mark at the beginning, as strict UTF-8, then as GB18030: it accepts much UTF-8 as nonsense."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    texts = [data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
    text = min(texts, key=lambda text: text.count(_REPLACEMENT))
    few = min(_FEW_DAMAGED, _MOST_DAMAGED_IN_SHORT * len(text))
    if text.count(_REPLACEMENT) > max(_MOST_DAMAGED * len(text), few):
        raise unreadable("not-a-spreadsheet")
    return text


def read_delimited(text: str) -> Grid:
    """Return the one sheet of a delimited text."""
    if len(_NOT_TEXT.findall(text)) > max(_MOST_NOT_TEXT * len(text), _FEW):
        raise unreadable("not-a-spreadsheet")
    told = _SEPARATOR_LINE.match(text)
    if told:
        text = text[told.end() :]
    separator = told.group(1) if told else _find_separator(text)
    rows: list[list[Value]] = []
    width = blank = 0
    try:
        for row in _records(text, separator):
            if not any(row):
                blank += 1
                continue
            if len(rows) + blank >= MOST_ROWS:
                check_range(MOST_ROWS + 1, 1)
            rows.extend([] for _ in range(blank))
            rows.append(row)  # type: ignore[arg-type]
            width, blank = max(width, _used(row)), 0
    except csv.Error as error:  # Of a text that is not limited to lines, only a cell too long is an error.
        raise unreadable("too-large", f"有单元格的文字多于{LONGEST_CELL}个字。") from error
    check_range(len(rows), width)
    check_cells(rows)
    return Grid(SHEET, [row[:width] + [""] * (width - len(row)) for row in rows])


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _used(row: list[str]) -> int:
    """Return how many cells of a row there are without the blank ones at its end."""
    width = len(row)
    while width and not row[width - 1]:
        width -= 1
    return width


def _find_separator(text: str) -> str:
    """Return the separator that divides most records into the same number of cells; of equals, into more cells.

    Separators inside quoted cells divide nothing; those inside a cell without quotes divide few records alike.
    """

    def regularity(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in islice(_records(text, separator), _RECORDS_TRIED))
        except csv.Error:
            return 0, 0
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max(_SEPARATORS, key=regularity)
