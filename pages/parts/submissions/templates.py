"""Blank tables to send out: one unit's, or all ten in one archive."""

import io
import zipfile

import streamlit as st

from loaders.vocabulary import vocabulary
from pages.parts.tables import EXCEL_MIME

_CHOOSE = "选一个单位"
_FIRST_YEAR, _LAST_YEAR = 2023, 2100
# The same input gives the same bytes: no clock.
_DATED = (2025, 1, 1, 0, 0, 0)


def offer_templates(year: int) -> None:
    """Offer the blank table of a unit and a year, `year` unless another is chosen."""
    opened = st.expander("下载空白模板", icon=":material/note_add:", key="templates", on_change="rerun")
    if not opened.open:
        return
    units = vocabulary().units
    with opened:
        st.caption("带下拉选项和填写提示的空白汇总表，发给各地市填写；填好报回来不会因为格式被退回。")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            unit = st.selectbox(
                "推荐单位", units.codes, format_func=units.name, placeholder=_CHOOSE, key="template-unit", width=220
            )
            chosen = int(st.number_input("年度", _FIRST_YEAR, _LAST_YEAR, year, key="template-year", width=140))
            st.download_button(
                "下载模板",
                data=lambda: one_template(unit, chosen),
                file_name=_file_name(unit, chosen),
                mime=EXCEL_MIME,
                icon=":material/download:",
                on_click="ignore",
                key="template-download",
            )
            st.download_button(
                "下载全部十个单位",
                data=lambda: all_templates(chosen),
                file_name=f"{chosen}年空白模板.zip",
                mime="application/zip",
                icon=":material/folder_zip:",
                on_click="ignore",
                key="templates-download",
            )


def _file_name(unit: str, year: int) -> str:
    return f"{vocabulary().units.name(unit)}{year}年国家5G工厂名录项目推荐汇总表.xlsx"


def one_template(unit: str, year: int) -> bytes:
    """Return the blank table of one unit; what writes it is imported only now, when somebody asks for one."""
    from loaders.documents.template import template

    return template(unit, year)


def all_templates(year: int) -> bytes:
    """Return the blank tables of all units as one ZIP; the same year gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for unit in vocabulary().units.codes:
            archive.writestr(zipfile.ZipInfo(_file_name(unit, year), _DATED), one_template(unit, year))
    return stream.getvalue()
