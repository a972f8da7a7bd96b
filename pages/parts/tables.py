"""Show tables, offer them as files, and make those of the screens once for a view, ready for every browser."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow
import streamlit as st

from briefings.data_file import csv_file, excel_file
from metrics.counts import unit_sector
from metrics.coverage import guide_pairs
from metrics.landscape import View
from metrics.memo import once_per_view
from metrics.progress import national_progress
from metrics.table import Rows

EXCEL_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, eq=False)
class Packed:
    """A table as browsers are sent it; files are made of its frame. Shared: never change it."""

    sent: pyarrow.Table

    def __len__(self) -> int:
        return self.sent.num_rows

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The same as a frame; whole numbers stay whole where some are missing."""
        return self.sent.to_pandas(types_mapper={pyarrow.int64(): pd.Int64Dtype()}.get)


def show_table(table: pd.DataFrame | Packed, alt: str, shares: list[str] | None = None, **options: Any) -> Any:
    """Show a table with shares as percentages; blanks stay blank."""
    data = table.sent if isinstance(table, Packed) else table
    config = {heading: st.column_config.NumberColumn(format="percent") for heading in shares or []}
    config |= options.pop("column_config", {})
    return st.dataframe(data, hide_index=True, alt=alt, placeholder="—", column_config=config, **options)


def choose_page(pages: int, key: str, **options: Any) -> int:
    """Let a page be chosen; one that is no longer there becomes the last."""
    if st.session_state.get(key, 1) > pages:
        st.session_state[key] = pages
    return st.pagination(pages, key=key, **options)


def offer_downloads(
    table: pd.DataFrame | Packed | Callable[[], pd.DataFrame],
    name: str,
    notes: list[str],
    shares: list[str] | None = None,
    *,
    key: str,
) -> None:
    """Offer a table, or what a function will put together, as CSV and Excel; the files are made on the click."""

    def frame() -> pd.DataFrame:
        if isinstance(table, Packed):
            return table.frame
        return table() if callable(table) else table

    offer_files(name, lambda: csv_file(frame()), lambda: excel_file(frame(), name, notes, shares or []), key=key)


def offer_files(
    name: str,
    csv: Callable[[], bytes],
    excel: Callable[[], bytes],
    *,
    key: str,
    help: str | None = None,
    no_excel: str = "",
) -> None:
    """Offer a CSV and an Excel file, each made on the click; `no_excel` says why there is none of the latter."""
    st.download_button(
        "下载CSV",
        data=csv,
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}-csv",
        help=help,
    )
    st.download_button(
        "下载Excel",
        data=excel,
        file_name=f"{name}.xlsx",
        mime=EXCEL_MIME,
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}-xlsx",
        disabled=bool(no_excel),
        help=no_excel or help,
    )


@once_per_view
def sectors_by_unit(view: View) -> Packed:
    """Return how many projects each unit has in each sector; a blank is a blank."""
    table, headings = unit_sector(view), {sector.code: sector.name for sector in view.words.sectors}
    headings |= {"unknown": "未填报", "total": "合计"}
    counts = {headings[code]: _counts(table.column(code)) for code in table.columns if code in headings}
    return Packed(pyarrow.table({"推荐单位": table.column("name")} | counts))


def _counts(numbers: list[int]) -> pyarrow.Array:
    return pyarrow.array([number or None for number in numbers], pyarrow.int64())


@once_per_view
def national_targets(view: View) -> Packed:
    """Return the national targets with how far each is."""
    headings = {
        "name": "目标",
        "year": "目标年",
        "target": "目标值",
        "achieved": "全国累计",
        "achieved_year": "截至年份",
        "share": "完成度",
        "fujian": "福建累计",
        "result_name": "结果",
        "source": "出处",
    }
    return _under(headings, national_progress(view))


@once_per_view
def recommended_scenarios(view: View) -> Packed:
    """Return what the guide recommends to the sectors of a view, with the uses of each."""
    return _under({"printed_scenario": "指南推荐场景（原文）", "count": "应用项目数"}, guide_pairs(view))


@once_per_view
def unused_pairs(view: View) -> Packed:
    """Return what the guide recommends to a sector and nobody in it uses."""
    blank = [pair for pair in guide_pairs(view) if not pair["reached"]]
    return _under({"sector_name": "行业", "printed_scenario": "指南推荐的场景（原文）"}, blank)


def _under(headings: Mapping[str, str], rows: Rows) -> Packed:
    """Pack these columns of some rows under their Chinese headings."""
    return Packed(pyarrow.table({heading: [row[name] for row in rows] for name, heading in headings.items()}))
