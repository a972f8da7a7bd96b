"""How an official text looks (the habits of GB/T 9704): type, sizes, lines, and what stands in for a missing font.

Sizes are in half points, lengths in twentieths of a point, as the file format keeps them.
"""

from dataclasses import dataclass

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACE = f'xmlns:w="{_WORD}"'
_LATIN = "Times New Roman"
#: Fixed distance of lines: 22 of them on a page. Pictures and tables have their own, or they would be cut off.
BODY_LINE = 578


@dataclass(frozen=True)
class Typeface:
    """A Chinese typeface and the one that stands in for it; Word knows only one such name, then goes by family."""

    name: str
    stand_in: str
    family: str


TITLE_FACE = Typeface("方正小标宋简体", "华文中宋", "roman")
BODY_FACE = Typeface("仿宋_GB2312", "仿宋", "modern")
HEAD_FACE = Typeface("黑体", "SimHei", "modern")
SUBHEAD_FACE = Typeface("楷体_GB2312", "楷体", "modern")
NUMBER_FACE = Typeface("宋体", "SimSun", "roman")
FACES = (TITLE_FACE, BODY_FACE, HEAD_FACE, SUBHEAD_FACE, NUMBER_FACE)


@dataclass(frozen=True)
class _Style:
    """One paragraph style; `line` 0 means single spacing that grows with what stands in it."""

    key: str
    name: str
    face: Typeface
    half_points: int
    align: str = "both"
    line: int = 0
    indent_characters: int = 0
    before: int = 0
    after: int = 0
    level: int | None = None
    keep_next: bool = False


#: The names of the styles. Word shows those it knows in its own language; the library writes them as here.
BODY, TITLE, SUBTITLE, HEADING, SUBHEADING = "Normal", "Title", "Subtitle", "Heading 1", "Heading 2"
CAPTION, PICTURE, NOTE, CELL, FOOTER = "Caption", "图", "注", "表中文字", "Footer"
#: The key under which a table's cells name their style.
CELL_KEY = "Cell"
_STYLES = (
    _Style("Normal", BODY, BODY_FACE, 32, line=BODY_LINE, indent_characters=2),
    _Style("Title", TITLE, TITLE_FACE, 44, "center", line=700, before=400, after=120),
    _Style("Subtitle", SUBTITLE, SUBHEAD_FACE, 32, "center", line=BODY_LINE, after=240),
    _Style("Heading1", "heading 1", HEAD_FACE, 32, line=BODY_LINE, indent_characters=2, level=0, keep_next=True),
    _Style("Heading2", "heading 2", SUBHEAD_FACE, 32, line=BODY_LINE, indent_characters=2, level=1, keep_next=True),
    _Style("Caption", "caption", HEAD_FACE, 24, "center", before=160, after=80, keep_next=True),
    _Style("Picture", PICTURE, BODY_FACE, 24, "center", before=120, keep_next=True),
    _Style("Note", NOTE, BODY_FACE, 20, before=60, after=160),
    _Style(CELL_KEY, CELL, BODY_FACE, 21, "center"),
    _Style("Footer", "footer", NUMBER_FACE, 28),
)


def styles_xml() -> str:
    """Return the style sheet."""
    return (
        f"<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY_FACE)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        f"{''.join(map(_style_xml, _STYLES))}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
        "</w:styles>"
    )


def _style_xml(style: _Style) -> str:
    kind = 'w:default="1" ' if style.name == BODY else ""
    based = "" if style.name == BODY else f'<w:basedOn w:val="{BODY}"/>'
    spacing = f'w:line="{style.line}" w:lineRule="exact"' if style.line else 'w:line="240" w:lineRule="auto"'
    # In characters, so that the indent follows the size; the length is for programs that know no characters.
    indent = f'w:firstLineChars="{style.indent_characters * 100}" w:firstLine="{style.indent_characters * 320}"'
    keep = "<w:keepNext/>" if style.keep_next else ""
    level = "" if style.level is None else f'<w:outlineLvl w:val="{style.level}"/>'
    return (
        f'<w:style w:type="paragraph" {kind}w:styleId="{style.key}"><w:name w:val="{style.name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{keep}<w:widowControl/>"
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" {spacing}/><w:ind {indent}/>'
        f'<w:jc w:val="{style.align}"/>{level}</w:pPr>'
        f'<w:rPr>{_fonts(style.face)}<w:sz w:val="{style.half_points}"/><w:szCs w:val="{style.half_points}"/></w:rPr>'
        "</w:style>"
    )


def _fonts(face: Typeface) -> str:
    latin = face.name if face is NUMBER_FACE else _LATIN
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{face.name}" w:cs="{_LATIN}"/>'


def font_table_xml() -> bytes:
    """Return the table that names a stand-in for every typeface which a machine may lack."""
    chinese = "".join(
        f'<w:font w:name="{face.name}"><w:altName w:val="{face.stand_in}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{face.family}"/><w:pitch w:val="auto"/></w:font>'
        for face in FACES
    )
    latin = f'<w:font w:name="{_LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:fonts {NAMESPACE}>{chinese}{latin}</w:fonts>".encode()


def settings_xml() -> str:
    """Return the settings: different pages left and right, Chinese as the language, no trace of editing sessions.

    Their order is the format's own: Word takes a file in another order for damaged.
    """
    compatible = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{compatible}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )
