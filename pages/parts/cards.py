"""Show one chart of the catalogue as a card: finding, what is counted, picture, table and downloads."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from briefings.pack import SLIDES, download_name
from charts.catalogue import CHARTS
from charts.drawn import drawn
from charts.exhibit import Exhibit, exhibit
from charts.theme import Palette, palette, plotly_config
from metrics.landscape import View
from metrics.picked import Picked
from metrics.table import Table
from pages.parts.click_through import list_clicked, offer_projects
from pages.parts.documents import briefing_of_one
from pages.parts.once import ALWAYS, say_once
from pages.parts.received import data_date
from pages.parts.tables import offer_downloads, show_table

PROJECTS_HELP = "列出这张图统计的项目；点图中的一块，只列那一块的"
_FORMATS = ("PNG", "SVG")


def current_palette() -> Palette:
    """Return the colours of the theme the browser shows."""
    return palette("dark" if st.context.theme.type == "dark" else "light")


def pair_of_charts() -> Any:
    """Return a grid in which cards stand in pairs, and one below the other where the window is narrow."""
    return st.grid(2, min_column_width=380)


def show_chart(
    key: str,
    view: View,
    *,
    on_select: Callable[[], None] | None = None,
    note: str = "",
    hint: str = "",
    more: Sequence[str] = (),
    finding: Callable[[Table, View], str] | None = None,
    anchored: bool = False,
    **options: Any,
) -> None:
    """Show a chart of the catalogue in a card.

    `note` joins the line of what is counted, here and in every file; `hint` says how the chart is used and `more`
    adds lines below, both on the screen only. `finding` replaces the chart's own sentence. `anchored` lets a link on
    the same page jump here, by the chart's key. `options` go to the chart's own drawing function.
    A click on a mark lists its projects, unless `on_select` is to be called: the click is then in the session state
    under the chart's key.
    """
    chart = CHARTS[key]
    shown = exhibit(chart, view, data_date(), note=note, finding=finding)
    about = "｜".join([*shown.about, hint] if hint else shown.about), *more
    colours, picture = current_palette(), st.session_state.get(f"{key}-format", _FORMATS[0]).lower()

    def say() -> None:
        with st.container(border=True, height="stretch"):
            show_finding(shown.finding, *about, anchor=key if anchored else "")
            whole = chart.marks.whole(view.filters)
            st.plotly_chart(
                drawn(view, key, colours, **options),
                theme=None,
                key=key,
                alt=f"{chart.name}：{shown.finding}",
                config=plotly_config(chart.name, picture),
                on_select=on_select or partial(list_clicked, key, chart.marks, whole),
                selection_mode="points",
            )
            _show_data(shown, whole, options)

    said = key, shown.finding, about, anchored, colours, picture, tuple(sorted(options.items()))
    say_once(view.memo, said, say)


def show_finding(sentence: str, *about: str, anchor: str = "") -> None:
    """Show what a chart or table says and, below it in small print, what is counted; links may jump to `anchor`.

    One element, not two, and no Markdown: every element costs the browser time, and Markdown the most.
    """
    place = f' id="{anchor}"' if anchor else ""
    st.html(f'<div class="finding"{place}><h3>{escape(sentence)}</h3><p>{"<br/>".join(map(escape, about))}</p></div>')


def _show_data(shown: Exhibit, whole: Picked, options: dict[str, Any]) -> None:
    """Offer the numbers behind the chart and its projects; all of it is sent only once it is opened."""
    chart = shown.chart
    key = f"{chart.key}-data"
    if not st.session_state.get(key):
        # Closed, it is the same whatever the numbers are.
        say_once(ALWAYS, key, partial(_expander, key))
        return
    with _expander(key):
        table, shares = shown.table, shown.share_headings
        show_table(table, f"{chart.name}的数据", shares)
        offer_projects("看这些项目", whole, key=f"{chart.key}-projects", help=PROJECTS_HELP)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _offer_slide(shown, options)
            offer_downloads(table, chart.name, [shown.finding, *shown.about], shares, key=chart.key)
            st.segmented_control(
                "图片格式（点图右上角相机下载）",
                _FORMATS,
                default=_FORMATS[0],
                required=True,
                key=f"{chart.key}-format",
            )


def _expander(key: str) -> Any:
    return st.expander("数据、项目与下载", icon=":material/table_view:", key=key, on_change="rerun")


def _offer_slide(shown: Exhibit, options: dict[str, Any]) -> None:
    """Offer a presentation of this chart alone, with the current filters; it is made on the click."""
    # Bound here: by the time of the click there is no run, and no session, to ask.
    briefing = briefing_of_one(shown, options)

    def make() -> bytes:
        # Where the slide is made: the library is not needed to look at a chart.
        from briefings.slides import one_slide

        return one_slide(briefing)

    st.download_button(
        "放进PPT",
        data=make,
        file_name=download_name(briefing, f"{shown.chart.name}.pptx"),
        mime=SLIDES.mime,
        icon=":material/slideshow:",
        on_click="ignore",
        help="只有这一张图的演示文稿，图表可编辑，带当前筛选条件",
        key=f"{shown.chart.key}-pptx",
    )
