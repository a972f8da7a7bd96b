"""Draw progress against the national targets: one bar a target, Fujian's part inside it.

Every bar is measured in percent of its own target, because the targets count different things.
"""

from dataclasses import dataclass

from charts.figure import Figure, Plain, new_figure
from charts.marks import ALL, mark
from charts.text import count_text, escape, quiet, share_text
from charts.theme import FONT_SIZE, SMALL_FONT_SIZE, Palette
from loaders.vocabulary import vocabulary
from metrics.table import Row, Table

ROW_HEIGHT = 120
# Positions within a row of height 1, from its top.
NAME_AT, BAR_AT, NOTE_AT = 0.14, 0.4, 0.74
BAR_WIDTH = 0.22
LEAST_SPAN = 1.1
#: A bar is drawn no longer: one target passed many times over would leave nothing of the others. Its words say all.
MOST_SPAN = 2.0
NATIONAL = "national"
SCOPES = {NATIONAL: "全国", "province": "全省"}


@dataclass(frozen=True)
class _Target:
    """One target as shares of itself; None where no figure is public."""

    title: str
    note: str
    achieved: float | None
    fujian: float | None
    code: str


def draw_target_progress(target_progress: Table, colours: Palette) -> Figure:
    """Draw each target as a bar of percent achieved with the count beside it.

    Columns: name, scope ("national", "province" or a unit's code), metric, year, target, achieved, achieved_year,
    fujian, unit_label, result_name. A target of the province or of a unit is Fujian's altogether: one bar, no part.
    """
    targets = [_target(row, colours) for row in target_progress]
    achieved = [min(each.achieved or 0, MOST_SPAN) for each in targets]
    fujian = [min(each.fujian or 0, MOST_SPAN) for each in targets]
    rows = max(len(targets), 1)
    return new_figure(
        colours,
        rows * ROW_HEIGHT,
        [
            _bar([1] * len(targets), colours.panel, colours.hairline),
            _bar(achieved, colours.lighter, colours.lighter),
            _bar(fujian, colours.primary, colours.primary, [each.code for each in targets]),
            _words([each.title for each in targets], NAME_AT, FONT_SIZE),
            _words([each.note for each in targets], NOTE_AT, SMALL_FONT_SIZE),
        ],
        barmode="overlay",
        showlegend=False,
        margin={"l": 2, "r": 2, "t": 0, "b": 0},
        shapes=[_target_lines(len(targets), colours)] if targets else [],
        xaxis={"visible": False, "range": [0, round(max([LEAST_SPAN, *(each * 1.02 for each in achieved)]), 4)]},
        yaxis={"visible": False, "range": [rows, 0]},
    )


def _target(row: Row, colours: Palette) -> _Target:
    goal, unit = float(row["target"]), escape(row["unit_label"])
    achieved, fujian = row["achieved"], row["fujian"]
    result = f"，{row['result_name']}" if row["result_name"] else ""
    words = [_achieved_words(achieved, goal, row, unit)]
    if _is_national(row) and fujian is not None:
        words.append(_fujian_words(fujian, achieved, unit))
    heading = quiet(f"{row['year']}年目标 {count_text(goal)}{unit}{result}", colours.quiet_text)
    return _Target(
        title=f"<b>{escape(row['name'])}</b>　{heading}",
        # Two short lines: words in a picture never wrap, and one long line would be cut off on a phone.
        note="<br>".join(words),
        achieved=None if achieved is None else achieved / goal,
        fujian=None if fujian is None else fujian / goal,
        code=mark(fujian or 0, stage=row["metric"], unit=_unit(row)),
    )


def _unit(row: Row) -> str:
    return ALL if row["scope"] in SCOPES else str(row["scope"])


def _is_national(row: Row) -> bool:
    return bool(row["scope"] == NATIONAL)


def _achieved_words(achieved: float | None, goal: float, row: Row, unit: str) -> str:
    scope = str(row["scope"])
    whose = SCOPES.get(scope) or vocabulary().units.name(scope)
    if achieved is None:
        return f"{whose}完成数尚未公布"
    year = row["achieved_year"]
    since = "" if year is None else f"（截至{int(year)}年）"
    return f"{whose} <b>{count_text(achieved)}</b>{unit}{since}，完成 <b>{share_text(achieved / goal)}</b>"


def _fujian_words(fujian: int, achieved: float | None, unit: str) -> str:
    share = f"，占全国 {share_text(fujian / achieved)}" if achieved else ""
    return f"其中福建 <b>{count_text(fujian)}</b>{unit}{share}"


def _bar(lengths: list[float], fill: str, outline: str, codes: list[str] | None = None) -> Plain:
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": [round(length, 4) for length in lengths],
        "y0": BAR_AT,
        "width": BAR_WIDTH,
        "marker": {"color": fill, "line": {"color": outline, "width": 1}},
        # The words say it all: nothing to hover, only the part to click.
        "hoverinfo": "none" if codes else "skip",
    }
    return bar | {"customdata": codes, "unselected": {"marker": {"opacity": 1}}} if codes else bar


def _words(lines: list[str], at: float, size: int) -> Plain:
    """Write a line, or two, for every target, from the left of its bar on."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(lines),
        "y": [round(row + at, 2) for row in range(len(lines))],
        "text": lines,
        "textposition": "middle right",
        "textfont": {"size": size},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _target_lines(rows: int, colours: Palette) -> Plain:
    """Mark 100 % of the target across every bar, all in one path."""
    reach = BAR_WIDTH * 0.6
    ends = [(round(row + BAR_AT - reach, 3), round(row + BAR_AT + reach, 3)) for row in range(rows)]
    path = "".join(f"M1,{start}V{end}" for start, end in ends)
    return {"type": "path", "path": path, "line": {"color": colours.text, "width": 2}}
