"""People's names, phones, e-mail and ID numbers never leave the sender's file."""

import pytest
from sheet_building import FIRST, HEADINGS, NAME, SECOND, TITLE, UNIT_LINE, project_with, xlsx

from loaders.tables.headings import Field
from loaders.workbook import Reading, read_workbook

CONTACT_HEADINGS = ["联系人", "联系电话", "电子邮箱", "身份证号", "联系方式"]
CONTACTS = ["欧阳测试", "13800001111", "ouyang@example.com", "350100199001011234", "司马测试 0591-87654321"]
SECRETS = ["欧阳", "13800001111", "ouyang", "350100199001011234", "司马", "87654321", "13911112222", "诸葛"]


@pytest.fixture(scope="module")
def reading() -> Reading:
    """Read a workbook with contacts in columns, in the lines above, in the notes and in a remark."""
    rows = [
        [TITLE],
        [UNIT_LINE],
        ["联系人：诸葛测试", "联系电话：13911112222"],
        [*HEADINGS, *CONTACT_HEADINGS, "备注"],
        [*FIRST, *CONTACTS, "联系人诸葛测试13911112222"],
        [*SECOND, *CONTACTS, ""],
        ["填表人：诸葛测试", "", "联系电话：13911112222"],
        ["联系人：诸葛测试", "13911112222"],
    ]
    return read_workbook(xlsx(rows), NAME)


@pytest.mark.parametrize("secret", SECRETS)
def test_no_contact_stands_in_a_reading(reading: Reading, secret: str) -> None:
    assert secret not in repr(reading)


def test_the_projects_themselves_are_read(reading: Reading) -> None:
    assert [project.enterprise for project in reading.projects] == ["甲公司", "乙公司"]
    assert [(found.code, found.cell) for found in reading.problems] == [("contact-in-wrong-column", "L5")]


def test_contact_columns_are_neither_columns_nor_unknown(reading: Reading) -> None:
    assert [name for name in reading.columns if name.is_contact] == []
    assert reading.unmapped == ()
    assert Field.NOTE in reading.columns


def test_contact_columns_under_a_merged_group_stay_out() -> None:
    rows = [
        [TITLE],
        ["序号", "企业名称", "项目名称", "联系方式", "", ""],
        ["", "", "", "张工", "手机", "办公室"],
        [1, "甲公司", "甲项目", "欧阳测试", "13800001111", "87654321"],
    ]
    reading = read_workbook(xlsx(rows, merged=["A2:A3", "B2:B3", "C2:C3", "D2:F2"]), NAME)
    assert [project.enterprise for project in reading.projects] == ["甲公司"]
    assert reading.unmapped == ()
    assert [secret for secret in SECRETS if secret in repr(reading)] == []


@pytest.mark.parametrize(
    "heading",
    ["所属重点行业", "建设类型", "典型应用场景", "推荐单位", "所在县", "总投资", "5G终端数", "完工时间", "是否已完成"],
)
@pytest.mark.parametrize("value", ["13800001111", "138 0000 1111", "ouyang@example.com", "350100199001011234"])
def test_a_contact_typed_in_the_wrong_cell_is_not_quoted(heading: str, value: str) -> None:
    found = read_workbook(project_with(heading, value), NAME).problems
    assert found != ()
    assert [problem for problem in found if value in problem.message + problem.suggestion] == []
