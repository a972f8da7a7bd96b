"""The published lines of a revision, beside projects that may be of the one before."""

from pathlib import Path

from loaders.facts import facts
from loaders.vocabulary import vocabulary
from metrics.landscape import Filters, Landscape
from pages.parts.directory.lines import latest_first
from store.collection import collect
from store.database import Database
from store.decisions import decide
from store.settings import sqlite_url
from store.standings import standings
from store.submissions import accept, receive
from tests.store.reading_building import FUZHOU, outcome, project, reading

ENTERPRISE = "福州样例电子有限公司"


def test_a_line_newer_than_the_projects_is_left_out_until_they_are_read(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "store.db"))
    sent = reading(project(ENTERPRISE, "样例工厂"), unit=FUZHOU, year=2024)
    accept(database, receive(database, sent, b"1", by="张").id, by="张")
    decide(database, [outcome(ENTERPRISE, "样例工厂", 2024)], "名录", by="张")
    before = collect(database)
    decide(database, [outcome("厦门样例航空有限公司", "样例机库", 2025)], "名录", by="张")
    lines = standings(database)
    assert [line.decision.year for line in lines] == [2024, 2025]
    for received, left in ((before, [2024]), (collect(database), [2025, 2024])):
        whole = Landscape.of(received.projects, received.uses, vocabulary(), facts())
        ordered = latest_first(received.revision, lines, whole, received.projects.index)
        assert [line.decision.year for line in ordered.left(Filters())] == left
    database.close()
