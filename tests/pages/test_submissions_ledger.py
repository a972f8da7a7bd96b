"""报送: the ledger of a year, the history of a unit, blank tables, and what is seen while samples are shown."""

import io
import zipfile

import pytest
from streamlit.testing.v1 import AppTest

from loaders.vocabulary import vocabulary
from loaders.workbook import read_workbook
from pages.parts.submissions.templates import all_templates
from store.database import Database
from store.submissions import accept, all_submissions, send_back
from tests.pages.sending import FAULTY, OTHER, SOUND, YEAR, opened, send, standing, table
from tests.pages.visit import captions, headings, visit, with_open

UNITS = ["福州市", "厦门市", "莆田市", "三明市", "泉州市", "漳州市", "南平市", "龙岩市", "宁德市", "平潭综合实验区"]


@pytest.fixture(autouse=True)
def empty_store(own_store: Database) -> Database:
    """Every test here has an empty store of its own."""
    return own_store


def units_listed(screen: AppTest) -> list[str]:
    names = [text.value.strip("*").partition("**")[0] for text in screen.main.markdown]
    return [name for name in names if name in UNITS]


def test_ten_units_stand_in_the_official_order() -> None:
    assert units_listed(visit("submissions")) == UNITS == [unit.name for unit in vocabulary().units]


@pytest.mark.parametrize(
    ("year", "deadline"),
    [("2023年", "该年没有公布截止日，不计逾期"), ("2024年", "截止日2024-09-16"), ("2025年", "截止日2025-03-31")],
)
def test_a_year_in_the_address_turns_the_ledger(year: str, deadline: str, own_store: Database) -> None:
    send(福州=table(SOUND))
    screen = visit("submissions", ledger=year)
    assert f"{year}台账" in headings(screen)[1]
    assert deadline in captions(screen)


def test_the_ledger_opens_at_the_latest_year_of_which_there_is_anything() -> None:
    send(send(福州=table(SOUND, year=2024)), 厦门=table(SOUND, year=2023, unit="厦门市"))
    assert "2024年台账" in headings(visit("submissions"))[1]


def test_a_row_says_what_came_when_and_who_decided(own_store: Database) -> None:
    send(福州=table(SOUND))
    accept(own_store, all_submissions(own_store)[0].id, by="张*三*")
    screen = send(福州=table(FAULTY, OTHER))
    assert "第2版（共2版）｜项目2项，须改正1处｜" in captions(screen)
    assert "现行第1版" in captions(screen)
    send_back(own_store, all_submissions(own_store)[0].id, by="李四")
    assert r"张\*三\*接受" in captions(screen.run())


def test_the_history_of_a_unit_has_every_version_with_its_file_and_who_decided(own_store: Database) -> None:
    send(福州一=table(SOUND, year=2024), 福州二=table(FAULTY))
    send_back(own_store, all_submissions(own_store, year=YEAR)[0].id, by="李四", note="缺建设类型")
    screen = with_open(visit("submissions"), "histories")
    assert [text.value for text in screen.text] == ["福州一.xlsx", "福州二.xlsx"]
    assert "李四退回｜说明：缺建设类型" in captions(screen)
    log = "\n".join(element.proto.body for element in screen.get("html"))
    assert all(word in log for word in ("登记", "退回", f"{YEAR}年第1版：缺建设类型"))
    screen.selectbox(key="history-unit").select("350900").run()
    assert "宁德市还没有报送过。" in captions(screen)


def test_a_version_in_the_history_can_be_opened(own_store: Database) -> None:
    send(send(福州=table(SOUND)), 福州=table(SOUND, OTHER))
    screen = with_open(visit("submissions"), "histories")
    first = all_submissions(own_store)[-1]
    assert f"福州市{YEAR}年第1版" in headings(screen.button(key=f"version-{first.id}").click().run(timeout=60))


def test_blank_tables_of_all_ten_units_come_in_one_archive_and_are_read_without_a_problem() -> None:
    with zipfile.ZipFile(io.BytesIO(all_templates(2026))) as archive:
        readings = [read_workbook(archive.read(name), name) for name in archive.namelist()]
    assert [(reading.unit, reading.year, reading.problems) for reading in readings] == [
        (unit.code, 2026, ()) for unit in vocabulary().units
    ]


def test_the_same_archive_is_the_same_bytes() -> None:
    assert all_templates(2025) == all_templates(2025)


def test_while_samples_are_demonstrated_they_are_shown_and_nothing_can_be_written(own_store: Database) -> None:
    send(福州=table(SOUND))
    accept(own_store, all_submissions(own_store)[0].id, by="甲")
    screen = visit("submissions", demo="true")
    assert headings(screen) == ["2025年台账：已接受10"]
    assert not screen.file_uploader
    opened(screen)
    written = ("accept", "return", "withdraw", "remember", "place")
    assert [button.key for button in screen.button if str(button.key).startswith(written)] == []
    assert "不能办理" in screen.info[-1].value


def test_with_real_data_and_no_demonstration_the_ledger_is_the_real_one(own_store: Database) -> None:
    send(福州=table(SOUND))
    accept(own_store, all_submissions(own_store)[0].id, by="甲")
    screen = visit("submissions")
    assert (standing(screen, "福州市"), len(screen.warning), len(screen.info)) == (["已接受"], 0, 0)
