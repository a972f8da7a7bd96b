"""Take a sheet apart into its table: the columns and the rows that are projects.

Contact columns are recognised only to be left out: no cell of theirs is read any further.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.formats.grid import Grid
from loaders.formats.sheet import Value
from loaders.tables.heading_rows import FEWEST_FIELDS, HeadingRows, filled_rows, find_heading_rows
from loaders.tables.headings import NO_MAPPING, Field, Heading
from loaders.tables.text import normalise, one_line
from loaders.tables.values import as_text

_TOTAL = re.compile(r"^(合计|小计|总计|共计)")
# Lines under a table: notes, stamps, signatures. They begin with one of these words and a colon, or are a note.
_FOOTER = re.compile(
    r"^(注|说明|备注|填表说明|填报说明)\d*[::.、]|^(填表|填报|联系|审核|制表|推荐单位|单位|日期|盖章|负责)[^::]{0,12}[::]|^\(?盖章"
)
#: Blank forms come with these filled in: they alone make no project.
_SAYS_NOTHING = {Field.SEQUENCE, Field.UNIT, Field.COUNTY, Field.RECOMMENDED_ORDER}
# A row that shows how to fill the form in, as its first cell says.
_EXAMPLE = re.compile(r"^\(?(填写|填报)?(示例|举例|范例|例)\)?[::]?$")
_BRACKETS = "()（）"
_TICKS = {"√", "✓", "✔", "☑", "■", "●", "v", "y", "yes", "1", "是", "有"}


@dataclass(frozen=True)
class Column:
    """One recognised column: where it stands in the grid and what its heading says."""

    position: int
    heading: Heading


@dataclass(frozen=True)
class Row:
    """One project row: what is filled in by field, as the reader gave it and as text, and the scenarios ticked."""

    index: int
    cells: dict[Field, Value]
    texts: dict[Field, str]
    ticked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table found in a sheet. Contact columns are in neither `columns`, `unmapped` nor `rows`.

    `unmapped` holds (heading, its address); `above` the texts over the headings and the 推荐单位 line below.
    """

    grid: Grid
    columns: dict[Field, Column]
    scenario_columns: dict[int, str]
    unmapped: tuple[tuple[str, str], ...]
    above: tuple[str, ...]
    rows: tuple[Row, ...]

    def has(self, field: Field) -> bool:
        """Return whether the sender's table can say anything about a field."""
        stands_in = {Field.SECTOR: Field.INDUSTRY_CLASS}.get(field, field)
        if field is Field.SCENARIOS and self.scenario_columns:
            return True
        return field in self.columns or stands_in in self.columns

    def address(self, row: Row, field: Field) -> str:
        """Return where a row's value stands; without such a column, the row's first cell."""
        column = self.columns.get(field)
        position = column.position if column else next(iter(self.scenario_columns), 0)
        return self.grid.address(row.index, position if field is Field.SCENARIOS or column else 0)


def find_table(grid: Grid, mapping: Mapping[str, Field] = NO_MAPPING, fewest: int = FEWEST_FIELDS) -> Table | None:
    """Return the table of a sheet, or None where no line of headings names `fewest` fields."""
    headings = find_heading_rows(grid, mapping, fewest)
    if headings is None:
        return None
    columns: dict[Field, Column] = {}
    for position, heading in headings.found.items():
        if not heading.field.is_contact:
            columns.setdefault(heading.field, Column(position, heading))
    unmapped = [
        (one_line(text), grid.address(headings.last, position))
        for position, text in enumerate(headings.texts)
        if text and position not in headings.found and position not in headings.scenario_columns
    ]
    return Table(
        grid=grid,
        columns=columns,
        scenario_columns=headings.scenario_columns,
        unmapped=tuple(unmapped),
        above=tuple(_texts(grid, headings)),
        rows=tuple(_project_rows(grid, headings, columns)),
    )


def _project_rows(grid: Grid, headings: HeadingRows, columns: dict[Field, Column]) -> list[Row]:
    rows = []
    places = [(field, column.position) for field, column in columns.items()]
    filled = filled_rows(grid, headings.last + 1, len(grid.cells) - 1)
    for index, cells in enumerate(filled, start=headings.last + 1):
        texts = [cell.strip() if cell.__class__ is str else as_text(cell) for cell in cells]
        # Merged blocks fill rows below them: whether a row is an aside shows in what itself holds.
        if _is_aside([as_text(cell) for cell in grid.cells[index]] if grid.merged else texts):
            continue
        said = {field: texts[place] for field, place in places if texts[place]}
        if len(said) >= 2 and not said.keys() <= _SAYS_NOTHING and not _repeats_headings(said, columns):
            values = {field: cells[place] for field, place in places if texts[place]}
            rows.append(Row(index, values, said, _ticked(texts, headings.scenario_columns)))
    return rows


def _ticked(texts: list[str], scenario_columns: dict[int, str]) -> tuple[str, ...]:
    return tuple(code for place, code in scenario_columns.items() if normalise(texts[place]) in _TICKS)


def _repeats_headings(said: dict[Field, str], columns: dict[Field, Column]) -> bool:
    """Return whether a row is the headings once more, as on every page of a long table."""
    return sum(text == columns[field].heading.text for field, text in said.items()) >= FEWEST_FIELDS


def _is_aside(row: list[str]) -> bool:
    """Return whether a row is a total, a note, a signature, an example or the columns' numbers, not a project."""
    texts = [text for text in row if text]
    if not texts:
        return True
    first = normalise(texts[0])
    # Nearly every row of a table begins with its number.
    if not first.isdigit() and (_TOTAL.match(first) or _FOOTER.match(first) or _EXAMPLE.match(first)):
        return True
    return (len(texts) > 1 and bool(_TOTAL.match(normalise(texts[1])))) or _numbers_columns(texts)


def _numbers_columns(texts: list[str]) -> bool:
    """Return whether a row reads 1 2 3 … or (1) (2) (3) …: many forms number their columns."""
    if len(texts) < FEWEST_FIELDS or texts[0].strip(_BRACKETS) != "1":
        return False
    return all(text.strip(_BRACKETS) == str(number) for number, text in enumerate(texts, 1))


def _texts(grid: Grid, headings: HeadingRows) -> list[str]:
    """Return the texts above the headings, then those below that name the recommending unit."""
    above = [text for row in grid.cells[: headings.first] for cell in row if (text := one_line(as_text(cell)))]
    below = [as_text(row[0]) for row in grid.cells[headings.last + 1 :] if row]
    return above + [one_line(text) for text in below if text.startswith("推荐单位")]
