"""报送: one version is looked at, compared and decided on."""

import io

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from loaders.guarded import Rejected
from loaders.tables.headings import Field
from pages.parts.submissions.contents import marked, problems_of
from store.database import Database
from store.mappings import remember, remembered
from store.submissions import Submission, accept, all_submissions
from tests.pages.sending import (
    FAULTY,
    HEADINGS,
    OTHER,
    SOUND,
    YEAR,
    opened,
    page_text,
    send,
    standing,
    table,
    told,
)
from tests.pages.visit import captions, headings, kpis, visit, visitor

FUZHOU = "350100"
CHANGED = ["甲项目", "样例甲公司", "钢铁", "工厂级", "机器视觉质检"]


@pytest.fixture(autouse=True)
def empty_store(own_store: Database) -> Database:
    """Every test here has an empty store of its own."""
    return own_store


def only(database: Database) -> Submission:
    (submission,) = all_submissions(database)
    return submission


def click(screen: AppTest, key: str) -> AppTest:
    return screen.button(key=key).click().run(timeout=60)


def html(screen: AppTest) -> str:
    """Return the lists of problems and changes."""
    return "\n".join(element.proto.body for element in screen.get("html"))


def as_sent(screen: AppTest) -> list[list[str]]:
    """Return the table as sent, as it is shown."""
    return next(each.value for each in screen.dataframe if "行" in each.value).to_numpy().tolist()


def test_a_sound_table_is_said_to_be_sound_and_shown_as_sent() -> None:
    screen = opened(send(福州=table(SOUND)))
    assert "没有发现问题。" in [message.value for message in screen.success]
    assert kpis(screen) == {"项目（项）": "1", "须改正（处）": "0", "请核对（处）": "0", "提示（处）": "0"}
    assert as_sent(screen) == [[4, *SOUND]]


def test_a_faulty_cell_is_named_and_marked_beside_the_table() -> None:
    screen = opened(send(福州=table(FAULTY)))
    assert kpis(screen)["须改正（处）"] == "1"
    assert "D4" in html(screen)
    assert "建设类型“县级”不在词表中。" in html(screen)
    assert as_sent(screen) == [[4, "须改正", *FAULTY]]


def test_the_address_leads_to_one_version_and_the_button_back_to_the_ledger(own_store: Database) -> None:
    send(福州=table(SOUND))
    screen = visit("submissions", submission=str(only(own_store).id))
    assert f"福州市{YEAR}年第1版" in headings(screen)
    assert "登记收到的表" in headings(click(screen, "back"))


def asked_for(number: str) -> AppTest:
    """Open an address that names a submission."""
    screen = visitor()
    screen.query_params["submission"] = number
    screen.run()
    return screen.switch_page("pages/submissions.py").run()


@pytest.mark.parametrize("number", ["999", "0", "１"])
def test_a_number_that_nobody_has_is_told(number: str) -> None:
    screen = asked_for(number)
    assert [message.value for message in screen.error] == ["没有这份报送。请刷新页面后重试。"]
    assert "登记收到的表" in headings(click(screen, "back"))


@pytest.mark.parametrize("number", ["-1", "x", "9" * 40, "1.5", ""])
def test_an_address_that_is_no_number_leads_to_the_ledger(number: str) -> None:
    screen = asked_for(number)
    assert (len(screen.error), headings(screen)[0]) == (0, "登记收到的表")


def test_a_sound_table_is_accepted_signed_and_counted(own_store: Database) -> None:
    screen = opened(send(福州=table(SOUND, OTHER)))
    screen.text_input(key="officer").set_value("张三").run()
    screen.text_input(key=f"note-{only(own_store).id}").set_value("已电话核实").run()
    click(screen, f"accept-{only(own_store).id}")
    assert told(screen)[0] == f"福州市{YEAR}年第1版已接受，2项计入统计。"
    accepted = only(own_store)
    assert (accepted.is_current, accepted.decided_by, accepted.note) == (True, "张三", "已电话核实")
    assert not screen.warning


def test_a_faulty_one_is_accepted_only_by_somebody_who_says_that_he_knows(own_store: Database) -> None:
    screen, key = opened(send(福州=table(FAULTY))), f"accept-{only(own_store).id}"
    assert screen.button(key=key).disabled
    screen.checkbox(key=f"knows-{only(own_store).id}").check().run()
    click(screen, key)
    assert only(own_store).is_current


