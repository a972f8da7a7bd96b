"""What all benchmarks share: turns, medians, the machine's facts, and where results are kept."""

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results"
ROOT = Path(__file__).resolve().parent.parent
TURNS = 5


def in_turns(contenders: Mapping[str, Callable[[], float]], turns: int = TURNS) -> dict[str, float]:
    """Return the median of what each contender returns; they take turns, so that a busy minute hits all."""
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(turns):
        for name, contender in contenders.items():
            found[name].append(contender())
    return {name: statistics.median(values) for name, values in found.items()}


def seconds(work: Callable[[], object]) -> Callable[[], float]:
    """Return a contender that tells how long `work` takes, in seconds."""

    def timed() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return timed


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under headings, numbers to the right."""
    texts = [list(headings), *([_text(value) for value in row] for row in rows)]
    widths = [max(len(line[column]) for line in texts) for column in range(len(headings))]
    for line in texts:
        first, *others = zip(line, widths, strict=True)
        print("  ".join([first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]))


def _text(value: object) -> str:
    return f"{value:,.4g}" if isinstance(value, float) else str(value)


def keep(name: str, packages: Sequence[str], results: Mapping[str, Any]) -> None:
    """Print the machine's facts and keep the results beside them as `results/NAME.json`."""
    facts = {
        "date": time.strftime("%Y-%m-%d"),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {package: version(package) for package in packages},
    }
    print(f"{facts['system']}, {facts['processors']} processors, Python {facts['python']}, {facts['versions']}")
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(facts | dict(results), ensure_ascii=False, indent=2)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
