"""The chapters of the text, in their order."""

import io

from docx.document import Document

from briefings.archive import without_dates
from briefings.briefing import Briefing
from briefings.indicators import indicators
from briefings.text.exhibits import Numbering, add_exhibit
from briefings.text.page import new_document
from briefings.text.styles import BODY, CAPTION, HEADING, NOTE, SUBHEADING, SUBTITLE, TITLE
from briefings.text.tables import Cell, Grid, add_table
from briefings.words import writable

_DIGITS = "〇一二三四五六七八九十"


def write_chapters(briefing: Briefing) -> bytes:
    """Write the whole text."""
    subject = f"{briefing.subject}；{briefing.data_date}；数据版本{briefing.revision}"
    document = new_document(_title(briefing), writable(subject))
    _add_title(document, briefing)
    _add_lead(document, briefing)
    _add_findings(document, briefing)
    _add_exhibits(document, briefing)
    _add_sources(document, briefing)
    _add_definitions(document)
    saved = io.BytesIO()
    document.save(saved)
    return without_dates(saved.getvalue())


def chinese_number(number: int) -> str:
    """Return 一 … 九十九."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _DIGITS[number]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _title(briefing: Briefing) -> str:
    return f"关于{briefing.title.partition('（')[0]}的通报"


def _add_title(document: Document, briefing: Briefing) -> None:
    document.add_paragraph(_title(briefing), style=TITLE)
    years = briefing.view.landscape.years
    period = f"{briefing.view.filters.year}年" if briefing.view.filters.year else _span(years)
    if period:
        document.add_paragraph(f"（{period}）", style=SUBTITLE)


def _span(years: tuple[int, ...]) -> str:
    if not years:
        return ""
    return f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"


def _add_lead(document: Document, briefing: Briefing) -> None:
    place = briefing.title.partition("5G")[0]
    scope = f"筛选条件为{'；'.join(briefing.filters)}。" if briefing.filters else ""
    document.add_paragraph(
        writable(
            f"根据各推荐单位报送的推荐汇总表和已公布的国家5G工厂名录，现将{place}5G工厂建设情况通报如下。"
            f"统计口径为{briefing.subject}，共{briefing.view.total():,}项。{scope}"
            f"{briefing.data_date}，数据版本{briefing.revision}。"
        ),
        style=BODY,
    )
    if briefing.warning:
        document.add_paragraph(writable(f"注意：{briefing.warning}"), style=BODY).runs[0].bold = True


def _add_findings(document: Document, briefing: Briefing) -> None:
    document.add_paragraph("一、主要结论", style=HEADING)
    for number, sentence in enumerate(briefing.findings, start=1):
        document.add_paragraph(f"{number}．{writable(sentence)}", style=BODY)


def _add_exhibits(document: Document, briefing: Briefing) -> None:
    if not briefing.exhibits:
        return
    document.add_paragraph("二、分项情况", style=HEADING)
    numbering = Numbering()
    for number, exhibit in enumerate(briefing.exhibits, start=1):
        document.add_paragraph(f"（{chinese_number(number)}）{exhibit.chart.name}", style=SUBHEADING)
        add_exhibit(document, exhibit, briefing.outlines, numbering)


def _add_sources(document: Document, briefing: Briefing) -> None:
    document.add_paragraph("三、数据来源", style=HEADING)
    sources = list(dict.fromkeys(exhibit.chart.source for exhibit in briefing.exhibits))
    targets = [f"{target.name}：{target.source}" for target in briefing.view.landscape.facts.targets]
    for number, source in enumerate([*sources, *targets], start=1):
        document.add_paragraph(f"{number}．{writable(source)}。", style=BODY)


def _add_definitions(document: Document) -> None:
    document.add_paragraph("四、指标口径", style=HEADING)
    document.add_paragraph("附表　指标口径", style=CAPTION)
    rows = [[Cell(each.name), Cell(each.text, "left"), Cell(each.denominator or "—")] for each in indicators()]
    add_table(document, Grid(["指标", "定义", "分母"], rows, [28, 94, 34], half_points=18))
    # A text may not end with a table: Word would put an empty line of its own below it.
    document.add_paragraph("定义与本工具“口径”页一致。", style=NOTE)
