"""The filters: what they leave, how they show, how they are taken back, and that the address carries them."""

import pytest

from tests.pages.visit import PROJECTS, chips, drawn, kpis, left_over, sound, table, visit


def test_the_sidebar_says_how_many_projects_the_filters_leave() -> None:
    assert left_over(visit()) == "筛选出 **220** 项，共 220 项"


@pytest.mark.parametrize(
    ("address", "left"),
    [
        ({"sector": "钢铁"}, 12),
        ({"sector": ["钢铁", "采矿"]}, 19),
        ({"sector": "钢铁", "tier": "车间级"}, 4),
        ({"unit": "平潭综合实验区"}, 3),
        ({"tier": "未填报"}, 3),
        ({"scenario": "未填报"}, 2),
        ({"scenario": "机器视觉质检"}, 82),
    ],
)
def test_what_the_filters_of_an_address_leave(address: dict[str, str | list[str]], left: int) -> None:
    screen = visit(**address)
    assert left_over(screen) == f"筛选出 **{left}** 项，共 220 项"
    assert kpis(screen)["推荐（项）"] == str(left)


def test_projects_with_any_of_two_scenarios_are_counted_once() -> None:
    either = PROJECTS["scenarios"].map({"machine_vision_inspection", "site_monitoring"}.isdisjoint)
    screen = visit(scenario=["机器视觉质检", "生产现场监测"])
    assert left_over(screen) == f"筛选出 **{len(PROJECTS) - either.sum()}** 项，共 220 项"


def test_a_choice_in_the_sidebar_does_what_the_address_does() -> None:
    screen = visit()
    screen.multiselect(key="sector").set_value(["steel"]).run()
    screen.get_by_key("tier").set_value(["workshop"]).run()
    assert kpis(sound(screen))["推荐（项）"] == "4"


def test_filters_survive_going_to_another_page() -> None:
    screen = visit("tiers", sector="钢铁", tier="车间级")
    assert chips(screen) == ["钢铁", "车间级"]
    assert left_over(screen) == "筛选出 **4** 项，共 220 项"
    assert kpis(screen)["车间级（项）"] == "4"


def test_every_active_filter_is_a_chip_on_the_page() -> None:
    screen = visit(year="2024年", unit="福州市", sector="钢铁", tier="未填报", scenario="厂区智能物流")
    assert chips(screen) == ["2024年", "福州市", "钢铁", "建设类型未填报", "厂区智能物流"]


def test_no_filter_no_chip() -> None:
    assert chips(visit()) == []


@pytest.mark.parametrize(("chip", "left"), [("chip-sector-steel", 42), ("chip-tier-workshop", 6), ("chip-year", 4)])
def test_a_click_on_a_chip_takes_only_that_filter_away(chip: str, left: int) -> None:
    screen = visit(year="2025年", sector="钢铁", tier="车间级")
    screen.button(key=chip).click().run()
    assert left_over(sound(screen)).startswith(f"筛选出 **{left}** 项")
    assert len(chips(screen)) == 2


def test_a_filter_that_comes_back_is_a_chip_again() -> None:
    screen = visit(unit=["福州市", "厦门市"], sector="钢铁")
    screen.button(key="chip-unit-350100").click().run()
    assert chips(sound(screen)) == ["厦门市", "钢铁"]
    screen.multiselect(key="unit").set_value(["350200", "350100"]).run()
    assert chips(sound(screen)) == ["厦门市", "福州市", "钢铁"]


def test_the_last_chip_can_be_taken_away() -> None:
    screen = visit(sector="钢铁")
    screen.button(key="chip-sector-steel").click().run()
    assert chips(sound(screen)) == []
    assert left_over(screen) == "筛选出 **220** 项，共 220 项"


def test_the_clear_button_takes_all_filters_away_and_keeps_the_stage() -> None:
    screen = visit(year="2024年", stage="入选", sector="钢铁", tier="车间级")
    next(button for button in screen.button if button.label == "清除筛选").click().run()
    assert left_over(sound(screen)) == "筛选出 **64** 项，共 64 项"
    assert chips(screen) == []


@pytest.mark.parametrize("page", ["overview", "industry", "tiers", "scenarios", "projects", "briefings"])
def test_where_the_filters_leave_nothing_a_page_says_what_to_do_and_draws_nothing(page: str) -> None:
    screen = visit(page, sector="采矿", unit="平潭综合实验区")
    assert [info.value for info in screen.info] == ["当前筛选下没有项目。请去掉一两个筛选条件，或换一个年份、阶段。"]
    assert drawn(screen) == 0
    assert kpis(screen) == {}


def test_the_map_of_all_units_is_drawn_even_when_the_chosen_one_has_nothing() -> None:
    screen = visit("cities", sector="采矿", unit="平潭综合实验区")
    assert [screen.session_state["city"], *kpis(screen).values()] == ["350128", "0", "0", "0"]
    assert table(screen, "推荐单位", "采矿")["采矿"].sum() == 7


def test_a_sector_without_any_project_empties_the_page_of_cities_too() -> None:
    screen = visit("cities", sector="采矿", scenario="虚拟现场服务", year="2023年", stage="标杆")
    assert len(screen.info) == 1
    assert drawn(screen) == 0


def test_the_button_in_the_empty_state_clears_everything() -> None:
    screen = visit(sector="采矿", unit="平潭综合实验区")
    screen.button(key="clear-empty").click().run()
    assert kpis(sound(screen))["推荐（项）"] == "220"


@pytest.mark.parametrize(
    ("address", "left"),
    [
        ({"sector": "钢铁厂"}, "220"),
        ({"sector": ["钢铁", "<script>"]}, "12"),
        ({"year": "1999年"}, "220"),
        ({"year": "两千"}, "220"),
        ({"stage": "退出"}, "220"),
        ({"tier": "=1+1"}, "220"),
    ],
)
def test_of_an_address_only_the_known_words_are_taken(address: dict[str, str | list[str]], left: str) -> None:
    assert kpis(visit(**address))["推荐（项）"] == left
