"""Every screen opens by its address, also as the first one after a start."""

import pytest
from streamlit.runtime.pages_manager import PagesManager

from pages import SCREENS
from tests.pages.visit import APP, PAGES, kpis, left_over, sound, visit, visitor


@pytest.fixture
def just_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring back how a server behaves before anybody has opened the start page."""
    monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", PagesManager)


def test_the_table_of_screens_is_all_there_is() -> None:
    assert tuple(screen.file for screen in SCREENS) == PAGES
    assert {path.stem for path in (APP.parent / "pages").glob("*.py")} == {*PAGES, "__init__"}


@pytest.mark.parametrize("entry", SCREENS, ids=lambda entry: entry.file)
def test_a_screen_opens_under_its_title(entry: object) -> None:
    screen = visit(entry.file)  # type: ignore[attr-defined]
    assert [title.value for title in screen.title] == [f"福建省5G工厂全景 · {entry.title}"]  # type: ignore[attr-defined]


def test_the_samples_are_marked_as_invented_on_every_screen() -> None:
    assert all("样例数据：企业和项目均为虚构" in visit(page).warning[0].value for page in PAGES)


def test_a_link_to_a_screen_works_as_the_first_request_after_a_start(just_started: None) -> None:
    screen = visitor()
    screen.query_params["sector"] = "钢铁"
    screen.switch_page("pages/industry.py").run()
    assert [title.value for title in sound(screen).title] == ["福建省5G工厂全景 · 行业"]
    assert left_over(screen) == "筛选出 **12** 项，共 220 项"
    assert kpis(screen)["钢铁推荐（项）"] == "12"
