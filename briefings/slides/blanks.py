"""The pages of blanks: what the guide recommends and nobody does yet, and the charts without anything to show."""

from briefings.briefing import Briefing
from briefings.slides.deck import Deck
from briefings.slides.exhibit_pages import add_tables, say_nothing, with_filters
from briefings.slides.notes import OF_BLANKS, page_notes
from briefings.slides.plots import is_blank
from briefings.slides.table import Table
from charts.catalogue import GUIDE_SOURCE
from metrics.coverage import guide_pairs, sector_pairs
from metrics.findings.titles import NO_PAIRS, pairs_finding

ALL_REACHED = "指南推荐的组合均已有项目"
_HEADINGS = ("重点行业", "推荐场景", "已有项目", "尚无项目", "尚无项目的推荐场景")


def add_blanks(deck: Deck, briefing: Briefing) -> None:
    """Add the guide's pairs without a project."""
    title = f"空白：{pairs_finding(briefing.view)}"
    about = with_filters((briefing.subject, f"来源：{GUIDE_SOURCE}", briefing.data_date), briefing.filters)
    notes = page_notes(briefing, title, about, OF_BLANKS)
    table = blank_table(briefing)
    if table.rows:
        add_tables(deck, title, about, notes, table)
    else:
        say_nothing(deck.page(title, about, notes), ALL_REACHED if len(guide_pairs(briefing.view)) else NO_PAIRS)


def add_without_data(deck: Deck, briefing: Briefing) -> None:
    """Name the charts that have nothing to show, on one page instead of an empty one each."""
    names = [exhibit.chart.name for exhibit in briefing.exhibits if is_blank(exhibit)]
    if not names:
        return
    about = with_filters((briefing.subject, briefing.data_date), briefing.filters)
    title = "以下图表在当前筛选下没有数据"
    page = deck.page(title, about, page_notes(briefing, title, names, ()))
    say_nothing(page, "、".join(names))


def blank_table(briefing: Briefing) -> Table:
    """List the sectors that lack recommended scenarios, the most lacking first."""
    blank = [pair for pair in guide_pairs(briefing.view) if not pair["reached"]]
    sectors = [
        (sector, [pair["printed_scenario"] for pair in blank if pair["sector"] == sector["code"]])
        for sector in sector_pairs(briefing.view)
    ]
    lacking = sorted((sector for sector in sectors if sector[1]), key=lambda sector: -len(sector[1]))
    rows = tuple(
        (row["name"], str(row["pairs"]), str(row["pairs_reached"]), str(len(missing)), "、".join(missing))
        for row, missing in lacking
    )
    return Table(_HEADINGS, rows, right=frozenset({1, 2, 3}), wrapping=frozenset({4}))
