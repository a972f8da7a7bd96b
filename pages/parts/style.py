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
    # A chart's finding, as headings of this level are; below it what is counted: small print, as captions are.
    ".finding h3 {margin: 0; padding: 0.75rem 0 1rem; font-size: 18px; font-weight: 600; line-height: 1.2;"
    " letter-spacing: -0.005em}",
    # Where a link jumps to it, it stands below Streamlit's bar.
    ".finding {scroll-margin-top: 3.75rem}",
    ".finding p {margin: 0; font-size: 0.875rem; opacity: 0.6}",
    # A finding that leads to another screen reads like those that lead to a chart below.
    '.st-key-findings [data-testid="stMarkdownContainer"] p:not(:last-child) {margin-bottom: 0.5rem}',
    '.st-key-findings [data-testid="stPageLink-NavLink"] {padding: 0.2rem 0; margin: 0; line-height: 1.6}',
    '.st-key-findings [data-testid="stPageLink-NavLink"] p {font-size: 1rem; white-space: normal}',
    # What the browser shows where a file could not be made is English; the reason is in the log.
    '[data-testid="stDownloadButtonError"] {font-size: 0}',
    '[data-testid="stDownloadButtonError"]::after {content: "文件未能生成，原因已记入日志"; font-size: 0.875rem}',
)

# An address may name a finding to jump to; Streamlit does so for its own headings only. By then charts have their room.
_ARRIVE = """
window.arrived ??= setTimeout(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), 500);
"""
# A finger on a chart scrolls the page. Where clicks are read, Streamlit gives every chart a mode of dragging that takes
# each touch; a tap reaches the chart all the same, as the click that browsers make of it.
_TOUCHES = """
window.touchesPass ??= (document.addEventListener("touchstart", (event) => {
  if (event.target.closest?.(".js-plotly-plot .draglayer")) event.stopPropagation();
}, {capture: true, passive: true}), true);
"""


def show_style() -> None:
    """Send all of it; to be called at the end of the sidebar, for it takes a little room."""
    say_once(ALWAYS, "style", _send)


def _send() -> None:
    st.html(f"<style>{''.join(_RULES)}</style><script>{_ARRIVE}{_TOUCHES}</script>", unsafe_allow_javascript=True)
