"""Show findings as a short list, each with a way to the chart that shows it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from metrics.findings import Finding
from pages import SCREENS
from pages.parts.navigation import page_of
from pages.parts.plain import plain

#: The screen on which each chart stands: where a reader of the finding sees most of it.
STANDS_ON: Mapping[str, str] = {
    "target-progress": "overview",
    "trend": "overview",
    "unit-ranking": "overview",
    "unit-map": "overview",
    "selection-by-unit": "cities",
    "sector-bars": "industry",
    "selection-by-sector": "industry",
    "tiers-by-unit": "tiers",
    "tiers-by-sector": "tiers",
    "tiers-by-year": "tiers",
    "scenario-ranking": "scenarios",
    "sector-scenario": "scenarios",
}
_TITLES = {screen.file: screen.title for screen in SCREENS}


def show_findings(found: Sequence[Finding], here: str) -> None:
    """Show the sentences, one a line; `here` is the screen they stand on.

    Those on its own charts, further down, come first and are one element together: every element costs.
    """
    with st.container(border=True, gap="xsmall", key="findings"):
        if own := [finding for finding in found if STANDS_ON[finding.chart] == here]:
            st.markdown("\n\n".join(map(_own, own)))
        for finding in found:
            if (screen := STANDS_ON[finding.chart]) != here:
                _show_link(finding, screen)


def _own(finding: Finding) -> str:
    return f"{plain(finding.sentence)} :small[[见下图](#{finding.chart})]"


def _show_link(finding: Finding, screen: str) -> None:
    st.page_link(
        page_of(screen),
        label=f"{plain(finding.sentence)} :primary[:small[见“{_TITLES[screen]}”页]]",
        icon=":material/chevron_right:",
        icon_position="right",
    )
