"""An office's own template: its masters, typefaces and colours stay; its slides and its makers go."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from pptx import Presentation as open_presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from test_slides_overflow import overflowing_cells, overflowing_shapes
from told import MANY, briefing, notes_of, opened, table_of, texts_of, title_of

from briefings.slides import UnusableTemplate, one_slide, slides
from briefings.slides.layouts import choose_layouts

FACE, ACCENT, MAKER = "华文中宋", "B22222", "某处长"
SECTIONS = (
    '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"/></p:extLst>'
)
TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
PRESENTATION_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def keep_layouts(*places: int) -> Callable[[Presentation], None]:
    """Return a change that leaves a template only some of its layouts."""

    def change(deck: Presentation) -> None:
        for place, layout in reversed(list(enumerate(deck.slide_layouts))):
            if place not in places:
                deck.slide_layouts.remove(layout)

    return change


def turn_dark(deck: Presentation) -> None:
    """Put light text on a dark page, and so on."""
    colours = deck.slide_masters[0]._element.find(qn("p:clrMap"))
    for name, slot in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        colours.set(name, slot)


def number_its_body_as_we_do(deck: Presentation) -> None:
    """Give the body of a layout the number that our own small print has."""
    body = next(shape for shape in deck.slide_layouts[1].placeholders if shape.placeholder_format.idx == 1)
    body._element.nvSpPr.nvPr.find(qn("p:ph")).set("idx", "21")


#: 4:3, layouts under names of its own; without a body, with a blank layout only, on a dark page, and so on.
CHANGES = {
    "whole": keep_layouts(*range(11)),
    "no body": keep_layouts(0, 5),
    "blank only": keep_layouts(6),
    "title only": keep_layouts(5),
    "dark": turn_dark,
    "same number": number_its_body_as_we_do,
}


@cache
def template(name: str) -> bytes:
    """Make a template with one example page in it."""
    deck = open_presentation()
    theme = deck.slide_masters[0].part.part_related_by(RT.THEME)
    theme.blob = theme.blob.replace(b"4F81BD", ACCENT.encode()).replace(b"Calibri", FACE.encode())
    for place, layout in enumerate(deck.slide_layouts):
        layout.name = f"本厅版式{place}"
    CHANGES[name](deck)
    deck.slides.add_slide(deck.slide_layouts[0]).notes_slide.notes_text_frame.text = "示例备注"
    deck.part._element.append(parse_xml(SECTIONS))
    deck.core_properties.author = deck.core_properties.last_modified_by = MAKER
    return saved(deck)


def saved(deck: Presentation) -> bytes:
    """Return a presentation as a file."""
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


@cache
def written(name: str) -> bytes:
    """Write the whole briefing on a template."""
    return slides(briefing(MANY), template(name))


@cache
def deck_on(name: str) -> Presentation:
    """Open what was written on a template; to be looked at only."""
    return opened(written(name))


def renamed(content: bytes, old: str, new: str) -> bytes:
    """Return a file under another content type."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(old.encode(), new.encode()) if name == "[Content_Types].xml" else data)
    return buffer.getvalue()


@pytest.mark.parametrize("name", CHANGES)
def test_the_offices_size_and_layouts_stay(name: str) -> None:
    deck = deck_on(name)
    assert deck.slide_width / deck.slide_height == pytest.approx(4 / 3)
    assert {layout.name[:4] for layout in deck.slide_layouts} == {"本厅版式"}


@pytest.mark.parametrize("name", CHANGES)
def test_the_offices_typeface_and_colours_stay(name: str) -> None:
    theme = deck_on(name).slide_masters[0].part.part_related_by(RT.THEME).blob
    assert FACE.encode() in theme
    assert ACCENT.encode() in theme


@pytest.mark.parametrize("name", CHANGES)
def test_every_page_is_told_on_any_template(name: str) -> None:
    words = "\n".join(texts_of(slide) for slide in deck_on(name).slides)
    assert all(part in words for part in ("福建省5G工厂建设情况", "主要发现", "空白：", "指标口径", "数据来源与说明"))
    assert all(finding in words for finding in briefing(MANY).findings)


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_overflows_on_any_template(name: str) -> None:
    deck = deck_on(name)
    assert list(overflowing_shapes(deck)) == []
    assert list(overflowing_cells(deck)) == []


