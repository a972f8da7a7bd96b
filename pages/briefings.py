"""简报: choose charts and their order, see the findings, get slides, workbook, text and pictures."""

from functools import partial
from typing import Any

import streamlit as st

from briefings.errors import BriefingError
from briefings.pack import PARTS, PARTS_BY_KEY, SLIDES, ZIP_MIME, Part
from briefings.pictures.fonts import NO_FONT
from charts.catalogue import CHARTS, Kind
from metrics.findings import findings
from metrics.landscape import View
from pages.parts.cards import show_chart
from pages.parts.documents import Ready, choice_of, make
from pages.parts.filters import chosen_view, stop_if_empty
from pages.parts.plain import plain
from pages.parts.received import outlines
from pages.parts.uploads import show_upload_words

_READY = "ready-documents"


def move(key: str, places: int) -> None:
    """Move a chart up (-1) or down (1); it stays the one picked."""
    order = list(st.session_state["charts"])
    place = order.index(key)
    order.insert(place + places, order.pop(place))
    st.session_state["charts"], st.session_state["picked-chart"] = order, key


def choose_charts() -> list[str]:
    """Let charts be chosen and put in order; both stand in the address."""
    keys = st.multiselect(
        "图表（按选择的先后排列）",
        list(CHARTS),
        default=list(CHARTS),
        format_func=lambda key: CHARTS[key].name,
        placeholder="选择图表",
        select_all=False,
        key="charts",
        bind="query-params",
    )
    with st.container(border=True):
        if keys:
            order_charts(keys)
        else:
            st.caption("还没有选图表。")
    return keys


def order_charts(keys: list[str]) -> None:
    """List the charts as they will stand; the one picked can be moved.

    One list and two buttons, not two buttons a chart: every element costs, at every change of a filter.
    """
    picked = st.radio(
        "次序（点一张图，再上移或下移）",
        keys,
        format_func=lambda key: f"{keys.index(key) + 1}\\. {CHARTS[key].name}",
        key="picked-chart",
    )
    with st.container(horizontal=True):
        for words, icon, places, end in (("上移", "upward", -1, keys[0]), ("下移", "downward", 1, keys[-1])):
            st.button(
                words,
                icon=f":material/arrow_{icon}:",
                disabled=picked == end,
                on_click=move,
                args=(picked, places),
                key=f"move-{icon}",
            )


def choose_parts() -> list[Part]:
    """Let the kinds of documents be chosen; they are made in a fixed order."""
    chosen = st.pills(
        "文件",
        list(PARTS_BY_KEY),
        selection_mode="multi",
        default=list(PARTS_BY_KEY),
        format_func=lambda key: PARTS_BY_KEY[key].name,
        wrap=True,
        key="documents",
        bind="query-params",
    )
    return [part for part in PARTS if part.key in chosen]


def upload_template() -> bytes | None:
    """Take an office's own template for the slides; one that cannot be used is said at once."""
    with st.expander("用本单位的PPT模板（可选）", icon=":material/palette:"):
        show_upload_words(50)
        upload = st.file_uploader(
            "选择一个 .pptx 或 .potx 文件，用它的母版、字体和颜色", type=["pptx", "potx"], key="template"
        )
        if upload is None:
            return None
        from briefings.slides.template import open_template

        content = upload.getvalue()
        try:
            open_template(content)
        except BriefingError as error:
            st.error(f"“{plain(upload.name)}”：{plain(error.message)}", icon=":material/error:")
            return None
        st.caption(f"将使用“{plain(upload.name)}”的母版。")
        return content


def show_ready(ready: Ready, view: View, is_current: bool) -> None:
    """Offer what was made; it stays until something else is made."""
    if not is_current:
        st.caption("以下文件按先前的选择生成。要按现在的选择，请再点“生成”。")
    with st.container(border=True, horizontal=True):
        for part, name, content in ready.files:
            st.download_button(
                f"下载{part.name}　{_size(content)}",
                data=partial(bytes, content),
                file_name=name,
                mime=part.mime,
                icon=":material/download:",
                on_click="ignore",
                help=part.about,
                key=f"download-{part.key}",
            )
        name, content = ready.whole
        st.download_button(
            f"全部打包下载（ZIP）　{_size(content)}",
            data=partial(bytes, content),
            file_name=name,
            mime=ZIP_MIME,
            icon=":material/folder_zip:",
            on_click="ignore",
            help="包含以上文件和一份说明",
            key="download-all",
        )
    for reason in ready.left_out:
        st.warning(plain(reason), icon=":material/warning:")
    if NO_FONT in ready.left_out:
        show_browser_pictures(view, ready.choice.charts)


def _size(content: bytes) -> str:
    kilobytes = len(content) / 1024
    return f"{kilobytes / 1024:.1f} MB" if kilobytes >= 1000 else f"{kilobytes:,.0f} KB"


def show_browser_pictures(view: View, keys: tuple[str, ...]) -> None:
    """Where the server cannot draw, the browser can: each chart with its own download."""
    st.subheader("在浏览器里下载图片：用每张图右上角的相机", anchor=False)
    for key in keys:
        options: dict[str, Any] = {"outlines": outlines()} if CHARTS[key].kind is Kind.MAP else {}
        show_chart(key, view, **options)


def show_findings(view: View) -> None:
    """List the sentences that every document begins with."""
    st.subheader("主要结论", anchor=False)
    with st.container(border=True):
        st.markdown("\n".join(f"{number}. {plain(found.sentence)}" for number, found in enumerate(findings(view), 1)))


def make_documents(view: View, keys: list[str]) -> None:
    """Let documents be chosen and made, and offer what was made last."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        parts = choose_parts()
        is_possible = bool(keys and parts)
        wanted = st.button("生成", icon=":material/play_arrow:", disabled=not is_possible, key="make")
    if not is_possible:
        st.caption("请至少选一张图和一种文件。")
    template = upload_template() if SLIDES in parts else None
    choice = choice_of(view, keys, template)
    if wanted:
        with st.status("正在生成…", expanded=True) as status:
            bar = st.progress(0.0)
            ready = make(view, choice, parts, template, lambda words, share: bar.progress(share, words))
            st.session_state[_READY] = ready
            bar.empty()
            done = "部分文件未能生成" if ready.has_failed else "已生成"
            status.update(label=done, state="error" if ready.has_failed else "complete", expanded=False)
    if made := st.session_state.get(_READY):
        show_ready(made, view, (made.choice, made.parts) == (choice, tuple(part.key for part in parts)))


view = chosen_view()
stop_if_empty(view)
top = st.container()
left, right = st.columns(2)
with left:
    show_findings(view)
with right:
    st.subheader("图表和顺序", anchor=False)
    keys = choose_charts()
with top:
    st.subheader("生成文件", anchor=False)
    st.caption("年份和范围用左侧的筛选。文件里的数字与页面一致，写明数据日期、数据版本、口径和出处，不含联系人信息。")
    make_documents(view, keys)
