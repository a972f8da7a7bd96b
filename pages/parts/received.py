"""Hand every page the same data: of one revision during a run, read once per revision and shared by all sessions."""

import threading
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from briefings.briefing import data_reach, sample_warning
from charts.catalogue import Outlines
from loaders.boundaries import merge_units, read_counties, read_map_labels, to_geojson, write_boundaries
from loaders.facts import Facts, facts
from loaders.samples import sample_revision
from loaders.vocabulary import vocabulary
from metrics.landscape import Landscape
from metrics.latest import Latest
from pages import Screen
from pages.parts.once import ALWAYS, say_once
from store.collection import Collection, Collector
from store.database import Database
from store.samples import sample_database
from store.settings import settings

#: In seconds: less than anybody notices, and many runs under load.
_AGE = 0.05
#: By revision, for asking what is cached costs as much as an element of the page.
_is_empty: Latest[str, bool] = Latest(2)
_STATIC = Path(__file__).resolve().parents[2] / "static"


@st.cache_resource(show_spinner=False)
def store() -> Database:
    """Return the store of this installation, whatever is being shown."""
    return Database(settings().database_url)


@st.cache_resource(show_spinner="正在读取样例…")
def samples() -> Database:
    """Return the store that holds the samples, made once per process."""
    return sample_database(sample_revision())


@dataclass(frozen=True)
class Shown:
    """What one run shows: whose data, in which state."""

    is_sample: bool
    revision: str

    @property
    def database(self) -> Database:
        return samples() if self.is_sample else store()


class _OfRun(threading.local):
    """What a run shows. Not in the session: that outlasts the run, and would keep what has passed."""

    shown: Shown
    landscape: Landscape | None = None


_of_run = _OfRun()


def choose_data() -> None:
    """Settle what this run shows: the store, or the samples while nothing real is there or somebody demonstrates.

    A write that comes while the run is under way is seen by the next one; one from another process by the next but
    for the twentieth of a second in which nobody asks again.
    """
    own = Shown(False, store().revision(age=_AGE))
    is_empty = _is_empty.get(own.revision, lambda: _collection(own.database, own.revision).is_empty)
    if not is_empty:
        st.toggle(
            "演示（显示样例）", key="demo", bind="query-params", help="只换显示的数据；真实数据原样保存，不受影响。"
        )
    is_demonstrated = is_empty or st.session_state.get("demo")
    _of_run.shown, _of_run.landscape = _samples_shown() if is_demonstrated else own, None


@st.cache_resource(show_spinner=False)
def _samples_shown() -> Shown:
    """Return the samples as they are shown: nothing changes them."""
    return Shown(True, samples().revision())


def shown() -> Shown:
    """Return what this run shows."""
    return _of_run.shown


def is_demonstration() -> bool:
    """Return whether samples are shown though the store holds real data: nothing may be written meanwhile."""
    return shown().is_sample and not _collection(store(), store().revision()).is_empty


def collection() -> Collection:
    """Return everything that counts. Shared: never change it."""
    return _collection(shown().database, shown().revision)


def landscape() -> Landscape:
    """Return the projects reduced to the cube."""
    if _of_run.landscape is None:
        _of_run.landscape = landscape_of(shown().database, shown().revision)
    return _of_run.landscape


def landscape_of(database: Database, revision: str) -> Landscape:
    """Return the projects of a store, whether they are being shown or not."""
    return _landscape(database, revision)


# A revision names whose data it is as well: the database itself is not part of the key. Kept is what counts now, and
# what a run under way may have begun with.
@st.cache_resource(max_entries=2, show_spinner="正在读取项目…")
def _collection(_database: Database, revision: str) -> Collection:
    return _collector(_database).collect()


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs={Database: id})
def _collector(database: Database) -> Collector:
    return Collector(database)


@st.cache_resource(max_entries=2, show_spinner="正在汇总项目…", on_release=Landscape.forget_views)
def _landscape(_database: Database, revision: str) -> Landscape:
    received = _collection(_database, revision)
    return Landscape.of(received.projects, received.uses, vocabulary(), known_facts(received))


def known_landscapes() -> list[Landscape]:
    """Return what anybody may look at now: the store's projects and the samples."""
    return [_landscape(database, database.revision()) for database in (store(), samples())]


def known_facts(received: Collection) -> Facts:
    """Return the public facts with the targets set here beside the national ones."""
    return replace(facts(), targets=(*facts().targets, *received.targets))


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
    return data_reach(landscape(), is_sample=shown().is_sample)


def data_revision() -> str:
    """Name the state of the data shown, as screens and documents write it.

    Samples are named by their content: their documents are then the same on every machine.
    """
    return sample_revision() if shown().is_sample else shown().revision


def show_heading(screen: Screen) -> None:
    """Say which screen this is, on demand what it is for and, where what is shown is invented, that it is."""
    title = f"福建省5G工厂全景 · {screen.title}"
    # Not at the links of the navigation: eleven explanations there make a first page come a twentieth later.
    say_once(ALWAYS, title, lambda: st.title(title, anchor=False, help=screen.answers))
    if shown().is_sample:
        say_once(ALWAYS, "sample", lambda: st.warning(sample_warning(is_sample=True), icon=":material/science:"))
