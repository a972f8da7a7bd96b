"""Say who leads a ranking, who holds which part of it, and who has nothing."""

from collections.abc import Sequence

from loaders.vocabulary import UNKNOWN, UNKNOWN_NAME
from metrics.coverage import Reach, sectors_reached, units_reached
from metrics.findings.words import NOTHING, joined, listed_names, part_of, percent, place
from metrics.landscape import View
from metrics.table import Row, Rows
from metrics.tally import tally


def leading(rows: Rows, name: str = "name", count: str = "count") -> tuple[list[str], int]:
    """Return who has the most, and how many; unknown leads nobody. Columns: code, `name`, `count`."""
    known = [row for row in rows if row["code"] != UNKNOWN]
    most = max((row[count] for row in known), default=0)
    return ([row[name] for row in known if row[count] == most] if most else []), most


def total_of(rows: Rows) -> int:
    """Add up the counts."""
    return sum(row["count"] for row in rows)


def leader(rows: Rows, name: str = "name", total: int | None = None) -> str:
    """Name who leads, and with what share of `total` (or of the sum)."""
    names, most = leading(rows, name)
    total = total or total_of(rows)
    if not most:
        return f"{total}项{'均' if total > 1 else ''}{UNKNOWN_NAME}" if total else NOTHING
    if most == total:
        return f"全部{total}项均属{names[0]}" if total > 1 else f"仅{names[0]}1项"
    if len(names) > 1:
        return f"{listed_names(names)}并列最多，各{most}项"
    return f"{names[0]}最多，{most}项，{part_of(most, total)}"


def blanks(reach: Reach) -> str:
    """Name all that has nothing; empty where all is reached or nothing is."""
    if not reach.blank or not reach.reached:
        return ""
    return "、".join(reach.blank) + "尚无项目"


def units_finding(rows: Rows, view: View) -> str:
    """Who leads among all units and which have none; of a single chosen unit, its place; of several, who leads them.

    `rows` count all units (`by_unit` of `View.of_units`).
    """
    if len(view.filters.units) > 1:
        return joined(chosen_units_lead(rows, view), blanks(_chosen_reach(rows, view)))
    return joined(units_lead(rows, view), "" if view.filters.units else blanks(units_reached(view)))


def units_lead(rows: Rows, view: View) -> str:
    """Who leads, without the blanks."""
    if len(view.filters.units) == 1:
        return standing(rows, view.filters.units[0], "short_name", "全省")
    if view.filters.units:
        return chosen_units_lead(rows, view)
    return leader(rows, name="short_name")


def chosen_units_lead(rows: Rows, view: View) -> str:
    """Who leads among several chosen units, and what part of the province they hold."""
    total, chosen = total_of(rows), _chosen(rows, view)
    count = total_of(chosen)
    if not count:
        return f"所选地市尚无项目，全省共{total}项" if total else NOTHING
    names, most = leading(chosen, "short_name")
    held = f"所选{len(view.filters.units)}个地市共{count}项，占全省{total}项的{percent(count / total)}"
    if not names or most == count:
        return held if not names else f"{held}，均属{names[0]}"
    return f"{held}，其中" + (
        f"{names[0]}最多（{most}项）" if len(names) == 1 else f"{listed_names(names)}并列最多（各{most}项）"
    )


def _chosen(rows: Rows, view: View) -> list[Row]:
    return [row for row in rows if row["code"] in view.filters.units]


def _chosen_reach(rows: Rows, view: View) -> Reach:
    chosen = _chosen(rows, view)
    blank = tuple(row["short_name"] for row in chosen if not row["count"])
    return Reach(len(chosen) - len(blank), len(chosen), blank)


def top_units(rows: Rows) -> list[Row]:
    """Return the rows of the first three units; none where the third place is shared: which three cannot be said."""
    known = sorted((row for row in rows if row["code"] != UNKNOWN and row["count"]), key=lambda row: -row["count"])
    shared = len(known) > 3 and known[2]["count"] == known[3]["count"]
    return [] if shared else known[:3]


def concentration_finding(rows: Rows, view: View) -> str:
    """How much of the total the first three units hold together, and which units have none."""
    first, total = top_units(rows), tally(view.of_units())
    if not first or view.filters.units:
        return units_finding(rows, view)
    return joined(concentration(first, total), blanks(units_reached(view)))


def concentration(first: Sequence[Row], total: int) -> str:
    """Say what the first three units (or fewer, if no more have any) hold together."""
    held, names = total_of(first), "、".join(row["short_name"] for row in first)
    if held == total:
        return f"项目集中在{names}，共{held}项"
    number = "三地" if len(first) == 3 else ""
    return f"{names}{number}共{held}项，{part_of(held, total)}"


def standing(rows: Rows, code: str, name: str, among: str) -> str:
    """Say which place one row of a ranking has; unknown is counted but has no place."""
    total, row = total_of(rows), next((row for row in rows if row["code"] == code), None)
    count, label = (row["count"], row[name]) if row else (0, UNKNOWN_NAME)
    if row is None or not count:
        return f"{label}尚无项目，{among}共{total}项" if total else NOTHING
    if count == total:
        return f"{among}共{total}项，全部属{label}" if total > 1 else f"{among}仅{label}1项"
    if row["rank"] is None:
        return f"{label}{count}项，{part_of(count, total)}"
    return f"{label}{count}项，居{among}{place(row['rank'], row['tied'])}，{part_of(count, total)}"


def measure_finding(rows: Rows, column: str, what: str, total: int, view: View) -> str:
    """Which units reach the most and the fewest of a closed list."""
    values = [row[column] for row in rows]
    most, fewest = max(values), min(values)
    if not most:
        return NOTHING

    def units(value: int) -> str:
        return listed_names([row["short_name"] for row in rows if row[column] == value])

    highest = f"{what}最多的是{units(most)}（{most}，共{total}）"
    return highest if most == fewest else f"{highest}，最少的是{units(fewest)}（{fewest}）"


def sectors_finding(rows: Rows, view: View) -> str:
    """Which key sector leads, how many are in none of them, which have none; of a single chosen one, its place."""
    if len(view.filters.sectors) == 1:
        return standing(rows, view.filters.sectors[0], "name", "全部行业")
    return joined(sectors_lead(rows), blanks(sectors_reached(view.of_sectors())))


def sectors_lead(rows: Rows) -> str:
    """Which key sector leads and how many are in none of them, without the blanks."""
    total, key = total_of(rows), key_sectors(rows)
    if not total:
        return NOTHING
    counts = {row["code"]: row["count"] for row in rows}
    others, unknown = counts.get("other", 0), counts.get(UNKNOWN, 0)
    if not total_of(key):
        rest = joined(f"其他行业{others}项" if others else "", f"{UNKNOWN_NAME}{unknown}项" if unknown else "")
        return f"十个重点行业尚无项目；{rest}"
    return joined(leader(key, total=total), f"其他行业{others}项" if others else "")


def key_sectors(rows: Rows) -> list[Row]:
    """Return the rows of the ten key sectors."""
    return [row for row in rows if row["is_key"]]
