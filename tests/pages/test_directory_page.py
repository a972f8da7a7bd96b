"""名录: load a published list, confirm what is not certain, mark by hand, take back."""

import io
from csv import reader

import pytest
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest

from pages.parts.directory.confirming import AT_ONCE
from pages.parts.directory.table import PAGE
from pages.parts.plain import plain
from store.collection import collect
from store.database import Database
from store.decisions import decide
from store.errors import StoreFull
from store.standings import standings
from store.submissions import accept, receive
from tests.pages.visit import captions, headings, kpis, sentences, sound, table, visit, with_open
from tests.store.reading_building import FUZHOU, outcome, project, reading

SHOES, SHOES_PROJECT = "样例鞋服科技有限公司", "样例鞋服5G全连接工厂"
CLOTH, CLOTH_PROJECT = "福州样例纺织有限公司", "样例纺织5G车间"
TITLE, COLUMNS = ["2025年5G工厂名录"], ["序号", "企业名称", "项目名称"]
LINES = [
    [1, SHOES, SHOES_PROJECT],
    [2, "福州样例纺织股份有限公司", "纺织5G车间"],
    [3, "福建未荐有限公司", "未荐工厂"],
    [4, "华安保险设备有限公司", "保险设备工厂"],
    [5, "江苏范本有限公司", "范本工厂"],
    [6, "浙江范本有限公司", "范本工厂"],
]


def xlsx(*rows: list) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


NATIONAL = xlsx(TITLE, COLUMNS, *LINES)


@pytest.fixture
def desk(own_store: Database) -> Database:
    """Have two projects of 福州 accepted for 2025."""
    read = reading(project(SHOES, SHOES_PROJECT), project(CLOTH, CLOTH_PROJECT), unit=FUZHOU, year=2025)
    accept(own_store, receive(own_store, read, b"1", by="张").id, by="张")
    return own_store


def upload(content: bytes = NATIONAL, name: str = "名录.xlsx", **address: str) -> AppTest:
    """Open the page and choose a list."""
    screen = visit("directory", **address)
    screen.file_uploader[0].upload(name, content)
    return sound(screen.run(timeout=60))


def click(screen: AppTest, label: str) -> AppTest:
    """Click the first button with this label."""
    return next(button for button in screen.button if button.label == label).click().run(timeout=60)


def keep(screen: AppTest) -> AppTest:
    """Keep what the chosen list offers."""
    return next(b for b in screen.button if str(b.key).startswith("keep-list")).click().run(timeout=60)


def kept(database: Database) -> list[tuple[str, str, int]]:
    """Return what holds in the store."""
    return [(one.decision.enterprise, one.decision.stage, one.decision.year) for one in standings(database)]


def field(screen: AppTest, kind: str, start: str) -> object:
    """Return the field whose key starts so."""
    return next(each for each in getattr(screen, kind) if str(each.key).startswith(start))


def said(screen: AppTest) -> list[str]:
    """Return what was done."""
    return [message.value.replace("\\", "") for message in screen.success]


def test_an_empty_store_says_zero_though_samples_are_shown_elsewhere(own_store: Database) -> None:
    screen = visit("directory")
    assert set(kpis(screen).values()) == {"0"}
    assert "与样例无关" in screen.info[0].value
    assert len(screen.dataframe) == 0


def test_nothing_is_kept_before_it_has_been_looked_at(desk: Database) -> None:
    screen = upload()
    assert "全表6行，本省**3**行，疑似本省1行；不保留：外省2行" in sentences(screen)
    assert table(screen, "企业名称", "推荐表中的企业")["状态"].tolist() == ["待确认", "无人推荐", "已对应（名称一致）"]
    assert kept(desk) == []


def test_the_lines_of_ours_are_kept_and_the_field_is_empty_again(desk: Database) -> None:
    screen = keep(upload())
    assert [name for name, _, _ in kept(desk)] == ["福州样例纺织股份有限公司", "福建未荐有限公司", SHOES]
    assert said(screen) == ["已保留3条：2025年5G工厂名录。"]
    assert not screen.file_uploader[0].value
    assert kpis(screen) == {
        "累计入选（项）": "3",
        "累计标杆（个）": "0",
        "已对应（条）": "1",
        "待确认（条）": "1",
        "无人推荐（条）": "1",
    }


def test_the_same_list_again_offers_nothing(desk: Database) -> None:
    keep(upload())
    screen = upload()
    assert [str(button.key) for button in screen.button if str(button.key).startswith("keep-list")] == []
    assert "名单的3条都已载入" in "".join(message.value for message in screen.info)


