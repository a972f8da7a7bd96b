"""A file is known by its bytes; its suffix is never looked at."""

import datetime as dt
import io
import zipfile

import pytest
import xlwt
from sheet_building import FIRST, HEADINGS, NAME, TITLE, xlsx

from loaders.errors import UnreadableFile
from loaders.grid import open_grids
from loaders.workbook import read_workbook

ROWS = [["序号", "企业名称"], ["1", "甲公司"]]
TEXT = "序号,企业名称\n1,甲公司\n"


def xls(rows: list[list[object]]) -> bytes:
    """Write the workbook format of Excel 97."""
    book, stream = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("表1")
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    book.save(stream)
    return stream.getvalue()


def archive(name: str) -> bytes:
    """Write an archive with one file, as a document or a drawing is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode("gb18030"),
        TEXT.replace(",", "\t").encode("utf-8"),
        TEXT.replace(",", ";").encode("utf-8"),
        TEXT.replace("甲公司", '"甲公司"').encode("utf-8"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "windows line ends", "tabs", "semicolons", "quoted"],
)
def test_delimited_text_is_read_in_every_usual_encoding(data: bytes) -> None:
    assert open_grids(data)[0].cells == ROWS


def test_a_line_break_inside_quotes_stays_in_its_cell() -> None:
    assert open_grids('序号,场景\n1,"甲\n乙"\n'.encode())[0].cells == [["序号", "场景"], ["1", "甲\n乙"]]


def test_short_lines_of_text_are_filled_up() -> None:
    assert open_grids("标题\n序号,企业名称\n".encode())[0].cells == [["标题", ""], ["序号", "企业名称"]]


def test_text_has_the_addresses_excel_would_show() -> None:
    grid = open_grids(TEXT.encode())[0]
    assert (grid.sheet, grid.address(1, 1), grid.row_number(1)) == ("CSV", "B2", 2)


def test_an_old_workbook_is_read_whatever_its_suffix_says() -> None:
    reading = read_workbook(xls([[TITLE], HEADINGS, FIRST]), "福州市.xlsx")
    assert [project.enterprise for project in reading.projects] == ["甲公司"]


def test_a_new_workbook_is_read_whatever_its_suffix_says() -> None:
    reading = read_workbook(xlsx([[TITLE], HEADINGS, FIRST]), "福州市.xls")
    assert [project.enterprise for project in reading.projects] == ["甲公司"]


def test_text_with_the_suffix_of_a_workbook_is_read() -> None:
    text = "序号,项目名称,企业名称\n1,甲项目,甲公司\n".encode("gb18030")
    assert [project.enterprise for project in read_workbook(text, NAME).projects] == ["甲公司"]


def test_dates_and_numbers_keep_their_kind() -> None:
    assert open_grids(xlsx([["甲", 3000, 1.5, dt.datetime(2024, 6, 30)]]))[0].cells == [
        ["甲", 3000.0, 1.5, dt.date(2024, 6, 30)]
    ]


def test_a_used_range_that_begins_elsewhere_keeps_its_addresses() -> None:
    grid = open_grids(xlsx([["序号", "企业名称"], [1, "甲公司"]], down=4, right=2))[0]
    assert (grid.address(0, 0), grid.address(1, 1), grid.row_number(1)) == ("C5", "D6", 6)


def test_columns_past_z_have_two_letters() -> None:
    assert open_grids(xlsx([["甲"]], right=27))[0].address(0, 0) == "AB1"


def test_merged_blocks_are_counted_inside_the_used_range() -> None:
    assert open_grids(xlsx([["甲", "乙"], ["", "丙"]], merged=["B3:B4"], down=2, right=1))[0].merged == ((0, 0, 1, 0),)


def test_all_worksheets_are_handed_out() -> None:
    assert [grid.sheet for grid in open_grids(xlsx([["甲"]], [["乙"]], []))] == ["表1", "表2", "表3"]


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 480
OLD_WORKBOOK = xls([["甲"]])


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", "empty", "空"),
        (b" \r\n\t ", "empty", "空"),
        (ENCRYPTED, "password-protected", "密码"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-a-spreadsheet", "不是表格"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not-a-spreadsheet", "不是表格"),
        (bytes(range(256)) * 4, "not-a-spreadsheet", "不是表格"),
        (xlsx([["甲"]])[:400], "damaged", "已损坏"),
        (OLD_WORKBOOK[:600], "damaged", "已损坏"),
        (archive("word/document.xml"), "damaged", "不是表格"),
        (b"PK\x03\x04", "damaged", "已损坏"),
        (b'"' + b"x" * 200_000, "damaged", "已损坏"),
    ],
    ids=[
        "nothing",
        "only spaces",
        "encrypted",
        "picture",
        "photograph",
        "noise",
        "torn",
        "torn and old",
        "document",
        "four bytes",
        "endless cell",
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str, word: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_grids(data)
    assert caught.value.code == code
    assert word in caught.value.message


@pytest.mark.parametrize(
    "data",
    [
        xlsx([["通知"], ["请各单位于9月15日前报送。"]]),
        xlsx([["序号", "金额"], [1, 2]]),
        "各单位：\n请按时报送。\n".encode(),
        b"%PDF-1.4 some text",
        xlsx([]),
    ],
    ids=["a letter", "another table", "plain text", "a pdf", "an empty sheet"],
)
def test_a_file_without_a_recommendation_table_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_workbook(data, "福州市2025年.xlsx")
    assert caught.value.code == "no-table-found"
