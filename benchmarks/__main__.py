"""Run the benchmarks: `python -m benchmarks [NAME]`; `report` fills the documents from the results."""

import sys
from importlib import import_module

NAMES = ("ingest", "filters", "pages", "browser", "boot", "million", "sessions", "processes", "briefings")

REPORT = "report"


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all."""
    if unknown := [name for name in names if name not in (*NAMES, REPORT)]:
        print(f"no such benchmark: {', '.join(unknown)} (there are: {', '.join((*NAMES, REPORT))})", file=sys.stderr)
        return 2
    for name in names or NAMES:
        import_module(f"benchmarks.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