def test_year_stage_and_source_are_corrected_by_hand(desk: Database) -> None:
    screen = upload()
    field(screen, "number_input", "list-year").set_value(2026)
    field(screen, "segmented_control", "list-stage").set_value("benchmark")
    field(screen, "text_input", "list-source").set_value("工信部公告")
    keep(sound(screen.run(timeout=60)))
    assert {(stage, year) for _, stage, year in kept(desk)} == {("benchmark", 2026)}
    assert {one.decision.source for one in standings(desk)} == {"工信部公告"}


def test_a_list_without_a_year_asks_for_it(desk: Database) -> None:
    screen = upload(xlsx(["5G工厂名录"], COLUMNS, LINES[0]))
    assert "没有写明年份" in "".join(message.value for message in screen.info)
    field(screen, "number_input", "list-year").set_value(2025)
    keep(sound(screen.run(timeout=60)))
    assert kept(desk) == [(SHOES, "listed", 2025)]


def test_who_kept_it_is_remembered(desk: Database) -> None:
    screen = upload()
    screen.text_input(key="officer").set_value("王某")
    keep(screen.run(timeout=60))
    assert {one.decision.decided_by for one in standings(desk)} == {"王某"}


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"PK\x03\x04", "已损坏"), (xlsx(["公告"]), "没有找到名单")],
    ids=["no workbook", "no list"],
)
def test_what_cannot_be_read_is_told(desk: Database, content: bytes, told: str) -> None:
    screen = visit("directory")
    screen.file_uploader[0].upload("名录.xlsx", content)
    assert told in screen.run(timeout=60).error[0].value


def test_a_units_table_is_warned_about(desk: Database) -> None:
    own = xlsx(["2025年国家5G工厂名录项目推荐汇总表"], [*COLUMNS, "建设类型"], [*LINES[0], "车间级"])
    assert "推荐汇总表" in "".join(message.value for message in upload(own).warning)


def pending(database: Database) -> AppTest:
    """Open the page with one line to confirm."""
    decide(database, [outcome("福州样例纺织股份有限公司", "纺织5G车间", 2025)], "名录", by="张")
    return visit("directory")


def test_both_names_stand_side_by_side_until_one_click_confirms(desk: Database) -> None:
    screen = pending(desk)
    assert "待确认：1条与推荐项目相近但不一致" in headings(screen)
    assert all(name in sentences(screen) for name in ("福州样例纺织股份有限公司", CLOTH, CLOTH_PROJECT))
    screen = click(screen, "就是这个")
    assert said(screen) == ["已对应：福州样例纺织股份有限公司，纺织5G车间。"]
    assert table(screen, "对应的企业")[["状态", "对应的企业"]].to_numpy().tolist() == [["已对应（人工确认）", CLOTH]]
    assert collect(desk).projects["listed_year"].tolist() == [0, 2025]


def test_one_click_says_that_nobody_recommended_it(desk: Database) -> None:
    screen = click(pending(desk), "无人推荐")
    assert table(screen, "状态")["状态"].tolist() == ["无人推荐（人工确认）"]
    assert kpis(screen)["待确认（条）"] == "0"


def test_many_lines_to_confirm_come_a_few_at_a_time(desk: Database) -> None:
    lines = [outcome(f"福州样例纺织第{number}有限公司", CLOTH_PROJECT, 2025) for number in range(1, 10)]
    decide(desk, lines, "名录", by="张")
    screen = visit("directory")
    assert sum(button.label == "无人推荐" for button in screen.button) == AT_ONCE
    assert f"另有{9 - AT_ONCE}条" in captions(screen)


