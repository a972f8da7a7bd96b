"""Hand every page the same received data, read once per content and shared by all sessions."""

from pathlib import Path

import pandas as pd
import streamlit as st

from charts.catalogue import Outlines
from loaders.boundaries import merge_units, read_counties, read_map_labels, to_geojson, write_boundaries
from loaders.facts import facts
from loaders.samples import Collection, read_samples, sample_revision
from loaders.vocabulary import vocabulary
from metrics.landscape import Landscape

_STATIC = Path(__file__).resolve().parents[2] / "static"


def collection() -> Collection:
    """Return everything received. Shared: never change it."""
    return _collection(sample_revision())


def landscape() -> Landscape:
    """Return the projects reduced to the cube."""
    return _landscape(sample_revision())


@st.cache_resource(max_entries=2, show_spinner="正在读取推荐汇总表…")
def _collection(revision: str) -> Collection:
    return read_samples()


@st.cache_resource(max_entries=2, show_spinner="正在汇总项目…")
def _landscape(revision: str) -> Landscape:
    projects = _collection(revision).projects
    used = projects["scenarios"].reset_index(drop=True).explode().dropna()
    uses = pd.DataFrame({"project": used.index, "scenario": used.array})
    return Landscape.of(projects, uses, vocabulary(), facts())


@st.cache_resource(show_spinner="正在准备地图…")
def outlines() -> Outlines:
    """Return the map's outlines: the address of a file of ours, or the outlines where none can be written."""
    try:
        file = write_boundaries(_STATIC / "boundaries").units
    except OSError:
        return Outlines(to_geojson(merge_units(read_counties())), read_map_labels())
    return Outlines(f"app/static/boundaries/{file.name}", read_map_labels())


def data_date() -> str:
    """Say how far the data reaches, as every chart's source line ends."""
    years = landscape().years
    reach = f"数据截至{years[-1]}年" if years else "尚无数据"
    return f"{reach}（样例）" if collection().is_sample else reach


def show_origin() -> None:
    """Say that what is shown is invented, and name what could not be read."""
    received = collection()
    if received.is_sample:
        st.warning(
            "样例数据：企业和项目均为虚构（名称含“样例”），只用于演示；全国数字为公开数字。", icon=":material/science:"
        )
    for file, message in received.unreadable:
        st.error(f"“{file}”未能读取：{message}", icon=":material/error:")
