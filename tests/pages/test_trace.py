"""A project leads back to its table, its row and its cells, and to what was published of it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.visit import PROJECTS, captions, headings, sentences, visit

PUBLISHED = PROJECTS[PROJECTS["benchmark_year"] > 0].iloc[0]
PLAIN = PROJECTS[PROJECTS["unit"] == "350128"].iloc[0]


def traced(number: object, **address: str) -> AppTest:
    """Open 项目 with a project to be looked at."""
    return visit("projects", project=str(number), **address)


def tables(screen: AppTest) -> str:
    """Return what the trace is drawn with."""
    return "".join(each.proto.body for each in screen.get("html"))


def test_a_project_names_its_table_and_its_row() -> None:
    text = sentences(traced(PLAIN["id"]))
    assert f"平潭综合实验区{PLAIN['year']}年第1版" in text
    assert "已接受" in text
    assert f"工作表“{PLAIN['sheet']}”，第{PLAIN['row']}行" in text.replace("\\", "")


def test_its_names_stand_above() -> None:
    heading = headings(traced(PLAIN["id"]))[-1].replace("\\", "")
    assert heading == f"{PLAIN['enterprise']}：{PLAIN['project_name']}"


def test_the_row_as_sent_stands_beside_the_row_as_understood() -> None:
    drawn = tables(traced(PLAIN["id"]))
    assert drawn.index("对方报来的") < drawn.index("读取为")
    assert drawn.count(PLAIN["enterprise"]) == 2
    assert f"{PLAIN['row']}　" in drawn


def test_who_took_it_in_and_who_accepted_it() -> None:
    assert "样例登记；" in captions(traced(PLAIN["id"]))


def test_what_was_published_says_where_and_how_it_was_matched() -> None:
    drawn = tables(traced(PUBLISHED["id"]))
    assert f"{PUBLISHED['listed_year']}年入选" in drawn
    assert f"{PUBLISHED['benchmark_year']}年标杆" in drawn
    assert "名称一致" in drawn or "信用代码一致" in drawn
    assert "工作表“名单”第" in drawn


def test_the_original_and_the_lists_can_be_downloaded() -> None:
    labels = [button.label for button in traced(PUBLISHED["id"]).get("download_button")]
    assert "下载原件" in labels
    assert f"下载{PUBLISHED['benchmark_year']}年标杆名单" in labels


def test_without_a_project_in_the_address_nothing_is_traced() -> None:
    assert headings(visit("projects")) == []


@pytest.mark.parametrize("number", ["", "x", "１２", "9" * 30, "--1", "1.5"])
def test_an_address_that_is_no_number_traces_nothing(number: str) -> None:
    assert headings(traced(number)) == []


@pytest.mark.parametrize("number", ["0", "999999", "-999999"])
def test_a_number_that_nothing_has_says_so(number: str) -> None:
    assert [info.value for info in traced(number).info] == ["没有这个项目：可能已撤销，或网址有误。"]


def test_a_project_outside_the_filters_is_still_traced() -> None:
    assert headings(traced(PLAIN["id"], unit="泉州市")) != []


def test_a_trace_can_be_closed() -> None:
    screen = traced(PLAIN["id"])
    screen.button(key="close-trace").click().run()
    assert headings(screen) == []
    assert "project" not in screen.query_params


def test_while_samples_stand_in_for_an_empty_store_there_is_no_way_to_its_ledger() -> None:
    assert [link.proto.label for link in traced(PLAIN["id"]).get("page_link")] == []
