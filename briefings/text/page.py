"""An empty official document: A4, its margins, page numbers on the outer side, and nobody's name in it."""

from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import parse_xml
from docx.section import Section, _Footer
from docx.shared import Mm

from briefings.text.styles import FOOTER, NAMESPACE, font_table_xml, settings_xml, styles_xml

#: Page and margins in millimetres: 156 × 225 for the text.
WIDTH, HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
TEXT_WIDTH = WIDTH - LEFT - RIGHT
_NUMBER_BELOW_TEXT = 7
_NO_DATE = datetime(1980, 1, 1)
#: What the library's template brings along and we do not need: some of it tells of another program.
_LEFTOVERS = {
    RELATION.THUMBNAIL,
    RELATION.EXTENDED_PROPERTIES,
    RELATION.CUSTOM_XML,
    RELATION.NUMBERING,
    RELATION.WEB_SETTINGS,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}


def new_document(title: str, subject: str) -> Document:
    """Return an empty document in the official form."""
    document = docx.Document()
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in _LEFTOVERS]:
            rels.pop(key)
    _replace(document.styles.element, styles_xml())
    _replace(document.settings.element, settings_xml())
    document.part.part_related_by(RELATION.FONT_TABLE)._blob = font_table_xml()
    _name(document, title, subject)
    section = document.sections[0]
    _set_page(section)
    _number_pages(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number_pages(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    return document


def _replace(element: object, xml: str) -> None:
    """Give an element of the template other contents."""
    for child in list(element):  # type: ignore[call-overload]
        element.remove(child)  # type: ignore[attr-defined]
    for child in list(parse_xml(xml)):
        element.append(child)  # type: ignore[attr-defined]


def _name(document: Document, title: str, subject: str) -> None:
    properties = document.core_properties
    for element in list(properties._element):
        properties._element.remove(element)
    properties.title, properties.subject, properties.language = title, subject, "zh-CN"
    # A date must be there, but not today's: the date of the data is written in the text.
    properties.created = properties.modified = _NO_DATE


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(BOTTOM - _NUMBER_BELOW_TEXT - 5)
    # Numbers of the sessions in which somebody edited the library's template.
    attributes = section._sectPr.attrib
    for name in [name for name in attributes if "rsid" in name]:
        del attributes[name]


def _number_pages(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """Write — 1 — on the outer side, one character in from the edge."""
    paragraph = footer.paragraphs[0]
    paragraph.style = FOOTER
    paragraph.alignment = side
    indent = paragraph.paragraph_format
    indent.left_indent = indent.right_indent = Mm(5)
    field = f'<w:fldSimple {NAMESPACE} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph.add_run("— ")
    paragraph._p.append(parse_xml(field))
    paragraph.add_run(" —")
