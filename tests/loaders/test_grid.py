"""A file is known by its bytes; its suffix is never looked at."""

import datetime as dt
import io
import zipfile
from html import unescape

import pytest
import xlwt
from format_building import SOUND, html, ods, ods_cell, ods_rows, spreadsheetml, xls, xlsb, xml_rows, zipped
from openpyxl import Workbook
from sheet_building import FIRST, HEADINGS, NAME, TITLE, xlsx

from loaders.errors import UnreadableFile
from loaders.formats.bounds import MOST_BYTES, MOST_SHEETS
from loaders.formats.grid import open_grids
from loaders.workbook import read_workbook

ROWS = [["序号", "企业名称"], ["1", "甲公司"]]
TEXT = "序号,企业名称\n1,甲公司\n"


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
        (archive("word/document.xml"), "not-a-spreadsheet", "不是表格"),
        (b"PK\x03\x04", "damaged", "已损坏"),
        (b'"' + b"x" * 200_000, "too-large", "多于32767个字"),
        (b"%PDF-1.4 some text", "not-a-spreadsheet", "不是表格"),
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
        "portable document",
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
        xlsx([]),
    ],
    ids=["a letter", "another table", "plain text", "an empty sheet"],
)
def test_a_file_without_a_recommendation_table_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_workbook(data, "福州市2025年.xlsx")
    assert caught.value.code == "no-table-found"


@pytest.mark.parametrize(
    "data",
    [
        xlsx(SOUND),
        xls(SOUND),
        xlsb(SOUND),
        ods(ods_rows(SOUND)),
        spreadsheetml(xml_rows(SOUND)),
        html(SOUND).encode(),
        "\n".join(",".join(map(str, row)) for row in SOUND).encode("gb18030"),
    ],
    ids=["xlsx", "xls", "xlsb", "ods", "xml of 2003", "html", "text"],
)
def test_every_format_gives_the_same_projects(data: bytes) -> None:
    reading = read_workbook(data, "x")
    assert [project.enterprise for project in reading.projects] == ["甲公司", "乙公司"]
    assert [project.row for project in reading.projects] == [4, 5]
    assert (reading.unit, reading.year) == ("350100", 2025)


def test_text_of_windows_with_its_mark_is_read() -> None:
    data = b"\xff\xfe" + TEXT.replace(",", "\t").encode("utf-16-le")
    assert open_grids(data)[0].cells == ROWS


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('甲;乙\n1;"a,b,c,d"\n2;"a,b,c,d"\n', [["甲", "乙"], ["1", "a,b,c,d"], ["2", "a,b,c,d"]]),
        ("甲\t乙\n1\ta,b,c\n2\ta,b\n", [["甲", "乙"], ["1", "a,b,c"], ["2", "a,b"]]),
        ("题，目\n甲,乙\n1,a;b\n2,a;b\n", [["题，目", ""], ["甲", "乙"], ["1", "a;b"], ["2", "a;b"]]),
        ("sep=;\n甲,;乙\n", [["甲,", "乙"]]),
        ("甲|乙\n1|2\n", [["甲", "乙"], ["1", "2"]]),
        ("甲,乙,,\n1,2,,\n,,,\n,,,\n", [["甲", "乙"], ["1", "2"]]),
    ],
    ids=["commas in quotes", "commas in cells", "semicolons in cells", "told", "bars", "blank edges"],
)
def test_the_separator_is_the_one_that_divides_lines_alike(text: str, rows: list[list[str]]) -> None:
    assert open_grids(text.encode())[0].cells == rows


def test_one_damaged_letter_does_not_make_a_text_unreadable() -> None:
    data = "序号,企业名称,项目名称\n".encode("gb18030") * 20
    assert len(open_grids(data + b"1,\xb0\xff,b\n")[0].cells) == 21


@pytest.mark.parametrize(
    "data",
    [xlsx(SOUND, merged=["A1:F1"]), xlsb(SOUND, [(0, 0, 0, 5)])],
    ids=["xlsx", "xlsb"],
)
def test_merged_blocks_are_told_by_every_format_that_has_them(data: bytes) -> None:
    assert open_grids(data)[0].merged == ((0, 0, 0, 5),)


def test_merged_blocks_of_an_ods_are_counted_through_repeated_cells() -> None:
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    first = f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{ods_cell("合", spans)}'
    grid = open_grids(ods(f"{blank}{first}</table:table-row>{ods_rows([['', '', '', '', '尾']])}"))[0]
    assert (grid.top, grid.left, grid.merged) == (3, 0, ((0, 2, 2, 3),))


def hidden_xlsx() -> bytes:
    """Write a workbook with hidden rows, a hidden column and a hidden sheet."""
    book, stream = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "表&一"
    for row in range(1, 9):
        sheet.append([row, "甲", "乙"])
    for row in (3, 5, 6, 7):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("底表")["A1"] = "甲"
    book["底表"].sheet_state = "hidden"
    book.create_sheet("明表")["A1"] = "甲"
    book.save(stream)
    return stream.getvalue()


def hidden_xls() -> bytes:
    """Write the same in the format of Excel 97."""
    book, stream = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("表&一")
    for row in range(8):
        sheet.write(row, 2, "乙")
    for row in (2, 4, 5, 6):
        sheet.row(row).hidden = True
    sheet.col(2).hidden = True
    book.add_sheet("底表").write(0, 0, "甲")
    book.get_sheet(1).visibility = 1
    book.add_sheet("明表").write(0, 0, "甲")
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("data", [hidden_xlsx(), hidden_xls()], ids=["xlsx", "xls"])
def test_hidden_parts_are_read_and_told(data: bytes) -> None:
    grids = open_grids(data)
    assert [grid.hidden for grid in grids] == ["隐藏行3、5—7，隐藏列C", "整张工作表隐藏", ""]
    assert [len(grid.cells) for grid in grids] == [8, 1, 1]


