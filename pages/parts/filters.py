"""The shared filters: chosen in the sidebar, kept in the address, shown on every page as chips."""

from dataclasses import dataclass

import streamlit as st

from loaders.vocabulary import UNKNOWN, UNKNOWN_NAME, CodeTable, Vocabulary, vocabulary
from metrics.landscape import Filters, Landscape, View
from pages.parts.received import landscape

ALL_YEARS = "全部年份"
#: Not None, which the widget would show as something to be cleared.
EVERY_YEAR = 0
FIRST_STAGE = "recommended"


@dataclass(frozen=True)
class _Choice:
    """One filter over a closed list; `key` is its name in the address."""

    key: str
    label: str
    words: CodeTable
    placeholder: str

    @property
    def options(self) -> list[str]:
        return [*self.words.codes, UNKNOWN]


def _choices(words: Vocabulary) -> tuple[_Choice, ...]:
    return (
        _Choice("unit", "推荐单位", words.units, "全部地市"),
        _Choice("sector", "重点行业", words.sectors, "全部行业"),
        _Choice("tier", "建设类型", words.tiers, "全部类型"),
        _Choice("scenario", "典型场景（用到其中任一个）", words.scenarios, "全部场景"),
    )


def choose_filters(whole: Landscape) -> None:
    """Show the filters with how many projects they leave."""
    st.selectbox(
        "年份",
        [EVERY_YEAR, *reversed(whole.years)],
        format_func=year_name,
        placeholder=ALL_YEARS,
        key="year",
        bind="query-params",
        help="推荐按当年计；入选和标杆按截至该年累计。",
    )
    st.segmented_control(
        "统计哪个阶段",
        whole.words.stages.codes,
        format_func=whole.words.stages.name,
        default=FIRST_STAGE,
        required=True,
        key="stage",
        bind="query-params",
        width="stretch",
    )
    for choice in _choices(whole.words):
        _choose(choice)
    view = current_view()
    st.markdown(f"筛选出 **{view.total():,}** 项，共 {_everything(view):,} 项")
    if active_codes() or st.session_state.get("year"):
        st.button("清除筛选", icon=":material/filter_alt_off:", on_click=clear_filters, width="stretch")


def _choose(choice: _Choice) -> None:
    if len(choice.options) <= 4:
        st.pills(
            choice.label,
            choice.options,
            selection_mode="multi",
            format_func=choice.words.name,
            key=choice.key,
            bind="query-params",
        )
        return
    st.multiselect(
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


def current_filters() -> Filters:
    """Return what is chosen now."""
    state = st.session_state
    return Filters(
        year=state.get("year") or None,
        stage=state.get("stage") or FIRST_STAGE,
        units=tuple(state.get("unit", ())),
        sectors=tuple(state.get("sector", ())),
        tiers=tuple(state.get("tier", ())),
        scenarios=tuple(state.get("scenario", ())),
    )


def current_view() -> View:
    """Return the landscape as the filters leave it."""
    return landscape().view(current_filters())


def active_codes() -> list[tuple[str, str]]:
    """Return (key, code) of everything chosen from the closed lists."""
    return [(choice.key, code) for choice in _choices(vocabulary()) for code in st.session_state.get(choice.key, ())]


def clear_filters() -> None:
    """Forget every filter but the stage, which is no restriction."""
    st.session_state["year"] = EVERY_YEAR
    for choice in _choices(vocabulary()):
        st.session_state[choice.key] = []


def filter_names() -> tuple[str, ...]:
    """Return the names of the filters in the address and in the session."""
    return ("year", "stage", *(choice.key for choice in _choices(vocabulary())))


def filter_address(filters: Filters) -> dict[str, str | list[str]]:
    """Return filters as the address of a page carries them: what is as it stands by itself is left out."""
    words = vocabulary()
    address: dict[str, str | list[str]] = {"year": year_name(filters.year)} if filters.year else {}
    if filters.stage != FIRST_STAGE:
        address["stage"] = words.stages.name(filters.stage)
    for choice in _choices(words):
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


def show_active_filters(whole: Landscape) -> None:
    """Show every active filter as a chip that a click removes."""
    words = {choice.key: choice.words for choice in _choices(whole.words)}
    year, codes = st.session_state.get("year"), active_codes()
    if not codes and not year:
        return
    with st.container(horizontal=True, gap="small"):
        if year:
            _chip(f"{year}年", "chip-year", _remove_year)
        for key, code in codes:
            name = words[key].name(code) if code != UNKNOWN else f"{_labels()[key]}{UNKNOWN_NAME}"
            _chip(name, f"chip-{key}-{code}", _remove, key, code)


def _labels() -> dict[str, str]:
    return {"unit": "推荐单位", "sector": "行业", "tier": "建设类型", "scenario": "场景"}


def _chip(label: str, key: str, on_click: object, *args: object) -> None:
    st.button(label, icon=":material/close:", icon_position="right", key=key, on_click=on_click, args=args, help="移除")  # type: ignore[arg-type]


def stop_if_empty(view: View) -> None:
    """Where the filters leave nothing, say what to do and draw no empty charts."""
    if view.total():
        return
    st.info("当前筛选下没有项目。请去掉一两个筛选条件，或换一个年份、阶段。", icon=":material/filter_alt:")
    st.button("清除全部筛选", on_click=clear_filters, key="clear-empty")
    st.stop()
