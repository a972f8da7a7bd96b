"""检查: what an officer sees after uploading tables."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest
from visit import headings, kpis, sentences, visit

from loaders import mappings
from loaders.tables.headings import Field

TITLE = ["2025年国家5G工厂名录项目推荐汇总表"]
UNIT = ["推荐单位：福州市"]
HEADINGS = ["项目名称", "企业名称", "所属重点行业", "建设类型", "典型应用场景"]
SOUND = ["甲项目", "样例甲公司", "钢铁", "车间级", "机器视觉质检"]


@pytest.fixture(autouse=True)
def own_mappings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what a test maps out of this machine's own file."""
    file = tmp_path / "mappings.json"
    for function in (mappings.remember, mappings.remembered):
        monkeypatch.setattr(function, "__defaults__", (file,))
    return file


def xlsx(*rows: list[str]) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def upload(**files: bytes) -> AppTest:
    """Open the page and send files, named without their suffix."""
    screen = visit("check")
    for name, content in files.items():
        screen.file_uploader[0].upload(f"{name}.xlsx", content)
    return screen.run(timeout=60)


def problems(screen: AppTest, table: int = 0) -> list[list[str]]:
    """Return a list of problems without their advice."""
    return screen.dataframe[table].value.iloc[:, :4].to_numpy().tolist()


def test_a_sound_table_is_said_to_be_sound() -> None:
    screen = upload(福州=xlsx(TITLE, UNIT, HEADINGS, SOUND))
    assert [message.value for message in screen.success] == ["没有发现问题。"]
    assert (kpis(screen)["推荐单位"], kpis(screen)["读到的项目"]) == ("福州市", "1")


def test_a_faulty_cell_is_named_beside_the_table() -> None:
    screen = upload(福州=xlsx(TITLE, UNIT, HEADINGS, [*SOUND[:3], "县级", SOUND[4]]))
    assert problems(screen) == [["须改正", "Sheet", "D4", "建设类型“县级”不在词表中。"]]
    assert kpis(screen)["须改正"] == "1"


def test_what_is_no_table_is_told_and_the_others_are_still_read() -> None:
    screen = upload(坏=b"\x00\x01\x02", 福州=xlsx(TITLE, UNIT, HEADINGS, SOUND))
    assert len(screen.error) == 1
    assert headings(screen) == ["坏.xlsx", "福州.xlsx"]
    assert len(screen.success) == 1


def test_one_project_of_two_units_is_found_across_the_uploaded_files() -> None:
    other = xlsx(TITLE, ["推荐单位：厦门市"], HEADINGS, SOUND)
    screen = upload(厦门=other, 福州=xlsx(TITLE, UNIT, HEADINGS, SOUND))
    assert problems(screen, table=1) == [["须改正", "Sheet", "A4", "与厦门市推荐的是同一企业的同一项目。"]]


def test_a_heading_mapped_by_hand_is_remembered_for_the_unit() -> None:
    faulty = xlsx(TITLE, UNIT, [*HEADINGS[:3], "甲乙丙", HEADINGS[4]], SOUND)
    screen = upload(福州=faulty)
    assert kpis(screen)["须改正"] == "1"
    screen.selectbox(key="map-福州.xlsx-甲乙丙").select(Field.TIER)
    screen.button(key="remember-福州.xlsx").click().run(timeout=60)
    assert mappings.remembered("350100") == {"甲乙丙": Field.TIER}
    assert [message.value for message in screen.success] == ["没有发现问题。"]


def test_contacts_in_an_uploaded_table_reach_no_screen() -> None:
    headings = [*HEADINGS, "联系人", "联系电话"]
    screen = upload(福州=xlsx(TITLE, UNIT, headings, [*SOUND[:3], "13911112222", SOUND[4], "诸葛测试", "13900001111"]))
    shown = b"".join(e.proto.SerializeToString() for e in screen.main if e.proto is not None)
    assert [word for word in ("13911112222", "诸葛测试", "13900001111") if word.encode() in shown] == []
    assert [row[2] for row in problems(screen)] == ["D4", "D4"]


def test_before_anything_is_uploaded_the_page_says_what_it_is_for() -> None:
    assert "只检查，不入库" in sentences(visit("check"))
