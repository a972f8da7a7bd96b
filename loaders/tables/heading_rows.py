"""Find the lines of a sheet that are its headings, and the column each heading names.

A line of headings is recognised by how many cells name a known field, wherever it stands.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.formats.grid import Grid
from loaders.formats.sheet import Value
from loaders.tables.headings import Field, Heading, recognise
from loaders.tables.translation import translate
from loaders.tables.values import as_text

NAMES = (Field.ENTERPRISE, Field.PROJECT_NAME)
ROWS_SEARCHED = 40
DEEPEST = 3
FEWEST_FIELDS = 3
#: Once a table is found, so many further rows are tried for a better line of headings.
ROWS_TRIED_AFTER = 6
#: From so many columns headed by scenarios on, they are a form to tick, not a coincidence.
FEWEST_SCENARIO_COLUMNS = 3
# What the heading of a group adds to the word that matters.
_GROUP = re.compile(r"(基本|主要)?(信息|情况|概况|内容)$")


@dataclass(frozen=True)
class HeadingRows:
    """Headings in the grid's rows `first` to `last`: the lowest text of every column, and what it names.

    `scenario_columns` holds the columns of a form that is ticked: position → scenario.
    """

    first: int
    last: int
    texts: list[str]
    found: dict[int, Heading]
    scenario_columns: dict[int, str]
    fewest: int = FEWEST_FIELDS

    @property
    def fields(self) -> set[Field]:
        return {heading.field for heading in self.found.values()}

    @property
    def is_table(self) -> bool:
        """A table names several fields, and the enterprise or the project among them."""
        return len(self.fields) >= self.fewest and bool(self.fields & set(NAMES))

    @property
    def rank(self) -> tuple[int, int]:
        """More columns named first, then fewer lines: a title above is not part of the headings."""
        return len(self.fields) + len(self.scenario_columns), self.first - self.last


def find_heading_rows(grid: Grid, mapping: Mapping[str, Field], fewest: int = FEWEST_FIELDS) -> HeadingRows | None:
    """Return the heading lines that name the most columns, at least `fewest`; of equals, the fewest and uppermost."""
    best: HeadingRows | None = None
    height = len(grid.cells)
    for row in range(min(height, ROWS_SEARCHED)):
        if best and best.is_table and row > best.last + ROWS_TRIED_AFTER:
            break
        if not any(recognise(text, mapping) for cell in grid.cells[row] if (text := as_text(cell))):
            continue
        # This row names a field; lines above it may name groups, lines below may name more.
        for first in range(max(row - DEEPEST + 1, 0), row + 1):
            for last in range(row, min(first + DEEPEST, height)):
                candidate = _read_heading_rows(grid, first, last, mapping, fewest)
                if best is None or candidate.rank > best.rank:
                    best = candidate
    return best if best and best.is_table else None


def _read_heading_rows(grid: Grid, first: int, last: int, mapping: Mapping[str, Field], fewest: int) -> HeadingRows:
    """Read rows `first` to `last` as headings; a cell merged further down takes its rows along."""
    for top, _, bottom, _ in grid.merged:
        if first <= top <= last < bottom <= first + DEEPEST:
            last = bottom
    filled = filled_rows(grid, first, last, across=True)
    stacks = [[as_text(cell) for cell in column] for column in zip(*filled, strict=True)]
    found = {place: heading for place, stack in enumerate(stacks) if (heading := _recognise_stack(stack, mapping))}
    texts = [next((text for text in reversed(stack) if text), "") for stack in stacks]
    scenarios = {
        place: code
        for place, text in enumerate(texts)
        if text and place not in found and (code := translate("scenario", text).code)
    }
    ticked = scenarios if len(scenarios) >= FEWEST_SCENARIO_COLUMNS else {}
    return HeadingRows(first, last, texts, found, ticked, fewest)


def _recognise_stack(stack: list[str], mapping: Mapping[str, Field]) -> Heading | None:
    """Recognise the lowest heading of a column first, then it together with the ones above, then those alone."""
    texts = list(dict.fromkeys(text for text in stack if text))
    # 企业信息 over 名称 says 企业名称.
    groups = [_GROUP.sub("", text) for text in texts[:-1]]
    together = ("".join((*groups, *texts[-1:])), "".join((*groups[:1], *texts[-1:])))
    for text in (*texts[-1:], "".join(texts), *together, *reversed(texts[:-1])):
        if heading := recognise(text, mapping):
            return heading
    return None


def filled_rows(grid: Grid, first: int, last: int, *, across: bool = False) -> list[list[Value]]:
    """Return rows `first` to `last` with every merged block's value in all its rows.

    Among headings a block merged `across` names all its columns; among projects it stands for its first only.
    """
    rows = [list(row) for row in grid.cells[first : last + 1]]
    for top, left, bottom, right in grid.merged:
        if top >= len(grid.cells) or bottom < first or top > last or left >= len(grid.cells[top]):
            continue
        value = grid.cells[top][left]
        for row in rows[max(top - first, 0) : bottom - first + 1]:
            for position in range(left, min(right + 1 if across else left + 1, len(row))):
                row[position] = value
    return rows
