"""The file as such: the same bytes for the same view, no traces of its making, typefaces that know Chinese."""

import hashlib
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from told import FEW, MANY, briefing, every_shape, opened

from briefings.slides import one_slide, slides
from briefings.slides.theme import TYPEFACE

HERE = Path(__file__).resolve().parent
#: Writes the same slides in a process of its own and tells their hash.
SCRIPT = """
import hashlib
from told import MANY, briefing
from briefings.slides import slides
print(hashlib.sha256(slides(briefing(MANY))).hexdigest())
"""
ELSEWHERE = [("1", "Asia/Shanghai"), ("4711", "America/New_York")]
NO_DATE = (1980, 1, 1, 0, 0, 0)
#: What tells of a machine, a person or a tool; the folders of this machine among it.
FOLDERS = [str(folder) for folder in (HERE.parents[1], Path.home(), Path(tempfile.gettempdir()))]
TOOLS = (rb"python-pptx", rb"Steve", rb"xlsxwriter", rb"[A-Z]:\\")
TRACES = re.compile(
    b"|".join([*TOOLS, *(re.escape(folder.encode()) for folder in FOLDERS if len(folder) > 1)]), re.IGNORECASE
)
TYPEFACE_TAGS = ("a:latin", "a:ea")


@cache
def content() -> bytes:
    """Write the whole deck once."""
    return slides(briefing(MANY))


def files(archive: bytes) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield every file, also those of the workbooks inside."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened_archive:
        for entry in opened_archive.infolist():
            data = opened_archive.read(entry)
            yield entry, data
            if entry.filename.endswith(".xlsx"):
                yield from files(data)


@pytest.mark.parametrize(("seed", "zone"), ELSEWHERE)
def test_another_process_writes_the_same_bytes(seed: str, zone: str) -> None:
    paths = os.pathsep.join([str(HERE), str(HERE.parents[1])])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": paths}
    told = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, check=True, text=True)
    assert told.stdout.strip() == hashlib.sha256(content()).hexdigest()


def test_no_file_inside_has_a_date() -> None:
    assert {entry.date_time for entry, _ in files(content())} == {NO_DATE}


def test_nothing_tells_who_made_it_where_or_with_what() -> None:
    assert [entry.filename for entry, data in files(content()) if TRACES.search(data)] == []


def test_the_properties_name_the_briefing_and_nobody() -> None:
    properties = opened(content()).core_properties
    assert (properties.title, properties.subject) == ("福建省5G工厂建设情况", "2023—2025年推荐项目（各年合计）")
    assert [properties.author, properties.last_modified_by, properties.comments, properties.keywords] == [""] * 4
    assert (properties.created.year, properties.modified.year) == (1980, 1980)


def test_properties_of_programs_thumbnails_and_printers_are_left_out() -> None:
    with zipfile.ZipFile(io.BytesIO(content())) as archive:
        names = archive.namelist()
    assert [name for name in names if re.search("docProps/(app|custom)|thumbnail|printerSettings", name)] == []


def test_workbooks_behind_charts_have_no_date_of_their_own() -> None:
    dates = {
        date
        for entry, data in files(content())
        if entry.filename == "docProps/core.xml"
        for date in re.findall(rb"<dcterms:\w+[^>]*>([^<]+)<", data)
    }
    assert dates == {b"1980-01-01T00:00:00Z"}


def test_the_page_is_wide_and_has_three_layouts_with_chinese_names() -> None:
    deck = opened(content())
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)
    assert [layout.name for layout in deck.slide_layouts] == ["封面", "标题和内容", "标题和图表"]


@pytest.mark.parametrize("owner", ["slides", "notes"])
def test_the_themes_name_a_chinese_typeface_for_both_scripts(owner: str) -> None:
    deck = opened(content())
    part = deck.slide_masters[0].part if owner == "slides" else deck.notes_master.part
    theme = parse_xml(part.part_related_by(RT.THEME).blob)
    faces = [
        theme.find(f".//{qn(kind)}/{qn(tag)}").get("typeface")
        for kind in ("a:majorFont", "a:minorFont")
        for tag in TYPEFACE_TAGS
    ]
    assert faces == [TYPEFACE] * 4
    hans = {font.get("typeface") for font in theme.iter(qn("a:font")) if font.get("script") == "Hans"}
    assert hans == {TYPEFACE}


def test_text_and_charts_take_their_typeface_from_the_theme() -> None:
    named = {
        face.get("typeface")
        for entry, data in files(content())
        if re.match(r"ppt/(slides|notesSlides|charts)/[^/]+\.xml", entry.filename)
        for tag in TYPEFACE_TAGS
        for face in parse_xml(data).iter(qn(tag))
    }
    assert named == {"+mn-lt", "+mn-ea"}


def test_every_run_says_that_it_is_chinese() -> None:
    languages = {
        properties.get("lang")
        for slide in opened(content()).slides
        for properties in slide._element.iter(qn("a:rPr"), qn("a:endParaRPr"))
    }
    assert languages == {"zh-CN"}


def test_the_shapes_of_a_slide_have_numbers_of_their_own() -> None:
    for slide in opened(content()).slides:
        numbers = [shape.shape_id for shape in every_shape(slide.shapes)]
        assert len(numbers) == len(set(numbers))


def test_the_presentation_names_its_notes_master() -> None:
    masters = opened(content()).part._element.find(qn("p:notesMasterIdLst"))
    assert len(masters) == 1


def test_a_single_chart_is_a_small_file() -> None:
    assert len(one_slide(briefing(FEW, ["unit-map"]))) < 60_000
