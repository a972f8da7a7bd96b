"""The list of problems in the documentation is the one the program has."""

import re
from pathlib import Path

from loaders.problems import CATALOGUE

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "problems.md"


def test_every_problem_stands_in_the_documentation_with_its_severity_and_title() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    documented = re.findall(r"^\| `([\w-]+)` \| (\w+) · \S+ \| (.+?) \| .+ \|$", text, flags=re.MULTILINE)
    assert documented == [(code, kind.severity.value, kind.title) for code, kind in CATALOGUE.items()]
