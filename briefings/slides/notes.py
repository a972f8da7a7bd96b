"""Write what a speaker must know beside a page: what is counted, of which data, and how its indicators are defined."""

from collections.abc import Iterable

from briefings.briefing import Briefing, filter_words
from briefings.indicators import indicators
from charts.catalogue import Kind
from charts.exhibit import Exhibit
from metrics.definitions import Definition
from metrics.landscape import Filters

#: Which indicators a chart shows, by the names they are defined under. A chart not named here shows counts.
SHOWN_BY = {
    "target-progress": ("目标完成度",),
    "trend": ("年度趋势", "项目数（按阶段）"),
    "unit-ranking": ("项目数（按阶段）", "占比", "名次", "当年新增", "较上年增减"),
    "unit-map": ("项目数（按阶段）", "占比", "重点行业覆盖", "典型场景覆盖", "推荐组合覆盖"),
    "selection-by-unit": ("入选率",),
    "selection-by-sector": ("入选率",),
    "sector-bars": ("项目数（按阶段）", "占比", "当年新增", "较上年增减", "推荐组合覆盖"),
    "tiers-by-year": ("项目数（按阶段）", "当年新增"),
    "scenario-ranking": ("场景应用项目数", "名次"),
    "sector-scenario": ("场景应用项目数", "推荐组合覆盖"),
}
_COUNTS = ("项目数（按阶段）",)
#: What the pages beside the charts show.
OF_FINDINGS = ("项目数（按阶段）", "占比", "地市覆盖", "重点行业覆盖", "典型场景覆盖", "推荐组合覆盖")
OF_BLANKS = ("推荐组合覆盖",)
OF_PROFILES = ("项目数（按阶段）", "占比", "名次", "重点行业覆盖", "典型场景覆盖", "推荐组合覆盖")
EVERYWHERE = "无（全省、全部年份）"


def names_of(exhibit: Exhibit) -> tuple[str, ...]:
    """Return the names of the indicators a chart shows."""
    return SHOWN_BY.get(exhibit.chart.key, _COUNTS)


def definitions_of(names: Iterable[str]) -> list[Definition]:
    """Return these indicators' definitions, in the order of all."""
    wanted = set(names)
    return [definition for definition in indicators() if definition.name in wanted]


def exhibit_notes(briefing: Briefing, exhibit: Exhibit) -> str:
    """Return the notes of a chart's page; its finding stands here in full, however the title had to be cut."""
    return page_notes(briefing, exhibit.finding, exhibit.about, names_of(exhibit), filters_of(exhibit))


def filters_of(exhibit: Exhibit) -> tuple[str, ...]:
    """Return the filters a chart's numbers follow: one that compares all units is not restricted to those chosen."""
    view = exhibit.view
    if exhibit.chart.kind == Kind.PROGRESS:
        # Targets follow the year alone, and the unit only in whether its own are listed.
        return filter_words(view.landscape.view(Filters(year=view.filters.year)))
    return filter_words(exhibit.chart.scope(view))


def page_notes(
    briefing: Briefing,
    sentence: str,
    about: Iterable[str],
    names: Iterable[str],
    filters: tuple[str, ...] | None = None,
) -> str:
    """Return the notes of a page: sentence, small print, filters, data date, revision, definitions.

    `filters` are the page's own where they are not those of the whole briefing.
    """
    lines = [
        sentence,
        f"统计口径：{briefing.subject}",
        f"筛选条件：{'；'.join(briefing.filters if filters is None else filters) or EVERYWHERE}",
        *(f"说明：{part}" for part in about if part not in (briefing.data_date, briefing.subject)),
        f"数据日期：{briefing.data_date}",
        f"数据版本：{briefing.revision}",
        *([briefing.warning] if briefing.warning else []),
    ]
    found = definitions_of(names)
    return "\n".join([*lines, *(["指标定义："] if found else []), *map(definition_text, found)])


def definition_text(definition: Definition) -> str:
    """Return a definition in one line."""
    of = f"分母：{definition.denominator}；" if definition.denominator else ""
    return f"{definition.name}：{definition.text.rstrip('。')}（{of}出处：{definition.source}）。"
