"""People's names, phones and addresses in the workbooks reach no screen."""

import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.pages.visit import APP, PAGES, PROJECTS, visit

#: What stands in the contact columns and in the line below the table.
CONTACTS = ("样例联系人", "00000000000", "yangli@example.invalid")
#: As whole words: eleven zeros also stand inside of a rounded 0.35000000000003.
PATTERNS = tuple(re.compile(rb"(?<![\d.])" + word.encode() + rb"(?!\d)") for word in CONTACTS)
SECTIONS = ("指标定义", "目标与公开数字", "词表", "报送问题", "数据来源")


def sent(address_in_samples: str) -> str:
    """Return all a workbook says."""
    path = next((APP.parent / "data" / "samples").rglob(address_in_samples))
    return str(CalamineWorkbook.from_path(Path(path)).get_sheet_by_index(0).to_python())


def everything(page: str, **address: str) -> bytes:
    """Return all that goes to the browser, tables and figures included."""
    screen = visit(page, **address)
    for key in [expander.key for expander in screen.get("expander") if expander.key]:
        screen.session_state[key] = True
    screen.run()
    return b"".join(
        element.proto.SerializeToString()
        for part in (screen.main, screen.sidebar)
        for element in part
        if element.proto is not None
    )


def test_the_workbooks_do_hold_contacts() -> None:
    assert all(contact in sent("厦门市2025*.xlsx") for contact in CONTACTS)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "definitions"])
def test_no_contact_on_a_page(page: str) -> None:
    shown = everything(page)
    assert "泉州".encode() in shown
    assert [pattern for pattern in PATTERNS if pattern.search(shown)] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_no_contact_among_the_definitions(section: str) -> None:
    shown = everything("definitions", section=section)
    assert [pattern for pattern in PATTERNS if pattern.search(shown)] == []


@pytest.mark.parametrize("number", PROJECTS.groupby("file")["id"].first())
def test_no_contact_beside_a_row_as_it_was_sent(number: int) -> None:
    shown = everything("projects", project=str(number))
    assert "对方报来的".encode() in shown
    assert [pattern for pattern in PATTERNS if pattern.search(shown)] == []
