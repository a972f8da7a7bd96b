"""The first pages: what this is, and what is to be known before any chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.shapes.base import BaseShape

from briefings.briefing import Briefing
from briefings.slides.box import Box
from briefings.slides.colours import PANEL, PRIMARY, QUIET
from briefings.slides.deck import Deck
from briefings.slides.exhibit_pages import with_filters
from briefings.slides.measure import LINE, largest_fitting, shorten, sizes, text_height
from briefings.slides.notes import EVERYWHERE, OF_FINDINGS, page_notes
from briefings.slides.page import Page
from briefings.slides.paragraphs import Paragraph, Run, fill, line
from metrics.coverage import pairs_reached, scenarios_reached, sectors_reached, units_reached
from metrics.landscape import View

FINDINGS = "主要发现"
STAGE_LABELS = {"recommended": "推荐（项）", "listed": "累计入选（项）", "benchmark": "累计标杆（个）"}
_CARD_HEIGHT, _CARD_GAP, _GAP = 66.0, 8.0, 14.0
_MOST_TYPE, _LEAST_TYPE = 18.0, 13.0
_BULLET = 16.0
_BETWEEN = 0.4


@dataclass(frozen=True)
class Card:
    """One figure in large type with its label."""

    value: str
    label: str


def add_cover(deck: Deck, briefing: Briefing) -> None:
    """Add the title page: place and year, what is counted, of which data."""
    lines = [
        f"{briefing.subject}，共{briefing.view.total():,}项",
        f"筛选条件：{'；'.join(briefing.filters) or EVERYWHERE}",
        f"{briefing.data_date}，数据版本{briefing.revision}",
        *([briefing.warning] if briefing.warning else []),
    ]
    deck.cover(briefing.title, lines, page_notes(briefing, briefing.title, (), ()))


def add_findings(deck: Deck, briefing: Briefing) -> None:
    """Add the figures and sentences of the overview, over as many pages as the sentences need."""
    sentences = list(briefing.findings)
    about = with_filters((briefing.subject, briefing.data_date), briefing.filters)
    notes = page_notes(briefing, "\n".join(sentences), (), OF_FINDINGS)
    title, cards, highest = FINDINGS, overview_cards(briefing.view), _MOST_TYPE
    while sentences:
        page, body = deck.text_page(title, about, notes)
        room = page.body
        if cards:
            strip, room = room.take_top(_CARD_HEIGHT, _GAP)
            add_cards(page, strip, cards)
        size, count = _fitting(sentences, room, highest)
        _write_sentences(page, body, room, sentences[:count], size)
        sentences, title, cards, highest = sentences[count:], f"{FINDINGS}（续）", [], size


def _write_sentences(page: Page, body: BaseShape | None, room: Box, sentences: Sequence[str], size: float) -> None:
    paragraphs = [line(each, size, before=size * _BETWEEN) for each in sentences]
    if body is None:
        page.write("正文", room, paragraphs)
        return
    body.left, body.top, body.width, body.height = room.emu
    fill(body._element.txBody, paragraphs)


def _fitting(sentences: Sequence[str], room: Box, highest: float) -> tuple[float, int]:
    """Return the type size at which all sentences fit; if none does, half of them, or as many as fit at the least."""
    for count in (len(sentences), -(-len(sentences) // 2)):
        for size in sizes(highest, min(highest, _LEAST_TYPE)):
            if sum(_height(each, room, size) for each in sentences[:count]) <= room.height:
                return size, count
    used, count = 0.0, 0
    while count < len(sentences) and used + _height(sentences[count], room, _LEAST_TYPE) <= room.height:
        used, count = used + _height(sentences[count], room, _LEAST_TYPE), count + 1
    return _LEAST_TYPE, max(count, 1)


def _height(sentence: str, room: Box, size: float) -> float:
    # A template's own margins and bullets take room that ours do not.
    return text_height(sentence, room.width - 2 * _BULLET, size) + size * _BETWEEN


def overview_cards(view: View) -> list[Card]:
    """Return the figures that 总览 begins with."""
    stages = [Card(f"{view.total(stage.code):,}", STAGE_LABELS[stage.code]) for stage in view.words.stages]
    filters = view.filters
    # Of one unit or sector alone it says nothing that it is one of ten.
    reached = (
        *([] if len(filters.units) == 1 else [("覆盖地市", units_reached(view))]),
        *([] if len(filters.sectors) == 1 else [("覆盖重点行业", sectors_reached(view))]),
        ("覆盖典型场景", scenarios_reached(view)),
        ("覆盖推荐组合", pairs_reached(view)),
    )
    return [*stages, *(Card(f"{reach.reached}/{reach.total}", label) for label, reach in reached)]


def add_cards(page: Page, box: Box, cards: Sequence[Card]) -> None:
    """Draw figures side by side, all in one type size."""
    places = box.columns(len(cards), _CARD_GAP)
    width, height = places[0].width - 8, box.height
    longest = max((card.value for card in cards), key=len)
    size = largest_fitting(longest, width, height * 0.5, sizes(26, 14)) or 14.0
    label = 12.0
    while label > 9 and max(len(card.label) for card in cards) * label > width:
        label -= 0.5
    strong, quiet = page.readable(PRIMARY, PANEL), page.readable(QUIET, PANEL)
    for place, card in zip(places, cards, strict=True):
        figure = Paragraph((Run(shorten(card.value, width, size), size, strong, True),), "ctr")
        below = line(shorten(card.label, width, label), label, quiet, align="ctr")
        page.write(card.label, place, [figure, below], anchor="ctr", background=PANEL, inset=2)


#: Height of a row of cards, for pages that place them themselves.
CARD_HEIGHT = _CARD_HEIGHT
assert (26 + 12) * LINE + 4 <= _CARD_HEIGHT
