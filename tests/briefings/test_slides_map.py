"""The map is made of shapes: one a unit, named, grouped, coloured by class."""

from dataclasses import replace
from functools import cache

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE as KIND
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from told import FEW, briefing, every_shape, opened, outlines, table_of, texts_of

from briefings.slides import one_slide
from briefings.slides.colours import CLASSES, NO_DATA, OWN_THEME, PAGE
from charts.catalogue import Outlines
from charts.classes import class_breaks
from charts.map import BOUNDARY_NOTE
from charts.theme import LIGHT

UNITS = {
    "福州市", "厦门市", "莆田市", "三明市", "泉州市", "漳州市", "南平市", "龙岩市", "宁德市", "平潭综合实验区",
    "金门县",
}  # fmt: skip
#: As the names stand on the screen: short, with the count below; 金门 alone has none.
LABELS = {"福州2", "厦门2", "莆田0", "三明0", "泉州3", "漳州0", "南平0", "龙岩0", "宁德0", "平潭1", "金门"}
SLACK = 2


@cache
def deck(units: tuple[str, ...] = ()) -> Presentation:
    """Write the map of the eight projects and open it."""
    return opened(one_slide(briefing(FEW, ["unit-map"], units=units)))


def group(presentation: Presentation, name: str = "福建省地图") -> GroupShape:
    """Return a group of the first slide by its name."""
    return next(s for s in presentation.slides[0].shapes if s.shape_type == KIND.GROUP and s.name == name)


def shapes(presentation: Presentation) -> dict[str, BaseShape]:
    """Return the freeforms by name."""
    return {shape.name: shape for shape in group(presentation).shapes if shape.shape_type == KIND.FREEFORM}


def fill_of(shape: BaseShape) -> tuple[str | None, ...]:
    """Return a shape's fill: theme colour and how it is changed."""
    colour = shape._element.spPr.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}")
    changes = [colour.find(qn(f"a:{name}")) for name in ("satMod", "lumMod", "lumOff")]
    return (colour.get("val"), *(None if change is None else change.get("val") for change in changes))


def expected(shade: object) -> tuple[str | None, ...]:
    """Return a shade as `fill_of` reads it."""
    whole = {"sat_mod": 100_000, "lum_mod": 100_000, "lum_off": 0}
    return (shade.slot, *(None if getattr(shade, n) == w else str(getattr(shade, n)) for n, w in whole.items()))


def test_every_unit_is_one_named_shape_in_one_group() -> None:
    assert set(shapes(deck())) == UNITS
    assert len([s for s in group(deck()).shapes if s.shape_type == KIND.FREEFORM]) == len(UNITS)


@pytest.mark.parametrize(
    ("name", "count"), [("泉州市", 3), ("福州市", 2), ("厦门市", 2), ("平潭综合实验区", 1)], ids=str
)
def test_a_units_fill_is_that_of_its_class(name: str, count: int) -> None:
    classes = class_breaks([3, 2, 2, 1])
    position = next(each.position for each in classes if each.holds(count))
    assert fill_of(shapes(deck())[name]) == expected(CLASSES[position])


def test_a_unit_without_projects_is_blank_and_one_without_data_is_grey() -> None:
    assert fill_of(shapes(deck())["宁德市"]) == expected(PAGE)
    assert fill_of(shapes(deck())["金门县"]) == expected(NO_DATA)


def test_the_shades_are_the_palettes_under_our_theme() -> None:
    channels = [
        (int(shade.rgb(OWN_THEME)[at : at + 2], 16), int(wanted[at : at + 2], 16))
        for shade, wanted in zip(CLASSES, LIGHT.classes, strict=True)
        for at in (1, 3, 5)
    ]
    assert max(abs(shown - meant) for shown, meant in channels) <= 5


def test_the_chosen_unit_is_outlined_in_the_accent_colour() -> None:
    line = shapes(deck(("350500",)))["泉州市"]._element.spPr.find(qn("a:ln"))
    assert line.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}").get("val") == "accent2"


def test_a_shape_has_no_style_of_the_theme_and_so_no_shadow() -> None:
    assert [s.name for s in every_shape(deck().slides[0].shapes) if s._element.find(qn("p:style")) is not None] == []


