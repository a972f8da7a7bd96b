"""The packages import only what stands to their left, and keep the house rules that no linter knows."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("loaders", "store", "metrics", "charts", "briefings", "pages", "deploy")
FILES = sorted(
    [ROOT / "app.py", *(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))],
)
DOCUMENTED = [path for path in FILES if path.relative_to(ROOT).parts[0] in ("loaders", "metrics", "charts")]
LONGEST_MODULE = 400

#: What a package may import of ours, besides itself. A name with a dot is that module only.
MAY_IMPORT = {
    "loaders": set(),
    "store": {"loaders"},
    "metrics": {"loaders"},
    "charts": {"metrics", "loaders.vocabulary"},
    "briefings": {"charts", "metrics", "loaders.vocabulary", "loaders.inert"},
    # A command is an entrance, as app.py is: it fetches the data that the package itself is only handed.
    "briefings/__main__.py": {"charts", "metrics", "loaders", "store"},
    "pages": {"loaders", "store", "metrics", "charts", "briefings"},
    "deploy": {"loaders", "pages"},
    "app.py": {"pages", "deploy"},
}
#: Imports that reach files, the network, the clock or the screen: not for pure functions.
NOT_IN_METRICS = {"pathlib", "os", "io", "datetime", "time", "requests", "urllib", "streamlit", "plotly", "openpyxl"}


def name_of(path: Path) -> str:
    """Return a path as shown in a failing test."""
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Return every module a file imports, wherever in it."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def is_ours(module: str) -> bool:
    """Return whether a module belongs to this project."""
    return module.split(".")[0] in (*PACKAGES, "app")


def is_allowed(module: str, own: str, allowed: set[str]) -> bool:
    """Return whether a package may import a module of ours; `loaders` alone only to reach an allowed part of it."""
    parts = module.split(".")
    return bool({parts[0], ".".join(parts[:2])} & {own, *allowed}) or any(a.startswith(module + ".") for a in allowed)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_packages_import_only_what_stands_to_their_left(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0]
    allowed = MAY_IMPORT.get(name_of(path), MAY_IMPORT[own])
    ours = {module for module in imports(path) if is_ours(module)}
    assert {module for module in ours if not is_allowed(module, own, allowed)} == set()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_what_draws_or_serves_the_pages_imports_streamlit(path: Path) -> None:
    may = path.relative_to(ROOT).parts[0] in ("app.py", "pages", "deploy")
    assert may or "streamlit" not in {module.split(".")[0] for module in imports(path)}


@pytest.mark.parametrize("path", sorted((ROOT / "metrics").rglob("*.py")), ids=name_of)
def test_metrics_reach_no_files_no_clock_and_no_screen(path: Path) -> None:
    assert {module.split(".")[0] for module in imports(path)} & NOT_IN_METRICS == set()


def test_data_holds_no_logic() -> None:
    assert list((ROOT / "data").rglob("*.py")) == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_module_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_error_is_swallowed(path: Path) -> None:
    handlers = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ExceptHandler)]
    bare = [node.lineno for node in handlers if node.type is None]
    silent = [node.lineno for node in handlers if isinstance(node.body[0], ast.Pass)]
    assert (bare, silent) == ([], [])


@pytest.mark.parametrize("path", DOCUMENTED, ids=name_of)
def test_public_names_say_what_they_are_for(path: Path) -> None:
    tree = tree_of(path)
    named = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    missing = [node.name for node in named if not node.name.startswith("_") and not ast.get_docstring(node)]
    assert (ast.get_docstring(tree) is not None, missing) == (True, [])


def opens_text_without_encoding(call: ast.Call) -> bool:
    """Return whether a call reads or writes text and leaves the encoding to the machine."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    named = {keyword.arg for keyword in call.keywords}
    modes = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    binary = any(isinstance(mode, str) and "b" in mode for mode in modes)
    return name in ("open", "read_text", "write_text") and "encoding" not in named and not binary


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_text_files_are_opened_with_their_encoding(path: Path) -> None:
    calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    assert [call.lineno for call in calls if opens_text_without_encoding(call)] == []


def test_the_files_checked_here_are_the_whole_program() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and list(path.glob("*.py"))}
    assert folders - {"benchmarks", "deploy", "scripts", "tests"} <= set(PACKAGES)


#: The rooms inside the loaders: what each may not know of.
UNKNOWN_TO = {"formats": {"tables", "documents"}, "tables": {"documents"}}


@pytest.mark.parametrize("room", UNKNOWN_TO)
def test_the_rooms_of_the_loaders_open_in_one_direction(room: str) -> None:
    known = {
        f"{name_of(path)}: {module}"
        for path in (ROOT / "loaders" / room).glob("*.py")
        for module in imports(path)
        if module.split(".")[:1] == ["loaders"] and module.split(".")[1:2] and module.split(".")[1] in UNKNOWN_TO[room]
    }
    assert known == set()
