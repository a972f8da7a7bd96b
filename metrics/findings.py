"""Say in one Chinese sentence what a frame shows. The sentences are computed; every share names its total."""

from collections.abc import Sequence

import pandas as pd

from loaders.vocabulary import UNKNOWN
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


def leader(frame: pd.DataFrame, verb: str = "最多", name: str = "name") -> str:
    """Name who leads a frame with the columns `name` and count, and with what share of the frame's total."""
    known = frame[frame["code"] != UNKNOWN]
    most, total = int(known["count"].max()) if len(known) else 0, int(frame["count"].sum())
    if not most:
        return NOTHING
    leaders = known.loc[known["count"] == most, name].tolist()
    if most == total:
        return f"{leaders[0]}{most}项"
    if len(leaders) > 1:
        return f"{listed_names(leaders)}并列{verb}，各{most}项"
    return f"{leaders[0]}{verb}，{most}项，占{total}项的{percent(most / total)}"


def blanks(reach: Reach, what: str = "尚无项目") -> str:
    """Name what has nothing; empty where all is reached or nothing is."""
    if not reach.blank or not reach.reached:
        return ""
    return f"{listed_names(reach.blank)}{what}"


def units_finding(frame: pd.DataFrame, view: View) -> str:
    """Who leads among all units and which have none; of a single chosen unit, its place."""
    everywhere = view.of_units()
    if len(view.filters.units) == 1:
        return _standing(frame, view.filters.units[0])
    return _joined(leader(frame, name="short_name"), blanks(units_reached(everywhere)))


def _standing(frame: pd.DataFrame, code: str) -> str:
    row, total = frame[frame["code"] == code].iloc[0], int(frame["count"].sum())
    if not row["count"]:
        return f"{row['short_name']}尚无项目，全省共{total}项"
    tied = "并列" if row["tied"] else ""
    return f"{row['short_name']}{row['count']}项，{tied}居全省第{row['rank']}位，占{total}项的{percent(row['count'] / total)}"


def sectors_finding(frame: pd.DataFrame, view: View) -> str:
    """Which sector leads, and which key sectors have none."""
    return _joined(leader(frame), "" if view.filters.sectors else blanks(sectors_reached(view)))


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
    return f"{last['year']}年推荐{last['recommended']}项{compared}；累计入选{last['listed_total']}项、标杆{last['benchmark_total']}个"


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
        pace = linear_pace(target_points(view, target), target.value, target.year)
        if pace.reached or pace.needed is None:
            continue
        end = (
            ""
            if pace.projected is None
            else f"，按目前年均{pace.average:.0f}外推，到{target.year}年约{pace.projected:.0f}"
        )
        sentences.append(f"{target.name}：距{target.year}年{target.value:g}的目标，尚需每年{pace.needed:.0f}{end}。")
    return sentences


def overview_findings(units: pd.DataFrame, trend: pd.DataFrame, progress: pd.DataFrame, view: View) -> list[str]:
    """The three sentences of 总览: where we stand, who leads and who is blank, what the guide's pairs still lack."""
    if not view.total():
        return [NOTHING]
    return [
        progress_finding(progress, view) + "；" + trend_finding(trend, view) + "。",
        f"{counted(view)}：{units_finding(units, view)}。",
        matrix_finding(pd.DataFrame(), view) + "。",
    ]


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)
