"""Briefings as a user gets them: charts put in order, files made on a click, one chart put on a slide."""

import io
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser.looking import chart, open_screen, query, settle
from tests.browser.test_downloads import open_data, saved


def test_a_chart_moved_up_stands_first_in_the_address_and_after_a_reload(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard, "briefings", charts=["年度趋势", "福建省地图"])
    page.get_by_text("2. 福建省地图").click()
    page.get_by_role("button", name="上移").click()
    expect(page.get_by_text("1. 福建省地图")).to_be_visible()
    settle(page)
    assert query(page) == {"charts": ["福建省地图", "年度趋势"]}
    page.reload()
    settle(page)
    expect(page.get_by_text("2. 年度趋势")).to_be_visible()


def test_the_pack_is_made_on_a_click_and_opens(page: Page, dashboard: str, tmp_path: Path) -> None:
    open_screen(page, dashboard, "briefings", charts=["年度趋势", "福建省地图"], year="2025年", unit="泉州市")
    page.get_by_role("button", name="生成", exact=True).click()
    page.get_by_role("button", name="全部打包下载").wait_for(timeout=90_000)
    settle(page)
    path = saved(page, page.get_by_role("button", name="全部打包下载"), tmp_path)
    assert path.name == "泉州市5G工厂建设情况（2025年）.zip"
    archive = zipfile.ZipFile(path)
    assert archive.namelist()[:3] == ["简报.pptx", "数据.xlsx", "通报.docx"]
    assert "筛选条件：年份：2025年；推荐单位：泉州市" in archive.read("说明.txt").decode("utf-8-sig")
    assert len(Presentation(io.BytesIO(archive.read("简报.pptx"))).slides) > 4


def test_a_chart_goes_onto_a_slide_with_its_filters(page: Page, dashboard: str, tmp_path: Path) -> None:
    open_screen(page, dashboard, sector="钢铁", tier="车间级")
    card = open_data(page, "unit-ranking")
    path = saved(page, card.get_by_role("button", name="放进PPT"), tmp_path)
    (slide,) = Presentation(str(path)).slides
    (drawn,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    counts = dict(zip(drawn.plots[0].categories, drawn.plots[0].series[0].values, strict=True))
    assert path.name == "福建省钢铁行业5G工厂建设情况（2023—2025年）_各地市项目数.pptx"
    assert sum(counts.values()) == 4


def test_a_map_of_another_measure_goes_onto_a_slide_as_shown(page: Page, dashboard: str, tmp_path: Path) -> None:
    open_screen(page, dashboard, "cities", measure="覆盖典型场景")
    expect(chart(page, "unit-map")).to_be_visible()
    card = open_data(page, "unit-map")
    path = saved(page, card.get_by_role("button", name="放进PPT"), tmp_path)
    (slide,) = Presentation(str(path)).slides
    assert slide.shapes.title.text.startswith("覆盖典型场景最多的是")
