"""The matrix outlines exactly what the guide recommends and leaves zeros blank."""

import pytest

from charts.grid import Band, cell_path, lay_out
from charts.matrix import draw_sector_scenario_matrix
from charts.theme import LIGHT
from tests.charts import frames
from tests.charts.frames import checked

# One cell is 20 axis units, outlines stand 1 inside it. Columns start at 0, 28 and 56 (a gap of 8 after
# each phase), rows at 3 and 23, then 50 after the gap of 7 before "other".
PORT_BY_SIMULATION = "M1,24H19V42H1Z"
PORT_BY_SECURITY = "M57,24H75V42H57Z"
STEEL_BY_LOGISTICS = "M29,4H47V22H29Z"


def test_outlines_stand_exactly_on_the_recommended_cells() -> None:
    shapes = {
        shape.name: shape
        for shape in checked(draw_sector_scenario_matrix, frames.sector_scenario(), LIGHT).layout.shapes
    }
    assert shapes["yes"].path == PORT_BY_SIMULATION + PORT_BY_SECURITY
    assert shapes["one_of"].path == STEEL_BY_LOGISTICS


def test_a_choice_of_two_is_dashed_and_a_plain_recommendation_solid() -> None:
    shapes = {
        shape.name: shape
        for shape in checked(draw_sector_scenario_matrix, frames.sector_scenario(), LIGHT).layout.shapes
    }
    assert (shapes["yes"].line.dash, shapes["yes"].line.width, shapes["yes"].line.color) == ("solid", 2, "#C2660C")
    assert (shapes["one_of"].line.dash, shapes["one_of"].line.color) == ("dot", "#C2660C")


def test_numbers_are_written_in_the_cells_and_zeros_are_blank() -> None:
    figure = checked(draw_sector_scenario_matrix, frames.sector_scenario(), LIGHT)
    numbers = [trace for trace in figure.data if trace.customdata]
    written = {(x, y): text for trace in numbers for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)}
    assert written == {(38, 13): "3", (10, 33): "20"}


def test_every_cell_can_be_hovered_and_those_with_a_number_clicked() -> None:
    cells = [
        trace
        for trace in checked(draw_sector_scenario_matrix, frames.sector_scenario(), LIGHT).data
        if trace.hovertemplate
    ]
    assert sum(len(trace.x) for trace in cells) == 9
    assert sorted(code for trace in cells for code in trace.customdata or ()) == ["2.13", "7.0"]


def test_transposed_a_cell_stands_for_the_same() -> None:
    figure = checked(draw_sector_scenario_matrix, frames.sector_scenario(), LIGHT, transpose=True)
    assert sorted(code for trace in figure.data for code in trace.customdata or ()) == ["2.13", "7.0"]


def test_a_zero_cell_has_the_colour_of_the_page() -> None:
    assert checked(draw_sector_scenario_matrix, frames.sector_scenario(), LIGHT).data[0].colorscale[0] == (
        0.0,
        "#FFFFFF",
    )


def test_classes_change_colour_in_steps() -> None:
    scale = checked(draw_sector_scenario_matrix, frames.sector_scenario(), LIGHT).data[0].colorscale
    assert [shade for _, shade in scale] == ["#FFFFFF"] * 2 + ["#A9C4E4"] * 2 + ["#2F68B0"] * 2


def test_gaps_separate_phases_and_the_rows_that_are_no_key_sector() -> None:
    heat = checked(draw_sector_scenario_matrix, frames.sector_scenario(), LIGHT).data[0]
    assert heat.x == (0, 20, 28, 48, 56, 76)
    assert heat.y == (3, 23, 43, 50, 70)
    assert heat.z[2] == [None] * 5


def test_phases_are_named_and_the_rest_is_called_outside_the_twenty() -> None:
    notes = checked(draw_sector_scenario_matrix, frames.sector_scenario(), LIGHT).layout.annotations
    assert [note.text for note in notes] == ["<b>研发设计</b>", "<b>仓储物流</b>", "<b>二十个之外</b>"]


def test_transposed_the_scenarios_are_the_rows() -> None:
    figure = checked(draw_sector_scenario_matrix, frames.sector_scenario(), LIGHT, transpose=True)
    assert figure.layout.yaxis.ticktext == ("生产单元模拟", "厂区智能物流", "智能安防")
    assert figure.layout.xaxis.ticktext == ("钢铁", "港口", "其他行业")
    assert figure.data[0].z[0] == [0, 20, None, 0]


def test_hover_says_what_the_guide_recommends() -> None:
    cells = [
        trace
        for trace in checked(draw_sector_scenario_matrix, frames.sector_scenario(), LIGHT).data
        if trace.hovertemplate
    ]
    said = {
        (x, y): trace.hovertemplate.split("<br>")[1] for trace in cells for x, y in zip(trace.x, trace.y, strict=True)
    }
    assert said[(38, 13)] == "%{text}项，指南推荐（两者取一）<extra></extra>"
    assert said[(10, 33)] == "%{text}项，指南推荐<extra></extra>"
    assert said[(66, 33)] == "0项，指南推荐<extra></extra>"
    assert said[(10, 13)] == "0项<extra></extra>"


def test_names_from_workbooks_are_never_markup() -> None:
    frame = frames.sector_scenario().replace({"钢铁": "<b>"})
    assert checked(draw_sector_scenario_matrix, frame, LIGHT).layout.yaxis.ticktext[0] == "&lt;b&gt;"


@pytest.mark.parametrize("transpose", [False, True])
def test_an_empty_matrix_is_still_a_figure(transpose: bool) -> None:
    frame = frames.sector_scenario().head(0)
    assert checked(draw_sector_scenario_matrix, frame, LIGHT, transpose=transpose).layout.height == 120


def test_groups_without_codes_take_no_room() -> None:
    track = lay_out([Band("甲", ("a",)), Band("乙", ()), Band("丙", ("c",))], gap=8)
    assert track.edges == (0, 20, 28, 48)


def test_cells_are_given_as_column_and_row() -> None:
    columns, rows = lay_out([Band("", ("a", "b"))], gap=8), lay_out([Band("", ("x", "y"))], gap=8)
    assert cell_path(columns, rows, [("b", "x")]) == "M21,1H39V19H21Z"
