"""总览: stands against the targets, who leads, what is blank."""

import re

import pandas as pd
import pytest

from charts.catalogue import CHARTS
from pages.parts.findings import STANDS_ON
from pages.parts.kpis import Kpi, show_kpis
from pages.parts.plain import plain
from tests.pages.visit import (
    APP,
    PROJECTS,
    anchors,
    captions,
    contexts,
    figure,
    findings_of,
    headings,
    key_figures,
    kpis,
    sentences,
    visit,
)

UNITS = {
    "350100": "福州", "350200": "厦门", "350300": "莆田", "350400": "三明", "350500": "泉州", "350600": "漳州",
    "350700": "南平", "350800": "龙岩", "350900": "宁德", "350128": "平潭",
}  # fmt: skip


def test_the_key_figures_of_all_years() -> None:
    assert kpis(visit()) == {
        "推荐（项）": "220",
        "累计入选（项）": "64",
        "累计标杆（个）": "3",
        "全国目标完成": "126%",
        "覆盖地市": "10/10",
        "覆盖重点行业": "10/10",
        "覆盖典型场景": "20/20",
        "覆盖推荐组合": "57/66",
    }


@pytest.mark.parametrize(
    ("year", "recommended", "listed", "benchmark", "national"),
    [("2023年", "40", "6", "0", "30%"), ("2024年", "75", "30", "1", "70%"), ("2025年", "105", "64", "3", "126%")],
)
def test_a_year_counts_its_own_recommendations_and_all_outcomes_so_far(
    year: str, recommended: str, listed: str, benchmark: str, national: str
) -> None:
    figures = kpis(visit(year=year))
    assert list(figures.values())[:4] == [recommended, listed, benchmark, national]


@pytest.mark.parametrize(
    ("stage", "year", "counted"),
    [
        ("推荐", None, "2023—2025年推荐项目（各年合计），共220项"),
        ("推荐", "2024年", "2024年推荐项目，共75项"),
        ("入选", None, "截至2025年累计入选国家名录项目，共64项"),
        ("入选", "2024年", "截至2024年累计入选国家名录项目，共30项"),
        ("标杆", "2024年", "截至2024年累计标杆工厂，共1项"),
    ],
)
def test_every_stage_and_year_says_what_it_counts(stage: str, year: str | None, counted: str) -> None:
    screen = visit(stage=stage, **({"year": year} if year else {}))
    assert counted in captions(screen)


def test_the_list_says_where_we_stand_what_grew_who_leads_and_what_is_selected() -> None:
    text = "".join(findings_of(visit()))
    assert "福建累计入选64家，占全国1260家的5.1%" in text
    assert "2025年推荐105项，比上年多30项（增长40%）；累计入选64项、标杆3个" in text
    assert "泉州最多，41项，占220项的18.6%" in text
    assert "2023—2025年推荐的220项中已入选64项（29.1%）；三明入选率最高，17项中入选7项（41.2%）" in text
    assert "66组“行业×场景”中，推荐项目已覆盖57组" in text
    assert "莆田由第8位升至并列第7位（5项→8项）" in text


def test_six_sentences_at_most_the_most_important_first() -> None:
    shown = findings_of(visit())
    assert len(shown) == 6
    assert shown[0].startswith("全国累计入选1260家，已超过2025年1000家的目标（完成126%）")


def test_one_chosen_unit_is_told_about_itself() -> None:
    shown = findings_of(visit(unit="泉州市"))
    assert shown[0].startswith("泉州累计入选国家名录12家，占福建64家的18.8%。")
    assert "泉州41项，居全省第1位" in shown[2]


def test_a_finding_on_another_page_links_to_it_and_keeps_the_filters() -> None:
    links = {link.proto.label: link.proto.page for link in visit(sector="钢铁").get("page_link")}
    asked = {re.search(r":primary\[:small\[(.*)\]\]$", label)[1]: page for label, page in links.items()}
    assert asked == {"见“地市”页": "cities", "见“场景”页": "scenarios"}


def test_a_finding_on_this_page_jumps_to_its_chart() -> None:
    screen = visit()
    asked = set(re.findall(r"见下图\]\(#([a-z-]+)\)", sentences(screen)))
    assert asked == {"target-progress", "trend", "unit-ranking"}
    assert asked <= anchors(screen)


