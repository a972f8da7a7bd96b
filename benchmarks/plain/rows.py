"""Read the samples as rows under Chinese headings, and let a visitor choose a year, as every plain page does."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
import plotly.express as px
import streamlit as st

from loaders.boundaries import unit_outlines
from loaders.samples import sample_revision
from loaders.vocabulary import CodeTable, vocabulary
from store.collection import Collection, collect
from store.samples import sample_database

ALL_YEARS = "全部年份"
_STATIC = Path(__file__).resolve().parents[2] / "static"
# Plotly would fetch the outlines of the world from a foreign server, and draw nothing where it cannot.
_NO_WORLD = f"data:application/json,{quote((_STATIC / 'topojson' / 'world_110m.json').read_text('utf-8').strip())}#"
_HEADINGS = {
    "code": "代码",
    "unit": "推荐单位",
    "sector": "行业",
    "tier": "建设类型",
    "year": "推荐年份",
    "listed_year": "入选年份",
    "benchmark_year": "标杆年份",
}


@st.cache_resource
def _received() -> Collection:
    return collect(sample_database(sample_revision()))


@st.cache_data
def all_projects() -> pd.DataFrame:
    """Return one row a project, with names instead of codes."""
    words, rows = vocabulary(), _received().projects.reset_index(drop=True)
    named = {
        name: _names(rows[name], table)
        for name, table in (("unit", words.units), ("sector", words.sectors), ("tier", words.tiers))
    }
    return rows.assign(code=rows["unit"], **named).rename(columns=_HEADINGS)


@st.cache_data
def all_uses() -> pd.DataFrame:
    """Return one row a project and scenario, with everything that is known of the project."""
    uses = _received().uses
    scenario = _names(uses["scenario"], vocabulary().scenarios)
    return uses[["project"]].assign(典型场景=scenario).join(all_projects(), on="project")


def _names(codes: pd.Series, table: CodeTable) -> pd.Series:
    return codes.map(table.name, na_action=None)


@st.cache_data
def outlines() -> dict[str, Any]:
    """Return the outlines of the units as GeoJSON."""
    return unit_outlines(_STATIC / "boundaries")


def begin(title: str) -> int | None:
    """Show the title and the choice of a year; return the year, None for all."""
    st.set_page_config(page_title=title, layout="wide")
    years = sorted(all_projects()["推荐年份"].unique(), reverse=True)
    year = st.sidebar.selectbox("年份", [ALL_YEARS, *(f"{each}年" for each in years if each > 0)])
    st.title(title)
    return None if year == ALL_YEARS else int(year.removesuffix("年"))


def of_year(rows: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Return the rows recommended in a year."""
    return rows if year is None else rows[rows["推荐年份"] == year]


def show_map(projects: pd.DataFrame) -> None:
    """Show how many projects each unit has, on the map."""
    counts = projects.groupby(["代码", "推荐单位"], as_index=False).size()
    figure = px.choropleth(
        counts, geojson=outlines(), locations="代码", color="size", hover_name="推荐单位", fitbounds="locations"
    )
    st.plotly_chart(figure.update_geos(visible=False), config={"topojsonURL": _NO_WORLD})


def show_bars(rows: pd.DataFrame, column: str, colour: str | None = None) -> None:
    """Show how many rows fall on each value of a column."""
    st.plotly_chart(px.histogram(rows, y=column, color=colour).update_yaxes(categoryorder="total ascending"))


def show_selection(projects: pd.DataFrame, column: str) -> None:
    """Show which share of the projects was listed."""
    rates = projects.assign(入选率=projects["入选年份"] > 0).groupby(column, as_index=False)["入选率"].mean()
    st.plotly_chart(px.bar(rates, x="入选率", y=column))
