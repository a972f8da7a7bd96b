"""Lead from a number to the projects behind it: from a mark of a chart, a chart as a whole, or a unit's profile."""

import streamlit as st

from charts.marks import Marks, pick
from loaders.vocabulary import vocabulary
from metrics.picked import Picked
from pages.parts.filters import filter_address, filter_names
from pages.parts.switching import come_back, switch

#: What 项目 asks for besides the filters, and where it stands, by its names in the address: all begins anew.
_OF_PROJECTS = ("only", "uses", "search", "list_page")
_WAITING = "projects-to-list"


def list_projects(picked: Picked) -> None:
    """Remember what to list: the next run opens 项目 with it. To be called when something is clicked."""
    scenario = picked.scenario and vocabulary().scenarios.name(picked.scenario)
    besides = {"only": picked.only and picked.only.label, "uses": scenario}
    st.session_state[_WAITING] = filter_address(picked.filters) | {name: said for name, said in besides.items() if said}
    # The address alone says what is asked for; a filter that it does not name is not to come back from before.
    for name in (*filter_names(), *_OF_PROJECTS):
        st.session_state.pop(name, None)


def list_clicked(key: str, marks: Marks, whole: Picked) -> None:
    """List the projects behind the mark just clicked in the chart of this key."""
    points = st.session_state[key].selection.points
    code = points[0].get("customdata") if points else None
    if isinstance(code, str) and (picked := pick(marks, whole, code)):
        list_projects(picked)


def offer_projects(label: str, picked: Picked, *, key: str, help: str) -> None:
    """Offer the way to the projects behind a chart or a profile, for those who do not click into pictures."""
    st.button(
        label,
        icon=":material/table_rows:",
        type="tertiary",
        key=key,
        help=help,
        on_click=list_projects,
        args=(picked,),
    )


def follow() -> None:
    """Open 项目 where something asked for it, or give a page its own address again on the way back from there.

    To be called before the filters are drawn, in every run.
    """
    if (address := st.session_state.pop(_WAITING, None)) is not None:
        switch("pages/projects.py", address)
    come_back()
