"""Fill the tables of the documents from the stored results: `python -m benchmarks report`.

Between `<!-- results: NAME/KEY/… -->` and `<!-- end -->` stands what `results/NAME.json` holds under these keys, as a
table; `NAME/facts` is when, on what and with which versions it was measured.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.measuring import RESULTS, ROOT

DOCUMENTS = ("docs/performance.md", "docs/deployment.md")
_MARKED = re.compile(r"(<!-- results: (\S+) -->\n).*?(<!-- end -->)", flags=re.DOTALL)
_NOTHING = "Not measured yet.\n"


def run() -> None:
    """Fill all documents."""
    for name in DOCUMENTS:
        path = ROOT / name
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"filled {name}")


def filled(document: str) -> str:
    """Return a document with all its tables as the results are now."""
    return _MARKED.sub(lambda found: found[1] + _shown(*found[2].split("/")) + found[3], document)


def _shown(name: str, *keys: str) -> str:
    path = RESULTS / f"{name}.json"
    if not path.is_file():
        return _NOTHING
    found = json.loads(path.read_text(encoding="utf-8"))
    if keys == ("facts",):
        return _facts(found)
    for key in keys:
        if key not in found:
            return _NOTHING
        found = found[key]
    return _table(*_rows(found)) if isinstance(found, list | dict) else f"{_text(found)}\n"


def _facts(found: Mapping[str, Any]) -> str:
    versions = ", ".join(f"{package} {version}" for package, version in found["versions"].items())
    return f"{found['date']}, {found['processors']} processors, Python {found['python']}, {versions}.\n"


def _rows(found: Any) -> tuple[list[str], list[list[Any]]]:
    """Return headings and rows of a list of rows, of named rows, or of named values."""
    if isinstance(found, list):
        return list(found[0]), [list(row.values()) for row in found]
    rows = {name: row for name, row in found.items() if isinstance(row, Mapping)}
    if len(rows) < len(found):
        return ["", ""], [[name, value] for name, value in found.items() if name not in rows]
    headings = list(dict.fromkeys(heading for row in rows.values() for heading in row))
    return ["", *headings], [[name, *(row.get(heading, "") for heading in headings)] for name, row in rows.items()]


def _table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    lines = [headings, ["---", *("--:" for _ in headings[1:])], *rows]
    return "".join(f"| {' | '.join(map(_text, line))} |\n" for line in lines)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,}"
    return ", ".join(map(_text, value)) if isinstance(value, list) else value.replace("_", " ")
