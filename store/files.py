"""Write files for people: under names that every system takes, and with failures told in Chinese."""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import StoreError, StoreFull

_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘空间不足",
    errno.EFBIG: "文件太大，磁盘放不下",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "路径太长",
    errno.ENOENT: "文件夹不存在或已被移走",
}
_REASONS_OF_SQLITE = {
    sqlite3.SQLITE_FULL: "磁盘空间不足",
    sqlite3.SQLITE_READONLY: "没有写入权限",
    sqlite3.SQLITE_CANTOPEN: "没有写入权限，或文件夹已被移走",
}
# What Windows does not take in names, and marks that turn the writing round.
_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
#: Linux takes names of 255 bytes, three for every Chinese character; Windows wants short paths.
_LONGEST_BYTES = 200
_LONGEST_SUFFIX = 8


class NotWritten(StoreError):
    """A file could not be written; the store is as it was."""

    message = "没有写成，数据库中的数据完好。请重试。"


@contextmanager
def written() -> Iterator[None]:
    """Raise NotWritten, with the reason, where files cannot be written."""
    try:
        yield
    except StoreFull as error:
        raise NotWritten(_message(_REASONS[errno.ENOSPC])) from error
    except OSError as error:
        raise NotWritten(_message(_REASONS.get(error.errno or 0, "磁盘读写出错"))) from error
    except sqlite3.Error as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        raise NotWritten(_message(_REASONS_OF_SQLITE.get(code, "磁盘读写出错"))) from error


def _message(reason: str) -> str:
    return f"没有写成，数据库中的数据完好。原因：{reason}。"


def safe_name(name: str) -> str:
    """Return a file's name that Windows, Linux and macOS take, its suffix kept; never empty."""
    name = _RESERVED.sub("_", name).strip(" .") or "未命名"
    if _DEVICES.match(name):
        name = f"_{name}"
    suffix = Path(name).suffix
    suffix = suffix if len(suffix) <= _LONGEST_SUFFIX else ""
    stem = name.removesuffix(suffix).encode()[: _LONGEST_BYTES - len(suffix.encode())].decode(errors="ignore")
    # A cut must not leave a space or a dot at the end either.
    return stem.rstrip(" .") + suffix
