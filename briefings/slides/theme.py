"""Read and set the typefaces and colours of a theme: the one place where slides name any."""

from collections.abc import Mapping

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part, XmlPart
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.slide import SlideMaster

from briefings.slides.colours import OWN_THEME, THEME_COLOURS
from briefings.slides.master_parts import element

TYPEFACE = "微软雅黑"
NAME = "5G工厂简报"
#: Tells programs without the typeface to look for a Chinese one: proportional sans, character set GB 2312.
_TRAITS = {"panose": "020B0503020204020204", "pitchFamily": "34", "charset": "-122"}


def restyle(part: Part) -> None:
    """Put our colours and typeface into a theme."""
    theme = _root(part)
    theme.set("name", NAME)
    for scheme in theme.iter(qn("a:clrScheme")):
        scheme.set("name", NAME)
        for slot in scheme:
            slot[:] = [element(f'<a:srgbClr val="{THEME_COLOURS[slot.tag.split("}")[1]].lstrip("#")}"/>')]
    for scheme in theme.iter(qn("a:fontScheme")):
        scheme.set("name", NAME)
    for kind in ("a:majorFont", "a:minorFont"):
        for font in theme.iter(qn(kind)):
            _set_typeface(font)
    if not isinstance(part, XmlPart):
        part.blob = serialize_part_xml(theme)


def _set_typeface(font: BaseOxmlElement) -> None:
    for tag in ("a:latin", "a:ea"):
        face = font.find(qn(tag))
        face.set("typeface", TYPEFACE)
        for name, value in _TRAITS.items():
            face.set(name, value)
    for script in font.findall(qn("a:font")):
        if script.get("script") in ("Hans", "Hant"):
            script.set("typeface", TYPEFACE)


def theme_colours(master: SlideMaster) -> Mapping[str, str]:
    """Return a master's colours as #RRGGBB, by slot and by the names slides use; what it leaves out is ours."""
    theme = _root(master.part.part_related_by(RT.THEME))
    scheme = next(theme.iter(qn("a:clrScheme")), ())
    own = {slot.tag.split("}")[1]: _colour(slot) for slot in scheme}
    colours = dict(OWN_THEME) | {slot: colour for slot, colour in own.items() if colour}
    colour_map = master._element.find(qn("p:clrMap"))
    mapped = dict(colour_map.attrib) if colour_map is not None else {}
    return colours | {name: colours[slot] for name, slot in mapped.items() if slot in colours}


def _colour(slot: BaseOxmlElement) -> str | None:
    """Return the colour of a slot, or None where it is given in a way we do not read."""
    for colour in slot:
        value = colour.get("lastClr") or colour.get("val") or ""
        if len(value) == 6:
            return f"#{value.upper()}"
    return None


def _root(part: Part) -> BaseOxmlElement:
    return part._element if isinstance(part, XmlPart) else parse_xml(part.blob)
