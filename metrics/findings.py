"""Say in one Chinese sentence what a frame shows. The sentences are computed; every share names its total."""

from collections.abc import Sequence

import pandas as pd

from loaders.vocabulary import UNKNOWN, UNKNOWN_NAME
from metrics.coverage import Reach, pairs_reached, sector_pairs, sectors_reached, units_reached
from metrics.landscape import View
from metrics.progress import linear_pace, target_points

NOTHING = "当前筛选下没有项目"
_MOST_NAMES = 4


def percent(fraction: float) -> str:
    """Return 0.234 as 23.4% and 0.5 as 50%: one decimal at most."""
    return f"{fraction * 100:.1f}".removesuffix(".0") + "%"


def listed_names(names: Sequence[str], most: int = _MOST_NAMES) -> str:
    """Join names with 、; of many, the first few and how many there are in all."""
    if len(names) <= most:
        return "、".join(names)
    return "、".join(names[:most]) + f"等{len(names)}个"


def counted(view: View) -> str:
    """Say what the view counts, and whether that is of one year or so far."""
    years, year = view.landscape.years, view.filters.year
    if view.filters.stage == "recommended":
        if year:
            return f"{year}年推荐项目"
        span = f"{years[0]}—{years[-1]}年" if len(years) > 1 else (f"{years[0]}年" if years else "")
        return f"{span}推荐项目（各年合计）"
    noun = "入选国家名录项目" if view.filters.stage == "listed" else "标杆工厂"
    return f"截至{view.latest_year}年累计{noun}" if view.latest_year else noun


def leader(frame: pd.DataFrame, name: str = "name", total: int | None = None) -> str:
    """Name who leads a frame with the columns `name` and count, and with what share of `total` (or its sum)."""
    known = frame[frame["code"] != UNKNOWN]
    most, total = int(known["count"].max()) if len(known) else 0, total or int(frame["count"].sum())
    if not most:
        return NOTHING
    leaders = known.loc[known["count"] == most, name].tolist()
    if most == total:
        return f"{leaders[0]}{most}项"
    if len(leaders) > 1:
        return f"{listed_names(leaders)}并列最多，各{most}项"
    return f"{leaders[0]}最多，{most}项，占{total}项的{percent(most / total)}"


def blanks(reach: Reach) -> str:
    """Name all that has nothing; empty where all is reached or nothing is."""
    if not reach.blank or not reach.reached:
        return ""
    return "、".join(reach.blank) + "尚无项目"


def units_finding(frame: pd.DataFrame, view: View) -> str:
    """Who leads among all units and which have none; of a single chosen unit, its place."""
    everywhere = view.of_units()
    if len(view.filters.units) == 1:
        return _standing(frame, view.filters.units[0], "short_name", "全省")
    return _joined(leader(frame, name="short_name"), blanks(units_reached(everywhere)))


def concentration_finding(frame: pd.DataFrame, view: View) -> str:
    """How much of the total the first three units hold together, and which units have none."""
    known, total = frame[(frame["code"] != UNKNOWN) & (frame["count"] > 0)], view.of_units().total()
    known = known.sort_values("count", ascending=False, kind="stable")
    if known.empty:
        return NOTHING
    first = known.head(3)
    if len(known) > 3 and known.iloc[2]["count"] == known.iloc[3]["count"]:
        # The third place is shared: which three lead cannot be said.
        return units_finding(frame, view)
    held, names = int(first["count"].sum()), "、".join(first["short_name"])
    if len(known) <= len(first):
        head = f"项目集中在{names}，共{held}项"
    else:
        head = f"{names}三地共{held}项，占{total}项的{percent(held / total)}"
    return _joined(head, blanks(units_reached(view.of_units())))


def _standing(frame: pd.DataFrame, code: str, name: str, among: str) -> str:
    """Say which place one row of a ranking has; unknown is counted but has no place."""
    total, rows = int(frame["count"].sum()), frame[frame["code"] == code]
    count = int(rows["count"].sum())
    label = rows.iloc[0][name] if len(rows) else UNKNOWN_NAME
    if not count:
        return f"{label}尚无项目，{among}共{total}项"
    share = f"占{total}项的{percent(count / total)}"
    if pd.isna(rows.iloc[0]["rank"]):
        return f"{label}{count}项，{share}"
    tied = "并列" if rows.iloc[0]["tied"] else ""
    return f"{label}{count}项，{tied}居{among}第{rows.iloc[0]['rank']}位，{share}"


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
        return _standing(frame, view.filters.sectors[0], "name", "全部行业")
    total, key = int(frame["count"].sum()), frame[frame["is_key"]]
    others = int(frame.loc[frame["code"] == "other", "count"].sum())
    return _joined(
        leader(key, total=total) if key["count"].any() or not total else "",
        f"其他行业{others}项" if others else "",
        blanks(sectors_reached(view.of_sectors())),
    )


def tiers_finding(frame: pd.DataFrame, view: View) -> str:
    """How the tiers share the total."""
    total = int(frame["count"].sum())
    if not total:
        return NOTHING
    parts = [
        f"{row.name_}{row.count_}项（{percent(row.share)}）"
        for row in frame.rename(columns={"name": "name_", "count": "count_"}).itertuples()
        if row.count_
    ]
    return "，".join(parts)


