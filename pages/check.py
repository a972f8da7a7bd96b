"""检查: upload tables, see what is wrong beside what was read, map headings by hand, take the marked return."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from loaders.documents.returned import mark, return_suffix
from loaders.documents.template import template
from loaders.guarded import Rejected, Source, Task, read_guarded, run_guarded
from loaders.problems import Problem, Severity
from loaders.tables.checks import across_files
from loaders.tables.headings import Field, standard_heading
from loaders.tables.project import Project
from loaders.vocabulary import CodeTable, Vocabulary, vocabulary
from loaders.workbook import Reading
from pages.parts.cards import EXCEL_MIME, show_table
from pages.parts.kpis import Kpi, show_kpis
from pages.parts.navigation import open_page
from pages.parts.received import store
from store.mappings import remember, remembered

#: What an unknown heading may be mapped to: what is counted or shown.
MAPPABLE: list[Field] = [
    field
    for field in Field
    if not field.is_contact and field not in (Field.YEAR, Field.PROVINCE, Field.RECOMMENDED_ORDER)
]
IGNORED = "不读取"
# The upload field's own words are English and cannot be set; these stand in their place.
UPLOAD_WORDS = """<style>
[data-testid="stFileUploaderDropzone"] button p,
[data-testid="stFileUploaderDropzoneInstructions"] span {visibility: hidden; font-size: 0}
[data-testid="stFileUploaderDropzone"] button p::after {
  content: "选择文件"; visibility: visible; font-size: 1rem}
[data-testid="stFileUploaderDropzoneInstructions"] span::after {
  content: "或拖到这里，每个不超过50MB"; visibility: visible; font-size: 0.875rem}
