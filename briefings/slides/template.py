"""Open an office's own presentation as the ground to write on: its masters stay, its slides go."""

import io
import zipfile
import zlib

from pptx import Presentation as open_presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from briefings.errors import BriefingError

#: What a template, with or without macros, calls itself instead of a presentation.
_OTHER_NAMES = (
    CT.PML_TEMPLATE_MAIN,
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
)
_CONTENT_TYPES = "[Content_Types].xml"
_OLD_BINARY = b"\xd0\xcf\x11\xe0"
_MOST_BYTES = 300 * 2**20
#: Parts of a presentation that speak of slides by their number; without the slides they would damage the file.
_SPEAK_OF_SLIDES = ("p:custShowLst", "p:extLst")

#: What the library and the ZIP reader raise for files that are not what they seem.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    PackageNotFoundError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    RuntimeError,
    OSError,
)


class UnusableTemplate(BriefingError):
    """The file is no template slides can be written on; the message says in Chinese why and what to do."""


def open_template(content: bytes) -> Presentation:
    """Open a .pptx, .potx or one with macros, and take out its slides.

    Raises UnusableTemplate for anything else: other files, damaged ones, and ones without a single layout.
    """
    try:
        deck = open_presentation(io.BytesIO(_as_presentation(content)))
    except UnusableTemplate:
        raise
    except _DAMAGED as error:
        raise UnusableTemplate("模板已损坏，或不是演示文稿。请在PPT或WPS中打开后另存为 .pptx 再试。") from error
    if not any(len(master.slide_layouts) for master in deck.slide_masters):
        raise UnusableTemplate("模板中没有版式，无法使用。请换一个带有母版和版式的 .pptx 文件。")
    _remove_slides(deck)
    return deck


def _as_presentation(content: bytes) -> bytes:
    """Return the file under the one content type the library opens; macros are left behind when it is sealed."""
    if content.startswith(_OLD_BINARY):
        raise UnusableTemplate("模板是旧格式（.ppt、.pot、.dpt）或加了密码。请另存为不加密的 .pptx 再试。")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
            raise UnusableTemplate("模板过大。请压缩其中的图片后再试。")
        types = archive.read(_CONTENT_TYPES).decode("utf-8")
        found = next((name for name in _OTHER_NAMES if f'"{name}"' in types), None)
        if found is None:
            return content
        renamed = types.replace(f'"{found}"', f'"{CT.PML_PRESENTATION_MAIN}"')
        copied = io.BytesIO()
        with zipfile.ZipFile(copied, "w", zipfile.ZIP_DEFLATED) as target:
            for name in archive.namelist():
                target.writestr(name, renamed if name == _CONTENT_TYPES else archive.read(name))
    return copied.getvalue()


def _remove_slides(deck: Presentation) -> None:
    """Take out the slides and what speaks of them by number."""
    root = deck.part._element
    for slide in list(root.iterfind(f"{qn('p:sldIdLst')}/{qn('p:sldId')}")):
        deck.part.rels.pop(slide.get(qn("r:id")))
        slide.getparent().remove(slide)
    for name in _SPEAK_OF_SLIDES:
        for element in root.findall(qn(name)):
            root.remove(element)
