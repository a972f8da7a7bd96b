"""Make the clean 16:9 presentation that briefings start from where an office brings no template of its own.

Its three layouts have real placeholders, so it can be restyled in the slide master like any other. Typefaces and
colours stand in the themes only: text that names none of its own follows the master, and also the master of whatever
presentation a slide is copied into.
"""

from pptx import Presentation as new_presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation
from pptx.util import Emu

from briefings.slides.box import Box, emu
from briefings.slides.colours import GUIDE, HAIRLINE, PRIMARY, QUIET
from briefings.slides.master_parts import Type, bar, element, placeholder, prompts, replace_shapes, slide_number
from briefings.slides.theme import restyle

WIDTH, HEIGHT = 960, 540

TITLE = Box(62, 24, 850, 58)
ABOUT = Box(62, 85, 850, 34)
BODY = Box(48, 128, 864, 370)
_FOOTER, _NUMBER = Box(48, 512, 760, 16), Box(832, 512, 80, 16)
#: The layouts kept, by their place in the library's own presentation.
_COVER, _CONTENT, _TITLE_ONLY = 0, 1, 5
#: The number and the name by which a layout's line of small print is known.
ABOUT_INDEX, ABOUT_NAME = 21, "说明"
_TITLE_TYPE, _ABOUT_TYPE = Type(24, bold=True), Type(12, QUIET)
_SMALL = Type(10, QUIET)
_BODY_TYPES = (Type(18, bullet="▪"), Type(16, bullet="▪"), Type(14, bullet="▪"), Type(12, bullet="▪"))
_TITLE_PROMPT = "单击此处编辑标题"
TEXT_PROMPT = ("单击此处编辑文本", "第二级", "第三级", "第四级")


def clean_presentation() -> Presentation:
    """Return an empty presentation on our own master."""
    deck = new_presentation()
    deck.slide_width, deck.slide_height = Emu(emu(WIDTH)), Emu(emu(HEIGHT))
    size = deck.part._element.find(qn("p:sldSz"))
    del size.attrib["type"]
    master = deck.slide_masters[0]
    restyle(master.part.part_related_by(RT.THEME))
    _fill_master(master._element)
    layouts = list(deck.slide_layouts)
    for place, layout in enumerate(layouts):
        if place not in (_COVER, _CONTENT, _TITLE_ONLY):
            deck.slide_layouts.remove(layout)
    _fill_cover(layouts[_COVER]._element)
    _fill_layout(layouts[_CONTENT]._element, "标题和内容", with_body=True)
    _fill_layout(layouts[_TITLE_ONLY]._element, "标题和图表", with_body=False)
    return deck


def _fill_master(master: BaseOxmlElement) -> None:
    replace_shapes(
        master,
        bar(2, "标题标志", Box(48, 30, 5, 46), PRIMARY),
        bar(3, "页脚线", Box(48, 507, 864, 0.75), HAIRLINE),
        placeholder(4, "标题", 'type="title"', TITLE, prompts([_TITLE_PROMPT]), anchor="ctr"),
        placeholder(5, "正文", 'type="body" idx="1"', BODY, prompts(TEXT_PROMPT)),
        placeholder(6, "页脚", 'type="ftr" sz="quarter" idx="3"', _FOOTER, prompts([""]), _SMALL.level(), anchor="ctr"),
        placeholder(
            7,
            "页码",
            'type="sldNum" sz="quarter" idx="4"',
            _NUMBER,
            slide_number(),
            Type(10, QUIET, align="r").level(),
            anchor="ctr",
        ),
    )
    styles = master.find(qn("p:txStyles"))
    levels = "".join(kind.level(number, "mn") for number, kind in enumerate(_BODY_TYPES, start=1))
    for name, inner in (("p:titleStyle", _TITLE_TYPE.level(font="mj")), ("p:bodyStyle", levels)):
        styles.replace(styles.find(qn(name)), element(f"<{name}>{inner}</{name}>"))


def _fill_cover(layout: BaseOxmlElement) -> None:
    layout.set("showMasterSp", "0")
    layout.find(qn("p:cSld")).set("name", "封面")
    cover, below = Type(38, bold=True), Type(18, QUIET)
    replace_shapes(
        layout,
        bar(2, "左侧色带", Box(0, 0, 28, HEIGHT), PRIMARY),
        bar(3, "标题下线", Box(96, 286, 96, 4), GUIDE),
        placeholder(
            4, "标题", 'type="ctrTitle"', Box(96, 140, 780, 130), prompts([_TITLE_PROMPT]), cover.level(), anchor="b"
        ),
        placeholder(
            5,
            "副标题",
            'type="subTitle" idx="1"',
            Box(96, 310, 780, 160),
            prompts(["单击此处编辑副标题"]),
            below.level(),
        ),
    )


def _fill_layout(layout: BaseOxmlElement, name: str, with_body: bool) -> None:
    layout.find(qn("p:cSld")).set("name", name)
    body = [placeholder(4, "正文", 'idx="1"', None, prompts(TEXT_PROMPT))] if with_body else []
    about = f'type="body" sz="quarter" idx="{ABOUT_INDEX}"'
    replace_shapes(
        layout,
        placeholder(2, "标题", 'type="title"', None, prompts([_TITLE_PROMPT])),
        placeholder(3, ABOUT_NAME, about, ABOUT, prompts(["统计口径、来源和数据日期"]), _ABOUT_TYPE.level()),
        *body,
        placeholder(5, "页脚", 'type="ftr" sz="quarter" idx="11"', None, prompts([""])),
        placeholder(6, "页码", 'type="sldNum" sz="quarter" idx="12"', None, slide_number()),
    )
