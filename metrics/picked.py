"""Which projects are behind a number: the filters it was counted under, and what no filter can say."""

from dataclasses import dataclass
from enum import StrEnum

from loaders.vocabulary import Vocabulary
from metrics.landscape import Filters, Landscape
from metrics.row_set import RowSet


class Only(StrEnum):
    """A further restriction; `label` is its Chinese word."""

    NEW = "new"
    LISTED = "listed"
    UNLISTED = "unlisted"

    @property
    def label(self) -> str:
        return {"new": "当年新增", "listed": "已入选", "unlisted": "未入选"}[self.value]


@dataclass(frozen=True)
class Picked:
    """The projects that `filters` count; of these `only` some, and those that use `scenario` as well.

    A filter by scenarios asks for any of them; `scenario` is asked for besides.
    """

    filters: Filters
    only: Only | None = None
    scenario: str | None = None


def picked_rows(landscape: Landscape, picked: Picked) -> RowSet:
    """Return which rows of the landscape's projects are picked."""
    rows, kept, stage = landscape.rows, landscape.matching_rows(picked.filters), picked.filters.stage
    if picked.scenario:
        kept &= rows.with_any("scenario", (picked.scenario,))
    if picked.only is Only.NEW:
        year = picked.filters.year or max(landscape.years, default=None)
        return kept & rows.new(stage, year)
    if picked.only is Only.LISTED:
        return kept & rows.reached("listed", None)
    return kept - rows.reached("listed", None) if picked.only else kept


def picked_words(picked: Picked, words: Vocabulary, latest_year: int | None) -> list[str]:
    """Say in Chinese what was asked for besides the filters; empty where nothing was."""
    parts = []
    if picked.only is Only.NEW:
        parts.append(f"{latest_year}年新增" if latest_year else picked.only.label)
    elif picked.only:
        parts.append(picked.only.label)
    if picked.scenario:
        parts.append(f"同时用到“{words.scenarios.name(picked.scenario)}”")
    return parts
