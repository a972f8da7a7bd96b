"""What is remembered is what Streamlit would work out."""

from collections.abc import Iterator

import pytest
from streamlit import config, string_util
from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig
from streamlit.runtime import app_session

from deploy.remembered import remember

SECTIONS = ("theme", *(f"theme.{category.value}" for category in config.CustomThemeCategories))
own_settings, own_theme = app_session._populate_config_msg, app_session._populate_theme_msg
own_emoji = string_util.extract_leading_emoji


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    app_session._populate_config_msg, app_session._populate_theme_msg = own_settings, own_theme
    string_util.extract_leading_emoji = own_emoji


def filled(section: str) -> CustomThemeConfig:
    message = CustomThemeConfig()
    app_session._populate_theme_msg(message, section)
    return message


def test_every_part_is_the_same_at_every_run() -> None:
    own = {section: filled(section) for section in SECTIONS}
    assert own["theme.light"].primary_color == "#1F56A5"
    remember()
    for _ in range(2):
        assert {section: filled(section) for section in SECTIONS} == own


def test_settings_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    remember()
    filled("theme.dark")
    monkeypatch.setattr(config, "get_options_for_section", None)
    assert filled("theme.dark").primary_color == "#7BA9E0"


def test_the_settings_told_are_those_that_streamlit_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    own, told, again = Config(), Config(), Config()
    own_settings(own)
    remember()
    app_session._populate_config_msg(told)
    monkeypatch.setattr(config, "get_option", None)
    app_session._populate_config_msg(again)
    assert told == again == own
    assert own.disable_data_export


def test_a_part_without_settings_stays_absent() -> None:
    remember()
    message = CustomThemeConfig()
    app_session._populate_theme_msg(message.sidebar, "theme.sidebar")
    assert not message.HasField("sidebar")


@pytest.mark.parametrize("text", ["产线级", "🏭 工厂级", "🏭工厂级", "Workshop", "", ":material/factory: 车间级"])
def test_a_leading_emoji_is_what_streamlit_finds(text: str) -> None:
    own = string_util.extract_leading_icon(text)
    remember()
    assert [string_util.extract_leading_icon(text) for _ in range(2)] == [own, own]


def test_the_same_text_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    remember()
    found = string_util.extract_leading_icon("🏭 一个样例")
    monkeypatch.setattr(string_util, "re", None)
    assert string_util.extract_leading_icon("🏭 一个样例") == found == ("🏭", "一个样例")