@pytest.mark.parametrize("page", sorted(set(STANDS_ON.values())))
def test_every_chart_stands_on_the_page_a_finding_names(page: str) -> None:
    keys = {key for key, screen in STANDS_ON.items() if screen == page}
    shown = visit(page)
    assert {key for key in keys if figure(shown, key)} == keys


def test_a_finding_can_name_any_chart() -> None:
    assert set(STANDS_ON) == set(CHARTS)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("入选*率*", r"入选\*率\*"),
        ("[见](http://x)", r"\[见\](http\://x)"),
        (":red[红] $x$ <b>", r"\:red\[红\] \$x\$ \<b\>"),
        ("2025年1000家（完成126%）；×→", "2025年1000家（完成126%）；×→"),
    ],
)
def test_what_somebody_typed_is_never_markdown(typed: str, shown: str) -> None:
    assert plain(typed) == shown


def test_the_cards_say_what_the_last_year_brought() -> None:
    text = contexts(visit())
    assert "2025年105，比上年多30" in text
    assert "2025年34，比上年多10" in text
    assert "1,260家；福建64家，占5.1%" in text


def test_every_card_but_none_without_need_explains_itself() -> None:
    explained = {label: explanation for label, _, _, explanation in key_figures(visit())}
    assert explained["全国目标完成"] == "公开的全国累计入选数 ÷ 1000家"
    assert [label for label, explanation in explained.items() if not explanation] == []
    assert {explanation for *_, explanation in key_figures(visit("tiers"))} == {""}


def test_what_a_card_says_is_never_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr("pages.parts.kpis.st.html", sent.append)
    show_kpis([Kpi("<b>", "&1", "<i>", '"<script>')])
    assert [mark for mark in ("<b>", "&1", "<i>", "<script>", '""') if mark in sent[0]] == []


def test_below_the_targets_stands_what_each_still_needs() -> None:
    assert "标杆工厂：截至2024年83家，距2025年100家的目标还差17家，尚需每年17家" in captions(visit())


def test_the_map_shows_ten_units_with_their_counts_and_jinmen_without() -> None:
    shapes = figure(visit(), "unit-map")["data"][0]
    counts = PROJECTS["unit"].value_counts()
    assert dict(zip(shapes["locations"], [text.split("<br>")[1] for text in shapes["text"]], strict=True)) == {
        **{code: f"{counts[code]}项" for code in UNITS},
        "350527": "资料暂缺",
    }


def test_the_ranking_is_the_count_by_unit_most_first() -> None:
    bars = figure(visit(), "unit-ranking")["data"][0]
    assert bars["x"] == PROJECTS["unit"].value_counts().tolist() == [41, 35, 32, 23, 21, 20, 17, 16, 12, 3]


def test_the_trend_draws_the_flow_of_recommendations_and_the_running_outcomes() -> None:
    drawn = [trace["y"] for trace in figure(visit(), "trend")["data"] if len(trace.get("y", ())) == 3]
    assert [40, 75, 105] in drawn
    assert [6, 30, 64] in drawn
    assert [0, 1, 3] in drawn


def test_which_cities_have_no_steel_factory_at_workshop_tier() -> None:
    screen = visit(sector="钢铁", tier="车间级")
    steel = PROJECTS[(PROJECTS["sector"] == "steel") & (PROJECTS["tier"] == "workshop")]
    blank = "、".join(name for code, name in UNITS.items() if code not in set(steel["unit"])) + "尚无项目"
    reached = "、".join(name for code, name in UNITS.items() if code in set(steel["unit"]))
    assert kpis(screen)["推荐（项）"] == str(len(steel)) == "4"
    assert kpis(screen)["覆盖地市"] == "2/10"
    assert blank == "福州、厦门、莆田、泉州、南平、龙岩、宁德、平潭尚无项目"
    assert f"地市中只有{reached}有推荐项目" in sentences(screen)
    assert any(blank in heading for heading in headings(screen))


def test_the_pairs_of_the_guide_that_are_reached_are_counted_by_hand() -> None:
    pairs = pd.read_csv(APP.parent / "data/reference/guide_pairs.csv")
    used = PROJECTS.explode("scenarios").groupby("sector")["scenarios"].agg(set)
    reached = [
        bool(used[sector] & set(codes.split("|")))
        for sector, codes in zip(pairs["sector"], pairs["scenario"], strict=True)
    ]
    assert kpis(visit())["覆盖推荐组合"] == f"{sum(reached)}/{len(reached)}" == "57/66"