</style>"""
SEVERITY_ORDER = list(Severity)


def read_uploads(files: dict[str, bytes]) -> dict[str, Reading | Rejected]:
    """Read the uploaded files in child processes, each with the headings remembered for its unit."""
    with st.spinner(f"正在检查{len(files)}个文件…"):
        results = {result.file: result for result in read_guarded([Source(*file) for file in files.items()])}
        for name, result in results.items():
            if isinstance(result, Reading) and (mapping := remembered(store(), result.unit)):
                results[name] = next(iter(read_guarded([Source(name, files[name])], mapping)))
    return results


def show_reading(data: bytes, reading: Reading, words: Vocabulary, elsewhere: list[Problem]) -> None:
    """Show one file: its problems, what was read, the headings to map, and the marked return."""
    problems = sorted([*reading.problems, *elsewhere], key=lambda found: SEVERITY_ORDER.index(found.severity))
    counts = [sum(found.severity is severity for found in problems) for severity in Severity]
    show_kpis(
        [
            Kpi("推荐单位", words.units.name(reading.unit), f"{reading.year or '未知'}年"),
            Kpi("读到的项目", str(len(reading.projects) + len(reading.repeats)), f"其中重复{len(reading.repeats)}行"),
            *(Kpi(severity.label, str(count)) for severity, count in zip(Severity, counts, strict=True)),
        ],
        columns=5,
        narrowest=130,
    )
    if problems:
        rows = [(p.severity.label, p.sheet, p.cell or "整张表", p.message, p.suggestion) for p in problems]
        table = pd.DataFrame(rows, columns=["轻重", "工作表", "单元格", "问题", "怎样改"])
        widths = {"轻重": 70, "工作表": 110, "单元格": 70, "问题": 430, "怎样改": 400}
        config = {name: st.column_config.TextColumn(width=width) for name, width in widths.items()}
        show_table(table, "问题清单", column_config=config)
        st.download_button(
            "下载退回件",
            data=lambda: marked(data, replace(reading, problems=tuple(problems))),
            file_name=f"退回修改_{Path(reading.file).stem}{return_suffix(data)}",
            mime=EXCEL_MIME,
            icon=":material/assignment_return:",
            on_click="ignore",
            help="对方的原表，出错的单元格已标色并批注，首页列出全部问题",
            key=f"return-{reading.file}",
        )
    else:
        st.success("没有发现问题。", icon=":material/check_circle:")
    show_mapping(reading)
    with st.expander("读到的内容", icon=":material/table_view:"):
        show_table(as_understood([*reading.projects, *reading.repeats], words), "读到的内容")


def marked(data: bytes, reading: Reading) -> bytes:
    """Mark a workbook in a child process: what a hostile file does there, it does to nobody else."""
    result = next(run_guarded([Task(reading.file, mark, (data, reading, remembered(store(), reading.unit)))]))
    if isinstance(result, Rejected):
        raise RuntimeError(f"{result.file}: {result.code}")
    return result


def show_mapping(reading: Reading) -> None:
    """Let unknown headings be mapped by hand; the choice is kept for the unit."""
    mapped = remembered(store(), reading.unit)
    if not reading.unmapped and not mapped:
        return
    with st.expander(
        f"对应表头（{len(reading.unmapped)}个未识别）", icon=":material/link:", expanded=bool(reading.unmapped)
    ):
        if reading.unit is None:
            st.info("先在表中写明推荐单位，才能为该单位记住表头。", icon=":material/info:")
            return
        st.caption("选好后，今后读取该单位的表都按此对应；选“不读取”即撤销。")
        chosen: dict[str, Field | None] = {}
        choices: list[Field | None] = [None, *MAPPABLE]
        for heading in dict.fromkeys([*reading.unmapped, *mapped]):
            chosen[heading] = st.selectbox(
                heading,
                choices,
                index=choices.index(mapped.get(heading)),
                format_func=lambda field: IGNORED if field is None else standard_heading(field),
                placeholder=IGNORED,
                key=f"map-{reading.file}-{heading}",
            )
        if st.button("记住并重新读取", key=f"remember-{reading.file}"):
            remember(store(), reading.unit, chosen, by="检查页")
            st.rerun()


def as_understood(projects: list[Project], words: Vocabulary) -> pd.DataFrame:
    """Return what was read under Chinese headings; what is not certain is blank."""

    def name(table: CodeTable[Any], code: str | None) -> str | None:
        return table.name(code) if code else None

    rows = [
        {
            "工作表": project.sheet,
            "行号": project.row,
            "企业名称": project.enterprise,
            "项目名称": project.project_name,
            "县（市、区）": name(words.counties, project.county),
            "行业": name(words.sectors, project.sector),
            "建设类型": name(words.tiers, project.tier),
            "典型场景": "、".join(words.scenarios.name(code) for code in project.scenarios),
            "投资额（万元）": project.investment_wan,
            "5G终端（个）": project.terminals,
            "完工时间": project.completed_on,
        }
        for project in sorted(projects, key=lambda project: (project.sheet, project.row))
    ]
    return pd.DataFrame(rows)


def offer_template(words: Vocabulary, years: tuple[int, ...]) -> None:
    """Offer the blank table of a unit and year."""
    with (
        st.expander("下载空白模板", icon=":material/note_add:"),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        unit = st.selectbox(
            "推荐单位", words.units.codes, format_func=words.units.name, key="template-unit", placeholder="选一个单位"
        )
        year = st.number_input("年度", 2023, 2100, (max(years) + 1) if years else 2026, key="template-year")
        st.download_button(
            "下载模板",
            data=lambda: template(unit, int(year)),
            file_name=f"{words.units.name(unit)}{year}年国家5G工厂名录项目推荐汇总表.xlsx",
            mime=EXCEL_MIME,
            icon=":material/download:",
            on_click="ignore",
            key="template-download",
        )


view = open_page()
words = vocabulary()
st.markdown("上传各地市报来的推荐汇总表，逐格检查；只检查，不入库。")
st.html(UPLOAD_WORDS)
uploads = st.file_uploader(
    "选择文件（可一次选多个）",
    type=["xlsx", "xlsm", "xls", "xlsb", "ods", "et", "csv", "tsv", "htm", "html", "xml"],
    accept_multiple_files=True,
    key="uploads",
)
offer_template(words, view.landscape.years)
files = {upload.name: upload.getvalue() for upload in uploads}
results = read_uploads(files)
elsewhere = across_files(result for result in results.values() if isinstance(result, Reading))
for name, result in results.items():
    with st.container(border=True):
        st.subheader(name, anchor=False)
        if isinstance(result, Rejected):
            st.error(result.message, icon=":material/error:")
        else:
            show_reading(files[name], result, words, elsewhere.get(name, []))
