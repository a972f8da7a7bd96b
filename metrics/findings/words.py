"""The wording that titles and findings share, so that a comparison or a share reads the same everywhere."""

from collections.abc import Sequence

from loaders.vocabulary import UNKNOWN
from metrics.landscape import View
from metrics.trend import recommended_years

NOTHING = "当前筛选下没有项目"
#: Of fewer than these, a rate is told with its counts but never compared, and no growth is given in percent.
FEWEST = 5
#: What one item of each stage is called.
NOUNS = {"recommended": "推荐项目", "listed": "入选项目", "benchmark": "标杆工厂"}
_MOST_NAMES = 4
_LEAST, _MOST = 0.001, 0.999


def percent(fraction: float) -> str:
    """Return 0.234 as 23.4% and 0.5 as 50%: one decimal at most; never 0% of something nor 100% of not all."""
    if 0 < fraction < _LEAST / 2:
        return "不足0.1%"
    shown = min(fraction, _MOST) if fraction < 1 else fraction
    return f"{shown * 100:.1f}".removesuffix(".0") + "%"


def figure(value: float) -> str:
    """Return 1000.0 as 1000: targets and public figures are whole, but stored as floats."""
    return f"{value:.12g}"


def listed_names(names: Sequence[str], most: int = _MOST_NAMES) -> str:
    """Join names with 、; of many, the first few and how many there are in all."""
    if len(names) <= most:
        return "、".join(names)
    return "、".join(names[:most]) + f"等{len(names)}个"


def joined(*parts: str) -> str:
    """Join clauses; empty ones are left out."""
    return "；".join(part for part in parts if part)


def cohort(view: View) -> str:
    """Name the years in which the view's projects were recommended, such as 2024年 or 2023—2025年; empty if untold."""
    if view.filters.year:
        return f"{view.filters.year}年"
    years = recommended_years(view)
    if not years:
        return ""
    return f"{years[0]}—{years[-1]}年" if len(years) > 1 else f"{years[0]}年"


def counted(view: View) -> str:
    """Say what the view counts, and whether that is of one year or so far."""
    if view.filters.stage == "recommended":
        return f"{cohort(view)}推荐项目" + ("" if view.filters.year else "（各年合计）")
    noun = "入选国家名录项目" if view.filters.stage == "listed" else "标杆工厂"
    return f"截至{view.latest_year}年累计{noun}" if view.latest_year else noun


def unit_name(view: View, code: str) -> str:
    """Return the short name of a unit."""
    return "未填报单位" if code == UNKNOWN else view.words.units[code].short_name


def subject(view: View) -> str:
    """Name the one unit that the view is of, or say that it is of several chosen ones; empty for all."""
    units = view.filters.units
    return unit_name(view, units[0]) if len(units) == 1 else "所选地市" if units else ""


def part_of(count: int, total: int) -> str:
    """Say a share with what it is of: 占220项的18.6%."""
    return f"占{total}项的{percent(count / total)}"


def place(rank: int, tied: bool) -> str:
    """Say a rank, and whether it is shared."""
    return f"{'并列' if tied else ''}第{rank}位"


def compared(new: int, previous: int) -> str:
    """Say a count against that of the year before, in percent only where that year had enough to tell."""
    change = new - previous
    if not change:
        return "与上年持平"
    if not previous:
        return "上年没有"
    rate = f"（{'增长' if change > 0 else '下降'}{percent(abs(change) / previous)}）" if previous >= FEWEST else ""
    return f"比上年{'多' if change > 0 else '少'}{abs(change)}项{rate}"


def recommended_in(year: int, new: int, previous: int | None) -> str:
    """Say what was recommended in a year; `previous` None where there is no year before to compare with."""
    if new:
        return f"{year}年推荐{new}项" + ("" if previous is None else f"，{compared(new, previous)}")
    if previous is None:
        return f"{year}年没有推荐项目"
    return f"{year}年没有推荐项目，" + (f"上年{previous}项" if previous else "上年也没有")


def so_far(listed: int, benchmark: int) -> str:
    """Say how many have been listed and named a benchmark in all."""
    if not listed:
        return f"累计标杆{benchmark}个" if benchmark else "尚无项目入选国家名录"
    return f"累计入选{listed}项" + (f"、标杆{benchmark}个" if benchmark else "，尚无标杆")
