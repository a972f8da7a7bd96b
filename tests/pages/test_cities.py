"""地市: the map of a chosen measure and one unit's profile."""

import pytest

from tests.pages.visit import PROJECTS, captions, figure, headings, kpis, sentences, sound, table, visit, with_open

SHARES = "占比"


@pytest.mark.parametrize(
    ("city", "code", "recommended"),
    [("泉州市", "350500", "41"), ("宁德市", "350900", "21"), ("平潭综合实验区", "350128", "3")],
)
def test_the_profile_of_the_unit_in_the_address(city: str, code: str, recommended: str) -> None:
    screen, own = visit("cities", city=city), PROJECTS[PROJECTS["unit"] == code]
    assert kpis(screen) == {
        "推荐": recommended,
        "入选": str((own["listed_year"] > 0).sum()),
        "标杆": str((own["benchmark_year"] > 0).sum()),
    }


def test_a_profile_names_the_key_sectors_without_a_project() -> None:
    own = set(PROJECTS[PROJECTS["unit"] == "350900"]["sector"])
    assert not own & {"mining", "petrochemical", "building_materials", "port", "textile", "home_appliance"}
    text = sentences(visit("cities", city="宁德市"))
    assert "**尚无项目的重点行业**：采矿、石化化工、建材、港口、纺织、家电" in text


def test_a_profile_counts_its_scenarios_and_tiers() -> None:
    own = PROJECTS[PROJECTS["unit"] == "350900"]
    text = sentences(visit("cities", city="宁德市"))
    tiers = own["tier"].value_counts()
    assert f"产线级{tiers['line']}项，车间级{tiers['workshop']}项，工厂级{tiers['plant']}项" in text
    scenarios = own.explode("scenarios")["scenarios"].value_counts()
    assert f"机器视觉质检{scenarios['machine_vision_inspection']}项" in text


def test_a_profile_says_how_much_of_each_list_is_covered() -> None:
    texts = [bar.text for bar in visit("cities", city="福州市").progress]
    assert texts[0] == "覆盖重点行业 8/10"
    assert [text.split("/")[1] for text in texts] == ["10", "20", "66"]


def test_choosing_another_unit_changes_the_profile_and_its_outline_on_the_map() -> None:
    screen = visit("cities")
    screen.selectbox(key="city").set_value("350300").run()
    assert kpis(sound(screen))["推荐"] == "16"
    assert figure(screen, "unit-map")["data"][1]["locations"] == ["350300"]


def test_a_single_unit_among_the_filters_is_the_one_whose_profile_opens() -> None:
    assert kpis(visit("cities", unit="漳州市"))["推荐"] == "23"


@pytest.mark.parametrize(
    ("measure", "fuzhou"),
    [
        ("项目数", "35项"),
        ("占全省比重", "15.9%"),
        ("覆盖重点行业", "8个"),
    ],
)
def test_the_map_shows_the_measure_that_was_chosen(measure: str, fuzhou: str) -> None:
    screen = visit("cities", measure=measure)
    shapes = figure(screen, "unit-map")["data"][0]
    assert shapes["text"][shapes["locations"].index("350100")] == f"<b>福州市</b><br>{fuzhou}"
    assert f"地图颜色：{measure}" in captions(screen)


def test_the_units_without_a_steel_factory_at_workshop_tier_are_named() -> None:
    screen = visit("cities", sector="钢铁", tier="车间级")
    finding = "福州、厦门、莆田、泉州、南平、龙岩、宁德、平潭尚无项目"
    assert any(finding in heading for heading in headings(screen))
    counts = table(screen, "推荐单位", "钢铁").set_index("推荐单位")["钢铁"]
    assert counts.dropna().to_dict() == {"三明市": 2, "漳州市": 2}


def test_the_table_of_blanks_counts_units_by_sector() -> None:
    shown = table(visit("cities"), "推荐单位", "钢铁").set_index("推荐单位")
    assert shown.loc["福州市", "钢铁"] == ((PROJECTS["unit"] == "350100") & (PROJECTS["sector"] == "steel")).sum()
    assert shown["合计"].tolist() == [35, 32, 16, 17, 41, 23, 12, 20, 21, 3]
    assert shown.loc["厦门市"].isna()["钢铁"]


def test_the_table_behind_the_map_is_sent_once_it_is_opened() -> None:
    screen = visit("cities")
    assert len(screen.dataframe) == 1
    shown = table(with_open(screen, "unit-map-data"), SHARES).set_index("推荐单位")
    assert shown["项目数"].tolist() == [35, 32, 16, 17, 41, 23, 12, 20, 21, 3]
    assert shown.loc["泉州市", SHARES] == pytest.approx(41 / 220)
    assert shown.loc["福州市", "覆盖重点行业（共10个）"] == 8


def test_selection_rates_of_the_units_are_counted_by_hand() -> None:
    screen = visit("cities", year="2024年")
    cohort = PROJECTS[PROJECTS["year"] == 2024]
    listed = cohort[cohort["listed_year"] > 0]
    assert f"2024年推荐的{len(cohort)}项中已入选{len(listed)}项（32%）" in "".join(headings(screen))
    bars = figure(screen, "selection-by-unit")["data"][0]
    ends = [text.split(" ")[0] for text in bars["text"]]
    assert ends[0] == f"{len(listed)}/{len(cohort)}" == "24/75"
    expected = cohort.groupby("unit").size()
    assert sorted(ends[1:]) == sorted(f"{(listed['unit'] == unit).sum()}/{count}" for unit, count in expected.items())


def test_the_stage_filter_does_not_touch_the_selection_rates() -> None:
    ends = [figure(visit("cities", stage=stage), "selection-by-unit")["data"][0]["text"] for stage in ("推荐", "标杆")]
    assert ends[0] == ends[1]
