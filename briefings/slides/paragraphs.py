"""Write text as text: paragraphs for placeholders, boxes and cells. Nothing in it is ever read as markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement

from briefings.slides.box import Box, emu
from briefings.slides.colours import Shade
from briefings.slides.master_parts import LANGUAGE, element
from briefings.words import writable


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look; without size or shade it takes them from where it stands."""

    text: str
    size: float | None = None
    shade: Shade | None = None
    bold: bool | None = None

    @property
    def xml(self) -> str:
        size = f' sz="{round(self.size * 100)}"' if self.size else ""
        bold = "" if self.bold is None else f' b="{int(self.bold)}"'
        fill = self.shade.fill if self.shade else ""
        if not self.text:
            return ""
        return f'<a:r><a:rPr lang="{LANGUAGE}"{size}{bold}>{fill}</a:rPr><a:t>{clean(self.text)}</a:t></a:r>'


@dataclass(frozen=True)
class Paragraph:
    """Runs on common lines; `align` is l, ctr, r or, for the place's own, empty; `before` is space in points."""

    runs: tuple[Run, ...]
    align: str = ""
    before: float = 0

    @property
    def xml(self) -> str:
        align = f' algn="{self.align}"' if self.align else ""
        before = f'<a:spcBef><a:spcPts val="{round(self.before * 100)}"/></a:spcBef>' if self.before else ""
        # An empty line has a height too: without this one it is that of the program's own type.
        size = f' sz="{round(self.runs[-1].size * 100)}"' if self.runs and self.runs[-1].size else ""
        end = f'<a:endParaRPr lang="{LANGUAGE}"{size}/>'
        return f"<a:p><a:pPr{align}>{before}</a:pPr>{''.join(run.xml for run in self.runs)}{end}</a:p>"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def line(
    text: str,
    size: float | None = None,
    shade: Shade | None = None,
    *,
    bold: bool | None = None,
    align: str = "",
    before: float = 0,
) -> Paragraph:
    """Return a paragraph of one look."""
    return Paragraph((Run(text, size, shade, bold),), align, before)


def clean(text: str) -> str:
    """Return text as it may stand in an element."""
    return escape(writable(text).replace("\n", " ").replace("\t", " "))


def fill(body: BaseOxmlElement, paragraphs: Sequence[Paragraph]) -> None:
    """Put paragraphs in the place of those a text body holds."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    body.extend(element(paragraph.xml) for paragraph in paragraphs)


def text_box(
    number: int,
    name: str,
    box: Box,
    paragraphs: Sequence[Paragraph],
    *,
    anchor: str = "t",
    background: Shade | None = None,
    outline: str = "",
    inset: float = 0,
) -> BaseOxmlElement:
    """Return a text box; `anchor` is t, ctr or b, `outline` the inside of its line, `inset` a margin in points."""
    left, top, width, height = box.emu
    margins = " ".join(f'{side}Ins="{emu(inset)}"' for side in "ltrb")
    return element(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(clean(name))}/><p:cNvSpPr txBox="1"/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{background.fill if background else "<a:noFill/>"}'
        f"{outline or '<a:ln><a:noFill/></a:ln>'}</p:spPr>"
        f'<p:txBody><a:bodyPr wrap="square" {margins} rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{''.join(paragraph.xml for paragraph in paragraphs)}</p:txBody></p:sp>"
    )
