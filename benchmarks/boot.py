"""Measure how long a start takes, and what the process has imported once the first page has been shown.

Told are the seconds from the start of the process until it says that it is well, and until the first visitor has
all of the first page: everything is made ready before the first is let in, under `uvicorn app:app` as under
`streamlit run app.py`. The plain page of `plain/overview.py` stands beside them. What a document needs, or the
outlines once per installation, must not be imported by then; run() raises RuntimeError where it is.
"""

import asyncio
import json
import statistics
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from benchmarks.measuring import ROOT, TURNS, keep, print_table
from benchmarks.pages import empty_store, sound
from benchmarks.running import free_port
from benchmarks.serving import dashboard_command, serving, streamlit_command, uvicorn_command
from benchmarks.visitor import Visitor
from loaders.boundaries import write_boundaries

MODULES = "/modules"
FOR_LATER = ("geopandas", "shapely", "openpyxl", "pptx", "docx", "xlsxwriter", "matplotlib", "alembic", "psycopg")
DIALECTS, DIALECT_IN_USE = "sqlalchemy.dialects.", "sqlite"
#: What all dialects share, by name; every other part is a dialect.
_SHARED = {"_typing", "type_migration_guidelines"}
PLAIN = "plain page"
WAYS: dict[str, Callable[[int], Sequence[str]]] = {
    "streamlit run app.py": dashboard_command,
    "uvicorn app:app": lambda port: uvicorn_command("app:app", port),
    PLAIN: lambda port: streamlit_command("benchmarks/plain/overview.py", port),
}


def watched() -> Callable[..., Awaitable[None]]:
    """Return the dashboard that also tells, at /modules, what it has imported."""
    from app import app

    async def serve(scope: dict[str, Any], receive: Callable, send: Callable) -> None:
        if scope.get("path") != MODULES:
            await app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(sorted(sys.modules)).encode()})

    return serve


def imported() -> list[str]:
    """Return every module in the process when the first visitor has the first page."""
    write_boundaries(ROOT / "static" / "boundaries")
    port = free_port()
    command = uvicorn_command("benchmarks.boot:watched", port, "--factory")
    with empty_store() as environment, serving(command, port, environment=environment) as server:
        asyncio.run(visit(server.address))
        with urllib.request.urlopen(f"{server.address}{MODULES}") as answer:
            modules: list[str] = json.load(answer)
            return modules


def too_early(modules: Sequence[str]) -> list[str]:
    """Return what should not have been imported yet."""
    dialects = {name.split(".")[2] for name in modules if name.startswith(DIALECTS)} - {DIALECT_IN_USE} - _SHARED
    packages = {name.split(".")[0] for name in modules}
    return [*(name for name in FOR_LATER if name in packages), *sorted(f"{DIALECTS}{name}" for name in dialects)]


async def visit(address: str) -> None:
    """Open the first page."""
    visitor = await Visitor.arrive(address)
    sound(await visitor.open())
    await visitor.leave()


def start(command: Callable[[int], Sequence[str]]) -> tuple[float, float]:
    """Start a server; return the seconds until it answers, and until the first visitor has the first page."""
    port = free_port()
    with empty_store() as environment:
        begun = time.perf_counter()
        with serving(command(port), port, environment=environment) as server:
            healthy = time.perf_counter() - begun
            asyncio.run(visit(server.address))
            return healthy, time.perf_counter() - begun


def measure() -> dict[str, dict[str, float]]:
    """Return the medians of every way to start; they take turns."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    for _ in range(TURNS):
        for name, command in WAYS.items():
            found[name].append(start(command))
    return {
        name: {
            "health": round(statistics.median(healthy for healthy, _ in times), 2),
            "first page": round(statistics.median(shown for _, shown in times), 2),
        }
        for name, times in found.items()
    }


def run() -> None:
    """Measure, print and keep."""
    modules = imported()
    early = too_early(modules)
    seconds = measure()
    print("seconds from the start of the process")
    print_table(("", "health", "first page"), [(name, *each.values()) for name, each in seconds.items()])
    ratio = {
        name: {what: round(value / seconds[PLAIN][what], 2) for what, value in each.items()}
        for name, each in seconds.items()
        if name != PLAIN
    }
    print(f"to the {PLAIN}: {ratio}")
    print(f"{len(modules)} modules with the first page; imported too early: {', '.join(early) or 'none'}")
    found = {"modules": len(modules), "looked_for": FOR_LATER, "imported_too_early": early}
    results = {"seconds": seconds, "to_plain": ratio, **found}
    keep("boot", ("streamlit", "uvicorn", "pandas", "plotly", "sqlalchemy"), results)
    if early:
        raise RuntimeError(f"imported before anybody needs it: {', '.join(early)}")


if __name__ == "__main__":
    run()
