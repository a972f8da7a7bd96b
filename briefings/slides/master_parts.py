"""Write the elements of a slide master: placeholders, plain shapes and text levels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement

from briefings.slides.box import Box, emu
from briefings.slides.colours import PRIMARY, TEXT, Shade

_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
LANGUAGE = "zh-CN"


@dataclass(frozen=True)
class Type:
    """How one level of text looks: size in points, colour, weight, alignment (l, ctr, r), and its bullet."""

    size: float
    shade: Shade = TEXT
    bold: bool = False
    align: str = "l"
    bullet: str = ""

    def level(self, number: int = 1, font: str = "") -> str:
        """Return the paragraph properties of a text level; `font` is mj or mn where a level names its typeface."""
        indent = emu(16) if self.bullet else 0
        left = emu(16) * number if self.bullet else 0
        faces = f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/>'
        bullet = f'<a:buClr>{PRIMARY.xml}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="{self.bullet}"/>'
        return (
            f'<a:lvl{number}pPr marL="{left}" indent="{-indent}" algn="{self.align}" defTabSz="914400" rtl="0" '
            f'eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
            f"{bullet if self.bullet else '<a:buNone/>'}"
            f'<a:defRPr sz="{round(self.size * 100)}" b="{int(self.bold)}" kern="1200">{self.shade.fill}'
            f"{faces if font else ''}</a:defRPr></a:lvl{number}pPr>"
        )


def element(xml: str) -> BaseOxmlElement:
    """Parse an element that uses the prefixes a, c, p and r."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {_NAMESPACES}", xml, count=1))


def placeholder(
    number: int, name: str, kind: str, box: Box | None, prompt: str, levels: str = "", *, anchor: str = "t"
) -> BaseOxmlElement:
    """Return a placeholder; `kind` holds the attributes of its type, without `box` it takes its master's place."""
    place = f'<a:xfrm>{_place(box)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    body = (
        '<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{}"><a:normAutofit/></a:bodyPr>'
    )
    return element(
        f"<p:sp><p:nvSpPr><p:cNvPr id={quoteattr(str(number))} name={quoteattr(name)}/>"
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}</p:spPr><p:txBody>{body.format(anchor) if box else '<a:bodyPr/>'}"
        f"<a:lstStyle>{levels}</a:lstStyle>{prompt}</p:txBody></p:sp>"
    )


def prompts(texts: Sequence[str]) -> str:
    """Return the words that stand in an empty placeholder, one text level a line."""
    return "".join(
        f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr lang="{LANGUAGE}"/><a:t>{escape(text)}</a:t></a:r></a:p>'
        for level, text in enumerate(texts)
    )


def slide_number() -> str:
    """Return a paragraph with the number of the page, kept by the program that shows it."""
    identity = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"
    return (
        f'<a:p><a:fld id="{identity}" type="slidenum"><a:rPr lang="{LANGUAGE}"/><a:t>‹#›</a:t></a:fld>'
        f'<a:endParaRPr lang="{LANGUAGE}"/></a:p>'
    )


def bar(number: int, name: str, box: Box, shade: Shade) -> BaseOxmlElement:
    """Return a plain filled rectangle."""
    return element(
        f"<p:sp><p:nvSpPr><p:cNvPr id={quoteattr(str(number))} name={quoteattr(name)}/><p:cNvSpPr/><p:nvPr userDrawn="
        f'"1"/></p:nvSpPr><p:spPr><a:xfrm>{_place(box)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{shade.fill}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _place(box: Box) -> str:
    left, top, width, height = box.emu
    return f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'


def replace_shapes(slide: BaseOxmlElement, *shapes: BaseOxmlElement) -> None:
    """Put shapes in the place of all that a master or layout holds."""
    tree = slide.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    for child in list(tree):
        if child.tag not in (qn("p:nvGrpSpPr"), qn("p:grpSpPr")):
            tree.remove(child)
    tree.extend(shapes)