def test_a_long_list_comes_in_pages_and_its_files_hold_every_line(
    desk: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: list[bytes] = []
    monkeypatch.setattr("pages.parts.tables.offer_files", lambda name, csv, excel, key: files.extend([csv(), excel()]))
    names = [f"样例{number:03}公司" for number in range(PAGE + 7)]
    decide(desk, [outcome(name, "", 2025, unit=FUZHOU) for name in names], "名录", by="张")
    screen = visit("directory")
    assert table(screen, "状态", "企业名称")["企业名称"].tolist() == names[:PAGE]
    screen.session_state["line-page"] = 2
    assert table(sound(screen.run()), "状态", "企业名称")["企业名称"].tolist() == names[PAGE:]
    csv, workbook = files[-2:]
    assert [row[3] for row in reader(csv.decode("utf-8-sig").splitlines())][1:] == names
    written = [row[3].value for row in load_workbook(io.BytesIO(workbook)).worksheets[0]]
    assert [name for name in written if name in names] == names
    screen.text_input(key="line-words").set_value(names[7])
    assert table(sound(screen.run()), "状态", "企业名称")["企业名称"].tolist() == [names[7]]


def test_a_listed_project_is_found_and_marked_as_a_benchmark(desk: Database) -> None:
    decide(desk, [outcome(SHOES, SHOES_PROJECT, 2025)], "名录", by="张")
    screen = with_open(visit("directory"), "marking")
    screen.text_input(key="mark-words").set_value("鞋服").run(timeout=60)
    screen.text_input(key="mark-source").set_value("工信部公告")
    screen.number_input(key="mark-year").set_value(2026)
    screen = screen.button(key="mark").click().run(timeout=60)
    assert said(screen) == [f"已标为2026年标杆：{SHOES}，{SHOES_PROJECT}。"]
    assert kpis(screen)["累计标杆（个）"] == "1"


def test_a_project_is_marked_as_listed_where_no_list_is_at_hand(desk: Database) -> None:
    screen = with_open(visit("directory"), "marking")
    screen.segmented_control(key="mark-stage").set_value("listed").run(timeout=60)
    screen.text_input(key="mark-words").set_value("鞋服").run(timeout=60)
    screen.text_input(key="mark-source").set_value("福建日报")
    screen.number_input(key="mark-year").set_value(2025)
    sound(screen.button(key="mark").click().run(timeout=60))
    assert collect(desk).projects["listed_year"].tolist() == [2025, 0]


def test_a_mark_without_a_source_is_refused_in_words(desk: Database) -> None:
    decide(desk, [outcome(SHOES, SHOES_PROJECT, 2025)], "名录", by="张")
    screen = with_open(visit("directory"), "marking")
    screen.text_input(key="mark-words").set_value("鞋服").run(timeout=60)
    screen = screen.button(key="mark").click().run(timeout=60)
    assert [message.value for message in screen.error] == ["请写明出处（文件名称、文号或网址）。"]
    assert [stage for _, stage, _ in kept(desk)] == ["listed"]


def test_what_is_not_listed_is_not_offered_as_a_benchmark(desk: Database) -> None:
    decide(desk, [outcome(SHOES, SHOES_PROJECT, 2025)], "名录", by="张")
    screen = with_open(visit("directory"), "marking")
    screen.text_input(key="mark-words").set_value("纺织").run(timeout=60)
    assert "没有找到" in "".join(message.value for message in screen.info)


def test_a_whole_list_is_taken_back(desk: Database) -> None:
    screen = click(with_open(keep(upload()), "lists"), "确认撤销3条")
    assert kept(desk) == []
    assert said(screen) == ["已撤销3条：2025年5G工厂名录。"]
    assert kpis(screen)["累计入选（项）"] == "0"


def test_the_filters_of_the_sidebar_restrict_the_lines(desk: Database) -> None:
    decide(
        desk,
        [outcome(SHOES, SHOES_PROJECT, 2025), outcome("厦门未荐有限公司", "未荐工厂", 2026, unit="350200")],
        "名录",
        by="张",
    )
    assert kpis(visit("directory", unit="厦门市"))["无人推荐（条）"] == "1"
    assert kpis(visit("directory", unit="厦门市"))["已对应（条）"] == "0"
    assert kpis(visit("directory", year="2025年"))["累计入选（项）"] == "1"


def test_while_samples_are_demonstrated_nothing_can_be_written(desk: Database) -> None:
    screen = visit("directory", demo="true")
    assert kpis(screen)["累计入选（项）"] == "64"
    assert len(screen.file_uploader) == 0
    assert [button.label for button in screen.button if button.label in ("就是这个", "无人推荐", "标为标杆")] == []
    assert "不能办理" in screen.info[0].value


def test_what_the_store_refuses_is_told_and_the_list_stays_in_its_field(
    desk: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object, **options: object) -> int:
        raise StoreFull

    screen = upload()
    monkeypatch.setattr("pages.parts.directory.intake.decide", full)
    screen = keep(screen)
    assert [message.value for message in screen.error] == [StoreFull.message]
    assert kept(desk) == []
    assert screen.file_uploader[0].value


@pytest.mark.parametrize("name", ["<b>甲</b>**有限公司**", "[甲](http://x)有限公司", "=cmd()有限公司"])
def test_names_are_never_markup(desk: Database, name: str) -> None:
    decide(desk, [outcome(f"{name}样例纺织", CLOTH_PROJECT, 2025)], "名录", by="张")
    assert f"**{plain(name)}样例纺织**" in sentences(visit("directory"))
    assert not any(text.allow_html for text in visit("directory").main.markdown)
