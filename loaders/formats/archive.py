"""Look into a zip archive before any reader does: what it holds, and that it does not inflate to more than it may."""

import io
import zipfile
import zlib

from loaders.errors import unreadable
from loaders.formats.bounds import MOST_INFLATED_BYTES, check_inflated

#: Deflate makes nothing more than this many times smaller.
_MOST_DEFLATED = 1032
_LOCAL_HEADER = 30
_CHUNK = 1 << 20


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open an archive whose contents, really inflated, stay within bounds.

    Raises UnreadableFile with code `damaged`, `password-protected` or `too-large`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # It raises whatever its parsing meets: struct.error, NotImplementedError …
        raise unreadable("damaged") from error
    members = archive.infolist()
    check_inflated(sum(member.file_size for member in members))
    if any(member.flag_bits & 1 for member in members):
        raise unreadable("password-protected")
    # The directory may lie; what is too small to inflate beyond the bounds need not be tried.
    if sum(member.compress_size for member in members) * _MOST_DEFLATED > MOST_INFLATED_BYTES:
        left = MOST_INFLATED_BYTES
        for member in members:
            left -= _inflated_size(data, member, left)
    return archive


def _inflated_size(data: bytes, member: zipfile.ZipInfo, most: int) -> int:
    """Inflate a member without keeping it, and refuse it once it is larger than `most`."""
    header = data[member.header_offset : member.header_offset + _LOCAL_HEADER]
    if member.compress_type != zipfile.ZIP_DEFLATED or len(header) < _LOCAL_HEADER:
        return min(member.compress_size, len(data))
    start = member.header_offset + _LOCAL_HEADER
    start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    inflate, rest, size = zlib.decompressobj(-zlib.MAX_WBITS), data[start : start + member.compress_size], 0
    try:
        while rest and not inflate.eof:
            size += len(inflate.decompress(rest, _CHUNK))
            rest = inflate.unconsumed_tail
            if size > most:
                check_inflated(MOST_INFLATED_BYTES + 1)
    except zlib.error:
        return size  # The reader will meet the same damage, at the same place.
    return size


def kind_of(archive: zipfile.ZipFile) -> str:
    """Return `xlsx`, `xlsb` or `ods`; raises UnreadableFile where the archive is no spreadsheet."""
    names = {name.replace("\\", "/").lower().lstrip("/") for name in archive.namelist()}
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.startswith("xl/") or name.endswith("workbook.xml") for name in names):
        return "xlsx"
    if "content.xml" in names and not any(name.startswith(("word/", "ppt/")) for name in names):
        return "ods"
    raise unreadable("not-a-spreadsheet")
