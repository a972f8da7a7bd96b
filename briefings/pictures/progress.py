"""Draw progress against the targets: one bar a target in percent of itself, Fujian's part inside it."""

from functools import partial
from typing import Any

import pandas as pd

from briefings.pictures.canvas import Canvas, Style
from briefings.pictures.drawing import COLOURS, LABEL, QUIET, Drawing
from briefings.words import ems
from charts.exhibit import Exhibit
from charts.progress import MOST_SPAN, NATIONAL, SCOPES
from charts.text import count_text, share_text
from charts.theme import SMALL_FONT_SIZE
from loaders.vocabulary import vocabulary

WIDTH = 912
_ROW = 92
_BAR = 22
_LEAST_SPAN = 1.1


def plan_progress(exhibit: Exhibit) -> Drawing:
    """Lay out one bar a target."""
    return Drawing(WIDTH, _ROW * max(len(exhibit.frame), 1), partial(_paint, exhibit))


def _paint(exhibit: Exhibit, canvas: Canvas, left: float, top: float) -> None:
    rows = exhibit.frame.to_dict("records")
    # As long as the furthest target, so that what goes beyond its target is seen to.
    scale = WIDTH / max(
        [_LEAST_SPAN, *(_part(row, column) * 1.02 for row in rows for column in ("achieved", "fujian"))]
    )
    for row in rows:
        _target(canvas, left, top, row, scale)
        top += _ROW


def _part(row: dict[str, Any], column: str) -> float:
    """Return a figure as a share of the target, no more than a bar may be long: the words say all."""
    return 0.0 if pd.isna(row[column]) else min(float(row[column]) / float(row["target"]), MOST_SPAN)


def _target(canvas: Canvas, left: float, top: float, row: dict[str, Any], scale: float) -> None:
    name = Style(LABEL.size, COLOURS.text, is_bold=True)
    canvas.write(left, top + 12, str(row["name"]), name)
    goal = f"{row['year']}年目标 {count_text(row['target'])}{row['unit_label']}"
    goal += f"，{row['result_name']}" if row["result_name"] else ""
    canvas.write(left + ems(str(row["name"])) * name.size + 14, top + 12, goal, QUIET)
    bar = top + 26
    canvas.box(left, bar, scale, _BAR, COLOURS.panel, edge=COLOURS.hairline, thickness=1)
    canvas.box(left, bar, _part(row, "achieved") * scale, _BAR, COLOURS.lighter)
    canvas.box(left, bar, _part(row, "fujian") * scale, _BAR, COLOURS.primary)
    canvas.line([(left + scale, bar - 4), (left + scale, bar + _BAR + 4)], COLOURS.text, 2)
    canvas.write(left, bar + _BAR + 18, target_words(row), Style(SMALL_FONT_SIZE, COLOURS.text))


def target_words(row: dict[str, Any]) -> str:
    """Say how far a target is and what Fujian's part in it is."""
    scope, unit = str(row["scope"]), row["unit_label"]
    whose = SCOPES.get(scope) or vocabulary().units.name(scope)
    if pd.isna(row["achieved"]):
        words = f"{whose}完成数尚未公布"
    else:
        since = "" if pd.isna(row["achieved_year"]) else f"（截至{row['achieved_year']}年）"
        words = f"{whose}{count_text(row['achieved'])}{unit}{since}，完成{share_text(row['share'])}"
    if scope != NATIONAL or pd.isna(row["fujian"]):
        return words
    share = "" if pd.isna(row["fujian_share"]) else f"，占全国{share_text(row['fujian_share'])}"
    return f"{words}；其中福建{count_text(row['fujian'])}{unit}{share}"
