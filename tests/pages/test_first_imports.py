"""What the first visitor does not need is not imported before somebody asks for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.boundaries import write_boundaries

ROOT = Path(__file__).resolve().parents[2]
WARM_UP = "import sys; from pages.parts.warm import warm_up; warm_up(); print('\\n'.join(sys.modules))"
FOR_LATER = (
    "geopandas",
    "shapely",
    "openpyxl",
    "pptx",
    "docx",
    "xlsxwriter",
    "matplotlib",
    "alembic",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return every module of a process made ready for its first visitor, with a store that is new."""
    # Once per installation they are computed, with geopandas; every process after it finds a file.
    write_boundaries(ROOT / "static" / "boundaries")
    store = tmp_path_factory.mktemp("store") / "new.db"
    told = subprocess.run(
        [sys.executable, "-c", WARM_UP],
        cwd=ROOT,
        env={**os.environ, "FACTORY_DATABASE_URL": f"sqlite:///{store.as_posix()}"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(told.stdout.splitlines())


def test_a_process_made_ready_has_what_every_screen_needs(imported: set[str]) -> None:
    assert {"pandas", "plotly", "sqlalchemy.dialects.sqlite"} <= imported


@pytest.mark.parametrize("package", FOR_LATER)
def test_nothing_for_later_is_imported_before_the_first_visitor(package: str, imported: set[str]) -> None:
    assert package not in imported
