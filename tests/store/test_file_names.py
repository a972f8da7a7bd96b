"""Names of files that every system takes, and failures to write them, told in Chinese."""

import errno
import sqlite3

import pytest

from store.errors import StoreFull
from store.files import NotWritten, safe_name, written


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("福州市2025年推荐汇总表.xlsx", "福州市2025年推荐汇总表.xlsx"),
        ('a/b\\c:d*e?f"g<h>i|j.xls', "a_b_c_d_e_f_g_h_i_j.xls"),
        ("换\n行\t和\x00零.csv", "换_行_和_零.csv"),
        ("倒\u202excod.exe", "倒_xcod.exe"),
        ("NUL", "_NUL"),
        ("con.xlsx", "_con.xlsx"),
        ("Lpt¹.csv", "_Lpt¹.csv"),
        ("console.xlsx", "console.xlsx"),
        (".. ", "未命名"),
        ("", "未命名"),
        ("尾巴. ", "尾巴"),
        ("没有后缀", "没有后缀"),
        (".xlsx", "xlsx"),
        ("..\\..\\etc\\passwd", "_.._etc_passwd"),
    ],
)
def test_a_name_is_made_safe_for_every_system(name: str, expected: str) -> None:
    assert safe_name(name) == expected


@pytest.mark.parametrize("letter", ["a", "表", "𠀀"])
def test_a_long_name_is_cut_before_its_suffix(letter: str) -> None:
    name = safe_name(letter * 300 + ".xlsx")
    assert name.endswith(f"{letter}.xlsx")
    assert 190 < len(name.encode()) <= 200


def test_a_cut_leaves_no_space_at_the_end() -> None:
    assert safe_name("a" * 194 + " bbb.xlsx") == "a" * 194 + ".xlsx"


def of_sqlite(code: int) -> sqlite3.OperationalError:
    """An error as the driver raises it."""
    error = sqlite3.OperationalError("disk")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘空间不足"),
        (PermissionError(errno.EACCES, "Permission denied"), "没有写入权限"),
        (OSError(errno.EROFS, "Read-only file system"), "磁盘只读"),
        (OSError(errno.EIO, "Input/output error"), "磁盘读写出错"),
        (OSError("without a number"), "磁盘读写出错"),
        (of_sqlite(sqlite3.SQLITE_FULL), "磁盘空间不足"),
        (of_sqlite(sqlite3.SQLITE_CANTOPEN), "没有写入权限，或文件夹已被移走"),
        (StoreFull(), "磁盘空间不足"),
    ],
)
def test_what_the_disk_refuses_is_told_in_chinese(error: Exception, reason: str) -> None:
    with pytest.raises(NotWritten) as told, written():
        raise error
    assert told.value.message == f"没有写成，数据库中的数据完好。原因：{reason}。"


def test_our_own_faults_pass_as_they_are() -> None:
    with pytest.raises(KeyError), written():
        raise KeyError
