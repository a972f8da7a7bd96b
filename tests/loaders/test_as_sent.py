"""A table is shown as it was filled in, cell by cell, and without what must stay in its sender's file."""

import datetime as dt

import pytest
from sheet_building import FIRST, HEADINGS, NAME, SECOND, TITLE, UNIT_LINE, xlsx

from loaders.as_sent import CONTACT_MASK, MOST_ROWS, UNKNOWN_MASK, SentTable, as_sent
from loaders.errors import UnreadableFile
from loaders.guarded import Rejected, Task, run_guarded
from loaders.tables.headings import Field

SCENARIO_HEADINGS = ["机器视觉质检", "柔性生产制造", "厂区智能物流"]
SECRETS = ["欧阳", "13800001111", "ouyang", "350100199001011234", "司马", "87654321", "诸葛"]


def sent(*rows: list, merged: tuple[str, ...] = (), mapping: dict[str, Field] | None = None) -> SentTable:
    """Take the only table of a workbook with these rows."""
    (table,) = as_sent(xlsx(rows, merged=merged), mapping or {})
    return table


def test_headings_and_texts_stand_where_excel_shows_them() -> None:
    table = sent([TITLE], [UNIT_LINE], HEADINGS, FIRST, SECOND)
    assert [(column.letters, column.heading) for column in table.columns] == list(zip("ABCDEF", HEADINGS, strict=True))
    assert [(row.number, row.texts[1]) for row in table.rows] == [(4, "甲项目"), (5, "乙项目")]
    assert (table.sheet, table.row_count) == ("表1", 2)


def test_a_table_that_starts_further_in_keeps_its_letters() -> None:
    (table,) = as_sent(xlsx([HEADINGS, FIRST], down=6, right=2))
    assert [column.letters for column in table.columns] == list("CDEFGH")
    assert table.rows[0].number == 8


def test_a_field_is_found_under_the_words_the_sender_used() -> None:
    headings = ["序号", "5G工厂名称", "申报单位", "所属行业", "建设类型", "应用场景"]
    table = sent(headings, FIRST)
    column = table.column(Field.ENTERPRISE)
    assert column is not None
    assert (column.letters, column.heading) == ("C", "申报单位")
    assert table.text(table.rows[0], column) == "甲公司"


def test_of_two_columns_of_one_field_the_first_was_read() -> None:
    table = sent([*HEADINGS, "企业全称"], [*FIRST, "另一家公司"])
    assert [column.letters for column in table.columns if column.field is Field.ENTERPRISE] == ["C", "G"]
    assert table.column(Field.ENTERPRISE) == table.columns[2]


def test_headings_under_a_group_are_quoted_together() -> None:
    rows = [["序号", "企业情况", "", "项目名称", "建设类型"], ["", "名称", "所在县", "", ""]]
    table = sent(*rows, [1, "甲公司", "马尾区", "甲项目", "产线级"], merged=("B1:C1",))
    assert [column.heading for column in table.columns] == ["序号", "企业名称", "所在县", "项目名称", "建设类型"]


def test_a_form_that_is_ticked_shows_its_ticks() -> None:
    table = sent([*HEADINGS[:5], *SCENARIO_HEADINGS], [*FIRST[:5], "√", "", "√"])
    assert table.rows[0].texts[5:] == ("√", "", "√")
    assert [column.scenario for column in table.columns][5:] == [
        "machine_vision_inspection",
        "flexible_manufacturing",
        "plant_logistics",
    ]


def test_a_merged_value_stands_in_all_its_rows() -> None:
    rows = [[1, "甲项目", "甲公司", "钢铁", *FIRST[4:]], [2, "乙项目", "", "纺织", *FIRST[4:]]]
    table = sent(HEADINGS, *rows, merged=("C2:C3",))
    assert [row.texts[2] for row in table.rows] == ["甲公司", "甲公司"]


def test_totals_notes_and_signatures_are_not_rows() -> None:
    table = sent(HEADINGS, FIRST, ["合计", "1项", "", "", "", ""], ["填表人：诸葛测试", "", "", "", "", ""])
    assert [row.number for row in table.rows] == [2]


