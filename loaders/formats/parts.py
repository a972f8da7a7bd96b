"""What the quick reader does not tell of a sheet: hidden rows and columns, and for some formats merged blocks."""

from dataclasses import dataclass, field
from xml.parsers import expat

from loaders.errors import unreadable
from loaders.formats.sheet import Block


@dataclass
class SheetParts:
    """Merged blocks and hidden rows and columns of one sheet, counted from 0 at A1."""

    merged: list[Block] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    is_hidden: bool = False


def xml_parser() -> expat.XMLParserType:
    """Return a parser that names elements `namespace name` and refuses entities: no spreadsheet declares any."""
    # A named encoding is not asked of the file: what comes here is UTF-8.
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse_entities
    return parser


def _refuse_entities(*_: object) -> None:
    raise unreadable("damaged")