def test_every_shape_says_in_words_what_it_shows() -> None:
    words = shapes(deck())["泉州市"]._element.nvSpPr.cNvPr.get("descr")
    assert words == "泉州市：3项"


def test_labels_stand_as_on_the_screen() -> None:
    labels = {
        shape.text_frame.text.replace("\n", "")
        for shape in group(deck()).shapes
        if shape.has_text_frame and shape.name.endswith("标注")
    }
    assert labels == LABELS


def test_small_units_are_labelled_off_their_shape_with_a_leader() -> None:
    leaders = [shape for shape in group(deck()).shapes if shape.name == "引线"]
    assert len(leaders) == 2


def test_the_groups_measures_are_those_of_what_it_holds() -> None:
    whole = group(deck())
    inner = whole._element.grpSpPr.find(qn("a:xfrm"))
    child = {name: inner.find(qn(f"a:{name}")) for name in ("off", "ext", "chOff", "chExt")}
    assert child["off"].attrib == child["chOff"].attrib
    assert child["ext"].attrib == child["chExt"].attrib
    lefts = [shape.left for shape in whole.shapes if shape.shape_type == KIND.FREEFORM]
    assert whole.left <= min(lefts)
    assert whole.width > 0


def test_the_province_has_its_proportions() -> None:
    found = shapes(deck()).values()
    width = max(s.left + s.width for s in found) - min(s.left for s in found)
    height = max(s.top + s.height for s in found) - min(s.top for s in found)
    assert width / height == pytest.approx(0.90, abs=0.03)


def test_neighbours_share_their_border_point_for_point() -> None:
    found = shapes(deck())
    assert len(points(found["福州市"]) & points(found["宁德市"])) > SLACK


def points(shape: BaseShape) -> set[tuple[int, int]]:
    """Return the corners of a freeform on the slide, in whole points."""
    return {
        (round((shape.left + int(pt.get("x"))) / 12700), round((shape.top + int(pt.get("y"))) / 12700))
        for pt in shape._element.iter(qn("a:pt"))
    }


def test_the_outlines_keep_few_enough_points_to_be_moved_about() -> None:
    assert sum(len(list(shape._element.iter(qn("a:pt")))) for shape in shapes(deck()).values()) < 2500


def test_the_legend_counts_the_units_of_every_class() -> None:
    words = [s.text_frame.text for s in group(deck(), "图例").shapes if s.name == "图例文字"]
    assert words == ["3项（1个）", "2项（2个）", "1项（1个）", "0项（6个）", "资料暂缺"]


def test_the_source_of_the_borders_is_named() -> None:
    assert BOUNDARY_NOTE in texts_of(deck().slides[0])


def test_beside_the_map_stands_what_every_unit_reaches() -> None:
    heading, *body = table_of(deck().slides[0])
    assert heading[-1] == "覆盖推荐组合（共66组）"
    assert [row[0] for row in body][-1] == "平潭综合实验区"


def test_a_document_asks_for_the_outlines_themselves() -> None:
    told = briefing(FEW, ["unit-map"])
    by_address = replace(told, outlines=Outlines("app/static/units.geojson", outlines().labels))
    with pytest.raises(TypeError, match="outlines"):
        one_slide(by_address)


@pytest.mark.parametrize(
    ("column", "label", "legend"), [("share", "泉州37.5%", "30.1–37.5%（1个）"), ("pairs", "福州3", "3组（1个）")]
)
def test_the_map_draws_the_measure_that_is_shown_on_the_screen(column: str, label: str, legend: str) -> None:
    told = briefing(FEW, ["unit-map"])
    shown = replace(told.exhibits[0], chart=replace(told.exhibits[0].chart, series=(column,)))
    presentation = opened(one_slide(replace(told, exhibits=(shown,))))
    labels = {s.text_frame.text.replace("\n", "") for s in group(presentation).shapes if s.name.endswith("标注")}
    words = [s.text_frame.text for s in group(presentation, "图例").shapes if s.name == "图例文字"]
    assert label in labels
    assert words[0] == legend
