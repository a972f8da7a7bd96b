"""Load a published list: read it guarded, show what would be kept, keep it on a click."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from loaders.directory import NO_YEAR, Outcome, PublishedList, read_published
from loaders.guarded import Rejected, Task, run_guarded
from loaders.vocabulary import vocabulary
from pages.parts.directory.words import STAGES, sort_words
from pages.parts.kpis import Kpi, show_kpis
from pages.parts.notices import notify, telling
from pages.parts.officer import signature
from pages.parts.plain import plain
from pages.parts.tables import show_table
from pages.parts.uploads import show_upload_words
from store.database import Database
from store.decisions import decide
from store.lookup import project_rows
from store.sorting import Sort, SortedLine, sort_lines
from store.targets import FIRST_YEAR, LAST_YEAR

_MEGABYTES = 50
_SUFFIXES = ["xlsx", "xlsm", "xls", "xlsb", "ods", "et", "csv", "tsv", "htm", "html", "xml"]
_UPLOAD = "list-uploads"
#: What is kept without being asked about, in the order in which it is shown: what needs a look first.
_OURS = (Sort.SUGGESTED, Sort.NOBODY, Sort.MATCHED)


def show_intake(database: Database, revision: str, *, is_open: bool) -> None:
    """Offer to load a list; once one is chosen, show what is in it."""
    with st.expander("载入公布的名单", icon=":material/upload_file:", expanded=is_open):
        st.markdown(
            "国家名录或标杆名单公布后，选它的表格文件（有“企业名称”“项目名称”两列即可，全国名单也行）。"
            "先看清楚要保留哪些，再保留。"
        )
        show_upload_words(_MEGABYTES)
        upload = st.file_uploader("选择名单文件", type=_SUFFIXES, key=_upload_key())
        if upload is None:
            return
        data, name = upload.getvalue(), upload.name
        published = _read(data, name)
        if isinstance(published, Rejected):
            # The readers' advice speaks of what they mostly read.
            st.error(plain(published.message.replace("推荐汇总表", "名单")), icon=":material/error:")
        else:
            _show_list(database, revision, data, name, published)


def _upload_key() -> str:
    return f"{_UPLOAD}-{st.session_state.setdefault(_UPLOAD, 0)}"


@st.cache_data(max_entries=8, show_spinner="正在读取名单…")
def _read(data: bytes, name: str) -> PublishedList | Rejected:
    return next(run_guarded([Task(name, read_published, (data, name))]))


@st.cache_resource(max_entries=8, show_spinner="正在与推荐项目对应…")
def _sorted(_database: Database, revision: str, _lines: list[Outcome], which: str) -> list[SortedLine]:
    return sort_lines(_database, _lines)


def _show_list(database: Database, revision: str, data: bytes, name: str, published: PublishedList) -> None:
    which = hashlib.sha256(data + name.encode("utf-8", "replace")).hexdigest()[:16]
    st.subheader(plain(published.title), anchor=False)
    if published.is_submission:
        st.warning(
            "这份文件像是一个单位的推荐汇总表，不是公布的名录。推荐汇总表请在“报送”页登记。", icon=":material/warning:"
        )
    _ask(which, published)
    lines = _as_corrected(published, which)
    if lines is None:
        st.info("名单中没有写明年份。请填写公布年份。", icon=":material/info:")
        return
    year, stage = lines[0].year if lines else 0, _stage(which)
    found = _sorted(database, revision, lines, f"{which}-{year}-{stage}")
    _show_counts(published, found)
    ours = [line for sort in _OURS for line in found if line.sort is sort]
    if ours:
        show_table(_preview(database, ours), "要保留的", height=min(35 * len(ours) + 40, 380))
    ticked = _choose_doubtful(which, [line for line in found if line.sort is Sort.DOUBTFUL])
    kept = [line.outcome for line in ours] + [replace(line.outcome, is_ours=True) for line in ticked]
    known = sum(line.sort is Sort.KNOWN for line in found)
    if not kept:
        done = f"这份名单的{known}条都已载入。" if known else "这份名单中没有找到本省的项目。"
        st.info(f"{done}没有要保留的。", icon=":material/info:")
        return
    st.button(
        f"保留这{len(kept)}条",
        icon=":material/save:",
        key=f"keep-list-{which}",
        on_click=_keep,
        args=(database, kept, which, published, data, name),
    )


def _ask(which: str, published: PublishedList) -> None:
    """Let stage, year and source be corrected; a list whose lines tell several years keeps those."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(published.years) > 1:
            st.text_input("公布年份", "、".join(map(str, published.years)) + "（按各行所写）", disabled=True, width=260)
        else:
            st.number_input(
                "公布年份", FIRST_YEAR, LAST_YEAR, published.year, key=f"list-year-{which}", width=160, placeholder="年"
            )
        st.segmented_control(
            "公布的是",
            list(STAGES),
            format_func=lambda stage: {"listed": "入选名录", "benchmark": "标杆名单"}[stage],
            default=published.stage,
            required=True,
            key=f"list-stage-{which}",
        )
    st.text_input("出处（文件名称、文号或网址）", published.title, key=f"list-source-{which}", max_chars=200)