def test_a_decision_on_what_somebody_else_has_decided_meanwhile_is_refused_kindly(own_store: Database) -> None:
    screen = opened(send(福州=table(SOUND)))
    send(福州=table(SOUND, OTHER))
    newer, older = all_submissions(own_store)
    accept(own_store, newer.id, by="乙")
    click(screen, f"accept-{older.id}")
    assert any("刚刚有人处理过这个单位的报送" in message for message in told(screen))
    assert [each.id for each in all_submissions(own_store) if each.is_current] == [newer.id]
    # What is in force now is compared with, and may be replaced knowingly.
    assert any("与现行第2版相比：删去1项，不变1项" in heading for heading in headings(screen))


def test_a_returned_table_is_marked_and_waits_for_the_next(own_store: Database) -> None:
    send(福州=table(FAULTY))
    submission = only(own_store)
    problems = problems_of(own_store, own_store.revision(), submission)
    assert marked(own_store, submission, problems).startswith(b"PK")


def test_a_sound_table_may_be_returned_with_a_reason(own_store: Database) -> None:
    screen = opened(send(福州=table(SOUND)))
    click(screen, f"return-{only(own_store).id}")
    assert "已记为退回修改" in told(screen)[0]
    assert standing(click(screen, "back"), "福州市") == ["已退回"]


def test_taking_back_needs_a_reason_and_brings_the_version_before_back(own_store: Database) -> None:
    send(福州=table(SOUND))
    first = only(own_store)
    accept(own_store, first.id, by="甲")
    screen = opened(send(福州=table(SOUND, OTHER)))
    second = all_submissions(own_store)[0]
    click(screen, f"accept-{second.id}")
    assert screen.button(key=f"withdraw-{second.id}").disabled
    screen.text_input(key=f"reason-{second.id}").set_value("数据有误").run()
    click(screen, f"withdraw-{second.id}")
    assert told(screen)[0] == f"福州市{YEAR}年第2版已撤回；第1版重新生效。"
    assert [(each.status, each.is_current, each.note) for each in all_submissions(own_store)] == [
        ("withdrawn", False, "数据有误"),
        ("accepted", True, None),
    ]


def test_a_table_sent_again_shows_what_it_changes_before_it_is_accepted(own_store: Database) -> None:
    send(福州=table(SOUND))
    accept(own_store, only(own_store).id, by="甲")
    screen = opened(send(福州=table(OTHER, CHANGED)))
    assert "与现行第1版相比：新增1项，改动1项" in headings(screen)
    assert "改动的栏目：建设类型1项" in captions(screen)
    assert all(word in html(screen) for word in ("样例乙公司：乙项目", "建设类型", "车间级", "工厂级"))


def test_the_same_projects_in_another_order_change_nothing(own_store: Database) -> None:
    send(福州=table(SOUND, OTHER))
    accept(own_store, only(own_store).id, by="甲")
    screen = opened(send(福州=table(OTHER, SOUND)))
    assert "与现行第1版相比：内容没有变化，2项完全相同" in headings(screen)


def test_a_repeat_of_what_another_unit_was_accepted_with_meanwhile_is_found(own_store: Database) -> None:
    screen = send(福州=table(SOUND))
    send(厦门=table(SOUND, unit="厦门市"))
    accept(own_store, all_submissions(own_store, unit="350200")[0].id, by="甲")
    assert "与厦门市推荐的是同一企业的同一项目。" in html(opened(screen))
    assert kpis(screen)["须改正（处）"] == "1"


def test_a_heading_mapped_by_hand_is_remembered_and_the_file_read_again_as_the_next_version(
    own_store: Database,
) -> None:
    screen = opened(send(福州=table(SOUND, headings=[*HEADINGS[:3], "甲乙丙", HEADINGS[4]])))
    first = only(own_store)
    assert (first.error_count, screen.button(key=f"remember-{first.id}").disabled) == (1, True)
    screen.selectbox(key=f"map-{first.id}-甲乙丙").select(Field.TIER).run()
    click(screen, f"remember-{first.id}")
    assert remembered(own_store, FUZHOU) == {"甲乙丙": Field.TIER}
    assert told(screen)[0] == f"表头已记住，重新读取为福州市{YEAR}年第2版。"
    assert f"福州市{YEAR}年第2版" in headings(screen)
    second, first = all_submissions(own_store)
    assert (second.status, second.error_count, second.received_at) == ("received", 0, first.received_at)
    assert (first.status, first.note) == ("withdrawn", "改按新的表头对应读取，见第2版")


