"""目标: national targets are read, own ones are set with a source, and both stand on the progress charts."""

from streamlit.testing.v1 import AppTest

from pages.parts.plain import plain
from store.database import Database
from store.decisions import decide
from store.submissions import accept, receive
from store.targets import FIRST_YEAR, own_targets, set_target
from tests.pages.visit import captions, figure, headings, kpis, sound, table, visit
from tests.store.reading_building import FUZHOU, outcome, project, reading

SHOES, NAME, SOURCE = "样例鞋服科技有限公司", "样例鞋服5G全连接工厂", "2026年工作要点"


def with_one_listed(database: Database) -> None:
    """Have one project of 福州 recommended and listed in 2025."""
    read = reading(project(SHOES, NAME), unit=FUZHOU, year=2025)
    accept(database, receive(database, read, b"1", by="张").id, by="张")
    decide(database, [outcome(SHOES, NAME, 2025)], "名录", by="张")


def fill(screen: AppTest, *, value: int | None = 20, source: str = SOURCE, scope: str = "province") -> AppTest:
    """Fill the form in and send it."""
    screen.selectbox(key="target-scope").set_value(scope)
    screen.number_input(key="target-year").set_value(2027)
    screen.number_input(key="target-value").set_value(value)
    screen.text_input(key="target-source").set_value(source)
    screen.text_input(key="officer").set_value("王某")
    return screen.button(key="set-target").click().run(timeout=60)


def bars(screen: AppTest) -> list[str]:
    """Return what stands beside the bars."""
    return [bar.text for bar in screen.progress]


def words(screen: AppTest, key: str = "target-progress") -> str:
    """Return the words of the progress chart."""
    return "".join(line for trace in figure(screen, key)["data"] for line in trace.get("text", ()))


def test_the_national_targets_are_facts_with_their_source(own_store: Database) -> None:
    national = table(visit("targets"), "目标", "出处")
    assert national["目标"].tolist() == [
        "建成5G工厂",
        "标杆工厂",
        "开展建设的企业",
        "建成5G工厂（升级版）",
        "融合应用试点城市",
    ]
    assert national["结果"].tolist() == ["已达成", "", "", "", ""]


def test_data_of_years_before_any_target_leave_the_form_at_the_first_year_there_can_be_one(own_store: Database) -> None:
    read = reading(project(SHOES, NAME), unit=FUZHOU, year=2016)
    accept(own_store, receive(own_store, read, b"1", by="张").id, by="张")
    assert sound(visit("targets")).number_input(key="target-year").value == FIRST_YEAR


def test_a_target_is_set_with_who_and_why(own_store: Database) -> None:
    with_one_listed(own_store)
    screen = sound(fill(visit("targets")))
    (target,) = own_targets(own_store)
    assert (target.scope, target.metric, target.year, target.value) == ("province", "listed", 2027, 20)
    assert (target.source, target.set_by) == (SOURCE, "王某")
    assert [message.value for message in screen.success] == ["已设定：全省入选国家名录2027年目标20家。"]
    assert bars(screen) == ["**全省入选国家名录**　2027年目标20家　1家（截至2025年），完成5%"]
    assert f"出处：{SOURCE}" in captions(screen)


def test_a_target_of_the_same_year_is_replaced_and_says_so(own_store: Database) -> None:
    set_target(own_store, "province", "listed", 2027, 10, SOURCE, by="张")
    screen = visit("targets")
    screen.number_input(key="target-year").set_value(2027).run()
    assert screen.button(key="set-target").label == "替换原目标（10家）"
    screen = sound(fill(screen, value=30))
    assert [message.value for message in screen.success] == ["已设定：全省入选国家名录2027年目标30家，原为10家。"]


def test_what_is_missing_is_asked_for_and_nothing_is_lost(own_store: Database) -> None:
    screen = fill(visit("targets"), source="")
    assert [message.value for message in screen.error] == ["请写明出处：文件名称、文号或会议。"]
    assert screen.number_input(key="target-value").value == 20
    assert [m.value for m in fill(visit("targets"), value=None).error] == ["目标值应是1到100,000之间的整数。"]
    assert own_targets(own_store) == []


def test_a_target_is_taken_back(own_store: Database) -> None:
    set_target(own_store, "province", "listed", 2027, 10, SOURCE, by="张")
    screen = next(b for b in visit("targets").button if b.label == "确认取消").click().run(timeout=60)
    assert own_targets(own_store) == []
    assert "省级和地市目标：0个" in headings(screen)


def test_targets_stand_in_the_official_order(own_store: Database) -> None:
    for scope, year in (("350128", 2027), ("350100", 2028), ("350100", 2027), ("province", 2027)):
        set_target(own_store, scope, "listed", year, 10, SOURCE, by="张")
    names = [text.split("　")[:2] for text in bars(visit("targets"))]
    assert names == [
        ["**全省入选国家名录**", "2027年目标10家"],
        ["**福州市入选国家名录**", "2027年目标10家"],
        ["**福州市入选国家名录**", "2028年目标10家"],
        ["**平潭综合实验区入选国家名录**", "2027年目标10家"],
    ]


def test_the_target_of_the_province_stands_on_the_overview(own_store: Database) -> None:
    with_one_listed(own_store)
    set_target(own_store, "province", "listed", 2027, 20, SOURCE, by="张")
    set_target(own_store, FUZHOU, "listed", 2027, 4, SOURCE, by="张")
    assert "<b>全省入选国家名录</b>" in words(visit("overview"))
    assert "福州市入选国家名录" not in words(visit("overview"))
    assert "福州市 <b>1</b>家（截至2025年），完成 <b>25.0%</b>" in words(visit("overview", unit="福州市"))
    assert kpis(visit("overview"))["全国目标完成"] == "126%"


def test_the_target_of_a_unit_stands_in_its_profile(own_store: Database) -> None:
    with_one_listed(own_store)
    set_target(own_store, FUZHOU, "listed", 2024, 3, SOURCE, by="张")
    set_target(own_store, "350200", "listed", 2027, 5, SOURCE, by="张")
    assert "2024年目标：入选国家名录1/3家，未达成" in bars(visit("cities", city="福州市"))
    assert [text for text in bars(visit("cities", city="厦门市")) if "目标" in text] == [
        "2027年目标：入选国家名录0/5家"
    ]


def test_an_own_target_is_told_from_published_ones_among_the_definitions(own_store: Database) -> None:
    with_one_listed(own_store)
    set_target(own_store, "province", "listed", 2027, 20, SOURCE, by="张")
    targets = table(visit("definitions", section="目标与公开数字"), "范围", "确定程度", "目标值")
    assert targets[["范围", "确定程度", "出处"]].to_numpy().tolist()[-1] == ["全省", "本省设定", SOURCE]


def test_while_samples_are_demonstrated_nothing_can_be_set(own_store: Database) -> None:
    with_one_listed(own_store)
    screen = visit("targets", demo="true")
    assert [button.key for button in screen.button if button.key == "set-target"] == []
    assert "不能办理" in screen.info[0].value


def test_a_source_is_never_markup(own_store: Database) -> None:
    set_target(own_store, "province", "listed", 2027, 20, "<b>甲</b> [乙](http://x)", by="**张**")
    text = captions(visit("targets"))
    assert plain("<b>甲</b> [乙](http://x)") in text
    assert plain("**张**") in text


def test_without_own_targets_the_page_says_that_none_is_derived(own_store: Database) -> None:
    screen = visit("targets")
    assert any("不替您推算" in message.value for message in screen.info)