def _stage(which: str) -> str:
    return str(st.session_state[f"list-stage-{which}"])


def _as_corrected(published: PublishedList, which: str) -> list[Outcome] | None:
    """Return the lines with year and stage as corrected by hand; None while a line has no year."""
    stage = _stage(which)
    if len(published.years) > 1:
        lines = [replace(line, stage=stage) for line in published.lines if line.year != NO_YEAR]
    else:
        year = st.session_state.get(f"list-year-{which}")
        if year is None:
            return None
        lines = [replace(line, stage=stage, year=int(year)) for line in published.lines]
    return lines


def _show_counts(published: PublishedList, found: Sequence[SortedLine]) -> None:
    sorts = [line.sort for line in found]
    ours = sum(sort in _OURS for sort in sorts)
    codes = sum(line.by == "credit_code" for line in found)
    others = published.elsewhere + sorts.count(Sort.ELSEWHERE)
    left_out = {
        "外省": others,
        "已载入或重复": sorts.count(Sort.KNOWN),
        "没有企业名称": published.nameless,
        "没有年份": len(published.lines) - len(found),
    }
    rest = "、".join(f"{word}{count}行" for word, count in left_out.items() if count)
    st.markdown(
        f"全表{published.rows:,}行，本省**{ours}**行"
        + (f"，疑似本省{doubtful}行" if (doubtful := sorts.count(Sort.DOUBTFUL)) else "")
        + (f"；不保留：{rest}" if rest else "")
    )
    show_kpis(
        [
            Kpi("信用代码一致", str(codes)),
            Kpi("名称一致", str(sorts.count(Sort.MATCHED) - codes)),
            Kpi("待确认", str(sorts.count(Sort.SUGGESTED)), help="有相近的推荐项目，保留后在本页逐条确认"),
            Kpi("无人推荐", str(sorts.count(Sort.NOBODY)), help="没有相近的推荐项目，保留后单独列出"),
        ]
    )


def _preview(database: Database, lines: Sequence[SortedLine]) -> pd.DataFrame:
    """Return lines beside the projects they were matched to, or are most alike."""
    units = vocabulary().units
    numbers = [_nearest(line) for line in lines]
    names = project_rows(database, sorted({number for number in numbers if number}))
    rows = []
    for line, number in zip(lines, numbers, strict=True):
        project = names.loc[number] if number else None
        rows.append(
            {
                "状态": sort_words(line),
                "企业名称": line.outcome.enterprise,
                "项目名称": line.outcome.project_name,
                "推荐单位": units.name(line.outcome.unit if project is None else project["unit"]),
                "推荐表中的企业": None if project is None else project["enterprise"],
                "推荐表中的项目": None if project is None else project["project_name"],
                "相似度": line.suggestions[0].score if line.suggestions else None,
                "工作表": line.outcome.sheet,
                "行号": line.outcome.row,
            }
        )
    return pd.DataFrame(rows)


def _nearest(line: SortedLine) -> int | None:
    return line.project_id or (line.suggestions[0].project_id if line.suggestions else None)


def _choose_doubtful(which: str, lines: list[SortedLine]) -> list[SortedLine]:
    """Ask which of the doubtful lines are of this province."""
    if not lines:
        return []
    st.markdown(f"**疑似本省的{len(lines)}行**：名单没有写明省份，名称也不能确定。请勾选属于本省的，其余不保留。")
    table = pd.DataFrame(
        {
            "是本省": [line.is_likely for line in lines],
            "企业名称": [line.outcome.enterprise for line in lines],
            "项目名称": [line.outcome.project_name for line in lines],
            "原因": [_reason(line) for line in lines],
            "行号": [line.outcome.row for line in lines],
        }
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=list(table.columns[1:]),
        num_rows="fixed",
        key=f"doubtful-{which}-{len(lines)}",
        alt="疑似本省的行",
        height=min(35 * len(lines) + 40, 320),
    )
    return [line for line, is_ours in zip(lines, edited["是本省"], strict=True) if is_ours]


def _reason(line: SortedLine) -> str:
    if line.is_likely:
        return "本省推荐过这家企业"
    return f"与推荐项目相近（{line.suggestions[0].score}）" if line.suggestions else "名称中有像本省地名的字"


def _keep(
    database: Database, kept: Iterable[Outcome], which: str, published: PublishedList, data: bytes, name: str
) -> None:
    with telling():
        source = str(st.session_state.get(f"list-source-{which}") or "").strip() or published.title
        new = decide(database, list(kept), source, by=signature(), data=data, file_name=name)
        notify(f"已保留{new}条：{source}。" if new else "没有新内容：这些条目都已载入。")
        # A new field: what was kept is not offered again.
        st.session_state[_UPLOAD] += 1
