"""The blank table we hand out for a unit and a year: easy to fill in, and read back without a single problem."""

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from loaders.documents.own_sheets import TEMPLATE_LABEL
from loaders.documents.template_columns import COLUMNS, LIST_NAME
from loaders.documents.template_notes import add_notes
from loaders.tables.headings import Field, standard_heading
from loaders.vocabulary import Scenario, Unit, vocabulary

VERSION = 1
#: Rows that are ready to be filled in.
ROWS = 200
SHEET, NOTES_SHEET, LISTS_SHEET = "推荐汇总表", "填表说明", "模板词表"
#: Rows as XlsxWriter counts them, from 0: title, unit, three lines of headings, example, blank rows.
TITLE_ROW, UNIT_ROW, HEADING_ROW, EXAMPLE_ROW, FIRST_ROW = 0, 1, 2, 5, 6
_NAME_COLUMNS = 3
_TICK = "√"
# The same input gives the same bytes: no clock.
_CREATED = dt.datetime(2025, 1, 1)
_A3 = 8
_SONG, _HEI = "宋体", "黑体"
_INK, _QUIET, _HEAD, _GROUP, _LINE = "#1F2937", "#5B6472", "#EAF0F8", "#D6E2F2", "#AEB8C5"
_SCENARIO_WIDTH = 3.4


_EXAMPLE_SCENARIOS = ("flexible_manufacturing", "machine_vision_inspection", "plant_logistics")


def write_template(unit_code: str, year: int, out: Path) -> None:
    """Write the blank table of a unit for a year."""
    out.write_bytes(template(unit_code, year))


def template(unit_code: str, year: int) -> bytes:
    """Return the blank table of a unit for a year; the same input gives the same bytes."""
    words, stream = vocabulary(), io.BytesIO()
    if unit_code not in words.units.codes:
        raise ValueError(f"没有代码为“{unit_code}”的推荐单位。")
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": _title(year), "author": "", "company": "", "created": _CREATED})
        book.set_custom_property(TEMPLATE_LABEL, VERSION, "number")
        _Template(book, words.units[unit_code], year).write()
    return stream.getvalue()


def _title(year: int) -> str:
    return f"{year}年国家5G工厂名录项目推荐汇总表"


def scenario_groups() -> list[tuple[str, list[Scenario]]]:
    """Return the official scenarios by phase, then those of the guide outside the twenty."""
    words = vocabulary()
    groups = [
        (phase.name, [term for term in words.scenarios if term.is_typical and term.phase == phase.code])
        for phase in words.phases
    ]
    return [*groups, ("指南其他场景", [term for term in words.scenarios if not term.is_typical])]


