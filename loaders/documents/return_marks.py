"""Mark faulty cells: a fill by severity, a comment that says what to do, a choice where the answer is from a list."""

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders.documents.own_sheets import LISTS_SHEET
from loaders.documents.workbook_text import lines_needed, printable, put_text
from loaders.problems import Problem, Severity
from loaders.tables.headings import Field
from loaders.vocabulary import CodeTable, vocabulary

AUTHOR = "退回说明"
#: Our part of a comment begins with this line; what stands above is the sender's.
_MARK = "【退回说明】"
COLOURS = {Severity.ERROR: "F9D6D3", Severity.WARNING: "FCE8C5", Severity.HINT: "DCE7F4"}
#: In the order in which they count where a cell has several problems.
SEVERITIES = tuple(COLOURS)
_COMMENT_WIDTH, _LINE_HEIGHT, _CHARACTERS_PER_LINE = 320, 17, 44
#: Excel drops a list written into the cell's rule beyond this, and shows no longer message.
_LONGEST_RULE = 255
#: Problems of the row, not of the cell they stand in: a choice there would offer the wrong thing.
_OF_THE_ROW = ("duplicate-",)


def mark_cell(cell: Cell, problems: Sequence[Problem]) -> None:
    """Fill a cell and comment on it; number format, font and borders stay the sender's."""
    worst = min((problem.severity for problem in problems), key=SEVERITIES.index)
    cell.fill = PatternFill("solid", fgColor=COLOURS[worst])
    lines = [f"{problem.severity.label}：{problem.message}\n{problem.suggestion}" for problem in problems]
    ours = printable("\n".join([_MARK, *lines]))
    theirs = cell.comment
    text = f"{theirs.text.rstrip()}\n\n{ours}" if theirs else ours
    cell.comment = sized(Comment(text, theirs.author if theirs else AUTHOR))


def sized(comment: Comment) -> Comment:
    """Return a comment with a box that shows all its text."""
    comment.width = _COMMENT_WIDTH
    comment.height = (lines_needed(comment.text, _CHARACTERS_PER_LINE) + 1) * _LINE_HEIGHT
    return comment


def clear_marks(sheet: Worksheet, *, was_returned: bool) -> None:
    """Take away what an earlier return has left; the sender's own comments and fills stay.

    A fill is ours where our comment is, or anywhere in our colours if the workbook `was_returned` before.
    """
    # Only the cells there are: iterating over rows would make all the others.
    for cell in list(sheet._cells.values()):
        ours = _clear_comment(cell) or was_returned
        if ours and _is_our_fill(cell.fill):
            cell.fill = PatternFill()
    rules = sheet.data_validations.dataValidation
    sheet.data_validations.dataValidation = [rule for rule in rules if rule.promptTitle != AUTHOR]


def _clear_comment(cell: Cell) -> bool:
    """Take our part out of a cell's comment; return whether there was one. openpyxl forgets a box's size: set it."""
    if cell.comment is None:
        return False
    theirs, mark, _ = cell.comment.text.partition(_MARK)
    cell.comment = sized(Comment(theirs.rstrip() if mark else theirs, cell.comment.author)) if theirs.strip() else None
    return bool(mark)


def _is_our_fill(fill: PatternFill) -> bool:
    colour = fill.fgColor.rgb if isinstance(fill.fgColor, Color) and fill.fgColor.type == "rgb" else ""
    return fill.fill_type == "solid" and str(colour)[-6:] in COLOURS.values()