def test_hidden_rows_of_an_ods_and_an_xlsb_are_told() -> None:
    rows = ods_rows([["甲"]]) + ods_rows([["乙"]]).replace(
        "<table:table-row", '<table:table-row table:visibility="filter"'
    )
    columns = '<table:table-column table:visibility="collapse"/>'
    assert open_grids(ods(rows, columns=columns))[0].hidden == "隐藏行2，隐藏列A"
    assert open_grids(xlsb([["甲"], ["乙"]], hidden_row=1))[0].hidden == "隐藏行2"


def test_charts_and_macros_are_no_sheets() -> None:
    book, stream = Workbook(), io.BytesIO()
    book.active["A1"] = "甲"
    book.create_chartsheet("图")
    book.save(stream)
    assert [grid.sheet for grid in open_grids(stream.getvalue())] == ["Sheet"]


def rewritten(data: bytes, name: str, old: str, new: str) -> bytes:
    """Replace text in one file of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    # Where lxml is installed, openpyxl writes Chinese as references to characters.
    text = unescape(files[name].decode("utf-8"))
    assert old in text
    return zipped(files | {name: text.replace(old, new).encode("utf-8")})


SHEET = "xl/worksheets/sheet1.xml"


def test_a_wrong_size_as_wps_writes_it_hides_nothing() -> None:
    data = rewritten(xlsx(SOUND), SHEET, 'ref="A1:F5"', 'ref="A1:A1"')
    assert len(open_grids(data)[0].cells[4]) == 6


def test_a_coloured_cell_far_away_does_not_count() -> None:
    data = rewritten(
        xlsx(SOUND), SHEET, "</row></sheetData>", '</row><row r="1048576"><c r="XFD1048576"/></row></sheetData>'
    )
    assert len(open_grids(data)[0].cells) == 5


def test_what_the_quick_reader_refuses_another_reads() -> None:
    data = rewritten(xlsx(SOUND), SHEET, '<c r="A4" t="n"><v>1</v></c>', '<c r="A4" t="n"><v>1</v><v/></c>')
    assert open_grids(data)[0].cells[3][1] == "甲项目"


def lying(data: bytes) -> bytes:
    """Let an archive's directory say that everything in it is one byte long."""
    found, result = 0, bytearray(data)
    while (found := data.find(b"PK\x01\x02", found)) >= 0:
        result[found + 24 : found + 28] = (1).to_bytes(4, "little")
        found += 4
    return bytes(result)


#: Inflates to 400 MB.
BOMB = zipped({"xl/workbook.xml": b"<workbook/>", SHEET: b" " * (400 << 20)})
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
FAR = 'r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize(
    "data",
    [
        b"x" * (MOST_BYTES + 1),
        BOMB,
        lying(BOMB),
        rewritten(xlsx(SOUND), SHEET, "</row></sheetData>", f"</row><row {FAR}"),
        xls([[""] * 255 + ["乙"], *[["甲"]] * 40_000]),
        xlsx(*[[]] * (MOST_SHEETS + 1)),
        rewritten(xlsx([["甲"]]), SHEET, ">甲<", f">{'甲' * 32_768}<"),
        ("甲," * 1001 + "乙").encode(),
        "甲,乙\n".encode() * 100_001,
        xlsb([["甲"] * 1001]),
        html([["甲"], ["乙"] * 1001]).encode(),
        spreadsheetml('<Row ss:Index="900000"><Cell><Data ss:Type="String">甲</Data></Cell></Row>'),
    ],
    ids=["bytes", "inflated", "lying", "far", "xls", "sheets", "cell", "wide", "long", "xlsb", "html", "xml of 2003"],
)
def test_the_bounds_are_asked_before_anything_is_built(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_grids(data)
    assert caught.value.code == "too-large"


def test_entities_that_multiply_are_refused() -> None:
    data = spreadsheetml('<Row><Cell><Data ss:Type="String">&a8;</Data></Cell></Row>')
    laughing = data.replace(b"<Workbook", f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><Workbook'.encode())
    with pytest.raises(UnreadableFile) as caught:
        open_grids(laughing)
    assert caught.value.code == "damaged"


def test_an_encrypted_ods_asks_for_its_password_to_be_taken_off() -> None:
    data = rewritten(
        ods(ods_rows(SOUND)), "META-INF/manifest.xml", "<manifest/>", "<manifest><encryption-data/></manifest>"
    )
    with pytest.raises(UnreadableFile) as caught:
        open_grids(data)
    assert caught.value.code == "password-protected"


def test_an_xls_with_a_password_asks_for_it_to_be_taken_off() -> None:
    book = xls(SOUND)
    start = book.index(b"\x09\x08\x10\x00")
    # FILEPASS stands after the first record, and says how the rest is encrypted; here nothing is.
    record = b"\x2f\x00\x36\x00" + b"\x01\x00\x01\x00\x01\x00" + b"\x00" * 48
    data = book[: start + 20] + record + book[start + 20 + len(record) :]
    with pytest.raises(UnreadableFile) as caught:
        open_grids(data)
    assert caught.value.code == "password-protected"
