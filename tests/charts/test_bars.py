"""Rankings show zeros, ties and what was chosen."""

from charts.bars import draw_scenario_ranking, draw_sector_bars, draw_unit_ranking
from charts.theme import LIGHT
from tests.charts import frames
from tests.charts.frames import checked


def test_tied_units_share_a_rank_and_say_so() -> None:
    labels = checked(draw_unit_ranking, frames.by_unit(), LIGHT).layout.yaxis.ticktext
    assert labels[:5] == ("1  泉州", "2  福州", "并列3  厦门", "并列3  漳州", "5  宁德")


def test_the_unfilled_rest_is_shown_without_a_rank() -> None:
    assert checked(draw_unit_ranking, frames.by_unit(), LIGHT).layout.yaxis.ticktext[-1] == "未填报"


def test_a_unit_without_projects_keeps_its_name_and_a_zero() -> None:
    figure = checked(draw_unit_ranking, frames.by_unit(), LIGHT)
    assert figure.layout.yaxis.ticktext[9] == "10  平潭"
    assert figure.data[0].text[9] == "0"


def test_a_percentage_stands_beside_its_count() -> None:
    assert checked(draw_unit_ranking, frames.by_unit(), LIGHT).data[0].text[0].startswith("112 <span")


def test_only_the_chosen_unit_keeps_the_full_colour() -> None:
    shades = checked(draw_unit_ranking, frames.by_unit(), LIGHT, highlight={"350100"}).data[0].marker.color
    assert shades[:3] == ("#A9C4E4", "#1F56A5", "#A9C4E4")


def test_hover_tells_the_change_against_the_year_before() -> None:
    hover = checked(draw_unit_ranking, frames.by_unit(), LIGHT).data[0].hovertext
    assert hover[0] == "<b>泉州市</b><br>112项，占35.9%<br>比上年增加5项（上年107项）"
    assert hover[1].endswith("比上年减少2项（上年66项）")
    assert hover[2].endswith("与上年持平（41项）")
    assert hover[3] == "<b>漳州市</b><br>41项，占13.1%"


def test_a_sector_tells_how_many_recommended_scenarios_it_reaches() -> None:
    hover = checked(draw_sector_bars, frames.by_sector(), LIGHT).data[0].hovertext[0]
    assert hover.endswith("指南推荐场景：已覆盖4个，共5个")


def test_names_from_workbooks_are_never_markup() -> None:
    sectors = frames.by_sector().assign(name=["<img src=x>", "A&B", "<b>粗</b>"])
    figure = checked(draw_sector_bars, sectors, LIGHT)
    assert figure.layout.yaxis.ticktext == ("&lt;img src=x&gt;", "A&amp;B", "&lt;b&gt;粗&lt;/b&gt;")
    assert figure.data[0].hovertext[0].startswith("<b>&lt;img src=x&gt;</b>")


def test_scenarios_outside_the_twenty_follow_under_a_heading_in_another_colour() -> None:
    figure = checked(draw_scenario_ranking, frames.by_scenario(), LIGHT)
    assert "二十个典型场景之外" in figure.layout.yaxis.ticktext[2]
    assert figure.layout.yaxis.ticktext[3] == "智能安防"
    assert figure.data[0].marker.color[0] == "#1F56A5"
    assert figure.data[0].marker.color[3] == "#8B94A1"


def test_a_ranking_can_be_as_tall_as_the_map_beside_it() -> None:
    assert checked(draw_unit_ranking, frames.by_unit(), LIGHT, height=520).layout.height == 520


def test_nothing_to_rank_is_still_a_figure() -> None:
    assert len(checked(draw_unit_ranking, frames.by_unit().head(0), LIGHT).data[0].x) == 0
