"""The text opens in Word in the official form, with the sentences and numbers of the screen."""

import io
import re
import zipfile
from collections.abc import Iterator

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from briefings.briefing import ALL_CHARTS, Briefing
from briefings.pictures import NoChineseFont, can_draw
from briefings.text import text
from briefings.text.chapters import chinese_number
from briefings.text.exhibits import NO_MAP
from charts.catalogue import CHARTS
from charts.map import BOUNDARY_NOTE
from tests.briefings.told import DATE, MANY, REVISION, WARNING, briefing

STYLES = {
    "Normal": ("仿宋_GB2312", 16),
    "Title": ("方正小标宋简体", 22),
    "Heading 1": ("黑体", 16),
    "Heading 2": ("楷体_GB2312", 16),
    "Footer": ("宋体", 14),
}


@pytest.fixture(scope="module")
def told() -> Briefing:
    return briefing(MANY, year=2025)


@pytest.fixture(scope="module")
def content(told: Briefing) -> bytes:
    return text(told)


@pytest.fixture(scope="module")
def document(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def paragraphs(document: Document, style: str) -> list[str]:
    """Return the paragraphs of one style."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def captioned(document: Document) -> Iterator[tuple[str, Table]]:
    """Yield every table with the caption above it."""
    above = ""
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            above = part.text
        else:
            yield above.partition("　")[2], part


def table_of(document: Document, name: str) -> list[list[str]]:
    """Return the cells of the table under a caption."""
    table = next(table for caption, table in captioned(document) if caption == name)
    return [[cell.text for cell in row.cells] for row in table.rows]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def test_title_period_lead_and_warning_come_first(document: Document) -> None:
    first = [paragraph.text for paragraph in document.paragraphs[:4]]
    assert first[:2] == ["关于福建省5G工厂建设情况的通报", "（2025年）"]
    assert "统计口径为2025年推荐项目" in first[2]
    assert DATE in first[2]
    assert REVISION in first[2]
    assert first[3] == f"注意：{WARNING}"


def test_the_findings_are_the_sentences_of_the_overview_numbered(told: Briefing, document: Document) -> None:
    lines = paragraphs(document, "Normal")
    assert [f"{number}．{sentence}" for number, sentence in enumerate(told.findings, start=1)] == [
        line for line in lines if re.match(r"\d+．", line)
    ][: len(told.findings)]


def test_the_chapters_are_numbered_as_in_official_texts(document: Document) -> None:
    assert paragraphs(document, "Heading 1") == ["一、主要结论", "二、分项情况", "三、数据来源", "四、指标口径"]
    headings = paragraphs(document, "Heading 2")
    assert headings[:2] == ["（一）目标完成度", "（二）年度趋势"]
    assert [heading.partition("）")[2] for heading in headings] == [CHARTS[key].name for key in ALL_CHARTS]


def test_a_ranking_has_the_numbers_of_the_screen(told: Briefing, document: Document) -> None:
    frame = told.exhibits[ALL_CHARTS.index("unit-ranking")].frame
    written = table_of(document, "各地市项目数")
    assert written[0] == ["名次", "推荐单位", "项目数", "占比", "当年新增", "上年新增", "较上年增减"]
    assert [row[1:4] for row in written[1:]] == [
        [row["name"], str(row["count"]), f"{row['share'] * 100:.1f}%"] for row in frame.to_dict("records")
    ]


def test_the_matrix_has_every_count(told: Briefing, document: Document) -> None:
    frame = told.exhibits[ALL_CHARTS.index("sector-scenario")].frame
    written = table_of(document, "行业×场景")
    counts = [int(cell or 0) for row in written[1:] for cell in row[1:]]
    assert (len(written) - 1, len(written[0]) - 1) == (25, frame["sector"].nunique())
    assert sorted(counts) == sorted(frame["count"])
    assert sum(counts) == frame["count"].sum() > 0


def test_what_the_guide_recommends_and_nobody_does_is_listed_by_sector(document: Document) -> None:
    written = table_of(document, "指南推荐而尚无项目的场景")
    assert written[0] == ["行业", "已覆盖", "尚无项目的推荐场景"]
    assert len(written) == 11
    assert sum(int(row[1].split("/")[1]) for row in written[1:]) == 66


def test_headings_of_tables_are_repeated_and_rows_stay_whole(document: Document) -> None:
    for table in document.tables:
        rows = table._tbl.tr_lst
        assert rows[0].trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


@pytest.mark.skipif(not can_draw(), reason="no Chinese font on this machine")
def test_the_map_is_a_picture_with_its_finding_as_alternative_text(told: Briefing, document: Document) -> None:
    (shape,) = document.inline_shapes
    finding = told.exhibits[ALL_CHARTS.index("unit-map")].finding
    assert shape._inline.docPr.get("descr") == f"福建省地图：{finding}"
    assert BOUNDARY_NOTE + "。" in paragraphs(document, "注")


def test_without_a_font_the_text_says_that_the_map_is_missing(monkeypatch: pytest.MonkeyPatch, told: Briefing) -> None:
    def no_font() -> str:
        raise NoChineseFont

    monkeypatch.setattr("briefings.pictures.canvas.chinese_family", no_font)
    opened = docx.Document(io.BytesIO(text(told)))
    assert len(opened.inline_shapes) == 0
    assert NO_MAP in paragraphs(opened, "Normal")


def test_the_page_is_a4_with_official_margins(document: Document) -> None:
    section = document.sections[0]
    millimetres = [
        round(length / Mm(1))
        for length in (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
    ]
    assert millimetres == [210, 297, 37, 35, 28, 26]


@pytest.mark.parametrize("name", STYLES)
def test_typefaces_and_sizes_are_those_of_official_texts(document: Document, name: str) -> None:
    style = document.styles[name]
    face = style.element.rPr.rFonts.get(qn("w:eastAsia"))
    assert (face, style.font.size.pt) == STYLES[name]


def test_every_chinese_typeface_names_what_stands_in_for_it(content: bytes) -> None:
    table = part(content, "word/fontTable.xml")
    pairs = dict(re.findall(r'<w:font w:name="([^"]+)"><w:altName w:val="([^"]+)"', table))
    assert pairs["方正小标宋简体"] == "华文中宋"
    assert pairs["仿宋_GB2312"] == "仿宋"
    assert {face for face, _ in STYLES.values()} <= set(pairs)


def test_body_lines_have_a_fixed_distance_and_pictures_do_not(document: Document) -> None:
    styles = document.styles
    assert styles["Normal"].paragraph_format.line_spacing.pt == 28.9
    assert styles["图"].paragraph_format.line_spacing == 1


def test_page_numbers_stand_between_dashes_on_the_outer_side(document: Document) -> None:
    section = document.sections[0]
    footers = [section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]]
    assert [footer.alignment.name for footer in footers] == ["RIGHT", "LEFT"]
    assert all(' PAGE "' in footer._p.xml and footer._p.xml.count("—") == 2 for footer in footers)
    assert document.settings.odd_and_even_pages_header_footer


def test_settings_stand_in_the_order_that_the_format_asks_for(document: Document) -> None:
    names = [element.tag.partition("}")[2] for element in document.settings.element]
    assert names == [
        "zoom",
        "defaultTabStop",
        "evenAndOddHeaders",
        "characterSpacingControl",
        "compat",
        "themeFontLang",
        "decimalSymbol",
        "listSeparator",
    ]


def test_the_text_ends_with_a_line_and_not_with_a_table(document: Document) -> None:
    assert isinstance(list(document.iter_inner_content())[-1], Paragraph)


def test_nobody_is_named_and_no_other_program(content: bytes, document: Document) -> None:
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.created.year, properties.modified.year) == (1980, 1980)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)
        dates = {entry.date_time for entry in archive.infolist()}
    assert [name for name in names if "thumbnail" in name or "app.xml" in name or "customXml" in name] == []
    assert not re.search(rb"python-docx|Macintosh|Users|rsid", everything)
    assert dates == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("filters", [{}, {"units": ("350500",)}, {"year": 2023, "stage": "listed"}])
def test_a_text_under_any_filter_opens(filters: dict) -> None:
    opened = docx.Document(io.BytesIO(text(briefing(MANY, **filters))))
    assert len(list(captioned(opened))) == len(ALL_CHARTS) + 2


def test_a_text_without_projects_says_so() -> None:
    opened = docx.Document(io.BytesIO(text(briefing(()))))
    assert any("没有项目" in line for line in paragraphs(opened, "Normal"))


def test_a_text_without_charts_has_findings_and_definitions() -> None:
    opened = docx.Document(io.BytesIO(text(briefing(MANY, keys=()))))
    assert [caption for caption, _ in captioned(opened)] == ["指标口径"]


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")]
)
def test_numbers_are_written_in_chinese(number: int, words: str) -> None:
    assert chinese_number(number) == words
