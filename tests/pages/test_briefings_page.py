"""简报: charts and their order, the findings, and files that are made on a click and stay."""

import io
import zipfile

import docx
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from briefings.briefing import ALL_CHARTS
from briefings.pack import Made
from briefings.pictures import NO_FONT
from charts.catalogue import CHARTS
from pages.parts.documents import Ready, Shelf
from pages.parts.plain import plain
from tests.pages.visit import captions, findings_of, sentences, sound, visit

TEXT_ONLY = ["通报（Word）"]
NAMES = [CHARTS[key].name for key in ALL_CHARTS]
EMPTY = Made()


def opened(charts: list[str] | None = None, documents: list[str] = TEXT_ONLY, **address: str) -> AppTest:
    """Open the screen with a choice of charts and documents."""
    return visit("briefings", charts=charts or ["年度趋势"], documents=documents, **address)


def made(screen: AppTest) -> AppTest:
    """Click on 生成 and wait for the files."""
    return screen.button(key="make").click().run(timeout=120)


def ready(screen: AppTest) -> Ready:
    """Return what stands ready to be downloaded."""
    return screen.session_state["ready-documents"]


def contents(screen: AppTest) -> list[str]:
    """Return the charts in the order shown."""
    return [label.partition("\\. ")[2] for label in screen.radio(key="picked-chart").options]


def downloads(screen: AppTest) -> list[str]:
    """Return what may be downloaded, without the sizes."""
    return [button.label.partition("　")[0] for button in screen.get("download_button")]


def test_all_charts_and_all_documents_are_chosen_at_first() -> None:
    screen = visit("briefings")
    assert contents(screen) == NAMES
    assert screen.multiselect(key="charts").value == list(ALL_CHARTS)
    assert screen.pills(key="documents").value == ["slides", "workbook", "text", "pictures"]
    assert downloads(screen) == []


def test_the_address_chooses_charts_and_their_order() -> None:
    screen = opened(["福建省地图", "目标完成度"])
    assert contents(screen) == ["福建省地图", "目标完成度"]


def test_a_chart_moves_up_and_the_address_with_it() -> None:
    screen = opened(["福建省地图", "目标完成度", "年度趋势"])
    screen.radio(key="picked-chart").set_value("trend").run()
    sound(screen.button(key="move-upward").click().run())
    assert contents(screen) == ["福建省地图", "年度趋势", "目标完成度"]
    assert screen.query_params["charts"] == ["福建省地图", "年度趋势", "目标完成度"]


def test_a_chart_that_was_moved_is_still_the_one_picked_and_moves_on() -> None:
    screen = opened(["福建省地图", "目标完成度", "年度趋势"])
    for _ in range(2):
        sound(screen.button(key="move-downward").click().run())
    assert contents(screen) == ["目标完成度", "年度趋势", "福建省地图"]
    assert screen.radio(key="picked-chart").value == "unit-map"


def test_where_the_picked_chart_is_taken_out_the_first_is_picked() -> None:
    screen = opened(["福建省地图", "目标完成度", "年度趋势"])
    screen.radio(key="picked-chart").set_value("trend").run()
    sound(screen.multiselect(key="charts").set_value(["unit-map", "target-progress"]).run())
    assert contents(screen) == ["福建省地图", "目标完成度"]
    assert screen.radio(key="picked-chart").value == "unit-map"


def test_the_first_cannot_go_up_and_the_last_cannot_go_down() -> None:
    screen = opened(["福建省地图", "目标完成度"])
    assert (screen.button(key="move-upward").disabled, screen.button(key="move-downward").disabled) == (True, False)
    screen.radio(key="picked-chart").set_value("target-progress").run()
    assert (screen.button(key="move-upward").disabled, screen.button(key="move-downward").disabled) == (False, True)


def test_the_findings_are_those_of_the_overview() -> None:
    told = sentences(visit("briefings", unit="泉州市"))
    shared = [sentence for sentence in findings_of(visit(unit="泉州市")) if "泉州" in sentence]
    assert len(shared) > 2
    assert [sentence for sentence in shared if sentence not in told] == []


def test_a_text_is_made_of_what_is_filtered_and_chosen() -> None:
    screen = sound(made(opened(["福建省地图", "年度趋势"], year="2025年", unit="泉州市")))
    ((_, name, content),) = ready(screen).files
    document = docx.Document(io.BytesIO(content))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 2"]
    assert name == "泉州市5G工厂建设情况（2025年）_通报.docx"
    assert headings == ["（一）福建省地图", "（二）年度趋势"]
    assert downloads(screen) == ["下载通报（Word）", "全部打包下载（ZIP）"]


