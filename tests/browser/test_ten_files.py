"""报送 in a browser: ten files at once, and the whole round from a blank table to the map."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from loaders.directory import Outcome
from loaders.vocabulary import vocabulary
from store.database import Database
from store.decisions import decide
from store.settings import DATABASE_URL
from store.submissions import all_submissions
from tests.browser.looking import click_unit, kpi, open_screen, settle, unit_shapes
from tests.browser.server import ROOT, running_dashboard

SAMPLES = sorted((ROOT / "data" / "samples" / "2025").iterdir())
QUANZHOU = "350500"
FIRST_ROW = 7
#: So many lines take seconds to read, on any machine: what is told meanwhile can be looked at.
LONG_TABLE = 40_000
PROJECT = {
    "企业名称": "泉州样例纺织有限公司",
    "项目名称": "5G柔性织造车间",
    "所属重点行业": "纺织",
    "建设类型": "车间级",
}


@dataclass(frozen=True)
class Desk:
    """A dashboard with a store of its own, and the same store as another process sees it."""

    address: str
    store: Database


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    url = f"sqlite:///{(tmp_path / 'desk.db').as_posix()}"
    database = Database(url)
    with running_dashboard({DATABASE_URL: url}) as address:
        yield Desk(address, database)
    database.close()


def run_over(page: Page) -> None:
    """Give a click the time to start its run, and wait until that is over."""
    page.wait_for_timeout(700)
    settle(page)


def upload(page: Page, *files: Path) -> None:
    """Choose files, and wait until they were taken in."""
    page.locator('[data-testid="stFileUploader"] input[type=file]').set_input_files(files)
    expect(page.get_by_text("本次登记", exact=False).first).to_be_visible(timeout=60_000)
    settle(page)


def row(page: Page, unit: str) -> Locator:
    """Return a unit's line of the ledger."""
    name = page.locator("strong").get_by_text(vocabulary().units.name(unit), exact=True)
    return page.get_by_test_id("stMarkdown").filter(has=name)


