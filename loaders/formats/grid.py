"""Open a file by its bytes and hand out its sheets as plain grids of cells.

The suffix is never trusted: cities rename files. Nothing above this module knows a file format.
"""

from loaders.errors import unreadable
from loaders.formats.archive import kind_of, open_archive
from loaders.formats.bounds import check_bytes
from loaders.formats.delimited import decode, read_delimited
from loaders.formats.markup import is_html, read_html, web_archive_page
from loaders.formats.ods_parts import ods_parts, refuse_encrypted
from loaders.formats.readers import attempt, read_quickly, read_xls_slowly, read_xlsx_slowly, with_parts
from loaders.formats.sheet import Grid
from loaders.formats.spreadsheetml import is_spreadsheetml, read_spreadsheetml
from loaders.formats.xlsb_parts import xlsb_parts
from loaders.formats.xlsx_parts import xlsx_parts

__all__ = ["Grid", "open_grids"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Workbooks of Excel 2 to 5 may stand in their file without a container.
_BARE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x06\x00", b"\x09\x08\x08\x00")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY = "Root Entry".encode("utf-16-le")
_WORKBOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "WORKBOOK\0", "Book\0", "BOOK\0"))
#: Documents whose beginning might pass for text.
_OTHER = (b"%PDF", b"{\\rtf", b"\x89PNG", b"Rar!", b"7z\xbc\xaf", b"GIF8", b"\x1f\x8b", b"SQLite format")


def open_grids(data: bytes) -> tuple[Grid, ...]:
    """Return the sheets of a workbook, of a page or of delimited text.

    Raises UnreadableFile with a code of REJECTIONS: `empty`, `password-protected`, `not-a-spreadsheet`, `too-large`,
    `damaged`, or `no-table-found` for a page without any.
    """
    check_bytes(len(data))
    if not data.strip():
        raise unreadable("empty")
    if data.startswith(_ZIP):
        return _open_zip(data)
    if data.startswith((_OLE, *_BARE)):
        return _open_ole(data)
    if data.startswith(_OTHER):
        raise unreadable("not-a-spreadsheet")
    return _open_text(data)


def _open_text(data: bytes) -> tuple[Grid, ...]:
    text = decode(web_archive_page(data) or data)
    if is_spreadsheetml(text):
        return read_spreadsheetml(text)
    if is_html(text):
        return read_html(text)
    return (read_delimited(text),)


def _open_zip(data: bytes) -> tuple[Grid, ...]:
    archive = open_archive(data)
    kind = kind_of(archive)
    if kind == "ods":
        attempt(refuse_encrypted, archive)
    parts = attempt({"xlsx": xlsx_parts, "xlsb": xlsb_parts, "ods": ods_parts}[kind], archive) or {}
    grids = attempt(read_quickly, data)
    if grids is None and kind == "xlsx":
        grids = attempt(read_xlsx_slowly, data)
    if grids is None:
        raise unreadable("damaged")
    return tuple(with_parts(grid, parts.get(grid.sheet)) for grid in grids)


def _open_ole(data: bytes) -> tuple[Grid, ...]:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise unreadable("password-protected")
        # Without its directory the container is torn, and nobody knows what it held.
        if _DIRECTORY in data and not any(stream in data for stream in _WORKBOOK_STREAMS):
            raise unreadable("not-a-spreadsheet")
    from loaders.formats.xls_parts import xls_parts  # It needs xlrd, which most runs never do.

    parts, is_sane = attempt(xls_parts, data) or ({}, True)
    grids = attempt(read_quickly, data) if is_sane else None
    if grids is None:
        grids = attempt(read_xls_slowly, data)
    if grids is None:
        raise unreadable("damaged")
    return tuple(with_parts(grid, parts.get(grid.sheet)) for grid in grids)
