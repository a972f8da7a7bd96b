"""行业: the ten key sectors, and one sector's profile."""

from tests.pages.visit import PROJECTS, figure, headings, kpis, sentences, sound, table, visit, with_open


def test_the_bars_count_every_sector_and_what_is_in_none_of_them() -> None:
    bars = figure(visit("industry"), "sector-bars")["data"][0]
    counts = PROJECTS["sector"].value_counts()
    keys = counts.drop(["other", "unknown"]).tolist()
    assert bars["x"] == [*keys, counts["other"], counts["unknown"]]
    assert bars["x"] == [33, 30, 22, 21, 19, 12, 10, 10, 10, 7, 43, 3]


def test_the_finding_names_the_leading_key_sector_with_its_denominator() -> None:
    assert "装备制造最多，33项，占220项的15%" in headings(visit("industry"))[0]


def test_the_tiers_of_a_sector_add_up_to_its_projects() -> None:
    traces = [trace["x"] for trace in figure(visit("industry"), "tiers-by-sector")["data"] if trace["type"] == "bar"]
    assert sum(map(sum, traces)) == 220


def test_the_profile_of_a_sector() -> None:
    screen = visit("industry", profile="钢铁")
    steel = PROJECTS[PROJECTS["sector"] == "steel"]
    assert kpis(screen) == {
        "钢铁推荐（项）": str(len(steel)),
        "钢铁累计入选（项）": str((steel["listed_year"] > 0).sum()),
        "有项目的地市（个）": str(steel["unit"].nunique()),
        "推荐场景已覆盖": "8/9",
    }
    assert "指南推荐而钢铁尚无项目的场景：企业协同合作。" in sentences(screen)


def test_the_table_of_a_profile_counts_the_uses_of_each_recommended_scenario() -> None:
    uses = PROJECTS[PROJECTS["sector"] == "mining"].explode("scenarios")["scenarios"].value_counts()
    shown = table(visit("industry", profile="采矿"), "指南推荐场景（原文）")
    counts = dict(zip(shown["指南推荐场景（原文）"], shown["应用项目数"], strict=True))
    assert counts["远程设备操控"] == uses["remote_equipment_control"] == 6
    assert counts["生产单元模拟"] == 0


def test_another_sector_is_one_choice_away() -> None:
    screen = visit("industry")
    screen.selectbox(key="profile").set_value("port").run()
    assert kpis(sound(screen))["港口推荐（项）"] == str((PROJECTS["sector"] == "port").sum())


def test_a_choice_outside_the_ten_sectors_is_explained() -> None:
    screen = visit("industry", sector="其他行业")
    assert [info.value for info in screen.info] == ["所选行业不在十个重点行业之内，指南没有推荐场景。"]


def test_selection_rates_of_the_sectors_are_counted_by_hand() -> None:
    bars = figure(visit("industry"), "selection-by-sector")["data"][0]
    steel = PROJECTS[PROJECTS["sector"] == "steel"]
    text = dict(
        zip(figure(visit("industry"), "selection-by-sector")["layout"]["yaxis"]["ticktext"], bars["text"], strict=True)
    )
    assert text["钢铁"].split(" ")[0] == f"{(steel['listed_year'] > 0).sum()}/{len(steel)}" == "3/12"
    assert text["<b>全部行业</b>"].split(" ")[0] == "64/220"


def test_the_table_of_selection_rates_has_counts_beside_the_rate() -> None:
    screen = with_open(visit("industry"), "selection-by-sector-data")
    shown = table(screen, "入选率").set_index("行业")
    assert shown.loc["装备制造", ["推荐项数", "其中已入选"]].tolist() == [33, 15]
    assert shown.loc["装备制造", "入选率"] == 15 / 33
