"""What the whole deck tells, page by page, and what it says where there is little or nothing to tell."""

import re
from dataclasses import replace
from functools import cache

import pytest
from pptx.presentation import Presentation
from pptx.util import Emu, Pt
from told import (
    DATE,
    FEW,
    MANY,
    REVISION,
    WARNING,
    briefing,
    charts_of,
    every_shape,
    notes_of,
    opened,
    page_of,
    table_of,
    texts_of,
    title_of,
)

from briefings.indicators import indicators
from briefings.slides import one_slide, slides
from briefings.slides.notes import SHOWN_BY
from charts.catalogue import CHARTS

UNITS = ["福州", "厦门", "莆田", "三明", "泉州", "漳州", "南平", "龙岩", "宁德", "平潭"]
#: Latin words that stand in Chinese documents too.
MEANT = {"5G", "GB", "T", "MIT", "frykit", "data", "PPT", "Excel", REVISION}
LONG = "这是一个很长很长的标题，" * 12


@cache
def deck(projects: tuple = MANY, **filters: object) -> Presentation:
    """Write the whole briefing and open it."""
    return opened(slides(briefing(projects, **filters)))


def titles(presentation: Presentation) -> list[str]:
    """Return the titles, page by page."""
    return [title_of(slide) for slide in presentation.slides]


def page_titled(presentation: Presentation, beginning: str) -> int:
    """Return the place of the first page whose title begins so."""
    return next(place for place, title in enumerate(titles(presentation)) if title.startswith(beginning))


def test_the_deck_opens_with_what_it_is_and_what_was_found() -> None:
    told = briefing(MANY)
    first, second = list(deck().slides)[:2]
    assert title_of(first) == told.title
    assert all(words in texts_of(first) for words in (told.subject, DATE, REVISION, WARNING))
    assert title_of(second) == "主要发现"
    found = [sentence for slide in list(deck().slides)[1:4] for sentence in texts_of(slide).split("\n")]
    assert set(told.findings) <= set(found)


def test_the_figures_of_the_overview_stand_above_the_findings() -> None:
    cards = {s.name: s.text_frame.paragraphs[0].text for s in deck(FEW).slides[1].shapes if s.has_text_frame}
    assert cards["推荐（项）"] == "8"
    assert cards["累计入选（项）"] == "4"
    assert cards["累计标杆（个）"] == "1"
    assert cards["覆盖地市"] == "4/10"


def test_every_chart_has_a_page_in_the_order_of_the_briefing() -> None:
    names = [shape.name for slide in deck().slides for shape in slide.shapes]
    places = [names.index(chart.name) for chart in CHARTS.values()]
    assert places == sorted(places)


def test_after_the_charts_come_blanks_units_definitions_and_sources() -> None:
    blanks = page_titled(deck(), "空白")
    places = [blanks, page_titled(deck(), "福州24项"), page_titled(deck(), "指标口径"), page_titled(deck(), "数据来源")]
    assert places == sorted(places)
    assert places[-1] == len(deck().slides) - 1


def test_a_title_is_the_charts_finding() -> None:
    told = briefing(FEW, ["unit-ranking"])
    assert title_of(opened(one_slide(told)).slides[0]) == told.exhibits[0].finding.rstrip("。")


def test_below_the_title_stand_what_is_counted_source_and_date() -> None:
    page = page_of(deck(), CHARTS["unit-ranking"].name)
    about = next(shape.text_frame.text for shape in page.shapes if shape.name == "说明")
    assert about.split("｜") == ["2023—2025年推荐项目（各年合计），共150项", "来源：推荐汇总表、国家名录", DATE]


def test_filters_are_named_on_the_pages_they_restrict() -> None:
    restricted = deck(MANY, units=("350500",), sectors=("steel",))
    shown = {
        key: texts_of(page_of(restricted, CHARTS[key].name)) for key in ("trend", "unit-ranking", "target-progress")
    }
    assert "筛选：推荐单位：泉州市；重点行业：钢铁" in shown["trend"]
    assert "筛选：重点行业：钢铁" in shown["unit-ranking"]
    assert "筛选" not in shown["target-progress"]


@pytest.mark.parametrize("place", [0, 1, 3, -1])
def test_every_page_says_in_its_notes_what_it_is_made_of(place: int) -> None:
    notes = notes_of(list(deck(MANY, units=("350500",)).slides)[place])
    assert all(
        words in notes
        for words in ("筛选条件：推荐单位：泉州市", f"数据日期：{DATE}", f"数据版本：{REVISION}", WARNING, "统计口径：")
    )


def test_a_charts_notes_hold_its_whole_sentence_and_its_definitions() -> None:
    told = briefing(FEW, ["selection-by-unit"])
    notes = notes_of(opened(one_slide(told)).slides[0])
    definition = next(each for each in indicators() if each.name == "入选率")
    assert notes.startswith(told.exhibits[0].finding)
    assert definition.text.rstrip("。") in notes


def test_indicators_named_for_the_notes_are_defined() -> None:
    known = {definition.name for definition in indicators()}
    assert {name for names in SHOWN_BY.values() for name in names} - known == set()
    assert set(SHOWN_BY) - set(CHARTS) == set()


def test_blanks_list_what_the_guide_recommends_and_nobody_does() -> None:
    few = deck(FEW)
    rows = {row[0]: row for row in table_of(few.slides[page_titled(few, "空白")])[1:]}
    assert rows["电子设备制造"] == ["电子设备制造", "5", "3", "2", "精准动态作业、现场辅助装配"]
    assert "采矿" in rows


