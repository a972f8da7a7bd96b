"""Equal words compare equal, however they were typed."""

import pytest

from loaders.tables.text import identity, normalise, one_line, without_hints


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("５Ｇ工厂", "5g工厂"),
        ("５G＋机器视觉质检", "5g+机器视觉质检"),
        (" 产线级 ", "产线级"),
        ("产　线　级", "产线级"),
        ("推荐\n单位", "推荐单位"),
        ("推荐\r\n单位\t", "推荐单位"),
        ("\ufeff序号", "序号"),
        ("序\u200b号\u00a0", "序号"),
        ("县（市、区）", "县(市、区)"),
        ("E-Mail", "e-mail"),
        ("", ""),
    ],
)
def test_width_space_and_case_make_no_difference(typed: str, expected: str) -> None:
    assert normalise(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [(" 甲\n公司 ", "甲 公司"), ("甲公司", "甲公司"), ("甲\r\n\t乙", "甲 乙"), ("", "")],
)
def test_line_breaks_become_one_space_on_one_line(typed: str, expected: str) -> None:
    assert one_line(typed) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("项目总投资(万元)", "项目总投资"),
        ("类型(产线级)(必填)", "类型"),
        ("企业(单位)名称", "企业(单位)名称"),
        ("(万元)", "(万元)"),
        ("企业名称", "企业名称"),
    ],
)
def test_only_brackets_at_the_end_are_hints(word: str, expected: str) -> None:
    assert without_hints(word) == expected


@pytest.mark.parametrize(
    "spelling",
    ["样例（福州）电子有限公司", "样例(福州)电子有限公司", "样例 （福州） 电子有限公司", "样例福州电子有限公司"],
)
def test_spellings_of_one_enterprise_have_one_identity(spelling: str) -> None:
    assert identity(spelling) == "样例福州电子有限公司"


def test_different_names_keep_different_identities() -> None:
    assert identity("甲公司5G工厂一期") != identity("甲公司5G工厂二期")
