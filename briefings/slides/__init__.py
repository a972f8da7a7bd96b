"""Slides that stay editable: native charts with their data, the map as shapes, tables, speaker notes.

From a value to a file: `Briefing` → pages (`opening`, `exhibit_pages`, `blanks`, `profiles`, `closing`) written on a
`Deck` → `seal`. A deck stands on our own clean master or on an office's template. Charts, tables and the map know
their box in points and nothing of the page around them; `measure` says beforehand whether a text fits.
"""

from briefings.briefing import Briefing
from briefings.slides.blanks import add_blanks, add_without_data
from briefings.slides.closing import add_definitions, add_sources
from briefings.slides.deck import Deck
from briefings.slides.exhibit_pages import add_exhibit
from briefings.slides.opening import add_cover, add_findings
from briefings.slides.plots import is_blank
from briefings.slides.profiles import add_profiles
from briefings.slides.sealing import seal
from briefings.slides.template import UnusableTemplate

__all__ = ["UnusableTemplate", "one_slide", "slides"]


def slides(briefing: Briefing, template: bytes | None = None) -> bytes:
    """Return the whole briefing as a .pptx, on an office's template (.pptx or .potx) where one is given.

    Raises UnusableTemplate, with the reason in Chinese, where nothing can be written on the template.
    """
    deck = _deck(briefing, template)
    add_cover(deck, briefing)
    add_findings(deck, briefing)
    for exhibit in briefing.exhibits:
        if not is_blank(exhibit):
            add_exhibit(deck, briefing, exhibit)
    add_without_data(deck, briefing)
    add_blanks(deck, briefing)
    add_profiles(deck, briefing)
    add_definitions(deck, briefing)
    add_sources(deck, briefing)
    return seal(deck.presentation, briefing.title, briefing.subject)


def one_slide(briefing: Briefing, template: bytes | None = None) -> bytes:
    """Return only the charts of a briefing, usually a single one, without cover and closing pages."""
    deck = _deck(briefing, template)
    for exhibit in briefing.exhibits:
        add_exhibit(deck, briefing, exhibit)
    return seal(deck.presentation, briefing.exhibits[0].chart.name if briefing.exhibits else "", briefing.subject)


def _deck(briefing: Briefing, template: bytes | None) -> Deck:
    return Deck(template, "｜".join(part for part in (briefing.title, briefing.data_date) if part))
