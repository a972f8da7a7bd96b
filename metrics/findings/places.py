"""Say whose place among the units moved between two years, always with the counts behind it."""

from collections.abc import Sequence

from metrics.findings.words import place
from metrics.landscape import View
from metrics.rank_change import rank_changes
from metrics.table import Row

_MOST_RISERS, _MOST_FALLERS = 2, 1
_BY = {"recommended": "按当年推荐数", "listed": "按累计入选数", "benchmark": "按累计标杆数"}


def notable_moves(view: View, before: int, year: int) -> list[Row]:
    """Return the rows of `rank_changes` worth a word.

    Of one chosen unit its row, if it had or has anything; else whoever is new at the top and rose most, then
    who fell most, of the chosen units if any.
    """
    chosen = view.filters.units
    rows = [row for row in rank_changes(view, before, year) if not chosen or row["code"] in chosen]
    if len(chosen) == 1:
        return [row for row in rows if row["count_before"] or row["count"]]
    both = [row for row in rows if row["count_before"] and row["count"]]
    rose = [row for row in both if row["moved"] > 0 or _leads_alone_now(row)]
    risers = sorted(rose, key=lambda row: (row["rank"] > 1, -row["moved"]))
    fallers = sorted((row for row in both if row["moved"] < 0), key=lambda row: row["moved"])
    return risers[:_MOST_RISERS] + fallers[:_MOST_FALLERS]


def _leads_alone_now(row: Row) -> bool:
    return bool(row["rank"] == row["rank_before"] == 1 and row["tied_before"] and not row["tied"])


def moves_words(rows: Sequence[Row], stage: str, before: int, year: int) -> str:
    """Say the moves in one sentence."""
    return f"{_BY[stage]}，{year}年与{before}年相比，" + "，".join(_move(row) for row in rows)


def _move(row: Row) -> str:
    now, then = place(row["rank"], row["tied"]), place(row["rank_before"], row["tied_before"])
    counts = f"（{row['count_before']}项→{row['count']}项）"
    if not row["count"]:
        return f"{row['short_name']}由{then}变为没有项目{counts}"
    if not row["count_before"]:
        return f"{row['short_name']}从没有项目到居{now}{counts}"
    if now == then:
        return f"{row['short_name']}仍居{now}{counts}"
    verb = "升至" if row["moved"] > 0 else "降至" if row["moved"] < 0 else "变为"
    return f"{row['short_name']}由{then}{verb}{now}{counts}"
