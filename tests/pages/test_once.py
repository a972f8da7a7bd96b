"""What is said once: it is said again exactly as it would have been said, and only while nobody has touched it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.common import RegisterWidgetResult, WidgetMetadata
from streamlit.testing.v1 import AppTest

from charts.theme import palette
from pages.parts import once
from tests.pages.visit import PAGES, chips, drawn, figure, left_over, sound, visit, with_open

ADDRESSES: tuple[dict[str, str | list[str]], ...] = (
    {},
    {"year": "2024年"},
    {"unit": "泉州市", "stage": "入选"},
    {"sector": ["钢铁", "采矿"], "tier": "车间级", "scenario": "未填报"},
)


def said(screen: AppTest) -> list[tuple[str, bytes]]:
    """Return every element and container of a screen, as browsers get it, in order."""
    return [(node.type, _sent(node.proto)) for node in screen._tree if getattr(node, "proto", None) is not None]


def _sent(proto: Any) -> bytes:
    # A file that is made on the click has another address in every session.
    return re.sub(rb"[0-9a-f]{32}$", b"", proto.SerializeToString(deterministic=True))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: "-".join(address) or "all")
def test_it_is_said_again_as_it_would_be_said(
    page: str, address: dict[str, str | list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        visit(page, **address)
    again = said(visit(page, **address).run())
    monkeypatch.setattr(once, "_once", lambda kept, key, say, is_right: say())
    assert again == said(visit(page, **address).run())


def test_charts_are_said_only_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = []
    monkeypatch.setattr("streamlit.plotly_chart", _counting(st.plotly_chart, spoken))
    # Nobody else looks at just this.
    screens = [visit(unit=["南平市", "莆田市", "漳州市"], year="2025年") for _ in range(4)]
    assert [drawn(screen) for screen in screens] == [4] * 4
    assert len(spoken) == 2 * 4


def _counting(function: Callable[..., Any], calls: list[Any]) -> Callable[..., Any]:
    def counted(*arguments: Any, **named: Any) -> Any:
        calls.append(arguments)
        return function(*arguments, **named)

    return counted


def test_what_one_opens_is_closed_for_others() -> None:
    for _ in range(3):
        own, other = visit(), visit()
        assert drawn(with_open(own, "trend-data")) == 5
        assert drawn(sound(other.run())) == 4
        own.session_state["trend-data"] = False
        assert drawn(sound(own.run())) == 4


def test_what_was_said_to_others_can_be_clicked() -> None:
    for _ in range(3):
        screen = visit(sector="钢铁", tier="车间级")
    screen = sound(screen.button(key="chip-sector-steel").click().run())
    assert (chips(screen), left_over(screen)) == (["车间级"], "筛选出 **87** 项，共 220 项")
    assert chips(sound(screen.run())) == ["车间级"]
    screen = sound(next(button for button in screen.sidebar.button if button.label == "清除筛选").click().run())
    assert chips(screen) == []


def test_what_an_address_asks_for_is_told_to_its_browser_alone() -> None:
    for _ in range(3):
        assert [_is_told(visit(year="2024年")), _is_told(visit())] == [True, False]


def _is_told(screen: AppTest) -> bool:
    return bool(screen.get_by_key("year").proto.set_value)


def test_a_choice_made_elsewhere_is_told_to_the_browser() -> None:
    for _ in range(3):
        screen = visit(year="2024年")
        screen = sound(screen.button(key="chip-year").click().run())
        assert (_is_told(screen), left_over(screen)) == (True, "筛选出 **220** 项，共 220 项")


def test_what_looks_alike_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        assert [chips(visit(year=year)) for year in ("2024年", "2025年")] == [["2024年"], ["2025年"]]
        inks = []
        for theme in ("light", "dark"):
            colours = palette(theme)
            monkeypatch.setattr("pages.parts.cards.current_palette", lambda colours=colours: colours)
            inks.append(figure(visit(), "trend")["layout"]["font"]["color"])
        assert inks == [palette("light").text, palette("dark").text]


def test_every_widget_is_registered_once_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        screen = visit().run()
    registered, register = [], SessionState.register_widget

    def counted(state: SessionState, metadata: WidgetMetadata[Any], user_key: str | None) -> Any:
        registered.append(metadata.id)
        return register(state, metadata, user_key)

    monkeypatch.setattr(SessionState, "register_widget", counted)
    # Touched, so that what was kept is begun with and then said anew.
    screen.session_state["year"], screen.session_state["trend-data"] = 0, True
    sound(screen.run())
    assert len(set(registered)) == len(registered)


def _small_app(kept: dict[object, object], calls: list[str], is_broken: bool = False) -> None:
    import streamlit as st

    from pages.parts.once import say_once

    def inner() -> None:
        calls.append("inner")
        st.button("again", key="inner")

    def part() -> None:
        calls.append("part")
        with st.container():
            if st.toggle("more", key="more"):
                st.write("all of it")
            say_once(kept, "inner", inner)
        if is_broken:
            raise ValueError("broken")

    say_once(kept, "part", part)
    st.write("below")


class Small:
    """Visitors of a small app, with what is kept for all of them."""

    def __init__(self, kept: dict[object, object] | None = None) -> None:
        self.kept: dict[object, object] = {} if kept is None else kept
        self.calls: list[str] = []

    def visit(self, *, is_broken: bool = False) -> AppTest:
        return AppTest.from_function(_small_app, args=(self.kept, self.calls, is_broken)).run()


def test_a_part_within_a_part_is_heard_as_well() -> None:
    small = Small()
    for _ in range(3):
        small.visit()
    assert small.calls == ["part", "inner"] * 2
    screen = small.visit()
    screen.button(key="inner").click().run()
    assert small.calls == ["part", "inner"] * 3
    screen.run()
    assert small.calls == ["part", "inner"] * 3


class _Forgetful(dict):
    """What is forgotten as soon as it is kept, as when new data comes just then."""

    def __setitem__(self, key: object, value: object) -> None:
        pass


def test_what_is_forgotten_at_once_is_said_all_the_same() -> None:
    small = Small(_Forgetful())
    assert [[text.value for text in small.visit().markdown] for _ in range(3)] == [["below"]] * 3
    assert small.calls == ["part", "inner"] * 3


def test_what_follows_stands_below() -> None:
    small = Small()
    screens = [small.visit() for _ in range(3)]
    assert [[text.value for text in screen.markdown] for screen in screens] == [["below"]] * 3
    assert [sorted(screen.main.children) for screen in screens] == [[0, 1]] * 3


def test_the_touched_is_said_anew_and_not_kept() -> None:
    small = Small()
    screens = [small.visit() for _ in range(3)]
    screens[-1].toggle(key="more").set_value(True).run()
    assert [text.value for text in screens[-1].markdown] == ["all of it", "below"]
    assert [text.value for text in small.visit().markdown] == ["below"]
    screens[-1].toggle(key="more").set_value(False).run()
    assert [text.value for text in screens[-1].markdown] == ["below"]


def test_what_breaks_is_not_kept_and_harms_nothing() -> None:
    small = Small()
    small.visit()
    assert len(small.visit(is_broken=True).exception) == 1
    assert [text.value for text in small.visit().markdown] == ["below"]
    assert [text.value for text in small.visit().markdown] == ["below"]
    assert small.calls == ["part", "inner", "part", "inner", "part"]


@pytest.mark.parametrize(
    ("chosen", "told", "changed", "is_known"),
    [
        (["钢铁"], ["钢铁"], False, True),
        (["钢铁"], None, False, True),
        ([], None, False, True),
        (["钢铁"], ["钢铁"], True, False),
        (["钢铁"], ["钢铁", "矿业"], False, False),
        (["矿业"], ["矿业"], False, False),
    ],
)
def test_the_browser_knows_what_was_chosen_in_it_from_what_is_offered(
    chosen: list[str], told: list[str] | None, changed: bool, is_known: bool
) -> None:
    widget = WidgetMetadata[Any]("id", list, list, value_type="string_array_value", formatted_options=["钢铁", "采矿"])
    registered = RegisterWidgetResult[Any](chosen, changed, incoming_serialized_values=told)
    assert once._is_known_to_the_browser(widget, registered) is is_known
