"""The few things about the look that Streamlit has no setting for, said once for all screens."""

import streamlit as st

#: Sent with every run: short, and without remarks.
_RULES = (
    # The line below a key figure: quiet words that break where a card is narrow, not a chip that is cut off.
    '[data-testid="stMetricDelta"] {padding: 0; background: none; color: inherit; opacity: 0.72}',
    '[data-testid="stMetricDelta"] * {white-space: normal !important; overflow: visible; text-overflow: clip}',
    # What is counted, below a chart's finding: small print, as captions are.
    '[data-testid="stHeading"] p {font-size: 0.875rem; opacity: 0.6}',
    # A finding that leads to another screen reads like those that lead to a chart below.
    '.st-key-findings [data-testid="stMarkdownContainer"] p:not(:last-child) {margin-bottom: 0.5rem}',
    '.st-key-findings [data-testid="stPageLink-NavLink"] {padding: 0.2rem 0; margin: 0; line-height: 1.6}',
    '.st-key-findings [data-testid="stPageLink-NavLink"] p {font-size: 1rem; white-space: normal}',
    # What the browser shows where a file could not be made is English; the reason is in the log.
    '[data-testid="stDownloadButtonError"] {font-size: 0}',
    '[data-testid="stDownloadButtonError"]::after {content: "文件未能生成，原因已记入日志"; font-size: 0.875rem}',
)

# A finger on a chart scrolls the page. Where clicks are read, Streamlit gives every chart a mode of dragging that takes
# each touch; a tap reaches the chart all the same, as the click that browsers make of it.
_TOUCHES = """<script>
window.touchesPass ??= (document.addEventListener("touchstart", (event) => {
  if (event.target.closest?.(".js-plotly-plot .draglayer")) event.stopPropagation();
}, {capture: true, passive: true}), true);
</script>"""


def show_style() -> None:
    """Send all of it; to be called at the end of the sidebar, for it takes a little room."""
    st.html(f"<style>{''.join(_RULES)}</style>{_TOUCHES}", unsafe_allow_javascript=True)
