"""What a briefing says, before it becomes slides, a workbook or a text: all documents are made from this one value."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.catalogue import CHARTS, Outlines
from charts.exhibit import Exhibit, exhibit
from loaders.vocabulary import UNKNOWN_NAME
from metrics.findings import counted
from metrics.landscape import View

#: The charts of a whole briefing, in the order in which they are told.
ALL_CHARTS = tuple(CHARTS)


@dataclass(frozen=True)
class Briefing:
    """One view told in charts. `outlines` carries the units' shapes themselves, not an address.

    `data_date` says how far the data reaches, `revision` names the state of the data it was made from.
    """

    title: str
    view: View
    exhibits: tuple[Exhibit, ...]
    outlines: Outlines
    data_date: str
    revision: str

    @property
    def subject(self) -> str:
        """What is counted."""
        return counted(self.view)

    @property
    def filters(self) -> tuple[str, ...]:
        """What the numbers are restricted to, in words; empty for the whole province."""
        return filter_words(self.view)


def brief(view: View, outlines: Outlines, data_date: str, revision: str, keys: Sequence[str] = ALL_CHARTS) -> Briefing:
    """Measure the charts `keys`, in that order, on a view."""
    exhibits = tuple(exhibit(CHARTS[key], view, data_date) for key in keys)
    return Briefing(title_of(view), view, exhibits, outlines, data_date, revision)


def title_of(view: View) -> str:
    """Name a briefing by place and year: 泉州市5G工厂建设情况（2025年）."""
    units = view.filters.units
    place = view.words.units.name(units[0]) if len(units) == 1 else "福建省"
    year = f"（{view.latest_year}年）" if view.filters.year else ""
    return f"{place}5G工厂建设情况{year}"


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
