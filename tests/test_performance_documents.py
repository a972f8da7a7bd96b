"""What the documents say of speed is what was measured last."""

import pytest

from benchmarks.__main__ import NAMES
from benchmarks.report import DOCUMENTS, ROOT, filled


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_tables_of_a_document_are_the_stored_results(name: str) -> None:
    """After a new measurement: `python -m benchmarks report`."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert filled(text) == text


@pytest.mark.parametrize("name", NAMES)
def test_every_benchmark_is_named_in_the_document(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