def tier_leaders_finding(frame: pd.DataFrame, view: View) -> str:
    """In which sector each tier is most frequent."""
    if not frame["total"].sum():
        return NOTHING
    parts = []
    for tier in view.words.tiers:
        most = int(frame[tier.code].max())
        if most:
            leaders = frame.loc[frame[tier.code] == most, "name"].tolist()
            parts.append(f"{tier.name}以{listed_names(leaders, 2)}最多（{'各' if len(leaders) > 1 else ''}{most}项）")
    return "，".join(parts) or "建设类型均未填报"


def tier_years_finding(frame: pd.DataFrame, view: View) -> str:
    """How the share of whole plants moved between the first and the last year."""
    years = frame[frame["total"] > 0]
    if years.empty:
        return NOTHING
    shown = [years.iloc[0], years.iloc[-1]] if len(years) > 1 else [years.iloc[-1]]
    parts = [
        f"{row['name']}{row['total']}项中{row['plant']}项（{percent(row['plant'] / row['total'])}）" for row in shown
    ]
    return "工厂级：" + "，".join(parts)


def scenarios_finding(frame: pd.DataFrame, view: View) -> str:
    """Which scenario most projects use, and which of the twenty nobody does."""
    known = frame[(frame["code"] != UNKNOWN) & (frame["count"] > 0)]
    if known.empty:
        return NOTHING
    first = known.sort_values("count", ascending=False, kind="stable").iloc[0]
    unused = frame[frame["is_typical"] & (frame["count"] == 0)]["name"].tolist()
    return _joined(
        f"{first['name']}应用最广，{view.total()}个项目中有{first['count']}个在用（{percent(first['share'])}）",
        f"{listed_names(unused)}尚无应用" if unused else "二十个典型场景均有应用",
    )


def matrix_finding(frame: pd.DataFrame, view: View) -> str:
    """What the matrix shows of the guide's pairs."""
    return pairs_finding(view)


def pairs_finding(view: View) -> str:
    """How many of the guide's pairs are reached, and where most are blank."""
    reach = pairs_reached(view)
    sectors = sector_pairs(view)
    missing = sectors["pairs"] - sectors["pairs_reached"]
    if not missing.any():
        return f"指南推荐的{reach.total}组“行业×场景”全部有项目"
    names = sectors.loc[missing == missing.max(), "name"].tolist()
    return _joined(
        f"指南推荐的{reach.total}组“行业×场景”已覆盖{reach.reached}组",
        f"空白最多的是{listed_names(names)}（{'各' if len(names) > 1 else ''}{missing.max()}组）"
        if reach.reached
        else "",
    )


def trend_finding(frame: pd.DataFrame, view: View) -> str:
    """What the last year brought against the year before."""
    if frame.empty:
        return NOTHING
    last = frame.iloc[-1]
    compared = ""
    if len(frame) > 1:
        change = int(last["recommended"] - frame.iloc[-2]["recommended"])
        compared = "，与上年持平" if not change else f"，比上年{'多' if change > 0 else '少'}{abs(change)}项"
    so_far = f"累计入选{last['listed_total']}项、标杆{last['benchmark_total']}个"
    return f"{last['year']}年推荐{last['recommended']}项{compared}；{so_far}"


def progress_finding(frame: pd.DataFrame, view: View) -> str:
    """How far the national list is, and what Fujian's part in it is."""
    listed = frame[(frame["code"] == "national_listed_2025") & frame["achieved"].notna()]
    if listed.empty:
        return "该年尚无公开的全国数字"
    row = listed.iloc[0]
    return _joined(
        f"全国{row['target']:g}家目标已完成{percent(row['share'])}",
        f"福建累计入选{row['fujian']}家，占全国{row['achieved']:g}家的{percent(row['fujian_share'])}",
    )


def pace_sentences(view: View) -> list[str]:
    """Say for every target still open what a straight line gives."""
    sentences = []
    for target in view.landscape.facts.targets:
        points = target_points(view, target)
        pace = linear_pace(points, target.value, target.year)
        if pace.reached or pace.needed is None:
            continue
        unit, (year, total) = target.unit_label, points[-1]
        goal = f"距{target.year}年{target.value:g}{unit}的目标还差{target.value - total:g}{unit}"
        line = (
            f"按已有年均{pace.average:.0f}{unit}外推，到{target.year}年约{pace.projected:.0f}{unit}"
            if pace.projected is not None
            else "公开数字只有一年，不外推"
        )
        sentences.append(
            f"{target.name}：截至{year}年{total:g}{unit}，{goal}，尚需每年{pace.needed:.0f}{unit}；{line}。"
        )
    return sentences


def overview_findings(units: pd.DataFrame, trend: pd.DataFrame, progress: pd.DataFrame, view: View) -> list[str]:
    """The three sentences of 总览: where we stand, who leads and who is blank, what the guide's pairs still lack."""
    if not view.total():
        return [NOTHING]
    return [
        progress_finding(progress, view) + "；" + trend_finding(trend, view) + "。",
        f"{counted(view)}：{units_finding(units, view)}。",
        pairs_finding(view) + "。",
    ]


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)
