"""项目: every project, searchable, a page at a time."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.visit import PROJECTS, captions, drawn, left_over, sound, table, visit

PLACES = ["来源文件", "工作表", "行号"]


def listed(screen: AppTest) -> pd.DataFrame:
    """Return the page of the list that is shown."""
    return table(screen, *PLACES)


def enterprises(**address: str) -> list[str]:
    """Return the enterprises on the first hundred rows."""
    return listed(visit("projects", size="100项", **address))["企业名称"].tolist()


def test_all_projects_are_listed_page_by_page_with_where_they_stand() -> None:
    pages = [listed(visit("projects", list_page=page)) for page in ("1", "2", "3", "4", "5")]
    assert [len(page) for page in pages] == [50, 50, 50, 50, 20]
    places = pd.concat(pages)[PLACES].itertuples(index=False, name=None)
    assert list(places) == list(PROJECTS[["file", "sheet", "row"]].itertuples(index=False, name=None))


def test_a_hundred_at_a_time() -> None:
    screen = visit("projects", size="100项", list_page="3")
    assert len(listed(screen)) == 20
    assert "第201—220项，共220项" in captions(screen)


@pytest.mark.parametrize("page", ["0", "-1", "6", "99", "x", ""])
def test_a_page_that_is_not_there_is_the_first(page: str) -> None:
    assert "第1—50项，共220项" in captions(visit("projects", list_page=page))


def test_a_list_that_got_shorter_is_shown_at_its_end() -> None:
    screen = visit("projects", list_page="5")
    screen.segmented_control(key="size").set_value(100).run()
    assert "第201—220项，共220项" in captions(sound(screen))


def test_a_new_question_begins_at_the_first_page() -> None:
    screen = visit("projects", list_page="3")
    screen.text_input(key="search").set_value("样例").run()
    assert "第1—50项，共220项" in captions(sound(screen))


@pytest.mark.parametrize("words", ["纺织 泉州", "泉州　纺织", " 纺织  泉州 "])
def test_all_the_words_searched_for_must_be_there(words: str) -> None:
    text = PROJECTS["enterprise"] + PROJECTS["project_name"] + PROJECTS["file"]
    expected = PROJECTS[text.str.contains("纺织") & text.str.contains("泉州")]["enterprise"].tolist()
    assert enterprises(search=words) == expected


def test_a_credit_code_finds_its_enterprise_in_any_case() -> None:
    row = PROJECTS[PROJECTS["credit_code"].notna()].iloc[0]
    assert set(enterprises(search=row["credit_code"].lower())) == {row["enterprise"]}


def test_what_was_typed_is_searched() -> None:
    screen = visit("projects")
    screen.text_input(key="search").set_value("平潭").run()
    assert "共220项，搜索到3项" in captions(sound(screen))


def test_a_search_within_the_filters() -> None:
    screen = visit("projects", sector="钢铁", search="三明")
    assert "共12项，搜索到2项" in captions(screen)


def test_a_search_without_result_says_what_to_do() -> None:
    screen = visit("projects", search="没有这样的企业")
    assert [info.value for info in screen.info] == ["没有找到。请换一个词，或减少筛选条件。"]
    assert drawn(screen) == 0


@pytest.mark.parametrize("words", ["[", "(?", "\\", ".*", "%", "_"])
def test_a_search_is_text_not_a_pattern(words: str) -> None:
    assert len(visit("projects", search=words).info) == 1


@pytest.mark.parametrize(
    ("address", "said", "count"),
    [
        ({"only": "已入选"}, "共220项，其中已入选64项", 50),
        ({"only": "未入选", "year": "2025年"}, "共105项，其中未入选71项", 50),
        ({"only": "当年新增", "stage": "入选"}, "共64项，其中2025年新增34项", 34),
        ({"only": "当年新增", "stage": "入选", "year": "2024年"}, "共30项，其中2024年新增24项", 24),
        ({"uses": "厂区智能物流"}, "共220项，其中同时用到“厂区智能物流”63项", 50),
        ({"scenario": "机器视觉质检", "uses": "厂区智能物流"}, "共82项，其中同时用到“厂区智能物流”33项", 33),
        (
            {"only": "已入选", "uses": "厂区智能物流", "search": "泉州"},
            "其中已入选、同时用到“厂区智能物流”搜索到6项",
            6,
        ),
    ],
)
def test_a_list_can_be_restricted_beyond_the_filters(address: dict[str, str], said: str, count: int) -> None:
    screen = visit("projects", **address)
    assert said in captions(screen)
    assert len(listed(screen)) == count


def test_what_restricts_the_list_leaves_the_filters_alone() -> None:
    assert left_over(visit("projects", only="已入选")) == "筛选出 **220** 项，共 220 项"


def test_the_stage_of_a_benchmark_names_each_step_with_its_year() -> None:
    stages = listed(visit("projects", stage="标杆"))["阶段"]
    rows = PROJECTS[PROJECTS["benchmark_year"] > 0]
    expected = [f"{r.year}推荐，{r.listed_year}入选，{r.benchmark_year}标杆" for r in rows.itertuples()]
    assert stages.tolist() == expected
    assert len(stages) == 3


def test_unknown_is_written_out() -> None:
    assert listed(visit("projects", tier="未填报"))["建设类型"].tolist() == ["未填报"] * 3
