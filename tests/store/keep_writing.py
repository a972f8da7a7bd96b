"""Write to a store without a pause until told to end: `python keep_writing.py URL STOP_FILE`."""

import sys
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from loaders.tables.project import Project
from loaders.workbook import Reading
from store.database import Database
from store.submissions import accept, receive

ROWS = 40


def reading(number: int) -> Reading:
    """A table of projects, another one for every number."""
    projects = tuple(
        Project(
            f"项目{number}之{row}", f"企业{row}", None, "350100", None, "steel", "line", ("unit_simulation",),
            None, None, None, None, None, "表", row, "B1",
        )
        for row in range(ROWS)
    )  # fmt: skip
    return Reading("表.xlsx", 2025, "350100", projects, (), {}, ())


def main(url: str, stop: Path) -> None:
    """Receive and accept one version after another."""
    database = Database(url)
    for number in count():
        if stop.exists():
            return
        data = str(number).encode() * 20_000
        accept(database, receive(database, reading(number), data, by="写入").id, by="写入")
        print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
