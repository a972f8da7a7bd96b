"""Start the dashboard: navigation and shared filters, nothing else.

Run with `streamlit run app.py` from this folder.
"""

import streamlit as st

from pages.parts.faults import quiet_faults
from pages.parts.filters import choose_filters, show_active_filters
from pages.parts.navigation import navigate
from pages.parts.received import choose_data, landscape, show_heading
from pages.parts.style import show_style
from pages.parts.turns import in_turn

page = navigate()
with quiet_faults():
    with st.sidebar:
        choose_data()
    # Only now: whoever waits for the database keeps nobody else.
    with in_turn():
        with st.sidebar:
            view = choose_filters(landscape())
            show_style()
        show_heading(f"福建省5G工厂全景 · {page.title}")
        show_active_filters(view.filters)
        page.run()
