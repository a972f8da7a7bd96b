"""The shared filters: chosen in the sidebar, kept in the address, shown on every page as chips."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any

import streamlit as st

from loaders.vocabulary import UNKNOWN, UNKNOWN_NAME, CodeTable, vocabulary
from metrics.landscape import Filters, Landscape, View
from pages.parts.once import ALWAYS, ask_once, say_once

ALL_YEARS = "全部年份"
#: Not None, which for the widget is no choice at all.
EVERY_YEAR = 0
FIRST_STAGE = "recommended"
#: What a run has chosen. Not in the session: reading it there, value by value, costs as much as a chart's heading.
_of_run = threading.local()


@dataclass(frozen=True)
class _Choice:
    """One filter over a closed list; `key` is its name in the address."""

    key: str
    label: str
    words: CodeTable
    placeholder: str

    @cached_property
    def options(self) -> list[str]:
        return [*self.words.codes, UNKNOWN]


@cache
def _choices() -> tuple[_Choice, ...]:
    words = vocabulary()
    return (
        _Choice("unit", "推荐单位", words.units, "全部地市"),
        _Choice("sector", "重点行业", words.sectors, "全部行业"),
        _Choice("tier", "建设类型", words.tiers, "全部类型"),
        _Choice("scenario", "典型场景（用到其中任一个）", words.scenarios, "全部场景"),
    )


def choose_filters(whole: Landscape) -> View:
    """Show the filters with how many projects they leave; return what they leave."""
    year, stage, *lists = ask_once(ALWAYS, ("filters", *whole.years), partial(_ask, whole))
    units, sectors, tiers, scenarios = map(tuple, lists)
    _of_run.view = view = whole.view(Filters(year or None, stage or FIRST_STAGE, units, sectors, tiers, scenarios))
    say_once(view.memo, "left", partial(_show_left, view))
    return view


def _ask(whole: Landscape) -> list[Any]:
    """Show the filters; return the year, the stage and what is chosen from each closed list."""
    # Not a list to be opened: a year is what is changed most.
    year = st.pills(
        "年份",
        [EVERY_YEAR, *reversed(whole.years)],
        format_func=year_name,
        default=EVERY_YEAR,
        required=True,
        key="year",
        bind="query-params",
        help="推荐按当年计；入选和标杆按截至该年累计。",
    )
    stage = st.segmented_control(
        "统计哪个阶段",
        whole.words.stages.codes,
        format_func=whole.words.stages.name,
        default=FIRST_STAGE,
        required=True,
        key="stage",
        bind="query-params",
        width="stretch",
    )
    return [year, stage, *map(_choose, _choices())]


def _show_left(view: View) -> None:
    """Say how many projects the filters leave, and offer to leave the filters."""
    st.markdown(f"筛选出 **{view.total():,}** 项，共 {_everything(view):,} 项")
    if _active_codes(view.filters) or view.filters.year:
        say_once(ALWAYS, "clear", _offer_to_clear)


def _offer_to_clear() -> None:
    st.button("清除筛选", icon=":material/filter_alt_off:", on_click=clear_filters, width="stretch")


def _choose(choice: _Choice) -> list[str]:
    if len(choice.options) <= 4:
        return st.pills(
            choice.label,
            choice.options,
            selection_mode="multi",
            format_func=choice.words.name,
            key=choice.key,
            bind="query-params",
        )
    return st.multiselect(
        choice.label,
        choice.options,
        format_func=choice.words.name,
        placeholder=choice.placeholder,
        # Its label would be in English.
        select_all=False,
        key=choice.key,
        bind="query-params",
    )


def _everything(view: View) -> int:
    return view.landscape.view(Filters(year=view.filters.year, stage=view.filters.stage)).total()


def chosen_view() -> View:
    """Return the landscape as the filters of this run leave it; every screen that they concern begins with this."""
    view: View = _of_run.view
    return view


def _active_codes(filters: Filters) -> list[tuple[str, str]]:
    """Return (key, code) of everything chosen from the closed lists."""
    return [(choice.key, code) for choice in _choices() for code in filters.chosen(choice.key)]


def clear_filters() -> None:
    """Forget every filter but the stage, which is no restriction."""
    st.session_state["year"] = EVERY_YEAR
    for choice in _choices():
        st.session_state[choice.key] = []


def filter_names() -> tuple[str, ...]:
    """Return the names of the filters in the address and in the session."""
    return ("year", "stage", *(choice.key for choice in _choices()))


def filter_address(filters: Filters) -> dict[str, str | list[str]]:
    """Return filters as the address of a page carries them: what is as it stands by itself is left out."""
    stages = vocabulary().stages
    address: dict[str, str | list[str]] = {"year": year_name(filters.year)} if filters.year else {}
    if filters.stage != FIRST_STAGE:
        address["stage"] = stages.name(filters.stage)
    for choice in _choices():
        if chosen := filters.chosen(choice.key):
            address[choice.key] = [choice.words.name(code) for code in chosen]
    return address


def year_name(year: int) -> str:
    """Return a year as the filter shows it."""
    return f"{year}年" if year else ALL_YEARS


def _remove(key: str, code: str) -> None:
    st.session_state[key] = [kept for kept in st.session_state[key] if kept != code]


def _remove_year() -> None:
    st.session_state["year"] = EVERY_YEAR


def show_active_filters(filters: Filters) -> None:
    """Show every active filter as a chip that a click removes."""
    chips: list[tuple[Any, ...]] = [(f"{filters.year}年", "chip-year", _remove_year)] if filters.year else []
    words = {choice.key: choice.words for choice in _choices()}
    for key, code in _active_codes(filters):
        name = words[key].name(code) if code != UNKNOWN else f"{_labels()[key]}{UNKNOWN_NAME}"
        chips.append((name, f"chip-{key}-{code}", _remove, key, code))
    # A row also for none: where one came and went, the browser would build anew, and draw twice, all that is below.
    with st.container(horizontal=True, gap="small"):
        for chip in chips:
            _chip(*chip)


def _labels() -> dict[str, str]:
    return {"unit": "推荐单位", "sector": "行业", "tier": "建设类型", "scenario": "场景"}


def _chip(label: str, key: str, on_click: Callable[..., None], *args: str) -> None:
    def show() -> None:
        st.button(
            label,
            icon=":material/close:",
            icon_position="right",
            key=key,
            on_click=on_click,
            args=args,
            help="移除",
        )

    say_once(ALWAYS, (key, label), show)


def stop_if_empty(view: View) -> None:
    """Where the filters leave nothing, say what to do and draw no empty charts."""
    if view.total():
        return
    st.info("当前筛选下没有项目。请去掉一两个筛选条件，或换一个年份、阶段。", icon=":material/filter_alt:")
    st.button("清除全部筛选", on_click=clear_filters, key="clear-empty")
    st.stop()
