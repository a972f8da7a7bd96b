"""A column is known by its heading, and a contact column only to be left out."""

from collections import defaultdict

import pytest

from loaders.tables.headings import Field, recognise, standard_heading
from loaders.tables.text import normalise, without_hints
from loaders.vocabulary import read_rows


def test_no_wording_stands_under_two_fields() -> None:
    fields = defaultdict(set)
    for row in read_rows("headings.csv"):
        fields[normalise(row["heading"])].add(row["field"])
        fields[without_hints(normalise(row["heading"]))].add(row["field"])
    assert {wording: found for wording, found in fields.items() if len(found) > 1} == {}


def test_every_field_has_a_heading() -> None:
    assert {row["field"] for row in read_rows("headings.csv")} == {name.value for name in Field}


@pytest.mark.parametrize(
    ("heading", "field", "hint"),
    [
        ("项目名称", Field.PROJECT_NAME, ""),
        ("项 目 名 称", Field.PROJECT_NAME, ""),
        ("项目\n名称", Field.PROJECT_NAME, ""),
        ("*企业名称", Field.ENTERPRISE, ""),
        ("企业名称（必填）", Field.ENTERPRISE, "(必填)"),
        ("申报主体\n（企业全称）", Field.ENTERPRISE, "(企业全称)"),
        ("县（市、区）", Field.COUNTY, "(市、区)"),
        ("总投资（亿元）", Field.INVESTMENT_WAN, "(亿元)"),
        ("总投资(万元)", Field.INVESTMENT_WAN, "(万元)"),
        ("５Ｇ终端数", Field.TERMINALS, ""),
        ("工厂类型\n（产线级/车间级/工厂级）", Field.TIER, "(产线级/车间级/工厂级)"),
    ],
)
def test_a_heading_is_known_in_any_width_and_with_hints(heading: str, field: Field, hint: str) -> None:
    found = recognise(heading)
    assert found is not None
    assert (found.field, found.hint, found.text) == (field, hint, heading)


@pytest.mark.parametrize(
    "heading",
    [
        "联系人",
        "姓名",
        "项目负责人",
        "法定代表人",
        "联系电话",
        "手机号码",
        "手机",
        "电 话",
        "传真",
        "邮箱",
        "E-mail",
        "身份证号",
        "联系方式",
        "联系人及电话",
        "联系人\n及电话",
        "联系人（必填）",
        "联系人/电话",
        "职务",
        "微信",
    ],
)
def test_contact_columns_are_known(heading: str) -> None:
    found = recognise(heading)
    assert found is not None
    assert found.field.is_contact


@pytest.mark.parametrize("heading", ["名称", "类型", "时间", "", "机器视觉质检", "甲公司"])
def test_what_could_mean_anything_is_no_heading(heading: str) -> None:
    assert recognise(heading) is None


@pytest.mark.parametrize(
    ("field", "heading"),
    [
        (Field.PROJECT_NAME, "项目名称"),
        (Field.ENTERPRISE, "企业名称"),
        (Field.INVESTMENT_WAN, "项目总投资（万元）"),
        (Field.COUNTY, "所在县（市、区）"),
    ],
)
def test_our_own_heading_is_the_first_listed(field: Field, heading: str) -> None:
    assert standard_heading(field) == heading
