"""Let an office program print a document, and look at the pages as a reader does."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

#: What in a typeface's name says that it knows Chinese.
CHINESE = ("CJK", "Noto Sans SC", "YaHei", "SimHei", "SimSun", "SimFang", "Song", "Hei", "Fang", "DroidSansFallback")
_TOOLS = ("soffice", "pdfinfo", "pdffonts", "pdftoppm", "pdftotext")
_PATIENCE = 240


def _unavailable(reason: str) -> None:
    """Skip, or fail where the office program is required."""
    if os.environ.get("FACTORY_REQUIRE_OFFICE"):
        pytest.fail(reason)
    pytest.skip(reason)


def printed(content: bytes, suffix: str, folder: Path) -> Path:
    """Print a document as PDF; skip where no office program can."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        _unavailable(f"not installed: {', '.join(missing)}")
    document = folder / f"document{suffix}"
    document.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    if not document.with_suffix(".pdf").exists():
        _unavailable(f"soffice cannot print {suffix}: {told.stdout}{told.stderr}")
    return document.with_suffix(".pdf")


def page_count(pdf: Path) -> int:
    """Count the pages."""
    lines = _told_by("pdfinfo", pdf).splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("Pages:")))


def page_size(pdf: Path) -> str:
    """Return the size of the first page, such as A4."""
    return next(line for line in _told_by("pdfinfo", pdf).splitlines() if line.startswith("Page size:"))


def fonts(pdf: Path) -> list[str]:
    """Return one line a typeface: its name and whether it is carried along."""
    return _told_by("pdffonts", pdf).splitlines()[2:]


def words(pdf: Path) -> str:
    """Return all that is written, without spaces."""
    return "".join(_told_by("pdftotext", pdf, "-").split())


def ink(pdf: Path) -> list[float]:
    """Return which part of every page is not white."""
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "40", "-png", str(pdf), str(stem)], check=True)
    counts = [Image.open(page).convert("L").histogram() for page in sorted(pdf.parent.glob(f"{stem.name}-*.png"))]
    return [1 - sum(count[250:]) / sum(count) for count in counts]


def _told_by(tool: str, file: Path, *more: str) -> str:
    return subprocess.run([tool, str(file), *more], capture_output=True, encoding="utf-8", check=True).stdout
