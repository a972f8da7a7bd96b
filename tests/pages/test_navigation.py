"""Every screen opens under its title."""

import pytest

from pages import SCREENS, Screen
from tests.pages.visit import APP, PAGES, visit


def test_the_table_of_screens_is_all_there_is() -> None:
    assert tuple(screen.file for screen in SCREENS) == PAGES
    assert {path.stem for path in (APP.parent / "pages").glob("*.py")} == {*PAGES, "__init__"}


@pytest.mark.parametrize("entry", SCREENS, ids=lambda entry: entry.file)
def test_a_screen_opens_under_its_title_which_says_what_it_is_for(entry: Screen) -> None:
    shown = [(title.value, title.proto.help) for title in visit(entry.file).title]
    assert shown == [(f"福建省5G工厂全景 · {entry.title}", entry.answers)]


def test_the_samples_are_marked_as_invented_on_every_screen() -> None:
    assert all("样例数据：企业和项目均为虚构" in visit(page).warning[0].value for page in PAGES)