def test_contact_columns_are_not_there_at_all() -> None:
    contacts = ["欧阳测试", "13800001111", "ouyang@example.com", "350100199001011234", "司马测试 0591-87654321"]
    headings = ["联系人", "联系电话", "电子邮箱", "身份证号", "联系方式"]
    table = sent([*HEADINGS, *headings], [*FIRST, *contacts])
    assert len(table.columns) == len(HEADINGS)
    assert [secret for secret in SECRETS if secret in repr(table)] == []


@pytest.mark.parametrize("heading", ["备注", "企业名称", "典型应用场景", "总投资（万元）", "项目简介"])
@pytest.mark.parametrize("text", ["找诸葛13800001111", "ouyang@example.com", "350100199001011234", "138 0000 1111"])
def test_a_contact_in_any_cell_is_replaced(heading: str, text: str) -> None:
    values = dict(zip(HEADINGS, FIRST, strict=True)) | {heading: text}
    table = sent(list(values), list(values.values()))
    assert table.rows[0].texts[list(values).index(heading)] == CONTACT_MASK
    assert [secret for secret in SECRETS if secret in repr(table)] == []


@pytest.mark.parametrize("text", ["联系人欧阳测试", "项目负责人：欧阳测试", "经办人 欧阳测试"])
def test_a_person_named_without_a_number_is_replaced(text: str) -> None:
    assert sent([*HEADINGS, "备注"], [*FIRST, text]).rows[0].texts[6] == CONTACT_MASK


def test_a_contact_as_heading_is_replaced() -> None:
    assert sent([*HEADINGS, "13800001111"], [*FIRST, "甲"]).columns[6].heading == CONTACT_MASK


def test_of_a_column_nobody_knows_only_the_heading_is_shown() -> None:
    table = sent([*HEADINGS, "牵头同志"], [*FIRST, "欧阳测试"], [*SECOND, ""])
    assert table.columns[6].heading == "牵头同志"
    assert [row.texts[6] for row in table.rows] == [UNKNOWN_MASK, ""]


def test_a_column_mapped_by_hand_is_shown() -> None:
    table = sent([*HEADINGS, "花了多少钱"], [*FIRST, 1200.0], mapping={"花了多少钱": Field.INVESTMENT_WAN})
    assert table.rows[0].texts[6] == "1200"
    assert table.columns[6].field is Field.INVESTMENT_WAN


def test_dates_and_truths_read_as_in_excel() -> None:
    table = sent(
        [*HEADINGS, "完工时间", "是否已完成"],
        [*FIRST, dt.datetime(2024, 6, 30), True],
        [*SECOND, dt.datetime(2024, 6, 30, 8, 5), False],
    )
    assert [row.texts[6:] for row in table.rows] == [("2024-06-30", "TRUE"), ("2024-06-30 08:05:00", "FALSE")]


def test_every_sheet_with_a_table_is_shown() -> None:
    tables = as_sent(xlsx([HEADINGS, FIRST], [["说明"], ["本表由各地市填写"]], [HEADINGS, SECOND]))
    assert [table.sheet for table in tables] == ["表1", "表3"]


def test_a_long_table_is_shown_in_parts() -> None:
    data = xlsx([HEADINGS, *([number, f"{number}号项目", *FIRST[2:]] for number in range(2, MOST_ROWS + 5))])
    (first,), (second,) = as_sent(data), as_sent(data, from_row=MOST_ROWS + 2)
    assert (first.row_count, len(first.rows), first.rows[0].number) == (MOST_ROWS + 3, MOST_ROWS, 2)
    assert [row.texts[1] for row in second.rows] == ["2002号项目", "2003号项目", "2004号项目"]


def test_a_very_long_text_is_cut() -> None:
    text = sent([*HEADINGS, "项目简介"], [*FIRST, "长" * 5000]).rows[0].texts[6]
    assert (len(text), text[-2:]) == (1000, "长…")


def test_a_file_without_a_table_says_so() -> None:
    with pytest.raises(UnreadableFile, match="没有找到推荐汇总表"):
        as_sent(xlsx([["没有表头"]]))


def test_it_runs_in_a_child_process() -> None:
    sound, broken = Task(NAME, as_sent, (xlsx([HEADINGS, FIRST]), {})), Task("坏.xlsx", as_sent, (b"PK\x03\x04", {}))
    (table,), rejected = run_guarded([sound, broken])
    assert table.rows[0].texts[2] == "甲公司"
    assert isinstance(rejected, Rejected)