def test_the_workbook_lists_the_projects_that_are_counted() -> None:
    screen = sound(made(opened(documents=["数据表（Excel）"], year="2025年", sector="纺织")))
    ((_, _, content),) = ready(screen).files
    sheet = load_workbook(io.BytesIO(content))["项目清单"]
    assert {row[4] for row in sheet.iter_rows(4, values_only=True)} == {"纺织"}
    assert sheet.max_row - 3 == 11


def test_everything_comes_as_a_zip_with_a_note() -> None:
    name, content = ready(sound(made(opened(documents=["数据表（Excel）", "通报（Word）"], year="2024年")))).whole
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert name == "福建省5G工厂建设情况（2024年）.zip"
    assert archive.namelist() == ["数据.xlsx", "通报.docx", "说明.txt"]
    assert "数据日期：数据截至2025年（样例）" in archive.read("说明.txt").decode("utf-8-sig")


def test_what_was_made_stays_when_something_else_is_chosen() -> None:
    screen = made(opened(year="2025年"))
    first = ready(screen)
    sound(screen.pills(key="year").set_value(2024).run())
    assert ready(screen) is first
    assert "以下文件按先前的选择生成" in captions(screen)
    assert downloads(screen) == ["下载通报（Word）", "全部打包下载（ZIP）"]


def test_the_same_choice_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = ready(made(opened(["各年度建设类型"], year="2023年")))

    def never(*arguments: object) -> list:
        raise AssertionError("made again")

    monkeypatch.setattr("pages.parts.documents.steps", never)
    again = ready(made(opened(["各年度建设类型"], year="2023年")))
    assert again.files[0][2] is first.files[0][2]


def test_a_document_that_fails_is_said_and_the_others_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("briefings.text.text", broken)
    screen = made(opened(["各行业建设类型"], ["数据表（Excel）", "通报（Word）"], year="2023年"))
    assert not screen.exception
    assert [warning.value for warning in screen.main.warning if "未能生成" in warning.value] == [
        plain("通报（Word）未能生成，原因已记入日志，请联系系统管理员。")
    ]
    assert downloads(screen) == ["下载数据表（Excel）", "全部打包下载（ZIP）"]


def test_without_a_font_the_page_says_so_and_offers_the_browsers_own_download(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefings.pictures.can_draw", lambda: False)
    screen = made(opened(["年度趋势", "福建省地图"], ["图片（PNG、SVG）"], year="2023年"))
    assert plain(NO_FONT) in [warning.value for warning in screen.main.warning]
    drawn = [chart.proto.id.split("-", 2)[-1] for chart in screen.get("plotly_chart")]
    assert [any(name.endswith(key) for name in drawn) for key in ("trend", "unit-map")] == [True, True]


@pytest.mark.parametrize(("charts", "documents"), [([], TEXT_ONLY), (["年度趋势"], [])])
def test_nothing_chosen_cannot_be_made(charts: list[str], documents: list[str]) -> None:
    screen = visit("briefings")
    screen.multiselect(key="charts").set_value([key for key in CHARTS if CHARTS[key].name in charts])
    screen.pills(key="documents").set_value(["text"] if documents else [])
    sound(screen.run())
    assert screen.button(key="make").disabled
    assert "请至少选一张图和一种文件。" in captions(screen)


def test_filters_that_leave_nothing_say_so_instead() -> None:
    screen = visit("briefings", unit="平潭综合实验区", sector="钢铁", year="2023年")
    assert "当前筛选下没有项目" in screen.info[0].value


def test_a_template_that_is_none_is_refused_in_chinese() -> None:
    screen = visit("briefings")
    screen.file_uploader(key="template").upload("模板.pptx", b"no presentation")
    screen.run(timeout=60)
    assert "模板" in screen.error[0].value
    assert not screen.exception


def test_every_chart_can_be_put_on_a_slide() -> None:
    screen = visit("tiers")
    keys = [expander.key for expander in screen.get("expander") if str(expander.key).endswith("-data")]
    for key in keys:
        screen.session_state[key] = True
    sound(screen.run())
    assert downloads(screen).count("放进PPT") == len(keys) == 3


def test_the_shelf_keeps_the_last_ones_asked_for() -> None:
    shelf = Shelf(most=2)
    shelf.put("a", EMPTY)
    shelf.put("b", EMPTY)
    assert shelf.get("a") is EMPTY
    shelf.put("c", EMPTY)
    assert (shelf.get("a"), shelf.get("b"), shelf.get("c")) == (EMPTY, None, EMPTY)
