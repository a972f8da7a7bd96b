"""Show one chart of the catalogue as a card: finding, what is counted, picture, table and downloads."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from briefings.data_file import csv_file, excel_file
from charts.catalogue import CHARTS
from charts.exhibit import Exhibit, exhibit
from charts.theme import Palette, palette, plotly_config
from metrics.landscape import View
from pages.parts.received import data_date

EXCEL_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS = ("PNG", "SVG")


def current_palette() -> Palette:
    """Return the colours of the theme the browser shows."""
    return palette("dark" if st.context.theme.type == "dark" else "light")


def show_chart(
    key: str,
    view: View,
    *,
    on_select: Callable[[], None] | None = None,
    note: str = "",
    below: Sequence[str] = (),
    finding: Callable[[pd.DataFrame, View], str] | None = None,
    **options: Any,
) -> pd.DataFrame:
    """Show a chart of the catalogue in a card and return the frame it was drawn from.

    `note` joins the line of what is counted, `below` stands under the picture, `finding`
    replaces the chart's own sentence.
    `on_select` is called when a mark is clicked; the click is in the session state under the chart's key.
    `options` go to the chart's own drawing function.
    """
    chart = CHARTS[key]
    shown = exhibit(chart, view, data_date(), note=note, finding=finding)
    frame, sentence = shown.frame, shown.finding
    with st.container(border=True, height="stretch"):
        st.subheader(sentence, anchor=False)
        st.caption("｜".join(shown.about))
        st.plotly_chart(
            chart.draw(frame, current_palette(), view, **options),
            theme=None,
            key=key,
            alt=f"{chart.name}：{sentence}",
            config=plotly_config(chart.name, st.session_state.get(f"{key}-format", _FORMATS[0]).lower()),
            on_select=on_select or "ignore",
            selection_mode="points",
        )
        for line in below:
            st.caption(line)
        _show_data(shown)
    return frame


def _show_data(shown: Exhibit) -> None:
    """Offer the numbers behind the chart; the table is sent only once it is opened."""
    chart = shown.chart
    opened = st.expander("数据与下载", icon=":material/table_view:", key=f"{chart.key}-data", on_change="rerun")
    if not opened.open:
        return
    with opened:
        table, shares = shown.table, shown.share_headings
        show_table(table, f"{chart.name}的数据", shares)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            offer_downloads(table, chart.name, [shown.finding, *shown.about], shares, key=chart.key)
            st.segmented_control(
                "图片格式（点图右上角相机下载）",
                _FORMATS,
                default=_FORMATS[0],
                required=True,
                key=f"{chart.key}-format",
            )


def show_table(table: pd.DataFrame, alt: str, shares: list[str] | None = None, **options: Any) -> Any:
    """Show a table with shares as percentages; blanks stay blank."""
    config = {heading: st.column_config.NumberColumn(format="percent") for heading in shares or []}
    config |= options.pop("column_config", {})
    return st.dataframe(table, hide_index=True, alt=alt, placeholder="—", column_config=config, **options)


def offer_downloads(
    table: pd.DataFrame, name: str, notes: list[str], shares: list[str] | None = None, *, key: str
) -> None:
    """Offer a table as CSV and Excel; the files are made on the click."""
    st.download_button(
        "下载CSV",
        data=lambda: csv_file(table),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}-csv",
    )
    st.download_button(
        "下载Excel",
        data=lambda: excel_file(table, name, notes, shares or []),
        file_name=f"{name}.xlsx",
        mime=EXCEL_MIME,
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}-xlsx",
    )
