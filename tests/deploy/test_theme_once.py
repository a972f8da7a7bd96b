"""The theme that is read once is the theme Streamlit would send."""

from collections.abc import Iterator

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from deploy import theme_once

SECTIONS = ("theme", *(f"theme.{category.value}" for category in config.CustomThemeCategories))
streamlits_own = app_session._populate_theme_msg


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    app_session._populate_theme_msg = streamlits_own


def filled(section: str) -> CustomThemeConfig:
    message = CustomThemeConfig()
    app_session._populate_theme_msg(message, section)
    return message


def test_every_part_is_the_same_at_every_run() -> None:
    own = {section: filled(section) for section in SECTIONS}
    assert own["theme.light"].primary_color == "#1F56A5"
    theme_once.read_theme_once()
    for _ in range(2):
        assert {section: filled(section) for section in SECTIONS} == own


def test_settings_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    theme_once.read_theme_once()
    filled("theme.dark")
    monkeypatch.setattr(config, "get_options_for_section", None)
    assert filled("theme.dark").primary_color == "#7BA9E0"


def test_a_part_without_settings_stays_absent() -> None:
    theme_once.read_theme_once()
    message = CustomThemeConfig()
    app_session._populate_theme_msg(message.sidebar, "theme.sidebar")
    assert not message.HasField("sidebar")
