"""项目: every project, searchable, traced to its row."""

import pytest

from tests.pages.visit import PROJECTS, captions, drawn, sound, table, visit


def test_all_projects_are_listed_with_where_they_stand() -> None:
    shown = table(visit("projects"), "来源文件", "工作表", "行号")
    assert len(shown) == 220
    places = shown[["来源文件", "工作表", "行号"]].itertuples(index=False, name=None)
    assert set(places) == set(PROJECTS[["file", "sheet", "row"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("words", ["纺织 泉州", "泉州　纺织", " 纺织  泉州 "])
def test_all_the_words_searched_for_must_be_there(words: str) -> None:
    text = PROJECTS["enterprise"] + PROJECTS["project_name"] + PROJECTS["file"]
    expected = PROJECTS[text.str.contains("纺织") & text.str.contains("泉州")]["enterprise"].tolist()
    assert table(visit("projects", search=words), "企业名称")["企业名称"].tolist() == expected


def test_a_credit_code_finds_its_enterprise_in_any_case() -> None:
    row = PROJECTS[PROJECTS["credit_code"].notna()].iloc[0]
    found = table(visit("projects", search=row["credit_code"].lower()), "企业名称")
    assert set(found["企业名称"]) == {row["enterprise"]}


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


@pytest.mark.parametrize("words", ["[", "(?", "\\", ".*"])
def test_a_search_is_text_not_a_pattern(words: str) -> None:
    assert len(visit("projects", search=words).info) == 1


def test_the_stage_of_a_benchmark_names_each_step_with_its_year() -> None:
    stages = table(visit("projects", stage="标杆"), "阶段")["阶段"]
    rows = PROJECTS[PROJECTS["benchmark_year"] > 0]
    expected = [f"{r.year}推荐，{r.listed_year}入选，{r.benchmark_year}标杆" for r in rows.itertuples()]
    assert stages.tolist() == expected
    assert len(stages) == 3


def test_unknown_is_written_out() -> None:
    shown = table(visit("projects", tier="未填报"), "建设类型")
    assert shown["建设类型"].tolist() == ["未填报"] * 3
