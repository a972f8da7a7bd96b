"""Draw two columns beside one another, field by field: as sent, and as understood."""

import html
from collections.abc import Sequence

import streamlit as st

from charts.theme import Palette
from loaders.problems import Problem
from pages.parts.cards import current_palette
from pages.parts.submissions.sent import severity_colours
from pages.parts.trace_rows import Compared


def show_compared(rows: Sequence[Compared]) -> None:
    """Show every field of a row; all of it is text, whatever somebody typed."""
    colours = current_palette()
    cell = "padding:6px 16px 6px 0;vertical-align:top;overflow-wrap:anywhere;border:0;width:50%"
    cell += f";border-bottom:1px solid {colours.hairline}"
    head = "".join(
        f'<th style="{cell};text-align:left;font-weight:600">{words}</th>' for words in ("对方报来的", "读取为")
    )
    body = "".join(
        f'<tr><td style="{cell}">{_sent(row, colours)}</td><td style="{cell}">{_understood(row, colours)}</td></tr>'
        for row in rows
    )
    st.html(
        '<table style="width:100%;table-layout:fixed;border-collapse:collapse;font-size:14px;line-height:1.5">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _sent(row: Compared, colours: Palette) -> str:
    place = f"{row.cell}　{row.heading}" if row.cell else row.heading
    return f"{_quiet(place, colours)}<br>{html.escape(row.sent) or '　'}"


def _understood(row: Compared, colours: Palette) -> str:
    problems = "".join(_problem(found, colours) for found in row.problems)
    return f"{_quiet(row.field, colours)}<br>{html.escape(row.understood)}{problems}"


def _quiet(text: str, colours: Palette) -> str:
    return f'<span style="color:{colours.quiet_text};font-size:13px">{html.escape(text)}</span>'


def _problem(found: Problem, colours: Palette) -> str:
    colour = severity_colours(colours)[found.severity]
    said = html.escape(f"{found.message}{found.suggestion}")
    return f'<br><span style="color:{colour}"><b>{html.escape(found.severity.label)}</b> {said}</span>'
