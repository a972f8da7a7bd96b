"""项目: every project, searchable, each traced back to its table, its row and its cells."""

import streamlit as st

from pages.parts.filters import chosen_view, stop_if_empty
from pages.parts.project_list import about, ask, chosen, find, forget, show_page
from pages.parts.trace import show_trace

view = chosen_view()
stop_if_empty(view)
asked = ask(view)
found = find(view, asked)
note = about(view, asked, len(found))
st.caption(note)
if len(found):
    show_page(found, view.words, note)
else:
    st.info("没有找到。请换一个词，或减少筛选条件。", icon=":material/search_off:")
if (number := chosen()) is not None:
    show_trace(number, forget)