def save(page: Page, name: str, path: Path) -> Path:
    """Click on a download and keep what comes."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    download.value.save_as(path)
    return path


def test_ten_files_uploaded_at_once_are_checked_handled_and_replace_the_samples(page: Page, desk: Desk) -> None:
    open_screen(page, desk.address)
    expect(kpi(page, "推荐（项）")).to_have_text("220")
    open_screen(page, desk.address, "submissions")
    page.get_by_role("textbox", name="经办人").fill("张三")
    page.keyboard.press("Enter")
    settle(page)
    upload(page, *SAMPLES)
    expect(page.get_by_text("本次登记10份")).to_be_visible()
    expect(page.get_by_role("heading", name="2025年台账：待办10")).to_be_visible()
    assert len(all_submissions(desk.store)) == 10

    page.get_by_role("button", name="接受全部没有须改正的（4份）").click()
    expect(page.get_by_role("heading", name="2025年台账：已接受4，待办6")).to_be_visible()
    for _ in range(6):
        accept_next_faulty(page)
    expect(page.get_by_role("heading", name="2025年台账：已接受10")).to_be_visible()
    for unit in vocabulary().units.codes:
        expect(row(page, unit)).to_contain_text("已接受")
    assert {each.decided_by for each in all_submissions(desk.store) if each.is_current} == {"张三"}

    open_screen(page, desk.address)
    expect(kpi(page, "推荐（项）")).to_have_text("105")
    expect(page.get_by_text("样例数据：企业和项目均为虚构")).to_have_count(0)
    assert len(unit_shapes(page)) == 11


def test_while_files_are_read_the_bar_tells_how_many_are_and_the_last_of_them(
    page: Page, desk: Desk, tmp_path: Path
) -> None:
    open_screen(page, desk.address, "submissions")
    page.locator('[data-testid="stFileUploader"] input[type=file]').set_input_files(
        [*SAMPLES[:2], long_table(tmp_path)]
    )
    expect(page.get_by_test_id("stProgress")).to_have_text(f"2/3　{SAMPLES[1].name}", timeout=60_000)
    expect(page.get_by_text("本次登记3份")).to_be_visible(timeout=120_000)
    expect(page.get_by_test_id("stProgress")).to_have_count(0)


def long_table(folder: Path) -> Path:
    """Write a table that takes long to read."""
    lines = (f"样例企业{each}有限公司,5G样例车间{each},纺织,车间级" for each in range(LONG_TABLE))
    path = folder / "厦门市2025年推荐汇总表（样例长表）.csv"
    path.write_text("\n".join([",".join(PROJECT), *lines]), encoding="utf-8-sig")
    return path


def accept_next_faulty(page: Page) -> None:
    """Open the first that waits, accept it knowing its faults, and go back."""
    page.get_by_role("button", name="办理", exact=True).first.click()
    expect(page.get_by_role("heading", name="问题清单")).to_be_visible()
    settle(page)
    page.get_by_text("仍然接受").click()
    accept = page.get_by_role("button", name="接受", exact=True)
    expect(accept).to_be_enabled()
    accept.click()
    expect(page.get_by_text("已接受，").first).to_be_visible()
    page.get_by_role("button", name="返回台账").click()
    expect(page.get_by_role("heading", name="登记收到的表")).to_be_visible()
    settle(page)


def fill_in(blank: Path, filled: Path, **other: object) -> Path:
    """Fill one project into a blank table, as a unit does."""
    book = load_workbook(blank)
    sheet = book.worksheets[0]
    places = {str(cell.value).strip("*").split("\n")[0]: cell.column for cell in sheet[3] if cell.value}
    for heading, value in (PROJECT | other).items():
        sheet.cell(FIRST_ROW, places[heading], value)
    scenario = next(cell.column for cell in sheet[5] if cell.value == "柔性生产制造")
    sheet.cell(FIRST_ROW, scenario, "√")
    book.save(filled)
    return filled


# All of it in view: scrolling closes an open list.
@pytest.mark.parametrize("context", [{"viewport": {"width": 1440, "height": 1800}}], indirect=True, ids=["tall"])
def test_the_whole_round_from_a_blank_table_to_the_map(page: Page, desk: Desk, tmp_path: Path) -> None:
    open_screen(page, desk.address, "submissions", ledger="2025年")
    page.get_by_text("下载空白模板").click()
    choice = page.locator(".st-key-template-unit").get_by_role("combobox")
    choice.wait_for()
    run_over(page)
    choice.click()
    page.get_by_role("option", name="泉州市").click()
    run_over(page)
    blank = save(page, "下载模板", tmp_path / "blank.xlsx")

    upload(page, fill_in(blank, tmp_path / "泉州市2025年.xlsx", 建设类型="县级"))
    row(page, QUANZHOU).get_by_text("有问题").wait_for()
    page.get_by_role("button", name="办理", exact=True).first.click()
    expect(page.get_by_text("建设类型“县级”不在词表中。", exact=False)).to_be_visible()
    settle(page)
    returned = save(page, "退回修改", tmp_path / "returned.xlsx")
    expect(page.get_by_text("已记为退回修改")).to_be_visible()
    marked = load_workbook(returned)
    cell = next(cell for line in marked["推荐汇总表"].iter_rows() for cell in line if cell.value == "县级")
    assert "不在词表中" in cell.comment.text
    assert cell.fill.fgColor.rgb.endswith("F9D6D3")
    assert marked.sheetnames[0] == "退回说明"

    # The unit corrects the returned workbook itself and sends that.
    cell.value = "车间级"
    marked.save(tmp_path / "泉州市2025年（改）.xlsx")
    page.get_by_role("button", name="返回台账").click()
    settle(page)
    upload(page, tmp_path / "泉州市2025年（改）.xlsx")
    row(page, QUANZHOU).get_by_text("已收待办").wait_for()
    page.get_by_role("button", name="接受全部没有须改正的（1份）").click()
    expect(page.get_by_text("已接受1份，数字已计入统计。")).to_be_visible()
    assert [(each.version, each.status) for each in all_submissions(desk.store)] == [(2, "accepted"), (1, "returned")]

    listed = Outcome("listed", 2025, PROJECT["企业名称"], PROJECT["项目名称"], None, None, True, "", 0)
    assert decide(desk.store, [listed], "2025年国家5G工厂名录", by="张三") == 1
    open_screen(page, desk.address, stage="入选")
    expect(kpi(page, "累计入选（项）")).to_have_text("1")
    labels = page.locator(".st-key-unit-map .scatterlayer text")
    expect(labels.filter(has_text="泉州")).to_have_text("泉州1")
    click_unit(page, QUANZHOU)
    page.wait_for_url("**/cities**")
    expect(kpi(page, "入选")).to_have_text("1")
