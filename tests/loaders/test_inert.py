"""Text that others wrote is never run by the program that opens a file of ours."""

import pytest

from loaders.inert import inert


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A"])
def test_what_reads_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("value", ["", "甲=乙", "5G-1", "'=1", -1, -1.5, None, True])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert inert(value) is value
