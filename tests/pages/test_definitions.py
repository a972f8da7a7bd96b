"""口径: everything that is defined, aimed at, named or looked for can be read there."""

import pandas as pd

from loaders.problems import CATALOGUE
from metrics.definitions import definitions
from tests.pages.visit import APP, headings, sentences, table, visit

REFERENCE = APP.parent / "data" / "reference"


def test_every_indicator_with_its_definition_and_source() -> None:
    told = sentences(visit("definitions")).replace("\\", "")
    entries = {entry.partition("**  \n")[0].strip("*"): entry for entry in told.split("\n\n")}
    assert len(definitions()) >= 13
    for item in definitions():
        assert item.text in entries[item.name]
        assert f"分母：{item.denominator}｜出处：{item.source}".removeprefix("分母：｜") in entries[item.name]


def test_every_target_with_its_year_and_source() -> None:
    targets = pd.read_csv(REFERENCE / "targets.csv")
    shown = table(visit("definitions", section="目标与公开数字"), "目标值")
    assert shown[["目标", "目标值", "目标年", "出处"]].to_numpy().tolist() == (
        targets[["name", "value", "year", "source"]].to_numpy().tolist()
    )


def test_every_public_figure_contradictions_side_by_side() -> None:
    shown = table(visit("definitions", section="目标与公开数字"), "数值", "说明")
    assert len(shown) == len(pd.read_csv(REFERENCE / "national_directory.csv"))
    assert {24, 25} <= set(shown["数值"])


def test_the_twenty_scenarios_the_other_five_and_the_66_pairs() -> None:
    screen = visit("definitions", section="词表")
    assert table(screen, "场景", "批次")["批次"].value_counts().to_dict() == {
        "第二批": 10,
        "第一批": 10,
        "二十个之外": 5,
    }
    assert len(table(screen, "指南原文")) == 66


def test_every_industry_class_and_every_term() -> None:
    screen = visit("definitions", section="词表")
    assert len(table(screen, "代码", "名称")) == len(pd.read_csv(REFERENCE / "industry_classes.csv"))
    assert table(screen, "术语")["术语"].tolist() == pd.read_csv(REFERENCE / "glossary.csv")["term"].tolist()


def test_every_problem_that_is_looked_for() -> None:
    kinds = table(visit("definitions", section="报送问题"), "代码", "现有处数")
    assert kinds["代码"].tolist() == list(CATALOGUE)
    assert kinds["问题"].tolist() == [kind.title for kind in CATALOGUE.values()]


def test_the_problems_found_in_the_samples_stand_with_file_sheet_and_cell() -> None:
    screen = visit("definitions", section="报送问题")
    found = table(screen, "文件", "单元格")
    assert "现有数据中的问题：16处" in headings(screen)
    assert len(found) == table(screen, "现有处数")["现有处数"].sum() == 16
    assert found["问题"].str.contains("智能排产").sum() == 1


def test_every_workbook_that_was_read() -> None:
    files = table(visit("definitions", section="数据来源"), "文件", "计入项目数")
    assert len(files) == 30
    assert files["计入项目数"].sum() == 220
