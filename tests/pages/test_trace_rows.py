"""A row as sent stands beside the row as understood, and nothing is taken for what it is not."""

from typing import Any

import pytest

from loaders.as_sent import CONTACT_MASK, UNKNOWN_MASK, SentTable, as_sent
from loaders.problems import Problem
from loaders.tables.headings import Field
from loaders.vocabulary import vocabulary
from loaders.workbook import read_workbook
from pages.parts.trace_rows import Compared, compare, unplaced
from tests.loaders.sheet_building import FIRST, HEADINGS, NAME, TITLE, UNIT_LINE, xlsx

WORDS = vocabulary()
#: What `project_rows` gives besides what is read.
BLANK: dict[str, Any] = {"county": "unknown", "network_mode": "unknown", "build_type": "unknown"}


def compared(headings: list, values: list) -> list[Compared]:
    """Read a table of one row and compare it as the store would have it."""
    data = xlsx([[TITLE], [UNIT_LINE], headings, values])
    reading = read_workbook(data, NAME)
    project = {name: getattr(reading.projects[0], name) for name in reading.projects[0].__slots__}
    known = {
        name: "unknown" if value is None and name in (*BLANK, "sector", "tier") else value
        for name, value in project.items()
    }
    (table,) = as_sent(data)
    return compare(table, table.rows[0], known, reading.problems, WORDS)


def one(heading: str, value: object) -> Compared:
    """Compare one further column of a sound row, or another value in one of the usual columns."""
    values = dict(zip(HEADINGS, FIRST, strict=True)) | {heading: value}
    return next(row for row in compared(list(values), list(values.values())) if row.heading == heading)


def test_every_column_stands_in_the_senders_order_with_its_cell() -> None:
    rows = compared(HEADINGS, FIRST)
    assert [(row.cell, row.heading, row.sent) for row in rows[:6]] == [
        ("A4", "序号", "1"),
        ("B4", "项目名称", "甲项目"),
        ("C4", "企业名称", "甲公司"),
        ("D4", "所属重点行业", "钢铁"),
        ("E4", "建设类型", "产线级"),
        ("F4", "典型应用场景", "机器视觉质检"),
    ]


@pytest.mark.parametrize(
    ("heading", "value", "field", "understood"),
    [
        ("申报主体名称", "乙公司", "企业名称", "重复的列，以C列为准"),
        ("所属重点行业", "石化", "所属重点行业", "石化化工"),
        ("所属重点行业", "", "所属重点行业", "未填报"),
        ("所属重点行业", "航天", "所属重点行业", "未能识别，按未填报计"),
        ("建设类型", "车间", "建设类型", "车间级"),
        ("典型应用场景", "①厂区智能物流；②机器视觉质检", "典型应用场景", "厂区智能物流、机器视觉质检"),
        ("总投资（亿元）", 1.5, "项目总投资（万元）", "15,000万元"),
        ("5G终端数", "1200台", "5G终端数量（个）", "1,200个"),
        ("完工时间", "2024年6月", "完工时间", "2024-06"),
        ("完工时间", "去年", "完工时间", "未能识别，按未填报计"),
        ("备注", "无", "备注", "不统计"),
        ("备注", "", "备注", ""),
        ("是否已完成", "是", "是否已完成", "用来核对是否完成"),
        ("牵头同志", "欧阳", "", "未识别的列，没有读取"),
    ],
)
def test_a_column_says_what_it_was_taken_for(heading: str, value: object, field: str, understood: str) -> None:
    row = one(heading, value)
    assert (row.field, row.understood) == (field, understood)


def test_what_must_not_be_shown_is_not_shown() -> None:
    assert one("牵头同志", "欧阳").sent == UNKNOWN_MASK
    assert one("备注", "欧阳13800001111").sent == CONTACT_MASK


def test_contact_columns_are_not_compared() -> None:
    assert len(compared([*HEADINGS, "联系人"], [*FIRST, "欧阳"])) == len(HEADINGS) + 1


def test_a_problem_stands_beside_its_cell() -> None:
    assert [found.code for found in one("所属重点行业", "航天").problems] == ["sector-unknown"]
    assert one("建设类型", "车间").problems == ()


def test_a_unit_that_no_column_tells_is_told_of_the_whole_table() -> None:
    assert compared(HEADINGS, FIRST)[-1] == Compared("（不在本行）", "", "", "推荐单位", "福州市（整张表的推荐单位）")


def test_a_sector_that_only_the_class_tells_says_so() -> None:
    headings = [*HEADINGS[:3], "国民经济行业", *HEADINGS[4:]]
    rows = compared(headings, [*FIRST[:3], "纺织业", *FIRST[4:]])
    assert rows[3].understood == "用来核对重点行业"
    assert rows[-1] == Compared("（没有这一列）", "", "", "所属重点行业", "纺织（由国民经济行业判断）")


def test_a_form_that_is_ticked_says_scenario_by_scenario() -> None:
    headings = [*HEADINGS[:5], "机器视觉质检", "柔性生产制造", "厂区智能物流"]
    rows = compared(headings, [*FIRST[:5], "√", "", "1"])
    assert [row.understood for row in rows[5:8]] == ["机器视觉质检", "没有用到", "厂区智能物流"]
    assert [row.field for row in rows][-1] == "推荐单位"


def test_a_problem_of_the_row_that_no_shown_cell_has_comes_last() -> None:
    table = SentTable("表1", (), (), 0)
    problem = Problem("x", "error", "表1", "Z9", "说明。", "改法。")  # type: ignore[arg-type]
    project = {field.value: None for field in Field} | {"scenarios": (), "unit": "350100"}
    (row,) = (row for row in unplaced(project, [problem], WORDS) if row.problems)
    assert (row.cell, row.problems) == ("Z9", (problem,))
    assert table.column(Field.UNIT) is None


def test_a_row_whose_file_is_unreadable_is_told_as_it_was_understood() -> None:
    project = {field.value: None for field in Field} | {"scenarios": ("plant_logistics",), "unit": "350100"}
    rows = {row.field: row.understood for row in unplaced(project, (), WORDS)}
    assert (rows["推荐单位"], rows["典型应用场景"], rows["建设类型"]) == ("福州市", "厂区智能物流", "未填报")