class _Template:
    """Writes the three sheets of one template."""

    def __init__(self, book: xlsxwriter.Workbook, unit: Unit, year: int) -> None:
        self.book = book
        self.unit = unit
        self.year = year
        self.scenarios = [scenario for _, group in scenario_groups() for scenario in group]
        self.width = len(COLUMNS) + len(self.scenarios)

    def write(self) -> None:
        sheet = self.book.add_worksheet(SHEET)
        notes = self.book.add_worksheet(NOTES_SHEET)
        self._write_head(sheet)
        self._write_headings(sheet)
        self._write_rows(sheet)
        self._write_rules(sheet)
        self._write_lists()
        self._set_up(sheet)
        add_notes(self.book, notes, [(standard_heading(c.field), c.is_required, c.prompt) for c in COLUMNS], VERSION)

    def _format(self, **properties: Any) -> Format:
        plain = {"font_name": _SONG, "font_size": 10.5, "font_color": _INK, "valign": "vcenter"}
        return self.book.add_format(plain | properties)

    def _boxed(self, **properties: Any) -> Format:
        return self._format(**{"border": 1, "border_color": _LINE, "text_wrap": True} | properties)

    def _write_head(self, sheet: Worksheet) -> None:
        title = self._format(font_name=_HEI, font_size=20, align="center")
        sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, self.width - 1, _title(self.year), title)
        sheet.write_string(UNIT_ROW, 0, f"推荐单位：{self.unit.name}", self._format(font_size=12))
        hint = f"带 * 的为必填项；点选单元格可看到填写提示，详见“{NOTES_SHEET}”。{TEMPLATE_LABEL} {VERSION}"
        sheet.write_string(UNIT_ROW, _NAME_COLUMNS, hint, self._format(font_size=9, font_color=_QUIET))
        sheet.set_row(TITLE_ROW, 32)
        sheet.set_row(UNIT_ROW, 20)

    def _write_headings(self, sheet: Worksheet) -> None:
        heading = self._boxed(font_name=_HEI, align="center", bg_color=_HEAD)
        group = self._boxed(font_name=_HEI, align="center", bg_color=_GROUP)
        rotated = self._boxed(align="center", bg_color=_HEAD, rotation=270, text_wrap=False, font_size=9)
        last = HEADING_ROW + 2
        for place, column in enumerate(COLUMNS):
            text = ("*" if column.is_required else "") + standard_heading(column.field).replace("（", "\n（")
            sheet.merge_range(HEADING_ROW, place, last, place, text, heading)
        place = len(COLUMNS)
        asked = "*应用场景：在涉及的场景下选“√”，至少选一个"
        sheet.merge_range(HEADING_ROW, place, HEADING_ROW, self.width - 1, asked, group)
        for phase, scenarios in scenario_groups():
            sheet.merge_range(HEADING_ROW + 1, place, HEADING_ROW + 1, place + len(scenarios) - 1, phase, group)
            for scenario in scenarios:
                sheet.write_string(last, place, scenario.name, rotated)
                place += 1
        for row, height in ((HEADING_ROW, 18), (HEADING_ROW + 1, 28), (last, 112)):
            sheet.set_row(row, height)

    def _write_rows(self, sheet: Worksheet) -> None:
        """Write the example row, in grey italics, and the blank rows."""
        example = {"italic": True, "font_color": _QUIET, "bg_color": "#F6F7F9"}
        sheet.set_row(EXAMPLE_ROW, 30)
        for place, column in enumerate(COLUMNS):
            style = self._boxed(align=column.align, num_format="@" if column.is_text else "General", **example)
            value = self._county() if column.field is Field.COUNTY else column.example
            sheet.write(EXAMPLE_ROW, place, value, style)
        style = self._boxed(align="center", **example)
        for place, scenario in enumerate(self.scenarios, len(COLUMNS)):
            sheet.write_string(EXAMPLE_ROW, place, _TICK if scenario.code in _EXAMPLE_SCENARIOS else "", style)
        blank = [self._boxed(align=c.align, num_format="@" if c.is_text else "General") for c in COLUMNS]
        blank += [self._boxed(align="center")] * len(self.scenarios)
        for row in range(FIRST_ROW, FIRST_ROW + ROWS):
            sheet.set_row(row, 30)
            for place, cell_format in enumerate(blank):
                sheet.write_blank(row, place, None, cell_format)

    def _write_rules(self, sheet: Worksheet) -> None:
        """Give every column its input message, and its rule where the answer has a form."""
        for place, column in enumerate(COLUMNS):
            title = standard_heading(column.field)
            rule = column.rule or {"validate": "any"}
            if "{cell}" in str(rule.get("value")):
                rule = rule | {"value": rule["value"].format(cell=f"{xl_col_to_name(place)}{FIRST_ROW + 1}")}
            self._add_rule(sheet, place, rule | {"input_title": title, "input_message": column.prompt})
        for place, scenario in enumerate(self.scenarios, len(COLUMNS)):
            rule = {"validate": "list", "source": [_TICK], "error_message": "涉及该场景的选“√”，不涉及的留空。"}
            message = "涉及该场景的选“√”，不涉及的留空。"
            self._add_rule(sheet, place, rule | {"input_title": scenario.name, "input_message": message})

    def _add_rule(self, sheet: Worksheet, place: int, rule: dict[str, Any]) -> None:
        sheet.data_validation(FIRST_ROW, place, FIRST_ROW + ROWS - 1, place, rule)

    def _county(self) -> str:
        return self._counties()[0]

    def _counties(self) -> Sequence[str]:
        return [county.name for county in vocabulary().counties if county.unit == self.unit.code]

    def _write_lists(self) -> None:
        """Write the lists that feed the drop-downs to a hidden sheet, each under its own name."""
        words = vocabulary()
        lists = {
            "县区": self._counties(),
            "重点行业": [term.name for term in words.sectors],
            "建设类型": [term.name for term in words.tiers],
            "专网模式": [term.name for term in words.network_modes],
            "建设方式": [term.name for term in words.build_types],
            "是否": [term.name for term in words.completed],
        }
        sheet = self.book.add_worksheet(LISTS_SHEET)
        sheet.very_hidden()
        for place, (name, terms) in enumerate(lists.items()):
            sheet.write_column(0, place, terms)
            letters = xl_col_to_name(place)
            self.book.define_name(LIST_NAME.format(name), f"='{LISTS_SHEET}'!${letters}$1:${letters}${len(terms)}")

    def _set_up(self, sheet: Worksheet) -> None:
        """Set widths, freeze headings and names, and prepare the page: A3, one page wide, headings on every page."""
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, column.width)
        sheet.set_column(len(COLUMNS), self.width - 1, _SCENARIO_WIDTH)
        sheet.freeze_panes(EXAMPLE_ROW, _NAME_COLUMNS)
        sheet.set_selection(FIRST_ROW, 1, FIRST_ROW, 1)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADING_ROW, HEADING_ROW + 2)
        sheet.center_horizontally()
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&C第 &P 页，共 &N 页")
