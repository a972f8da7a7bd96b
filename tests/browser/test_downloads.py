"""What is downloaded holds the numbers on the screen."""

import io
import struct
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page

from charts.map import HEIGHT
from tests.browser.looking import CHART_DATA, chart, open_screen, settle

COUNTS = [41, 35, 32, 23, 21, 20, 17, 16, 12, 3]


def saved(page: Page, click: Locator, folder: Path) -> Path:
    """Click and keep the file under the name the browser gives it."""
    with page.expect_download() as download:
        click.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def open_data(page: Page, key: str) -> Locator:
    """Open the table under a chart."""
    card = page.locator('[data-testid="stVerticalBlock"]').filter(has=chart(page, key)).last
    card.get_by_text(CHART_DATA).click()
    card.get_by_role("button", name="下载CSV").wait_for()
    settle(page)
    return card


def test_a_charts_numbers_as_csv(page: Page, dashboard: str, tmp_path: Path) -> None:
    open_screen(page, dashboard)
    card = open_data(page, "unit-ranking")
    path = saved(page, card.get_by_role("button", name="下载CSV"), tmp_path)
    assert path.name == "各地市项目数.csv"
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(io.BytesIO(content))
    assert table["推荐单位"][0] == "泉州市"
    assert table["项目数"].tolist() == COUNTS
    assert round(table["占比"].sum(), 9) == 1


def test_a_charts_numbers_as_excel(page: Page, dashboard: str, tmp_path: Path) -> None:
    open_screen(page, dashboard, sector="钢铁", tier="车间级")
    card = open_data(page, "unit-ranking")
    path = saved(page, card.get_by_role("button", name="下载Excel"), tmp_path)
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert path.name == "各地市项目数.xlsx"
    assert rows[2][:4] == ("名次", "推荐单位", "项目数", "占比")
    assert {row[1]: row[2] for row in rows[3:13] if row[2]} == {"三明市": 2, "漳州市": 2}
    assert any("共4项" in str(row[0]) for row in rows[13:])


def test_the_project_list_as_csv_has_every_project(page: Page, dashboard: str, tmp_path: Path) -> None:
    open_screen(page, dashboard, "projects", sector="钢铁")
    table = pd.read_csv(saved(page, page.get_by_role("button", name="下载CSV"), tmp_path))
    assert (len(table), set(table["行业"])) == (12, {"钢铁"})
    assert table["企业名称"].str.contains("样例").all()


def test_the_camera_above_the_map_saves_a_sharp_picture(page: Page, dashboard: str, tmp_path: Path) -> None:
    open_screen(page, dashboard)
    page.locator("path.choroplethlocation").first.wait_for()
    chart(page, "unit-map").hover()
    path = saved(page, chart(page, "unit-map").locator(".modebar-btn"), tmp_path)
    content = path.read_bytes()
    assert path.name == "福建省地图.png"
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert (width > 1200, height) == (True, HEIGHT * 3)
    assert len(content) > 50_000
