"""Show tables, offer them as files, and make those of the screens once for a view, ready for every browser."""

from dataclasses import dataclass
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

EXCEL_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, eq=False)
class Packed:
    """A table as a frame, for files, and as browsers are sent it. Shared: never change it."""

    frame: pd.DataFrame
    sent: pyarrow.Table

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "Packed":
        """Pack a frame, without its index. Each column holds one kind of values, None where one is missing."""
        return cls(frame, pyarrow.Table.from_pandas(frame, preserve_index=False))

    def __len__(self) -> int:
        return len(self.frame)


def show_table(table: pd.DataFrame | Packed, alt: str, shares: list[str] | None = None, **options: Any) -> Any:
    """Show a table with shares as percentages; blanks stay blank."""
    data = table.sent if isinstance(table, Packed) else table
    config = {heading: st.column_config.NumberColumn(format="percent") for heading in shares or []}
    config |= options.pop("column_config", {})
    return st.dataframe(data, hide_index=True, alt=alt, placeholder="—", column_config=config, **options)


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


@once_per_view
def sectors_by_unit(view: View) -> Packed:
    """Return how many projects each unit has in each sector; a blank is a blank."""
    headings = {sector.code: sector.name for sector in view.words.sectors}
    headings |= {"name": "推荐单位", "unknown": "未填报", "total": "合计"}
    counts = unit_sector(view).frame.drop(columns="code").rename(columns=headings)
    return Packed.of(counts.replace(0, None))


@once_per_view
def national_targets(view: View) -> Packed:
    """Return the national targets with how far each is."""
    table = national_progress(view).frame
    columns = ["name", "year", "target", "achieved", "achieved_year", "share", "fujian", "result_name", "source"]
    headings = ["目标", "目标年", "目标值", "全国累计", "截至年份", "完成度", "福建累计", "结果", "出处"]
    return Packed.of(table[columns].set_axis(headings, axis="columns"))


@once_per_view
def recommended_scenarios(view: View) -> Packed:
    """Return what the guide recommends to the sectors of a view, with the uses of each."""
    pairs = guide_pairs(view)
    return Packed.of(
        pd.DataFrame({"指南推荐场景（原文）": pairs.column("printed_scenario"), "应用项目数": pairs.column("count")})
    )


@once_per_view
def unused_pairs(view: View) -> Packed:
    """Return what the guide recommends to a sector and nobody in it uses."""
    blank = [(pair["sector_name"], pair["printed_scenario"]) for pair in guide_pairs(view) if not pair["reached"]]
    return Packed.of(pd.DataFrame(blank, columns=["行业", "指南推荐的场景（原文）"], dtype="str"))
