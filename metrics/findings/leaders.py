"""Say who leads a ranking, who holds which part of it, and who has nothing."""

import pandas as pd

from loaders.vocabulary import UNKNOWN, UNKNOWN_NAME
from metrics.coverage import Reach, sectors_reached, units_reached
from metrics.findings.words import NOTHING, joined, listed_names, part_of, percent, place
from metrics.landscape import View


def leading(frame: pd.DataFrame, name: str = "name") -> tuple[list[str], int]:
    """Return who has the most of a frame, and how many; unknown leads nobody. Columns: code, `name`, count."""
    known = frame[frame["code"] != UNKNOWN]
    most = int(known["count"].max()) if len(known) else 0
    return (known.loc[known["count"] == most, name].tolist() if most else []), most


def leader(frame: pd.DataFrame, name: str = "name", total: int | None = None) -> str:
    """Name who leads a frame, and with what share of `total` (or its sum)."""
    names, most = leading(frame, name)
    total = total or int(frame["count"].sum())
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


def units_finding(frame: pd.DataFrame, view: View) -> str:
    """Who leads among all units and which have none; of a single chosen unit, its place; of several, who leads them.

    `frame` counts all units (`by_unit` of `View.of_units`).
    """
    if len(view.filters.units) > 1:
        return joined(chosen_units_lead(frame, view), blanks(_chosen_reach(frame, view)))
    return joined(units_lead(frame, view), "" if view.filters.units else blanks(units_reached(view)))


def units_lead(frame: pd.DataFrame, view: View) -> str:
    """Who leads, without the blanks."""
    if len(view.filters.units) == 1:
        return standing(frame, view.filters.units[0], "short_name", "全省")
    if view.filters.units:
        return chosen_units_lead(frame, view)
    return leader(frame, name="short_name")


def chosen_units_lead(frame: pd.DataFrame, view: View) -> str:
    """Who leads among several chosen units, and what part of the province they hold."""
    total, chosen = int(frame["count"].sum()), frame[frame["code"].isin(view.filters.units)]
    count = int(chosen["count"].sum())
    if not count:
        return f"所选地市尚无项目，全省共{total}项" if total else NOTHING
    names, most = leading(chosen, "short_name")
    held = f"所选{len(view.filters.units)}个地市共{count}项，占全省{total}项的{percent(count / total)}"
    if not names or most == count:
        return held if not names else f"{held}，均属{names[0]}"
    return f"{held}，其中" + (
        f"{names[0]}最多（{most}项）" if len(names) == 1 else f"{listed_names(names)}并列最多（各{most}项）"
    )


def _chosen_reach(frame: pd.DataFrame, view: View) -> Reach:
    chosen = frame[frame["code"].isin(view.filters.units)]
    blank = tuple(chosen.loc[chosen["count"] == 0, "short_name"])
    return Reach(len(chosen) - len(blank), len(chosen), blank)


def top_units(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the first three units; empty where the third place is shared: which three cannot be said."""
    known = frame[(frame["code"] != UNKNOWN) & (frame["count"] > 0)]
    known = known.sort_values("count", ascending=False, kind="stable")
    shared = len(known) > 3 and known.iloc[2]["count"] == known.iloc[3]["count"]
    return known.head(0 if shared else 3)


def concentration_finding(frame: pd.DataFrame, view: View) -> str:
    """How much of the total the first three units hold together, and which units have none."""
    first, total = top_units(frame), view.of_units().total()
    if first.empty or view.filters.units:
        return units_finding(frame, view)
    return joined(concentration(first, total), blanks(units_reached(view)))


def concentration(first: pd.DataFrame, total: int) -> str:
    """Say what the first three units (or fewer, if no more have any) hold together."""
    held, names = int(first["count"].sum()), "、".join(first["short_name"])
    if held == total:
        return f"项目集中在{names}，共{held}项"
    number = "三地" if len(first) == 3 else ""
    return f"{names}{number}共{held}项，{part_of(held, total)}"


def standing(frame: pd.DataFrame, code: str, name: str, among: str) -> str:
    """Say which place one row of a ranking has; unknown is counted but has no place."""
    total, rows = int(frame["count"].sum()), frame[frame["code"] == code]
    count = int(rows["count"].sum())
    label = rows.iloc[0][name] if len(rows) else UNKNOWN_NAME
    if not count:
        return f"{label}尚无项目，{among}共{total}项" if total else NOTHING
    if count == total:
        return f"{among}共{total}项，全部属{label}" if total > 1 else f"{among}仅{label}1项"
    if pd.isna(rows.iloc[0]["rank"]):
        return f"{label}{count}项，{part_of(count, total)}"
    at = place(int(rows.iloc[0]["rank"]), bool(rows.iloc[0]["tied"]))
    return f"{label}{count}项，居{among}{at}，{part_of(count, total)}"


def measure_finding(frame: pd.DataFrame, column: str, what: str, total: int, view: View) -> str:
    """Which units reach the most and the fewest of a closed list."""
    most, fewest = int(frame[column].max()), int(frame[column].min())
    if not most:
        return NOTHING

    def units(value: int) -> str:
        return listed_names(frame.loc[frame[column] == value, "short_name"].tolist())

    highest = f"{what}最多的是{units(most)}（{most}，共{total}）"
    return highest if most == fewest else f"{highest}，最少的是{units(fewest)}（{fewest}）"


def sectors_finding(frame: pd.DataFrame, view: View) -> str:
    """Which key sector leads, how many are in none of them, which have none; of a single chosen one, its place."""
    if len(view.filters.sectors) == 1:
        return standing(frame, view.filters.sectors[0], "name", "全部行业")
    return joined(sectors_lead(frame), blanks(sectors_reached(view.of_sectors())))


def sectors_lead(frame: pd.DataFrame) -> str:
    """Which key sector leads and how many are in none of them, without the blanks."""
    total, key = int(frame["count"].sum()), frame[frame["is_key"]]
    if not total:
        return NOTHING
    others = int(frame.loc[frame["code"] == "other", "count"].sum())
    unknown = int(frame.loc[frame["code"] == UNKNOWN, "count"].sum())
    if not key["count"].any():
        rest = joined(f"其他行业{others}项" if others else "", f"{UNKNOWN_NAME}{unknown}项" if unknown else "")
        return f"十个重点行业尚无项目；{rest}"
    return joined(leader(key, total=total), f"其他行业{others}项" if others else "")
