"""Looking at a chart loads none of the libraries that write documents: they cost a second and a hundred megabytes."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOOKING = """
import sys
import pages.parts.cards, pages.parts.documents, briefings.pack, briefings.pictures, briefings.text, briefings.workbook
print(sorted({"docx", "matplotlib", "pptx", "geopandas"} & set(sys.modules)))
"""


def test_a_card_with_its_downloads_loads_no_library_for_documents() -> None:
    told = subprocess.run([sys.executable, "-c", LOOKING], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert told.stdout.strip() == "[]"