class Choices:
    """Drop-downs for one workbook; lists too long for a cell's rule go to a hidden sheet."""

    def __init__(self, book: Workbook, unit: str | None) -> None:
        self.book = book
        self.unit = unit
        self._named: dict[tuple[str, ...], str] = {}
        self._sheet: Worksheet | None = None

    def offer(self, cell: Cell, field: Field, problems: Iterable[Problem]) -> None:
        """Offer the answers of `field` in a cell, in place of any rule of the sender's that may refuse them."""
        if all(problem.code.startswith(_OF_THE_ROW) for problem in problems):
            return
        if field is Field.SCENARIOS:
            names = "、".join(term.name for term in vocabulary().scenarios)
            rule = DataValidation(prompt=f"可填一个或多个，用顿号隔开：{names}"[:_LONGEST_RULE])
        elif answers := self._answers(field):
            rule = DataValidation(type="list", formula1=self._source(answers), allow_blank=True, errorStyle="stop")
            rule.errorTitle, rule.error, rule.showErrorMessage = "请从列表中选择", "请点右侧箭头，从列表中选择。", True
            rule.prompt = "请点右侧箭头，从列表中选择。"
        else:
            return
        rule.promptTitle, rule.showInputMessage = AUTHOR, True
        rule.add(cell.coordinate)
        _cut_out(cell)
        cell.parent.add_data_validation(rule)

    def _answers(self, field: Field) -> tuple[str, ...]:
        words = vocabulary()
        tables: dict[Field, CodeTable] = {
            Field.UNIT: words.units,
            Field.SECTOR: words.sectors,
            Field.TIER: words.tiers,
            Field.NETWORK_MODE: words.network_modes,
            Field.BUILD_TYPE: words.build_types,
            Field.COMPLETED: words.completed,
        }
        if field is Field.COUNTY:
            return tuple(county.name for county in words.counties if self.unit in (None, county.unit))
        return tuple(term.name for term in tables[field]) if field in tables else ()

    def _source(self, answers: tuple[str, ...]) -> str:
        written_out = ",".join(answers)
        return f'"{written_out}"' if len(written_out) <= _LONGEST_RULE else self._name_of(answers)

    def _name_of(self, answers: tuple[str, ...]) -> str:
        """Return the defined name of a list on the hidden sheet, written there the first time."""
        if answers not in self._named:
            sheet = self._lists_sheet()
            column = len(self._named) + 1
            for row, answer in enumerate(answers, 1):
                put_text(sheet.cell(row, column), answer)
            letters = get_column_letter(column)
            name = _free(f"{LISTS_SHEET}_{column}", self.book.defined_names)
            place = f"{quote_sheetname(sheet.title)}!${letters}$1:${letters}${len(answers)}"
            self.book.defined_names[name] = DefinedName(name, attr_text=place)
            self._named[answers] = name
        return self._named[answers]

    def _lists_sheet(self) -> Worksheet:
        if self._sheet is None:
            self._sheet = self.book.create_sheet(_free(LISTS_SHEET, self.book.sheetnames))
            self._sheet.sheet_state = "veryHidden"
        return self._sheet


def remove_lists(book: Workbook) -> None:
    """Take away the hidden lists of an earlier return and their names."""
    for name in [name for name in book.defined_names if name.startswith(f"{LISTS_SHEET}_")]:
        del book.defined_names[name]
    for sheet in [sheet for sheet in book.worksheets if sheet.title.startswith(LISTS_SHEET)]:
        if sheet.sheet_state == "veryHidden":
            book.remove(sheet)


def _free(name: str, taken: Iterable[str]) -> str:
    """Return `name`, numbered if the sender uses it already (names differ in more than case)."""
    used = {other.lower() for other in taken}
    return next(free for free in (name, *(f"{name}{number}" for number in range(2, 99))) if free.lower() not in used)


def _cut_out(cell: Cell) -> None:
    """Take one cell out of the sender's rules: two rules on one cell contradict each other."""
    for rule in cell.parent.data_validations.dataValidation:
        if cell.coordinate in rule.sqref:
            rule.sqref = MultiCellRange([part for block in rule.sqref for part in _around(block, cell)])


def _around(block: CellRange, cell: Cell) -> list[CellRange]:
    """Return a block without one cell: what stands above, below, left and right of it."""
    row, column = cell.row, cell.column
    left, top, right, bottom = block.bounds
    if not (top <= row <= bottom and left <= column <= right):
        return [block]
    parts = [
        (left, top, right, row - 1),
        (left, row + 1, right, bottom),
        (left, row, column - 1, row),
        (column + 1, row, right, row),
    ]
    return [CellRange(min_col=a, min_row=b, max_col=c, max_row=d) for a, b, c, d in parts if a <= c and b <= d]
