"""A view's counts as plain lists. Many metrics ask for the same ones: they are added up once."""

from typing import Any

import numpy as np

from metrics.cube import DIMENSIONS
from metrics.landscape import View
from metrics.memo import once_per_view

_USES = ("unit", "sector", "scenario")


@once_per_view
def tally(view: View, *dimensions: str, stage: str | None = None) -> Any:
    """Count as `View.count` does: lists in lists, `unknown` last; without dimensions, a number.

    Dimensions are named in the order of unit, sector, tier or unit, sector, scenario.
    """
    crossed = _USES if "scenario" in dimensions else DIMENSIONS
    counts = _crossed(view, crossed, stage or view.filters.stage)
    return counts.sum(axis=tuple(place for place, name in enumerate(crossed) if name not in dimensions)).tolist()


@once_per_view
def _crossed(view: View, dimensions: tuple[str, ...], stage: str) -> np.ndarray:
    return view.count(*dimensions, stage=stage)


def uses(view: View) -> np.ndarray:
    """Count the uses by unit × sector × scenario."""
    return _crossed(view, _USES, view.filters.stage)