@pytest.mark.parametrize("name", CHANGES)
def test_everything_stays_on_the_page(name: str) -> None:
    deck = deck_on(name)
    outside = [
        shape.name
        for slide in deck.slides
        for shape in slide.shapes
        if shape.left < 0
        or shape.top < 0
        or shape.left + shape.width > deck.slide_width + 20
        or shape.top + shape.height > deck.slide_height + 20
    ]
    assert outside == []


def test_the_example_page_is_gone_and_nothing_speaks_of_it() -> None:
    deck = deck_on("whole")
    assert [slide for slide in deck.slides if "示例备注" in notes_of(slide)] == []
    assert deck.part._element.find(qn("p:extLst")) is None


def test_the_makers_of_the_template_are_not_named() -> None:
    with zipfile.ZipFile(io.BytesIO(written("whole"))) as archive:
        assert [name for name in archive.namelist() if MAKER.encode() in archive.read(name)] == []


def test_places_nobody_filled_are_not_left_behind() -> None:
    empty = [
        shape.name
        for slide in deck_on("whole").slides
        for shape in slide.placeholders
        if shape.has_text_frame and not shape.text_frame.text.strip()
    ]
    assert empty == []


def test_layouts_are_chosen_by_what_they_are_for() -> None:
    layouts = choose_layouts(open_presentation(io.BytesIO(template("whole"))))
    assert [layouts.cover.name, layouts.content.name, layouts.plain.name] == ["本厅版式0", "本厅版式1", "本厅版式5"]


def test_titles_stand_in_the_offices_place_for_titles() -> None:
    slide = deck_on("whole").slides[3]
    assert title_of(slide).startswith("全国")
    assert slide.shapes.title.is_placeholder


def test_a_table_too_wide_to_stand_beside_its_chart_follows_it() -> None:
    drawing, following = opened(one_slide(briefing(MANY, ["unit-map"]), template("whole"))).slides
    assert "福建省地图" in {shape.name for shape in drawing.shapes}
    assert title_of(following) == "福建省地图：数据"
    assert len(table_of(following)) == 11


def test_our_own_slides_can_be_a_template_again() -> None:
    first = one_slide(briefing(MANY, ["unit-ranking"]))
    again = opened(one_slide(briefing(MANY, ["unit-ranking"]), first))
    assert texts_of(again.slides[0]) == texts_of(opened(first).slides[0])


def test_a_template_file_is_taken_like_a_presentation() -> None:
    potx = renamed(template("whole"), PRESENTATION_TYPE, TEMPLATE_TYPE)
    content = one_slide(briefing(MANY, ["unit-ranking"]), potx)
    assert len(opened(content).slides) == 1


def test_links_of_a_template_keep_no_folder() -> None:
    deck = open_presentation(io.BytesIO(template("whole")))
    deck.slide_masters[0].part.relate_to("file:///C:\\Users\\某处长\\徽标.png", RT.HYPERLINK, is_external=True)
    content = one_slide(briefing(MANY, ["unit-ranking"]), saved(deck))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        links = archive.read("ppt/slideMasters/_rels/slideMaster1.xml.rels").decode()
    assert re.findall(r'Target="([^"]*徽标[^"]*)"', links) == ["徽标.png"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "损坏"),
        (b"PK\x03\x04 nothing more", "损坏"),
        ("这不是演示文稿".encode(), "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧格式"),
    ],
    ids=["empty", "cut off", "text", "old binary"],
)
def test_what_is_no_template_is_refused_in_chinese(content: bytes, message: str) -> None:
    with pytest.raises(UnusableTemplate, match=message):
        slides(briefing(MANY, []), content)


def test_a_workbook_is_no_template() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
    with pytest.raises(UnusableTemplate, match="不是演示文稿"):
        slides(briefing(MANY, []), buffer.getvalue())


def test_a_body_that_happens_to_have_our_number_holds_the_findings() -> None:
    page = deck_on("same number").slides[1]
    body = next(shape for shape in page.placeholders if shape.placeholder_format.idx == 21)
    assert briefing(MANY).findings[0] in body.text_frame.text
