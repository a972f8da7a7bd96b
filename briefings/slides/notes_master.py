"""Give the speaker notes a master in Chinese, in our typeface, with a page picture of the slides' shape."""

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from briefings.slides.box import Box, emu
from briefings.slides.colours import HAIRLINE, QUIET
from briefings.slides.master import TEXT_PROMPT
from briefings.slides.master_parts import Type, element, placeholder, prompts, replace_shapes, slide_number
from briefings.slides.theme import restyle

_PICTURE_WIDTH, _PICTURE_TOP = 432.0, 54.0


def ensure_notes_master(deck: Presentation) -> None:
    """Add a master for notes where there is none; an office's own stays as it is."""
    if any(rel.reltype == RT.NOTES_MASTER for rel in deck.part.rels.values()):
        return
    part = deck.part.notes_master_part
    restyle(part.part_related_by(RT.THEME))
    height = _PICTURE_WIDTH * deck.slide_height / deck.slide_width
    image = Box(_PICTURE_TOP, _PICTURE_TOP, _PICTURE_WIDTH, height)
    replace_shapes(
        part._element,
        element(
            '<p:sp><p:nvSpPr><p:cNvPr id="2" name="幻灯片图像"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
            'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
            f'<a:xfrm><a:off x="{emu(image.left)}" y="{emu(image.top)}"/>'
            f'<a:ext cx="{emu(image.width)}" cy="{emu(image.height)}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            f'<a:ln w="9525">{HAIRLINE.fill}</a:ln></p:spPr></p:sp>'
        ),
        placeholder(
            3,
            "备注",
            'type="body" sz="quarter" idx="3"',
            Box(54, image.bottom + 20, 432, 650 - image.bottom),
            prompts(TEXT_PROMPT),
        ),
        placeholder(
            4,
            "页码",
            'type="sldNum" sz="quarter" idx="5"',
            Box(306, 684, 180, 20),
            slide_number(),
            Type(10, QUIET, align="r").level(),
        ),
    )
    _register(deck)


def _register(deck: Presentation) -> None:
    """Name the master in the presentation, which the library leaves out."""
    key = next(key for key, rel in deck.part.rels.items() if rel.reltype == RT.NOTES_MASTER)
    masters = deck.part._element.find(qn("p:sldMasterIdLst"))
    masters.addnext(element(f'<p:notesMasterIdLst><p:notesMasterId r:id="{key}"/></p:notesMasterIdLst>'))
