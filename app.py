"""Start the dashboard: the server, and on every page the navigation and the shared filters; nothing else.

Run with `streamlit run app.py` from this folder, or `uvicorn app:app`: both import this file and find the server in it.
The server then runs it for everybody who looks at a page, again at every change.
"""

import streamlit as st

if __name__ == "__main__":
    from pages.parts.faults import quiet_faults
    from pages.parts.filters import choose_filters, show_active_filters
    from pages.parts.navigation import navigate
    from pages.parts.received import choose_data, landscape, show_heading
    from pages.parts.style import show_style
    from pages.parts.turns import in_turn

    page, screen = navigate()
    with quiet_faults():
        with st.sidebar:
            choose_data()
        # Only now: whoever waits for the database keeps nobody else.
        with in_turn():
            with st.sidebar:
                view = choose_filters(landscape())
                show_style()
            show_heading(screen)
            show_active_filters(view.filters)
            page.run()
else:
    from starlette.middleware import Middleware

    from deploy.eager import Eager
    from deploy.early import Early
    from deploy.ready import ready

    app = st.App(__file__, lifespan=ready, middleware=[Middleware(Early), Middleware(Eager)])
