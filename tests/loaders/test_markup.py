"""Pages of HTML and the XML of Excel 2003, as office systems save them under the name .xls."""

import datetime as dt

import pytest
from format_building import SOUND, html, spreadsheetml, xml_rows

from loaders.errors import UnreadableFile
from loaders.formats.grid import Grid, open_grids
from loaders.workbook import read_workbook

TABLE = "<html><body>{}</body></html>"


def first(page: str) -> Grid:
    """Read the first table of a page."""
    return open_grids(TABLE.format(page).encode())[0]


def test_cells_that_span_become_merged_blocks_and_keep_their_columns() -> None:
    grid = first(
        "<table><tr><td rowspan=2>序号<td colspan=2>企业<td rowspan=2>行业"
        "<tr><td>名称<td>代码<tr><td>1<td>甲公司<td>91<td>钢铁</table>"
    )
    assert grid.cells == [["序号", "企业", "", "行业"], ["", "名称", "代码", ""], ["1", "甲公司", "91", "钢铁"]]
    assert grid.merged == ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3))


@pytest.mark.parametrize("span", ["99999999999", "-3", "0", "x", ""])
def test_a_senseless_span_spans_its_own_cell(span: str) -> None:
    assert first(f"<table><tr><td colspan='{span}'>甲<td>乙</table>").cells == [["甲", "乙"]]


def test_a_cell_reaches_no_further_down_than_its_table() -> None:
    grid = first("<table><tr><td rowspan=60000>甲<td>乙<tr><td>丙</table>")
    assert (grid.cells, grid.merged) == ([["甲", "乙"], ["", "丙"]], ((0, 0, 1, 0),))


def test_nested_tables_are_apart_and_the_outer_title_stands_above() -> None:
    page = f"<table><tr><td>2025年汇总表<tr><td>{html(SOUND[1:])}<tr><td>完</table>"
    grids = open_grids(TABLE.format(page).encode())
    assert [grid.cells[0][0] for grid in grids] == ["2025年汇总表"]
    assert grids[0].cells[1:3] == [["推荐单位：福州市", *[""] * 5], [str(cell) for cell in SOUND[2]]]


def test_lines_and_tables_of_one_line_stand_above_the_next_table() -> None:
    page = f"<h2>2025年<br>汇总表</h2><table><tr><td>推荐单位：福州市</table>{html(SOUND[2:])}"
    reading = read_workbook(TABLE.format(page).encode(), "x.xls")
    assert (reading.unit, reading.year, [project.row for project in reading.projects]) == ("350100", 2025, [5, 6])


def test_every_table_has_the_rows_it_would_have_in_excel() -> None:
    grids = open_grids(TABLE.format(f"<p>一</p>{html(SOUND[2:])}<p>二</p>{html(SOUND[2:])}").encode())
    assert [(grid.sheet, grid.row_number(1)) for grid in grids] == [("表格1", 2), ("表格2", 6)]


def test_text_of_a_cell_is_what_a_reader_sees() -> None:
    page = "<table><tr><td>甲&nbsp;&amp;<b>乙</b>\n丙<br>丁<p>戊</p><script>alert(1)</script><!-- 己 --><td>庚</table>"
    assert first(page).cells == [["甲 &乙 丙\n丁\n戊", "庚"]]


def test_hidden_rows_of_a_page_are_read_and_told() -> None:
    grid = first("<p>题</p><table><tr><td>甲<td>乙<tr style='height:0;display:none'><td>丙<td>丁</table>")
    assert (len(grid.cells), grid.hidden) == (3, "隐藏行3")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_pages_are_read_in_every_usual_encoding(encoding: str) -> None:
    page = TABLE.format('<meta charset="gb2312">' + html(SOUND))
    assert len(read_workbook(page.encode(encoding), "x.xls").projects) == 2


def test_a_page_saved_as_one_file_is_read() -> None:
    page = TABLE.format(html(SOUND)).encode("gb18030")
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n\n'
    assert len(read_workbook(head + page + b"\n--x--\n", "x.xls").projects) == 2


@pytest.mark.parametrize("page", ["<p>各单位：</p>", "<table></table>", "<table><tr><td>只有一格</table>", ""])
def test_a_page_without_a_table_says_so(page: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_grids(TABLE.format(page).encode())
    assert caught.value.code == "no-table-found"


def test_tables_left_open_are_read() -> None:
    assert first("<table><tr><td>甲<td>乙<tr><td>丙").cells == [["甲", "乙"], ["丙", ""]]


def test_tables_nested_without_end_are_refused() -> None:
    with pytest.raises(UnreadableFile) as caught:
        first("<table><tr><td>" * 60)
    assert caught.value.code == "damaged"


ROW = '<Row><Cell ss:Index="2" ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">甲</Data></Cell>{}</Row>'
CELL = '<Cell><Data ss:Type="{}">{}</Data></Cell>'


def cells(rows: str) -> list[list[object]]:
    """Read the cells of a sheet in XML."""
    return open_grids(spreadsheetml(rows))[0].cells  # type: ignore[return-value]


def test_an_index_and_a_merged_block_say_where_the_next_cell_stands() -> None:
    grid = open_grids(
        spreadsheetml(
            ROW.format(CELL.format("String", "乙")) + '<Row ss:Index="4">' + CELL.format("String", "丙") + "</Row>"
        )
    )[0]
    assert grid.cells == [["", "甲", "", "乙"], [""] * 4, [""] * 4, ["丙", "", "", ""]]
    assert grid.merged == ((0, 1, 1, 2),)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("Number", "1.5", 1.5),
        ("Number", "很多", "很多"),
        ("Boolean", "1", True),
        ("DateTime", "2024-06-30T00:00:00.000", dt.date(2024, 6, 30)),
        ("DateTime", "2024-06-30T08:30:00.000", dt.datetime(2024, 6, 30, 8, 30)),
        ("DateTime", "昨天", "昨天"),
        ("String", "1.5", "1.5"),
        ("Error", "#N/A", "#N/A"),
    ],
)
def test_values_have_the_kind_the_file_says(kind: str, text: str, value: object) -> None:
    assert cells(f"<Row>{CELL.format(kind, text)}</Row>") == [[value]]


def test_a_comment_is_no_value_and_marked_text_is() -> None:
    comment = '<Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40">注</ss:Data></Comment>'
    data = '<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">甲<B>乙</B></ss:Data>'
    assert cells(f"<Row><Cell>{data}{comment}</Cell></Row>") == [["甲乙"]]


def test_the_encoding_a_declaration_names_is_not_trusted() -> None:
    for encoding in ("GB2312", "UTF-8"):
        assert open_grids(spreadsheetml(xml_rows([["甲公司"]]), encoding=encoding))[0].cells == [["甲公司"]]


def test_hidden_parts_of_an_xml_workbook_are_told() -> None:
    rows = xml_rows([["甲"]]) + xml_rows([["乙"]]).replace("<Row", '<Row ss:Hidden="1"')
    options = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    column = '<Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>'
    data = spreadsheetml(column + rows, after=options)
    assert open_grids(data)[0].hidden == "整张工作表隐藏，隐藏行2，隐藏列C—D"


def test_torn_xml_is_damaged() -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_grids(spreadsheetml(xml_rows(SOUND))[:-40])
    assert caught.value.code == "damaged"
