"""The few things about the look that Streamlit has no setting for, said once for all screens."""

import streamlit as st

from pages.parts.once import ALWAYS, say_once

#: Sent with every run: short, and without remarks.
_RULES = (
    # Key figures: cards of equal height, in as many columns as are asked for and fit.
    ".stHtml .kpis {display: grid; gap: 1rem; margin: 0; padding: 0; grid-template-columns: repeat(auto-fill,"
    " minmax(max(var(--narrowest), (100% - (var(--columns) - 1) * 1rem) / var(--columns)), 1fr))}",
    ".kpis > div {position: relative; padding: 1rem; border-radius: 0.5rem;"
    " border: 1px solid color-mix(in srgb, currentColor 16%, transparent)}",
    ".kpis dt {font-size: 0.875rem; font-weight: 400}",
    ".kpis dt + dd {font-size: 34px; font-weight: 600; line-height: 1.5; opacity: 1}",
    ".kpis dd {margin: 0; font-size: 0.875rem; opacity: 0.72}",
    # What a figure means: at its question mark, for a mouse, a finger and the keyboard.
    ".kpis span {display: inline-block; width: 1rem; margin-left: 0.4rem; font-size: 0.75rem; line-height: 0.9rem;"
    " text-align: center; border: 1px solid; border-radius: 50%; cursor: help;"
    " color: color-mix(in srgb, currentColor 72%, transparent)}",
    ".kpis span:is(:hover, :focus)::after {content: attr(aria-label); position: absolute; z-index: 1; left: 0.5rem;"
    " right: 0.5rem; top: 2.5rem; padding: 0.5rem; border: 1px solid #8885; border-radius: 0.5rem; font-size: 0.875rem;"
    " line-height: 1.4; text-align: left; color: CanvasText; background: Canvas}",
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
    say_once(ALWAYS, "style", _send)


def _send() -> None:
    st.html(f"<style>{''.join(_RULES)}</style>{_TOUCHES}", unsafe_allow_javascript=True)
