"""The map labels all ten units, classes them and leaves Jinmen grey."""

import re

import plotly.graph_objects as go
import pytest

from charts.map import BOUNDARY_NOTE, draw_map
from charts.theme import DARK, LIGHT
from tests.charts import frames
from tests.charts.frames import checked

ADDRESS = "app/static/boundaries/units-0.1.0.geojson"


def test_all_ten_units_are_labelled_with_their_numbers() -> None:
    labels = _labels(checked(draw_map, frames.by_unit(), LIGHT, ADDRESS, frames.places()))
    assert labels == {
        "泉州<br><b>112</b>",
        "福州<br><b>64</b>",
        "厦门<br><b>41</b>",
        "漳州<br><b>41</b>",
        "宁德<br><b>22</b>",
        "龙岩<br><b>15</b>",
        "莆田<br><b>9</b>",
        "三明<br><b>4</b>",
        "南平<br><b>1</b>",
        "平潭<br><b>0</b>",
    }


def test_jinmen_is_a_grey_place_without_data() -> None:
    shapes = checked(draw_map, frames.by_unit(), LIGHT, ADDRESS, frames.places()).data[0]
    assert shapes.locations[-1] == "350527"
    assert shapes.z[-1] == 0
    assert shapes.text[-1] == "<b>金门县</b><br>资料暂缺"
    assert shapes.colorscale[0] == (0.0, "#E3E3E0")


def test_jinmen_stays_without_data_whatever_the_frame_says() -> None:
    frame = frames.by_unit().replace({"code": {"unknown": "350527"}})
    assert checked(draw_map, frame, LIGHT, ADDRESS, frames.places()).data[0].z[-1] == 0


def test_a_unit_without_projects_is_zero_not_missing() -> None:
    shapes = checked(draw_map, frames.by_unit(), LIGHT, ADDRESS, frames.places()).data[0]
    assert shapes.z[shapes.locations.index("350128")] == 1


def test_the_unfilled_rest_is_not_on_the_map() -> None:
    assert "unknown" not in checked(draw_map, frames.by_unit(), LIGHT, ADDRESS, frames.places()).data[0].locations


def test_the_legend_counts_the_units_of_each_class() -> None:
    figure = checked(draw_map, frames.by_unit(), LIGHT, ADDRESS, frames.places())
    lines = figure.layout.annotations[0].text.split("<br>")
    assert [re.sub("<[^>]*>. *|^. ", "", re.sub("<[^>]*>", "", line)) for line in lines] == [
        "101–112项（1个）",
        "51–100项（1个）",
        "41–50项（2个）",
        "11–40项（2个）",
        "1–10项（3个）",
        "0项（1个）",
        "资料暂缺",
    ]


def test_shares_are_shown_in_percent_and_a_tiny_one_is_not_zero() -> None:
    frame = frames.by_unit().assign(share=[1.0, 0.5, 0.0001, *[0.0] * 8])
    figure = checked(draw_map, frame, LIGHT, ADDRESS, frames.places(), value="share", label="%")
    words = dict(zip(figure.data[0].locations, figure.data[0].text, strict=True))
    assert words["350500"] == "<b>泉州市</b><br>100%"
    assert words["350200"] == "<b>厦门市</b><br>0.1%"
    assert words["350600"] == "<b>漳州市</b><br>0%"


def test_a_missing_number_is_no_data() -> None:
    frame = frames.by_unit().astype({"count": "Int64"})
    frame.loc[0, "count"] = None
    shapes = checked(draw_map, frame, LIGHT, ADDRESS, frames.places()).data[0]
    assert shapes.text[shapes.locations.index("350500")] == "<b>泉州市</b><br>资料暂缺"


def test_the_outlines_are_an_address_not_part_of_the_figure() -> None:
    assert checked(draw_map, frames.by_unit(), LIGHT, ADDRESS, frames.places()).data[0].geojson == ADDRESS


def test_the_selected_unit_is_outlined_in_the_accent_colour() -> None:
    outline = checked(draw_map, frames.by_unit(), DARK, ADDRESS, frames.places(), selected="350100").data[1]
    assert outline.locations == ("350100",)
    assert outline.marker.line.color == "#F0A04B"
    assert outline.hoverinfo == "skip"


@pytest.mark.parametrize("selected", [None, "unknown", "110000"])
def test_nothing_is_outlined_where_nothing_on_the_map_is_selected(selected: str | None) -> None:
    figure = checked(draw_map, frames.by_unit(), LIGHT, ADDRESS, frames.places(), selected=selected)
    assert [trace.type for trace in figure.data].count("choropleth") == 1


def test_a_click_fades_neither_shapes_nor_names() -> None:
    figure = checked(draw_map, frames.by_unit(), LIGHT, ADDRESS, frames.places(), selected="350100")
    names = _names(figure)
    assert {trace.unselected.marker.opacity for trace in figure.data[:2]} == {1}
    assert all(trace.unselected.textfont.color == trace.textfont.color for trace in names)


def test_the_map_cannot_be_dragged_even_while_clicks_are_read() -> None:
    assert checked(draw_map, frames.by_unit(), LIGHT, ADDRESS, frames.places()).layout.dragmode == "zoom"


def test_names_are_never_markup() -> None:
    frame = frames.by_unit().replace({"泉州市": "<b>x</b>"})
    assert checked(draw_map, frame, LIGHT, ADDRESS, frames.places()).data[0].text[0] != "<b><b>x</b></b>"


def test_the_boundary_note_names_source_and_limits() -> None:
    assert BOUNDARY_NOTE.startswith("边界数据来源：国家地理信息公共服务平台（天地图）")
    assert BOUNDARY_NOTE.endswith("不作划界依据")


def test_the_boundary_note_goes_with_the_picture_in_lines_that_fit_a_phone() -> None:
    figure = checked(draw_map, frames.by_unit(), LIGHT, ADDRESS, frames.places())
    (note,) = [each.text for each in figure.layout.annotations if "边界" in each.text]
    assert note.replace("<br>", "") == BOUNDARY_NOTE
    widths = [sum(12 if sign > "\u2000" else 7 for sign in line) for line in note.split("<br>")]
    # Beside the frames of the narrowest window.
    assert max(widths) <= 320 - 64


def _names(figure: go.Figure) -> list[go.Scattergeo]:
    return [trace for trace in figure.data if trace.type == "scattergeo" and trace.mode == "text"]


def _labels(figure: go.Figure) -> set[str]:
    return {text for trace in _names(figure) for text in trace.text if "span" not in text}
