"""Which projects are behind a number: the filters it was counted under, and what no filter can say."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from loaders.vocabulary import Vocabulary
from metrics.landscape import Filters, Landscape


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


def picked_rows(landscape: Landscape, picked: Picked) -> np.ndarray:
    """Return which rows of the landscape's projects are picked, as booleans."""
    keep = landscape.matching_rows(picked.filters)
    if picked.scenario:
        keep = keep & landscape.rows.using((picked.scenario,))
    if picked.only is Only.NEW:
        year = picked.filters.year or max(landscape.years, default=None)
        return keep & (landscape.rows.stages[picked.filters.stage] == year)
    if picked.only is not None:
        return keep & ((landscape.rows.stages["listed"] > 0) == (picked.only is Only.LISTED))
    return keep


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
