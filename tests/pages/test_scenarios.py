"""场景: twenty scenarios ranked, sector × scenario, and what nobody does yet."""

import pandas as pd
import pytest

from tests.pages.visit import APP, PROJECTS, figure, headings, table, visit


def test_the_findings() -> None:
    found = headings(visit("scenarios"))
    assert found[0].startswith("指南推荐的66组“行业×场景”已覆盖57组")
    assert found[1] == "机器视觉质检应用最广，220个项目中有82个在用（37.3%）；二十个典型场景均有应用"
    assert found[2] == "推荐而无人的组合：9组（共66组）"


def test_the_ranking_counts_the_projects_that_use_a_scenario() -> None:
    bars = figure(visit("scenarios"), "scenario-ranking")["data"][0]
    uses = PROJECTS.explode("scenarios")["scenarios"].value_counts()
    assert bars["x"][:5] == uses.tolist()[:5] == [82, 75, 65, 63, 59]


@pytest.mark.parametrize("layout", ["竖排", "横排"])
def test_both_layouts_of_the_matrix_hold_the_same_uses(layout: str) -> None:
    cells = figure(visit("scenarios", layout=layout), "sector-scenario")["data"][0]["z"]
    uses = PROJECTS.explode("scenarios").dropna(subset="scenarios").groupby(["sector", "scenarios"]).size()
    assert sorted(number for row in cells for number in row if number) == sorted(uses)


def test_the_recommended_pairs_that_nobody_has_are_listed_in_the_guides_words() -> None:
    shown = table(visit("scenarios"), "指南推荐的场景（原文）")
    used = PROJECTS.explode("scenarios").groupby("sector")["scenarios"].agg(set)
    sectors = pd.read_csv(APP.parent / "data/reference/sectors.csv").set_index("code")["name"]
    pairs = pd.read_csv(APP.parent / "data/reference/guide_pairs.csv")
    blank = {
        (sectors[sector], printed)
        for sector, printed, codes in pairs[["sector", "printed_scenario", "scenario"]].itertuples(index=False)
        if not used[sector] & set(codes.split("|"))
    }
    assert set(shown.itertuples(index=False, name=None)) == blank
    assert ("装备制造", "虚拟现场服务") in blank


def test_one_sector_asks_only_for_its_own_pairs() -> None:
    assert headings(visit("scenarios", sector="钢铁"))[2] == "推荐而无人的组合：1组（共9组）"
