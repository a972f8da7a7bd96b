"""One chart as a section of the text: its sentence, its table, for the map its picture, and where it comes from."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from docx.document import Document
from docx.shared import Mm

from briefings.pictures import Format, NoChineseFont, pictures
from briefings.text.styles import BODY, CAPTION, NOTE, PICTURE
from briefings.text.tables import Cell, Grid, add_table, fitting_widths
from briefings.words import writable
from charts.catalogue import Column, Kind, Outlines
from charts.classes import class_breaks, class_of
from charts.exhibit import Exhibit
from charts.map import BOUNDARY_NOTE
from charts.matrix import GUIDE
from charts.text import count_text, share_text
from charts.theme import LIGHT, text_on
from metrics.coverage import guide_pairs, sector_pairs

_NOTHING = "—"
_PICTURE_WIDTH = 100
_SCENARIO_WIDTH, _MATRIX_WIDTH = 27.0, 156.0
#: Long sources are listed once at the end instead of in a column.
_LEFT_OUT = frozenset({"source"})
NO_MAP = "（这台服务器上没有中文字体，地图未生成，数字见下表。）"


@dataclass
class Numbering:
    """Counts tables and figures through the whole text."""

    counts: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str) -> str:
        """Return 表1, 表2 … or 图1 …"""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"{kind}{self.counts[kind]}"


def add_exhibit(document: Document, exhibit: Exhibit, outlines: Outlines, numbering: Numbering) -> None:
    """Add the sentence, picture and table of one chart."""
    said = document.add_paragraph(writable(exhibit.finding).rstrip("。") + "。", style=BODY)
    # The sentence stands on the page of what it speaks of.
    said.paragraph_format.keep_with_next = True
    kind = exhibit.chart.kind
    if kind is Kind.MAP:
        _add_map(document, exhibit, outlines, numbering)
    _add_caption(document, numbering.next("表"), exhibit.chart.name)
    if kind is Kind.MATRIX:
        add_table(document, _matrix(exhibit))
        _add_note(document, exhibit)
        _add_blanks(document, exhibit, numbering)
        return
    add_table(document, _plain_table(exhibit))
    _add_note(document, exhibit)


def _add_caption(document: Document, number: str, name: str) -> None:
    document.add_paragraph(f"{number}　{name}", style=CAPTION)


def _add_note(document: Document, exhibit: Exhibit) -> None:
    document.add_paragraph(writable("；".join(exhibit.about)) + "。", style=NOTE)


def _add_map(document: Document, exhibit: Exhibit, outlines: Outlines, numbering: Numbering) -> None:
    try:
        drawn = pictures(exhibit, outlines, (Format.PNG,), is_titled=False)[Format.PNG]
    except NoChineseFont:
        document.add_paragraph(NO_MAP, style=BODY)
        return
    run = document.add_paragraph(style=PICTURE).add_run()
    shape = run.add_picture(io.BytesIO(drawn), width=Mm(_PICTURE_WIDTH))
    shape._inline.docPr.set("name", exhibit.chart.name)
    shape._inline.docPr.set("descr", writable(f"{exhibit.chart.name}：{exhibit.finding}"))
    _add_caption(document, numbering.next("图"), exhibit.chart.name)
    document.add_paragraph(BOUNDARY_NOTE + "。", style=NOTE)


def _plain_table(exhibit: Exhibit) -> Grid:
    columns = [column for column in exhibit.chart.columns if column.name not in _LEFT_OUT]
    rows = [[_cell(row[column.name], column) for column in columns] for row in exhibit.frame.to_dict("records")]
    headings = [column.heading for column in columns]
    return Grid(headings, rows, fitting_widths(headings, rows))


def _cell(value: Any, column: Column) -> Cell:
    if isinstance(value, str):
        return Cell(value)
    if pd.isna(value):
        return Cell(_NOTHING)
    if column.is_share:
        return Cell(share_text(value))
    return Cell(str(int(value)) if column.name.endswith("year") else count_text(value))


def _matrix(exhibit: Exhibit) -> Grid:
    """Lay scenarios down and sectors across: a page is higher than wide."""
    frame = exhibit.frame
    sectors = frame.drop_duplicates("sector")["sector_name"].tolist()
    classes = class_breaks(int(count) for count in frame["count"])
    rows = []
    for _, own in frame.groupby("scenario", sort=False):
        cells = [_matrix_cell(int(row["count"]), row["recommended"], classes) for row in own.to_dict("records")]
        rows.append([Cell(str(own["scenario_name"].iloc[0])), *cells])
    width = (_MATRIX_WIDTH - _SCENARIO_WIDTH) / len(sectors)
    widths = [_SCENARIO_WIDTH, *[width] * len(sectors)]
    return Grid(["场景", *sectors], rows, widths, half_points=18, is_upright=True)


def _matrix_cell(count: int, recommended: str, classes: Sequence) -> Cell:
    found = class_of(count, classes)
    fill = LIGHT.classes[found.position] if found else ""
    outline = LIGHT.guide_outline if recommended in GUIDE else ""
    ink = text_on(fill, LIGHT) if fill else ""
    return Cell(str(count) if count else "", "center", fill, ink, outline, is_dashed=recommended == "one_of")


def _add_blanks(document: Document, exhibit: Exhibit, numbering: Numbering) -> None:
    """Say sector by sector which recommended scenarios nobody has taken up yet."""
    missing = [pair for pair in guide_pairs(exhibit.view) if not pair["reached"]]
    rows = []
    for sector in sector_pairs(exhibit.view):
        blank = [pair["printed_scenario"] for pair in missing if pair["sector"] == sector["code"]]
        reached = f"{sector['pairs_reached']}/{sector['pairs']}"
        rows.append([Cell(sector["name"]), Cell(reached), Cell("、".join(blank) or "无", "left")])
    if rows:
        _add_caption(document, numbering.next("表"), "指南推荐而尚无项目的场景")
        add_table(document, Grid(["行业", "已覆盖", "尚无项目的推荐场景"], rows, [32, 20, 104]))
        document.add_paragraph("按指南原文列出；“已覆盖”为有项目的推荐场景数和推荐场景总数。", style=NOTE)
