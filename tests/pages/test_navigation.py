"""Every screen opens under its title."""

import pytest

from pages import SCREENS
from tests.pages.visit import APP, PAGES, visit


def test_the_table_of_screens_is_all_there_is() -> None:
    assert tuple(screen.file for screen in SCREENS) == PAGES
    assert {path.stem for path in (APP.parent / "pages").glob("*.py")} == {*PAGES, "__init__"}


@pytest.mark.parametrize("entry", SCREENS, ids=lambda entry: entry.file)
def test_a_screen_opens_under_its_title(entry: object) -> None:
    screen = visit(entry.file)  # type: ignore[attr-defined]
    assert [title.value for title in screen.title] == [f"福建省5G工厂全景 · {entry.title}"]  # type: ignore[attr-defined]


def test_the_samples_are_marked_as_invented_on_every_screen() -> None:
    assert all("样例数据：企业和项目均为虚构" in visit(page).warning[0].value for page in PAGES)