def test_a_heading_that_is_forgotten_again_brings_the_first_reading_back(own_store: Database) -> None:
    screen = opened(send(福州=table(SOUND, headings=[*HEADINGS[:3], "甲乙丙", HEADINGS[4]])))
    remember(own_store, FUZHOU, {"甲乙丙": Field.TIER}, by="甲")
    screen.run()
    first = only(own_store)
    screen.selectbox(key=f"map-{first.id}-甲乙丙").select(None).run()
    click(screen, f"remember-{first.id}")
    assert remembered(own_store, FUZHOU) == {}
    assert told(screen)[0] == "表头已记住；读到的内容没有变化。"


def test_an_unknown_column_shows_its_heading_and_nothing_below_it() -> None:
    rows = [*SOUND, "诸葛测试"]
    screen = opened(send(福州=table(rows, headings=[*HEADINGS, "甲乙丙"])))
    assert "诸葛测试" not in page_text(screen)
    assert "（未识别的列，不予显示）" in as_sent(screen)[0]


def test_text_in_a_table_is_text_in_the_lists_of_problems() -> None:
    screen = opened(send(福州=table([*SOUND[:3], "<img src=x>|**a**", SOUND[4]])))
    assert "&lt;img src=x&gt;|**a**" in html(screen)
    assert "<img" not in html(screen)


def test_the_next_that_waits_is_one_click_away(own_store: Database) -> None:
    screen = opened(send(福州=table(SOUND), 宁德=table(OTHER, unit="宁德市")))
    assert screen.button(key="next").label == "下一份待办：宁德市"
    assert f"宁德市{YEAR}年第1版" in headings(click(screen, "next"))
    assert screen.button(key="next").label == "下一份待办：福州市"


def test_an_older_version_says_that_there_is_a_newer_one(own_store: Database) -> None:
    send(send(福州=table(SOUND)), 福州=table(SOUND, OTHER))
    screen = visit("submissions", submission=str(all_submissions(own_store)[-1].id))
    assert "最新的是第2版" in screen.info[-1].value
    assert f"福州市{YEAR}年第2版" in headings(click(screen, "newest"))


def test_a_table_without_projects_can_be_looked_at() -> None:
    screen = opened(send(福州=table()))
    assert kpis(screen)["项目（项）"] == "0"
    assert "表中没有项目" in html(screen) or "表头之下没有项目" in html(screen)


def test_a_workbook_that_cannot_be_marked_comes_back_as_the_list_of_its_problems(
    own_store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(福州=table(FAULTY))
    refused = Rejected("福州.xlsx", "too-slow", "")
    monkeypatch.setattr("pages.parts.submissions.contents.run_guarded", lambda tasks: iter([refused]))
    problems = problems_of(own_store, own_store.revision(), only(own_store))
    rows = load_workbook(io.BytesIO(marked(own_store, only(own_store), problems))).active.iter_rows(values_only=True)
    assert ("须改正", "Sheet", "D4", "建设类型“县级”不在词表中。") in [row[:4] for row in rows]


def test_of_a_long_table_the_faulty_rows_come_alone_until_all_are_asked_for(own_store: Database) -> None:
    rows = [[f"项目{number}", f"样例{number}公司", *SOUND[2:]] for number in range(20)]
    screen = opened(send(福州=table(*rows, FAULTY)))
    assert as_sent(screen) == [[24, "须改正", *FAULTY]]
    screen.toggle(key=f"faulty-{only(own_store).id}").set_value(False).run()
    assert [row[0] for row in as_sent(screen)] == list(range(4, 25))


def test_a_workbook_of_two_sheets_is_shown_sheet_by_sheet(own_store: Database) -> None:
    book = load_workbook(io.BytesIO(table(SOUND)))
    book.copy_worksheet(book.active).title = "<b>二"
    book["<b>二"]["A4"], book["<b>二"]["D4"] = "丙项目", "县级"
    stream = io.BytesIO()
    book.save(stream)
    screen = opened(send(福州=stream.getvalue()))
    assert as_sent(screen) == [[4, *SOUND]]
    assert "&lt;b&gt;二 D4" in html(screen)
    screen.selectbox(key=f"sheet-{only(own_store).id}").select("<b>二").run()
    assert as_sent(screen)[0][:3] == [4, "须改正", "丙项目"]
