"""Another program prints workbook and text: every page is drawn, on A4, in Chinese typefaces, with the words in place.

Needs LibreOffice; without it these tests are skipped, unless FACTORY_REQUIRE_OFFICE says that it must be there.
"""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from briefings.briefing import ALL_CHARTS, Briefing
from briefings.text import text
from briefings.workbook import workbook
from charts.catalogue import CHARTS
from tests.briefings import printed
from tests.briefings.told import MANY, WARNING, briefing

PROJECTS = pd.DataFrame({"企业名称": ["=1+1", "样例企业" * 20], "行号": [1, 2]})
#: What may be white on a page: only its margins and the end of a chapter.
LEAST_INK = 0.002


@pytest.fixture(scope="module")
def told() -> Briefing:
    return replace(briefing(MANY, year=2025), projects=PROJECTS)


@pytest.fixture(scope="module")
def text_pages(told: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed.printed(text(told), ".docx", tmp_path_factory.mktemp("text"))


@pytest.fixture(scope="module")
def workbook_pages(told: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed.printed(workbook(told), ".xlsx", tmp_path_factory.mktemp("workbook"))


def test_the_text_is_a_dozen_pages_of_a4(text_pages: Path) -> None:
    assert 8 <= printed.page_count(text_pages) <= 18
    assert "(A4)" in printed.page_size(text_pages)


def test_every_sheet_is_one_page_wide_and_only_definitions_take_two(workbook_pages: Path) -> None:
    assert len(ALL_CHARTS) + 3 <= printed.page_count(workbook_pages) <= len(ALL_CHARTS) + 4


@pytest.mark.parametrize("name", ["text_pages", "workbook_pages"])
def test_chinese_is_written_in_a_chinese_typeface_and_carried_along(name: str, request: pytest.FixtureRequest) -> None:
    found = printed.fonts(request.getfixturevalue(name))
    assert [line for line in found if any(face in line for face in printed.CHINESE)] != []
    assert [line for line in found if line.split()[-5] != "yes"] == []


@pytest.mark.parametrize("name", ["text_pages", "workbook_pages"])
def test_no_page_is_blank(name: str, request: pytest.FixtureRequest) -> None:
    assert min(printed.ink(request.getfixturevalue(name))) > LEAST_INK


def test_sentences_and_numbers_can_be_read_on_paper(told: Briefing, text_pages: Path) -> None:
    read = printed.words(text_pages)
    assert all(sentence.replace(" ", "") in read for sentence in told.findings[:1])
    assert all(CHARTS[key].name in read for key in ALL_CHARTS)
    assert WARNING in read
    assert "—1—" in read


def test_a_name_like_a_formula_is_printed_as_it_was_typed(workbook_pages: Path) -> None:
    read = printed.words(workbook_pages)
    assert "=1+1" in read
    assert "#NAME?" not in read
