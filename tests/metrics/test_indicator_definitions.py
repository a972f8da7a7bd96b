"""Every indicator is defined once, beside the function that computes it."""

import importlib
import inspect
from functools import reduce

import pytest

from metrics import counts, coverage, landscape, progress, rank_change, ranking, selection, trend
from metrics.definitions import Definition, definitions

MODULES = (counts, coverage, landscape, progress, rank_change, ranking, selection, trend)


@pytest.mark.parametrize("definition", definitions(), ids=lambda definition: definition.name)
def test_a_definition_says_what_and_where_from(definition: Definition) -> None:
    assert definition.name and definition.text and definition.source
    assert definition.text.endswith("。") or definition.text.endswith("）。")


@pytest.mark.parametrize("definition", definitions(), ids=lambda definition: definition.name)
def test_a_definition_names_the_function_that_computes_it(definition: Definition) -> None:
    package, module, *names = definition.computed_by.split(".")
    assert inspect.isfunction(reduce(getattr, names, importlib.import_module(f"{package}.{module}")))


def test_the_indicators_are_these() -> None:
    assert {definition.name for definition in definitions()} == {
        "项目数（按阶段）",
        "当年新增",
        "占比",
        "名次",
        "较上年增减",
        "场景应用项目数",
        "地市覆盖",
        "重点行业覆盖",
        "典型场景覆盖",
        "推荐组合覆盖",
        "目标完成度",
        "线性进度",
        "年度趋势",
        "入选率",
        "名次变化",
    }


def test_no_indicator_is_defined_twice() -> None:
    assert len({definition.name for definition in definitions()}) == len(definitions())


def test_every_share_and_reach_names_its_denominator() -> None:
    assert {definition.name for definition in definitions() if not definition.denominator} == {
        "项目数（按阶段）",
        "当年新增",
        "名次",
        "较上年增减",
        "年度趋势",
        "名次变化",
    }
