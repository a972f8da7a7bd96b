"""Another program opens the slides: every page is there, drawn, and its Chinese is written in a Chinese typeface.

Needs LibreOffice with its presentation module; without it these tests are skipped, unless FACTORY_REQUIRE_OFFICE
says that it must be there.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from told import MANY, briefing, opened

from briefings.slides import slides

#: What in a typeface's name says that it knows Chinese.
CHINESE = (
    "CJK",
    "Noto Sans SC",
    "YaHei",
    "SimHei",
    "SimSun",
    "Song",
    "Hei",
    "DroidSansFallback",
    "Droid Sans Fallback",
)
TOOLS = ("soffice", "pdfinfo", "pdffonts", "pdftoppm")
LEAST_INK = 0.004
PATIENCE = 240


def unavailable(reason: str) -> None:
    """Skip, or fail where the office program is required."""
    if os.environ.get("FACTORY_REQUIRE_OFFICE"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def content() -> bytes:
    """Write the whole deck."""
    return slides(briefing(MANY))


@pytest.fixture(scope="module")
def rendered(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let the office program print the deck."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        unavailable(f"not installed: {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("rendered")
    (folder / "deck.pptx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "deck.pptx"),
    ]
    printed = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if not (folder / "deck.pdf").exists():
        unavailable(f"soffice cannot print presentations: {printed.stdout}{printed.stderr}")
    return folder / "deck.pdf"


def told_by(tool: str, file: Path) -> str:
    """Return what a tool says of a file."""
    return subprocess.run([tool, str(file)], capture_output=True, text=True, check=True).stdout


def ink(file: Path) -> float:
    """Return which part of a page picture is not white."""
    counts = Image.open(file).convert("L").histogram()
    return 1 - sum(counts[250:]) / sum(counts)


def test_every_slide_is_one_page(rendered: Path, content: bytes) -> None:
    assert f"Pages:           {len(opened(content).slides)}\n" in told_by("pdfinfo", rendered)


def test_chinese_is_written_in_a_chinese_typeface_and_carried_along(rendered: Path) -> None:
    fonts = told_by("pdffonts", rendered).splitlines()[2:]
    assert [line for line in fonts if any(name in line for name in CHINESE)] != []
    assert [line for line in fonts if line.split()[-5] != "yes"] == []


def test_no_page_is_blank(rendered: Path) -> None:
    pictures = rendered.parent / "page"
    subprocess.run(["pdftoppm", "-r", "40", "-png", str(rendered), str(pictures)], check=True)
    pages = sorted(rendered.parent.glob("page-*.png"))
    assert [page.name for page in pages if ink(page) < LEAST_INK] == []
    assert pages
