"""Selection rates always show both counts, and a blank where nothing was recommended."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.catalogue import CHARTS
from charts.selection import draw_selection_rates
from charts.theme import DARK, LIGHT, Palette
from tests.charts.frames import checked

ROWS = [
    ("350100", "福州市", "福州", 40, 12, 0.3),
    ("350128", "平潭综合实验区", "平潭", 1, 1, 1.0),
    ("350200", "厦门市", "厦门", 3, 0, 0.0),
    ("350300", "莆田市", "莆田", 0, 0, None),
    ("unknown", "未填报", "未填报", 2, 1, 0.5),
]


def rates(*rows: tuple) -> pd.DataFrame:
    """Lay rates out as they are measured."""
    frame = pd.DataFrame(rows, columns=["code", "name", "short_name", "recommended", "listed", "rate"])
    return frame.astype({"recommended": "int64", "listed": "int64", "rate": "Float64"})


def drawn(*rows: tuple, colours: Palette = LIGHT, **options: object) -> go.Figure:
    """Draw rates under the one of the whole province."""
    frame = rates(*(rows or ROWS))
    return checked(draw_selection_rates, frame, colours, whole="全省", name="short_name", few=5, **options)


def test_the_rate_of_all_stands_first() -> None:
    figure = drawn()
    assert figure.layout.yaxis.ticktext == ("<b>全省</b>", "福州", "平潭", "厦门", "莆田", "未填报")
    assert figure.data[0].x == (0.304, 0.3, 1.0, 0.0, 0, 0.5)


def test_both_counts_stand_before_every_percentage() -> None:
    assert [text.split(" ")[0] for text in drawn().data[0].text[:4]] == ["14/46", "12/40", "1/1", "0/3"]
    assert "30.0%" in drawn().data[0].text[1]


def test_where_nothing_was_recommended_there_is_no_bar_and_no_rate() -> None:
    figure = drawn()
    assert (figure.data[0].x[4], "无推荐" in figure.data[0].text[4], "%" in figure.data[0].text[4]) == (0, True, False)
    assert figure.data[0].hovertext[4] == "<b>莆田市</b><br>没有推荐项目"


def test_hover_tells_the_counts_and_warns_of_few() -> None:
    hover = drawn().data[0].hovertext
    assert hover[1] == "<b>福州市</b><br>推荐40项，其中已入选12项<br>入选率30.0%"
    assert hover[2].endswith("入选率100.0%<br>推荐不足5项，入选率仅供参考")
    assert hover[0].startswith("<b>全省</b>")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_chosen_the_whole_and_the_unknown_have_colours_of_their_own(colours: Palette) -> None:
    shades = drawn(colours=colours, highlight={"350100"}).data[0].marker.color
    assert shades[:3] == (colours.classes[2], colours.primary, colours.lighter)
    assert shades[-1] == colours.unknown
    assert len({*shades}) == 4


def test_the_longest_bar_fills_the_width() -> None:
    assert drawn(ROWS[0]).layout.xaxis.range == (0, 0.3)


def test_rows_carry_their_names_so_there_is_no_legend() -> None:
    assert drawn().layout.showlegend is False


def test_nothing_recommended_at_all_is_still_a_figure() -> None:
    figure = drawn(ROWS[3])
    assert (figure.layout.xaxis.range, figure.data[0].x) == ((0, 1), (0, 0))


def test_long_names_and_markup_are_shown_as_text() -> None:
    long = "中国（福建）自由贸易试验区厦门片区<b>5G</b>联合推荐单位"
    figure = drawn(("x", long, long, 1, 1, 1.0))
    assert figure.layout.yaxis.ticktext[1] == long.replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;")


@pytest.mark.parametrize(("key", "first"), [("selection-by-unit", "推荐单位"), ("selection-by-sector", "行业")])
def test_the_table_holds_counts_beside_the_rate(key: str, first: str) -> None:
    headings = [(column.heading, column.is_share) for column in CHARTS[key].columns]
    assert headings == [(first, False), ("推荐项数", False), ("其中已入选", False), ("入选率", True)]
