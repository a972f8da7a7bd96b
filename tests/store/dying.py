"""Write into a store and die in the middle, told where over standard input: `python -m tests.store.dying`.

Every line names an action, a step and the store's URL, and is answered by `killed` or `finished`. Where the system can
fork, a copy of this process, warm already, does and dies; elsewhere this process does it itself and is started anew.
"""

import os
import signal
import sys
import time
from datetime import datetime
from importlib import import_module
from itertools import count
from typing import Any

from sqlalchemy import event

from store.database import Database
from store.decisions import decide
from store.submissions import accept, all_submissions, receive, withdraw
from store.targets import set_target
from tests.store.reading_building import FUZHOU, outcome, rich

#: Dies right away, as when the power goes or an officer ends the program by force.
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
NEWER, LIST = b"newer", b"list"


def clock() -> datetime:
    """Return always the same time, so that two stores can be compared."""
    return datetime(2026, 5, 4, 3, 2, 1)


def prepare(database: Database) -> None:
    """Bring a store to where every action has something to do."""
    for data, size in ((b"first", 2), (b"second", 3)):
        accept(database, receive(database, rich(FUZHOU, 2025, size), data, by="张").id, by="张")
    receive(database, rich(FUZHOU, 2025, 4), b"third", by="张")
    set_target(database, "province", "listed", 2027, 10, "旧文件", by="张")


def version(database: Database, number: int) -> int:
    """Return the number of a version of the table that `prepare` sent."""
    return next(one.id for one in all_submissions(database) if one.version == number)


ACTIONS = {
    "open": lambda database: database.revision(),
    "receive": lambda database: receive(database, rich(FUZHOU, 2025, 5), NEWER, by="王"),
    "accept": lambda database: accept(database, version(database, 3), by="王", note="核对过"),
    "withdraw": lambda database: withdraw(database, version(database, 2), by="王"),
    "decide": lambda database: decide(
        database,
        [outcome(f"样例{number}公司", f"样例项目{number}", 2025) for number in (1, 2)],
        "名单",
        by="王",
        data=LIST,
    ),
    "set_target": lambda database: set_target(database, "province", "listed", 2027, 20, "新文件", by="王"),
}


def die_at(database: Database, step: int) -> None:
    """Make the process die at the given step: before or after a statement, a commit, or letting go of a connection."""
    steps = count(1)

    def tick(*_: Any) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), KILL)

    engine = database.engine
    for name in ("before_cursor_execute", "after_cursor_execute", "checkin"):
        event.listen(engine, name, tick)
    event.listen(engine, "checkin", tick, insert=True)
    commit = engine.dialect.do_commit

    def commit_between(connection: Any) -> None:
        tick()
        commit(connection)
        tick()

    engine.dialect.do_commit = commit_between  # type: ignore[method-assign,assignment]


def act(url: str, action: str, step: int) -> None:
    """Do one action and die on the way, or, where it has fewer steps, end as a program ends."""
    database = Database(url, clock, patience=5)
    die_at(database, step)
    ACTIONS[action](database)
    database.close()


def keep_busy(url: str, told: int) -> None:
    """Write one target after another, until somebody ends it; tell by a byte when the first is written."""
    database = Database(url, clock, patience=5)
    for number in count(1):
        set_target(database, "province", "listed", 2030, number % 1000 + 1, f"{os.getpid()}之{number}", by="王")
        if number == 1:
            os.write(told, b".")


def in_a_copy(url: str, action: str, step: int) -> str:
    """Act in a copy of this process; `busy` is killed from outside, so many milliseconds after its first write."""
    hear, told = os.pipe()
    copy = os.fork()
    if not copy:
        try:
            keep_busy(url, told) if action == "busy" else act(url, action, step)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(told)
    if action == "busy" and os.read(hear, 1):
        time.sleep(step / 1000)
        os.kill(copy, KILL)
    os.close(hear)
    ended = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    return {0: "finished", -KILL: "killed"}.get(ended, f"failed with {ended}")


def main() -> None:
    """Answer line by line."""
    for module in ("alembic.command", "sqlalchemy.dialects.postgresql.psycopg", "psycopg"):
        # Once here, not in every copy.
        import_module(module)
    for line in sys.stdin:
        action, step, url = line.rstrip("\n").split(" ", 2)
        if hasattr(os, "fork"):
            print(in_a_copy(url, action, int(step)), flush=True)
        else:
            act(url, action, int(step))
            print("finished", flush=True)


if __name__ == "__main__":
    main()
