"""The text: a 通报 in the official form, with the findings, the charts' tables, the map and the definitions."""

from briefings.briefing import Briefing


def text(briefing: Briefing) -> bytes:
    """Return the text (.docx) of a briefing; the same briefing gives the same bytes."""
    from briefings.text.chapters import write_chapters

    return write_chapters(briefing)
