"""报送: what becomes of an upload."""

from datetime import date

import pytest

from loaders.tables.headings import Field
from store import china_time
from store.database import Database
from store.errors import StoreFull
from store.mappings import remember
from store.submissions import accept, all_submissions
from tests.pages.sending import FAULTY, HEADINGS, OTHER, SOUND, YEAR, page_text, send, standing, table, told
from tests.pages.visit import headings, sentences, visit

FUZHOU, XIAMEN = "350100", "350200"


@pytest.fixture(autouse=True)
def today(own_store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here has an empty store of its own and stands on one day."""
    monkeypatch.setattr(china_time, "china_today", lambda: date(2025, 3, 25))


def kept(database: Database) -> list[tuple[str, int, str, int, int]]:
    return [(s.unit, s.year, s.status, s.project_count, s.error_count) for s in all_submissions(database)]


def test_an_empty_store_shows_its_own_empty_ledger_though_samples_are_shown_elsewhere(own_store: Database) -> None:
    screen = visit("submissions")
    assert headings(screen) == ["登记收到的表", "2025年台账：未报10"]
    assert "与样例无关" in screen.info[0].value
    assert kept(own_store) == []


def test_an_upload_is_kept_at_once_and_does_not_count_yet(own_store: Database) -> None:
    screen = send(福州=table(SOUND, OTHER))
    assert kept(own_store) == [(FUZHOU, YEAR, "received", 2, 0)]
    assert standing(screen, "福州市") == ["已收待办"]
    assert "2023年台账：待办1，未报9" in headings(screen)
    assert "**本次登记1份**，没有须改正的1份（福州市）。" in sentences(screen)


def test_a_rerun_takes_nothing_in_again(own_store: Database) -> None:
    screen = send(福州=table(SOUND))
    before = own_store.revision()
    screen.run().run()
    assert own_store.revision() == before
    assert not screen.file_uploader[0].value


def test_many_files_at_once_are_told_apart_and_the_faulty_one_is_said_to_be(own_store: Database) -> None:
    screen = send(福州=table(SOUND), 厦门=table(FAULTY, unit="厦门市"))
    assert kept(own_store) == [(FUZHOU, YEAR, "received", 1, 0), (XIAMEN, YEAR, "received", 1, 2)]
    assert "没有须改正的1份（福州市），有须改正的1份（厦门市）" in sentences(screen)
    assert (standing(screen, "福州市"), standing(screen, "厦门市")) == (["已收待办"], ["有问题"])


def test_what_cannot_be_read_is_told_and_not_kept_while_the_others_are(own_store: Database) -> None:
    screen = send(坏=b"\x00\x01\x02", 福州=table(SOUND))
    assert [message.value for message in screen.error] == [
        "没有登记：没有找到推荐汇总表：请保留“企业名称”“项目名称”等表头。"
    ]
    assert [unit for unit, *_ in kept(own_store)] == [FUZHOU]
    assert "另有1个文件没有登记" in sentences(screen)


def test_the_same_file_again_is_known(own_store: Database) -> None:
    content = table(SOUND)
    screen = send(send(福州=content), 福州=content)
    assert len(all_submissions(own_store)) == 1
    assert any("以前登记过，内容相同" in caption.value for caption in screen.caption)


def test_a_file_without_unit_and_year_asks_for_them_and_is_kept_then(own_store: Database) -> None:
    screen = send(表=table(SOUND, unit="", year=0))
    assert "没有写明推荐单位、年度" in screen.warning[-1].value
    assert (kept(own_store), screen.button(key="place-0").disabled) == ([], True)
    screen.selectbox(key="place-unit-0").select(XIAMEN)
    screen.number_input(key="place-year-0").set_value(2024)
    screen.run()
    screen.button(key="place-0").click().run(timeout=60)
    assert kept(own_store) == [(XIAMEN, 2024, "received", 1, 0)]
    assert "2024年台账" in headings(screen)[1]


def test_only_what_is_missing_is_asked_for(own_store: Database) -> None:
    screen = send(表=table(SOUND, year=0))
    assert "没有写明年度" in screen.warning[-1].value
    screen.number_input(key="place-year-0").set_value(YEAR).run()
    screen.button(key="place-0").click().run(timeout=60)
    assert kept(own_store) == [(FUZHOU, YEAR, "received", 1, 0)]


def test_all_that_needs_no_correction_is_accepted_with_one_click_and_signed(own_store: Database) -> None:
    screen = visit("submissions")
    screen.text_input(key="officer").set_value("张三").run()
    send(screen, 福州=table(SOUND), 厦门=table(FAULTY, unit="厦门市"), 莆田=table(OTHER, unit="莆田市"))
    screen.button(key="accept-all").click().run(timeout=60)
    assert told(screen) == ["已接受2份，数字已计入统计。"]
    accepted = {each.unit: each.decided_by for each in all_submissions(own_store) if each.is_current}
    assert accepted == {FUZHOU: "张三", "350300": "张三"}
    assert "2023年台账：已接受2，待办1，未报7" in headings(screen)


def test_what_replaces_an_accepted_table_is_not_accepted_unseen(own_store: Database) -> None:
    screen = send(福州=table(SOUND))
    accept(own_store, all_submissions(own_store)[0].id, by="甲")
    send(screen, 福州=table(SOUND, OTHER))
    assert "accept-all" not in [button.key for button in screen.button]
    assert any("请逐份核对改动后再接受" in caption.value for caption in screen.caption)
    assert standing(screen, "福州市") == ["已接受，另有新版待办"]


def test_one_that_was_accepted_meanwhile_is_told_and_the_others_are_accepted(own_store: Database) -> None:
    screen = send(福州=table(SOUND), 厦门=table(OTHER, unit="厦门市"))
    other = send(福州=table(SOUND, OTHER))
    other.button(key="accept-all").click().run(timeout=60)
    screen.button(key="accept-all").click().run(timeout=60)
    assert told(screen)[0] == "已接受1份，数字已计入统计。"
    assert "刚刚有人处理过" in told(screen)[1]
    assert [each.project_count for each in all_submissions(own_store) if each.is_current] == [2, 1]


def test_a_date_on_which_the_table_came_decides_whether_it_was_late(
    own_store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(china_time, "china_today", lambda: date(2025, 4, 2))
    screen = send(福州=table(SOUND, year=2025))
    screen.date_input[0].set_value(date(2025, 3, 31)).run()
    send(screen, 厦门=table(SOUND, unit="厦门市", year=2025))
    assert standing(screen, "福州市") == ["已收待办", "逾期报送"]
    assert standing(screen, "厦门市") == ["已收待办"]
    assert standing(screen, "莆田市") == ["逾期未报"]


def test_headings_remembered_for_the_unit_are_used_at_once(own_store: Database) -> None:
    remember(own_store, FUZHOU, {"甲乙丙": Field.TIER}, by="甲")
    send(福州=table(SOUND, headings=[*HEADINGS[:3], "甲乙丙", HEADINGS[4]]))
    assert kept(own_store) == [(FUZHOU, YEAR, "received", 1, 0)]


def test_one_project_of_two_units_is_found_across_the_uploaded_files(own_store: Database) -> None:
    send(福州=table(SOUND), 厦门=table(SOUND, unit="厦门市"))
    assert [errors for *_, errors in kept(own_store)] == [0, 1]


def test_a_store_that_is_full_is_told_and_the_file_can_be_tried_again(
    own_store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreFull

    with monkeypatch.context() as full:
        full.setattr("store.intake.receive", refuse)
        screen = send(福州=table(SOUND))
    assert "存放数据库的磁盘已满" in screen.warning[-1].value
    screen.button(key="place-0").click().run(timeout=60)
    assert kept(own_store) == [(FUZHOU, YEAR, "received", 1, 0)]


def test_contacts_in_a_table_reach_neither_screen_nor_ledger(own_store: Database) -> None:
    rows = [*SOUND[:3], "13911112222", SOUND[4], "诸葛测试", "13900001111"]
    screen = send(联系13800001111=table(rows, headings=[*HEADINGS, "联系人", "联系电话"]))
    reviewed = screen.button(key="open-350100").click().run(timeout=60)
    shown = page_text(screen) + page_text(reviewed)
    assert [word for word in ("13911112222", "诸葛测试", "13900001111", "13800001111") if word in shown] == []


@pytest.mark.parametrize("name", ["<b>甲", "**甲**[乙](x.y)", ":red[甲]$x$"])
def test_a_files_name_is_text_and_nothing_else(own_store: Database, name: str) -> None:
    screen = visit("submissions")
    screen.file_uploader[0].upload(f"{name}.xlsx", b"\x00\x01")
    screen.run(timeout=60)
    assert f"{name}.xlsx" in [text.value for text in screen.text]
    assert not [text for text in (*screen.markdown, *screen.caption) if name in text.value]
