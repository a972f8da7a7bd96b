"""Leave no trace in a presentation of who made it, where or when, and make the same slides the same bytes."""

import io
from datetime import datetime

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.presentation import Presentation

from briefings.archive import without_dates

#: The date a file gives itself, the earliest one a ZIP can hold. The date of the data is written on the slides.
NO_DATE = datetime(1980, 1, 1)
#: What tells of a template's maker or machine and is not needed to show it.
_TRACES = {
    RT.EXTENDED_PROPERTIES,
    RT.CUSTOM_PROPERTIES,
    RT.THUMBNAIL,
    RT.PRINTER_SETTINGS,
    RT.COMMENT_AUTHORS,
    RT.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    "http://schemas.microsoft.com/office/2018/10/relationships/authors",
}


def seal(deck: Presentation, title: str, subject: str) -> bytes:
    """Return the presentation as a file without traces, the same bytes for the same slides."""
    _forget_maker(deck)
    properties = deck.core_properties
    properties.title, properties.subject = title, subject
    properties.created = properties.modified = NO_DATE
    saved = io.BytesIO()
    deck.save(saved)
    return without_dates(saved.getvalue())


def _forget_maker(deck: Presentation) -> None:
    package, part = deck.part.package, deck.part
    for rels in (package._rels, part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in _TRACES]:
            rels.pop(key)
    properties = deck.core_properties
    # Emptied, not only ours: a template's author and keywords are nobody's business.
    for element in list(properties._element):
        properties._element.remove(element)
    properties.language = "zh-CN"
    for each in package.iter_parts():
        _forget_folders(each)


def _forget_folders(part: Part) -> None:
    """Keep of a link to a file only the file's name: its folder names a machine or a person."""
    for rel in part.rels.values():
        # The private name: the public one remembers what it was first asked for.
        target = rel._target
        if rel.is_external and target.lower().startswith(("file:", "\\\\")):
            rel._target = target.replace("\\", "/").rsplit("/", 1)[-1] or "#"
