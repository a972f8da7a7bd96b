"""The matrix is a native table: counts as text, fills by class, the guide's cells framed."""

from functools import cache

import pytest
from pptx.oxml.ns import qn
from pptx.table import _Cell
from told import FEW, briefing, every_shape, opened, page_of

from briefings.slides import one_slide
from briefings.slides.box import Box
from briefings.slides.matrix_table import matrix_of, matrix_parts

PHASES = ["研发设计", "生产运行", "检测监测", "仓储物流", "运营管理", "二十个之外"]
SECTORS = ["电子设备制造", "装备制造", "钢铁", "采矿", "电力", "石化化工", "建材", "港口", "纺织", "家电", "其他行业"]
SIDES = ("a:lnL", "a:lnR", "a:lnT", "a:lnB")
NARROW, WIDE = Box(0, 0, 620, 300), Box(0, 0, 864, 370)


@cache
def cells() -> dict[tuple[str, str], _Cell]:
    """Return the cells by sector and scenario."""
    slide = page_of(opened(one_slide(briefing(FEW, ["sector-scenario"]))), "行业×场景")
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    names = [table.cell(1, column).text for column in range(len(table.columns))]
    return {
        (table.cell(row, 0).text, names[column]): table.cell(row, column)
        for row in range(2, len(table.rows))
        for column in range(1, len(names))
    }


def edges(cell: _Cell) -> list[str]:
    """Return the colours of a cell's four borders."""
    lines = [cell._tc.tcPr.find(qn(side)) for side in SIDES]
    return [line.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}").get("val") for line in lines]


def dash(cell: _Cell) -> str:
    """Return how a cell's left border is drawn."""
    return cell._tc.tcPr.find(f"{qn('a:lnL')}/{qn('a:prstDash')}").get("val")


def fill(cell: _Cell) -> str | None:
    """Return the theme colour of a cell's fill."""
    colour = cell._tc.tcPr.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}")
    return None if colour is None else colour.get("val")


def test_every_sector_meets_every_scenario() -> None:
    assert list(dict.fromkeys(sector for sector, _ in cells())) == SECTORS
    assert len({scenario for _, scenario in cells()}) == 25


@pytest.mark.parametrize(
    ("sector", "scenario", "words"),
    [
        ("电子设备制造", "机器视觉质检", "2"),
        ("纺织", "生产单元模拟", "2"),
        ("钢铁", "全域物流监测", "2"),
        ("钢铁", "厂区智能物流", "1"),
        ("其他行业", "智能安防", "1"),
        ("港口", "厂区智能理货", ""),
    ],
)
def test_a_cell_holds_its_count_and_a_zero_stays_blank(sector: str, scenario: str, words: str) -> None:
    assert cells()[sector, scenario].text == words


def test_counts_are_filled_and_blanks_are_not() -> None:
    assert fill(cells()["电子设备制造", "机器视觉质检"]) == "accent1"
    assert fill(cells()["港口", "厂区智能理货"]) is None


def test_what_the_guide_recommends_is_framed_whether_reached_or_not() -> None:
    assert edges(cells()["电子设备制造", "机器视觉质检"]) == ["accent2"] * 4
    assert edges(cells()["港口", "厂区智能理货"]) == ["accent2"] * 4


def test_other_cells_keep_a_hairline_where_no_framed_cell_stands_beside() -> None:
    assert edges(cells()["其他行业", "众包设计"]) == ["tx1"] * 4


def test_an_ambiguous_wording_is_framed_with_dashes() -> None:
    assert (dash(cells()["钢铁", "全域物流监测"]), dash(cells()["港口", "厂区智能理货"])) == ("sysDash", "solid")


def test_two_neighbours_are_given_one_border() -> None:
    right = cells()["电子设备制造", "厂区智能物流"]._tc.tcPr.find(qn("a:lnR"))
    left = cells()["电子设备制造", "厂区智能理货"]._tc.tcPr.find(qn("a:lnL"))
    assert [child.tag for child in right] == [child.tag for child in left]
    assert right.attrib == left.attrib


def test_phases_stand_over_their_scenarios() -> None:
    slide = page_of(opened(one_slide(briefing(FEW, ["sector-scenario"]))), "行业×场景")
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    tops = [table.cell(0, column) for column in range(1, len(table.columns))]
    assert [cell.text for cell in tops if not cell.is_spanned] == PHASES
    assert [cell.span_width for cell in tops if cell.is_merge_origin] == [2, 5, 6, 3, 4, 5]


def test_the_legend_explains_frames_and_classes() -> None:
    slide = page_of(opened(one_slide(briefing(FEW, ["sector-scenario"]))), "行业×场景")
    words = [s.text_frame.text for s in every_shape(slide.shapes) if s.name == "图例文字"]
    assert words == ["指南推荐", "指南推荐（两者取一）", "1项", "2项", "空白：没有项目"]


def test_a_narrow_page_shows_the_phases_on_more_than_one() -> None:
    matrix = matrix_of(briefing(FEW, ["sector-scenario"]).exhibits[0].numbers)
    assert [part.phases for part in matrix_parts(matrix, WIDE)] == ["、".join(PHASES)]
    assert [part.phases for part in matrix_parts(matrix, NARROW)] == ["、".join(PHASES[:5]), PHASES[5]]


@pytest.mark.parametrize("box", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_table_and_its_legend_stay_in_their_box(box: Box) -> None:
    parts = matrix_parts(matrix_of(briefing(FEW, ["sector-scenario"]).exhibits[0].numbers), box)
    widths = [part.name_width + part.column_width * len(part.scenarios) for part in parts]
    heights = [part.band_height + part.heading_height + part.row_height * len(part.sectors) + 24 for part in parts]
    assert max(widths) <= box.width + 0.01
    assert max(heights) <= box.height + 0.01
    assert min(part.size for part in parts) >= 9
