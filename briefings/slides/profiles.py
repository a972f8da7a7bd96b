"""One page a unit: how far it has come, in which sectors, with what, and what it lacks."""

from collections import Counter
from collections.abc import Sequence

from briefings.briefing import Briefing
from briefings.slides.box import Box
from briefings.slides.chart_data import add_chart
from briefings.slides.chart_xml import Labels, Plot, Series
from briefings.slides.colours import PRIMARY, QUIET, TEXT, UNKNOWN
from briefings.slides.deck import Deck
from briefings.slides.exhibit_pages import with_filters
from briefings.slides.measure import cut, largest_fitting, sizes, text_height
from briefings.slides.notes import OF_PROFILES, page_notes
from briefings.slides.opening import CARD_HEIGHT, STAGE_LABELS, Card, add_cards
from briefings.slides.page import Page
from briefings.slides.paragraphs import Paragraph, Run, line
from briefings.slides.plots import laid_out
from charts.catalogue import GUIDE_SOURCE
from charts.text import count_text
from loaders.vocabulary import UNKNOWN as UNKNOWN_CODE
from metrics.counts import by_scenario, by_sector, by_tier, by_unit
from metrics.coverage import guide_pairs, pairs_reached, scenarios_reached, sectors_reached
from metrics.findings.leaders import units_finding
from metrics.landscape import View
from metrics.table import Rows, Table

MOST = 10
_GAP = 20.0
_BESIDE = 0.46
_MOST_TYPE, _LEAST_TYPE = 14.0, 11.0
_SCENARIOS, _MOST_PAIRS = 5, 10
_ROW = 30.0


def add_profiles(deck: Deck, briefing: Briefing) -> None:
    """Add a page for each unit in scope, ten at most, in the official order."""
    view = briefing.view
    ranks = by_unit(view.of_units())
    for code in profiled(view):
        _add_profile(deck, briefing, view.of_units(code), ranks)


def profiled(view: View) -> tuple[str, ...]:
    """Return the units that get a page: those filtered for or all, but only with a project at any stage."""
    known = [code for code in view.filters.units or view.words.units.codes if code in view.words.units.codes]
    counts = [view.of_units(code) for code in known]
    return tuple(own.filters.units[0] for own in counts if any(own.total(stage) for stage in own.words.stages.codes))[
        :MOST
    ]


def _add_profile(deck: Deck, briefing: Briefing, own: View, ranks: Table) -> None:
    name = own.words.units.name(own.filters.units[0])
    title = units_finding(ranks, own)
    about = with_filters((briefing.subject, f"来源：{GUIDE_SOURCE}", briefing.data_date), briefing.filters)
    page = deck.page(title, about, page_notes(briefing, title, about, OF_PROFILES))
    strip, rest = page.body.take_top(CARD_HEIGHT, _GAP)
    add_cards(page, strip, _cards(own, ranks))
    words, drawn = rest.take_left(rest.width * (1 - _BESIDE), _GAP)
    paragraphs = _fitted(_facts(own), words.width, words.height)
    page.write("概况", words, paragraphs)
    _draw_sectors(page, own, name, drawn)


def _cards(own: View, ranks: Table) -> list[Card]:
    """Return the stages' totals, the rank and what is covered."""
    row = next(row for row in ranks if row["code"] == own.filters.units[0])
    stages = [Card(count_text(own.total(stage.code)), STAGE_LABELS[stage.code]) for stage in own.words.stages]
    rank = f"{'并列' if row['tied'] else ''}第{row['rank']}位" if row["count"] else "—"
    reached = (
        *([] if own.filters.sectors else [("重点行业", sectors_reached(own))]),
        ("典型场景", scenarios_reached(own)),
        ("推荐组合", pairs_reached(own)),
    )
    return [
        *stages,
        Card(rank, "全省位次"),
        *(Card(f"{reach.reached}/{reach.total}", f"覆盖{label}") for label, reach in reached),
    ]