@pytest.mark.parametrize(
    ("filters", "units"), [({}, UNITS), ({"units": ("350500", "350100")}, ["泉州", "福州"])], ids=["all", "chosen"]
)
def test_units_in_scope_have_a_page_of_their_own(filters: dict, units: list[str]) -> None:
    presentation = deck(MANY, **filters)
    after = titles(presentation)[page_titled(presentation, "空白") + 1 : page_titled(presentation, "指标口径")]
    assert [title[:2] for title in after] == units


def test_a_profile_tells_stages_rank_sectors_tiers_scenarios_and_blanks() -> None:
    few = deck(FEW)
    page = few.slides[page_titled(few, "泉州3项")]
    cards = {s.name: s.text_frame.paragraphs[0].text for s in page.shapes if s.has_text_frame}
    assert (cards["推荐（项）"], cards["累计入选（项）"], cards["全省位次"]) == ("3", "1", "第1位")
    assert (cards["覆盖重点行业"], cards["覆盖典型场景"]) == ("2/10", "4/20")
    assert "建设类型：产线级1项，车间级1项，工厂级1项" in cards_text(page)
    assert "尚无项目的重点行业：电子设备制造、装备制造、采矿" in cards_text(page)
    chart = charts_of(page)[0]
    shown = dict(zip(chart.plots[0].categories, chart.series[0].values, strict=True))
    assert shown == {"纺织": 2, "钢铁": 1}


def cards_text(page: object) -> str:
    """Return the words of a profile."""
    return next(shape.text_frame.text for shape in page.shapes if shape.name == "概况")


def test_a_unit_without_any_project_gets_no_page_of_its_own() -> None:
    assert [title for title in titles(deck(FEW)) if title.startswith(("莆田", "宁德"))] == []


def test_definitions_and_sources_name_every_indicator_shown_and_every_target() -> None:
    words = "\n".join(texts_of(slide) for slide in list(deck().slides)[page_titled(deck(), "指标口径") :])
    targets = briefing(FEW).view.landscape.facts.targets
    assert all(f"目标：{target.name}" in words and target.source in words for target in targets)
    assert all(name in words for names in SHOWN_BY.values() for name in names)


def test_charts_without_anything_to_show_are_named_on_one_page() -> None:
    empty = deck((), year=None)
    page = empty.slides[page_titled(empty, "以下图表在当前筛选下没有数据")]
    assert CHARTS["trend"].name in texts_of(page)
    assert [slide for slide in empty.slides if CHARTS["trend"].name in {shape.name for shape in slide.shapes}] == []


def test_a_single_chart_without_anything_to_show_says_so() -> None:
    page = opened(one_slide(briefing((), ["sector-scenario"]))).slides[0]
    assert "当前筛选下没有项目" in texts_of(page)


@pytest.mark.parametrize(
    "filters",
    [
        {"year": 2023},
        {"units": ("350128",)},
        {"stage": "benchmark"},
        {"units": ("350128",), "sectors": ("mining",)},
        {"scenarios": ("smart_security",), "tiers": ("plant",)},
        {"units": ("unknown",)},
    ],
    ids=str,
)
def test_every_view_can_be_told(filters: dict) -> None:
    assert title_of(deck(FEW, **filters).slides[0])


def test_one_year_alone_has_a_trend() -> None:
    page = page_of(deck(FEW[:2], year=2023), CHARTS["trend"].name)
    assert list(charts_of(page)[0].plots[0].categories) == ["2023年"]


def test_one_slide_holds_nothing_but_the_chart() -> None:
    single = opened(one_slide(briefing(FEW, ["unit-map"])))
    assert len(single.slides) == 1
    assert single.core_properties.title == "福建省地图"


def test_every_page_but_the_cover_has_its_number_and_a_footer() -> None:
    names = [{shape.name for shape in slide.shapes} for slide in deck().slides]
    assert all({"页码", "页脚"} <= each for each in names[1:])
    assert not {"页码", "页脚"} & names[0]


def test_no_place_for_text_is_left_empty() -> None:
    empty = [
        shape.name
        for slide in deck().slides
        for shape in slide.placeholders
        if shape.has_text_frame and not shape.text_frame.text.strip()
    ]
    assert empty == []


def test_every_word_is_chinese_also_in_the_names_of_shapes() -> None:
    words = [
        word
        for slide in deck().slides
        for text in [texts_of(slide), notes_of(slide), *(s.name for s in every_shape(slide.shapes))]
        for word in re.findall(r"[A-Za-z][A-Za-z0-9]*|\d[A-Z]\b", text)
    ]
    assert set(words) - MEANT - {"G"} == set()


def test_shapes_stay_on_the_slide_and_above_its_footer() -> None:
    outside = [
        (slide.slide_id, shape.name)
        for slide in deck().slides
        for shape in slide.shapes
        if shape.left < 0
        or shape.left + shape.width > deck().slide_width
        or (
            shape.name not in ("页脚", "页码") and shape.top + shape.height > Emu(Pt(507)) and slide != deck().slides[0]
        )
    ]
    assert outside == []


def test_a_title_too_long_for_two_lines_is_shortened_and_kept_whole_in_the_notes() -> None:
    told = briefing(FEW, ["unit-ranking"])
    exhibit = replace(told.exhibits[0], finding=LONG)
    page = opened(one_slide(replace(told, exhibits=(exhibit,)))).slides[0]
    assert title_of(page).endswith("…")
    assert notes_of(page).startswith(LONG)


def test_a_unit_that_lacks_much_is_told_by_sector() -> None:
    words = cards_text(deck().slides[page_titled(deck(), "平潭")])
    assert words.split("\n")[-1] == "已有行业中尚缺的推荐组合：家电12组、装备制造6组、钢铁6组、电力5组、港口3组"
