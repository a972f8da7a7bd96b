"""Show a table whose cells are sentences: nothing is cut off, and nothing in it is read as anything but text."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.parts.cards import current_palette


@dataclass(frozen=True)
class Marked:
    """A cell in a colour and in bold; the word says the same as the colour."""

    text: str
    colour: str


Cell = str | Marked


def show_plain_table(headings: Sequence[str], rows: Sequence[Sequence[Cell]], *, narrow: Sequence[str] = ()) -> None:
    """Show rows under headings; `narrow` columns take no more room than their words."""
    colours = current_palette()
    frame = "border:0;padding:6px 12px 6px 0;text-align:left;vertical-align:top"
    frame += f";border-bottom:1px solid {colours.hairline}"
    styles = [f"{frame};{_width(name in narrow)}" for name in headings]
    head = "".join(
        f'<th style="{style};font-weight:400;color:{colours.quiet_text}">{html.escape(name)}</th>'
        for name, style in zip(headings, styles, strict=True)
    )
    body = "".join(f"<tr>{_cells(row, styles)}</tr>" for row in rows)
    st.html(
        '<table style="width:100%;border-collapse:collapse;font-size:14px;line-height:1.5">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _width(is_narrow: bool) -> str:
    return "white-space:nowrap;width:1%" if is_narrow else "overflow-wrap:anywhere"


def _cells(row: Sequence[Cell], styles: Sequence[str]) -> str:
    return "".join(f'<td style="{style}">{_cell(cell)}</td>' for cell, style in zip(row, styles, strict=True))


def _cell(cell: Cell) -> str:
    if isinstance(cell, Marked):
        return f'<span style="color:{cell.colour};font-weight:600">{html.escape(cell.text)}</span>'
    return html.escape(cell)