def _facts(own: View) -> list[tuple[str, str]]:
    """Return what to know of a unit: label and words."""
    used = sorted((row for row in by_scenario(own) if row["rank"]), key=lambda row: row["rank"])
    return [
        ("建设类型", _in_words(by_tier(own))),
        ("应用最多的场景", _in_words(used[:_SCENARIOS])),
        ("尚无应用的典型场景", _names(scenarios_reached(own).blank)),
        ("尚无项目的重点行业", _names(_blank_sectors(own))),
        ("已有行业中尚缺的推荐组合", _names(_lacking_pairs(own))),
    ]


def _blank_sectors(own: View) -> list[str]:
    """Return the key sectors without a project, of those filtered for if any are."""
    asked = own.filters.sectors or own.words.sectors.codes
    return [row["name"] for row in by_sector(own) if row["is_key"] and row["code"] in asked and not row["count"]]


def _lacking_pairs(own: View) -> list[str]:
    """Return the guide's pairs nobody has in the sectors there are; of many, how many in which sector."""
    present = {row["code"] for row in by_sector(own) if row["count"]}
    lacking = [pair for pair in guide_pairs(own) if pair["sector"] in present and not pair["reached"]]
    if len(lacking) <= _MOST_PAIRS:
        return [f"{pair['sector_name']}×{pair['printed_scenario']}" for pair in lacking]
    counts = Counter(pair["sector_name"] for pair in lacking)
    return [f"{name}{count}组" for name, count in counts.most_common()]


def _in_words(rows: Rows) -> str:
    """List what rows count, without their zeros."""
    return "，".join(f"{row['name']}{row['count']}项" for row in rows if row["count"]) or "尚无"


def _names(names: Sequence[str]) -> str:
    return "、".join(names) or "无"


def _fitted(facts: Sequence[tuple[str, str]], width: float, height: float) -> list[Paragraph]:
    """Write the facts as large as they all fit; at the least size each list is cut to its share of the room."""
    texts = [f"{label}：{words}" for label, words in facts]
    whole = "\n".join(texts)
    between = 0.5
    size = largest_fitting(whole, width, height - len(facts) * _MOST_TYPE * between, sizes(_MOST_TYPE, _LEAST_TYPE))
    if size is None:
        size = _LEAST_TYPE
        share = (height - len(facts) * size * between) / len(facts)
        texts = [cut(text, lambda candidate: text_height(candidate, width, _LEAST_TYPE) <= share) for text in texts]
    return [_fact(text, size, between) for text in texts]


def _fact(text: str, size: float, between: float) -> Paragraph:
    label, words = text.split("：", 1)
    return Paragraph((Run(f"{label}：", size, QUIET, True), Run(words, size, TEXT)), before=size * between)


def _draw_sectors(page: Page, own: View, name: str, box: Box) -> None:
    """Draw the sectors the unit has projects in."""
    sectors = by_sector(own)
    counted = [row for row in sectors if row["count"]]
    heading, below = box.take_top(20.0, 4)
    page.write("标题文字", heading, [line("各行业项目数", 12, QUIET, bold=True)], anchor="ctr")
    if not counted:
        page.write("说明文字", below.take_top(40.0)[0], [line("尚无项目", 14, QUIET)])
        return
    below = below.take_top(min(below.height, len(counted) * _ROW))[0]
    ascending = counted[::-1]
    series = Series(
        "项目数",
        tuple(row["count"] for row in ascending),
        PRIMARY,
        Labels("outEnd"),
        points={place: UNKNOWN for place, row in enumerate(ascending) if row["code"] in (UNKNOWN_CODE, "other")},
    )
    plot: Plot = laid_out([row["name"] for row in ascending], (series,), below)
    add_chart(page, below, plot, f"{name}各行业项目数", f"{name}各行业项目数：{_in_words(sectors)}")
