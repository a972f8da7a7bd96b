"""Compositions, trends and progress say their numbers in words that cannot be misread."""

import pandas as pd
import pytest

from charts.lines import draw_trend
from charts.progress import draw_target_progress
from charts.stacks import draw_tier_stack
from charts.theme import LIGHT
from tests.charts import frames
from tests.charts.frames import checked


def test_tiers_stack_in_order_with_the_unfilled_rest_last() -> None:
    figure = checked(draw_tier_stack, frames.tier_composition(), LIGHT)
    assert [trace.name for trace in figure.data[:4]] == ["产线级", "车间级", "工厂级", "未填报"]
    assert [trace.x[0] for trace in figure.data[:4]] == [4, 3, 2, 1]


def test_an_empty_part_writes_no_number_but_the_row_says_zero() -> None:
    figure = checked(draw_tier_stack, frames.tier_composition(), LIGHT)
    assert [trace.text[1] for trace in figure.data[:4]] == ["", "", "", ""]
    assert (figure.data[4].x[1], figure.data[4].texttemplate.endswith(" %{x:,}")) == (0, True)


def test_the_flow_is_a_column_and_the_totals_are_lines() -> None:
    figure = checked(draw_trend, frames.trend(), LIGHT)
    assert [trace.type for trace in figure.data] == ["bar", "scatter", "scatter"]
    assert [list(trace.y) for trace in figure.data] == [[12, 30, 71], [6, 24, 54], [0, 2, 6]]


def test_each_series_is_named_at_its_end_as_flow_or_total() -> None:
    words = [note.text.split("</span> ")[1] for note in checked(draw_trend, frames.trend(), LIGHT).layout.annotations]
    assert words == ["累计标杆 <b>6</b>", "累计入选 <b>54</b>", "当年推荐 <b>71</b>"]


def test_end_labels_that_would_touch_are_moved_apart() -> None:
    equal = frames.trend().assign(recommended=5, listed_total=5, benchmark_total=5)
    heights = [note.y for note in checked(draw_trend, equal, LIGHT).layout.annotations]
    assert heights == [5.0, 5.38, 5.76]


@pytest.mark.parametrize(
    ("years", "labels"), [(1, ("2023年",)), (2, ("2023年", "2024年")), (3, ("2023年", "2024年", "2025年"))]
)
def test_years_are_whole_however_few_there_are(years: int, labels: tuple[str, ...]) -> None:
    assert checked(draw_trend, frames.trend().head(years), LIGHT).layout.xaxis.ticktext == labels


def test_a_trend_without_anything_counts_in_whole_projects() -> None:
    zero = frames.trend().assign(recommended=0, listed_total=0, benchmark_total=0)
    assert checked(draw_trend, zero, LIGHT).layout.yaxis.dtick == 1


def test_a_trend_without_years_is_still_a_figure() -> None:
    assert checked(draw_trend, frames.trend().head(0), LIGHT).layout.height == 340


def test_a_passed_target_reaches_beyond_its_line() -> None:
    figure = checked(draw_target_progress, frames.target_progress(), LIGHT)
    assert [trace.x[0] for trace in figure.data[:3]] == [1, 1.26, 0.063]
    assert figure.layout.shapes[0].path.startswith("M1,")


def test_progress_writes_the_count_beside_every_percentage() -> None:
    words = checked(draw_target_progress, frames.target_progress(), LIGHT).data[4].text[0]
    assert words == ("全国 <b>1,260</b>个（截至2025年），完成 <b>126.0%</b><br>其中福建 <b>63</b>个，占全国 5.0%")


def test_an_unpublished_figure_is_said_to_be_unpublished() -> None:
    words = checked(draw_target_progress, frames.target_progress(), LIGHT).data[4].text[1]
    assert words == "全国完成数尚未公布<br>其中福建 <b>63</b>个"


def test_a_target_of_the_province_is_not_compared_with_the_country() -> None:
    words = checked(draw_target_progress, frames.target_progress(), LIGHT).data[4].text[2]
    assert words == "全省 <b>63</b>个（截至2025年），完成 <b>50.0%</b>"


def test_a_target_of_a_unit_names_the_unit() -> None:
    own = frames.target_progress().tail(1).assign(scope="350128")
    words = checked(draw_target_progress, own, LIGHT).data[4].text[0]
    assert words == "平潭综合实验区 <b>63</b>个（截至2025年），完成 <b>50.0%</b>"


@pytest.mark.parametrize(("result", "heading"), [("", "2027年目标 126个<"), ("未达成", "2027年目标 126个，未达成<")])
def test_a_target_whose_year_is_over_says_how_it_ended(result: str, heading: str) -> None:
    own = frames.target_progress().tail(1).assign(result_name=result)
    assert heading in checked(draw_target_progress, own, LIGHT).data[3].text[0]


def test_a_target_passed_many_times_leaves_room_for_the_others() -> None:
    many = frames.target_progress().assign(target=[1000.0, 10000.0, 3.0])
    figure = checked(draw_target_progress, many, LIGHT)
    assert [max(trace.x) for trace in figure.data[:3]] == [1, 2, 2]
    assert figure.layout.xaxis.range == (0, 2.04)
    assert "完成 <b>2100.0%</b>" in figure.data[4].text[2]


def test_names_of_targets_and_rows_are_never_markup() -> None:
    targets = frames.target_progress().assign(name="<b>a</b>")
    tiers = frames.tier_composition().assign(name="a<b")
    assert "&lt;b&gt;a&lt;/b&gt;" in checked(draw_target_progress, targets, LIGHT).data[3].text[0]
    assert checked(draw_tier_stack, tiers, LIGHT).layout.yaxis.ticktext == ("a&lt;b", "a&lt;b")


def test_no_targets_is_still_a_figure() -> None:
    assert checked(draw_target_progress, pd.DataFrame(frames.target_progress().head(0)), LIGHT).layout.height == 120
