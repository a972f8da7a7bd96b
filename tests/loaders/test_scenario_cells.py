"""One cell may list many scenarios, in many ways."""

import pytest

from loaders.tables.scenarios import split_scenarios

BOTH = ["机器视觉质检", "厂区智能物流"]


@pytest.mark.parametrize(
    "cell",
    [
        "机器视觉质检、厂区智能物流",
        "机器视觉质检，厂区智能物流",
        "机器视觉质检,厂区智能物流",
        "机器视觉质检；厂区智能物流",
        "机器视觉质检;厂区智能物流",
        "机器视觉质检/厂区智能物流",
        "机器视觉质检／厂区智能物流",
        "机器视觉质检｜厂区智能物流",
        "机器视觉质检|厂区智能物流",
        "机器视觉质检。厂区智能物流。",
        "机器视觉质检\n厂区智能物流",
        "机器视觉质检\r\n厂区智能物流\r\n",
        "机器视觉质检\t厂区智能物流",
        "①机器视觉质检②厂区智能物流",
        "①机器视觉质检\n②厂区智能物流",
        "⑴机器视觉质检⑵厂区智能物流",
        "❶机器视觉质检❷厂区智能物流",
        "1.机器视觉质检\n2.厂区智能物流",
        "1. 机器视觉质检 2. 厂区智能物流",
        "1．机器视觉质检；2．厂区智能物流；",
        "1、机器视觉质检、2、厂区智能物流",
        "（1）机器视觉质检（2）厂区智能物流",
        "(1)机器视觉质检\n(2)厂区智能物流",
        "1）机器视觉质检 2）厂区智能物流",
        "“机器视觉质检”、“厂区智能物流”",
        "《机器视觉质检》、《厂区智能物流》",
        "机器视觉质检、、厂区智能物流、",
        "机器视觉质检、厂区智能物流、等",
        "机器视觉质检、厂区智能物流、机器视觉质检",
    ],
)
def test_scenarios_are_taken_apart_in_order_each_once(cell: str) -> None:
    assert split_scenarios(cell) == BOTH


@pytest.mark.parametrize("cell", ["", "  ", "无", "、；"])
def test_a_cell_without_words_lists_nothing(cell: str) -> None:
    assert split_scenarios(cell) == []


def test_the_5g_in_front_of_a_scenario_is_no_number() -> None:
    assert split_scenarios("5G+机器视觉质检、5G+厂区智能物流") == ["5G+机器视觉质检", "5G+厂区智能物流"]
