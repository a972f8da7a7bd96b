"""What a briefing says, before it becomes slides, a workbook or a text: all documents are made from this one value."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from charts.catalogue import CHARTS, Outlines
from charts.exhibit import Exhibit, exhibit
from loaders.vocabulary import UNKNOWN, UNKNOWN_NAME
from metrics.findings import counted, findings
from metrics.landscape import Landscape, View

#: The charts of a whole briefing, in the order in which they are told.
ALL_CHARTS = tuple(CHARTS)
#: So many projects a workbook lists: of more, nobody can make use in Excel.
MOST_PROJECTS = 100_000
#: So many units are named in a title.
_MOST_NAMED = 3


@dataclass(frozen=True)
class Briefing:
    """One view told in charts. `outlines` carries the units' shapes themselves, not an address.

    `data_date` says how far the data reaches, `revision` names the state of the data it was made from.
    `projects` lists what the view counts, MOST_PROJECTS at most, under Chinese headings (see `project_table`);
    `warning` stands at the head of every document, such as that the data is invented.
    """

    title: str
    view: View
    exhibits: tuple[Exhibit, ...]
    outlines: Outlines
    data_date: str
    revision: str
    projects: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    warning: str = ""

    @property
    def subject(self) -> str:
        """What is counted."""
        return counted(self.view)

    @property
    def findings(self) -> tuple[str, ...]:
        """What is true of this view; 总览 begins with the same sentences."""
        return tuple(finding.sentence for finding in findings(self.view))

    @property
    def filters(self) -> tuple[str, ...]:
        """What the numbers are restricted to, in words; empty for the whole province."""
        return filter_words(self.view)


def brief(
    view: View,
    outlines: Outlines,
    data_date: str,
    revision: str,
    keys: Sequence[str] = ALL_CHARTS,
    *,
    projects: pd.DataFrame | None = None,
    warning: str = "",
) -> Briefing:
    """Measure the charts `keys`, in that order, on a view."""
    exhibits = tuple(exhibit(CHARTS[key], view, data_date) for key in keys)
    listed = pd.DataFrame() if projects is None else projects
    return Briefing(title_of(view), view, exhibits, outlines, data_date, revision, listed, warning)


def data_reach(landscape: Landscape, *, is_sample: bool) -> str:
    """Say how far the data reaches, as every chart's source line ends."""
    reach = f"数据截至{landscape.years[-1]}年" if landscape.years else "尚无数据"
    return f"{reach}（样例）" if is_sample else reach


def sample_warning(*, is_sample: bool) -> str:
    """Say that the data is invented, where it is."""
    if not is_sample:
        return ""
    return "样例数据：企业和项目均为虚构（名称含“样例”），只用于演示；全国数字为公开数字。"


def title_of(view: View) -> str:
    """Name a briefing by place, sector and year: 泉州市纺织行业5G工厂建设情况（2025年）."""
    year = f"（{view.latest_year}年）" if view.filters.year else ""
    return f"{_place(view)}{_sector(view)}5G工厂建设情况{year}"


def _place(view: View) -> str:
    """Name the chosen units where they are few; of many, a title only says that it is not the whole province."""
    units = view.filters.units
    if not units or set(units) == set(view.words.units.codes):
        return "福建省"
    if len(units) <= _MOST_NAMED and UNKNOWN not in units:
        return "、".join(view.words.units.name(code) for code in units)
    return f"福建省{len(units)}个推荐单位"


def _sector(view: View) -> str:
    sectors = view.filters.sectors
    if len(sectors) != 1 or UNKNOWN in sectors:
        return ""
    return view.words.sectors.name(sectors[0]).removesuffix("行业") + "行业"


def filter_words(view: View) -> tuple[str, ...]:
    """Say what a view is restricted to, one part a filter."""
    words, chosen = view.words, view.filters
    named = (
        ("推荐单位", words.units, chosen.units),
        ("重点行业", words.sectors, chosen.sectors),
        ("建设类型", words.tiers, chosen.tiers),
        ("典型场景", words.scenarios, chosen.scenarios),
    )
    parts = [f"年份：{chosen.year}年"] if chosen.year else []
    parts += [
        f"{label}：{'、'.join(UNKNOWN_NAME if code == 'unknown' else table.name(code) for code in codes)}"
        for label, table, codes in named
        if codes
    ]
    return tuple(parts)
