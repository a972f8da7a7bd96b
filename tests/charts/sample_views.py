"""The samples laid out, to draw every chart of the catalogue as a screen does."""

from charts.catalogue import Outlines
from loaders.boundaries import read_map_labels
from loaders.facts import facts
from loaders.vocabulary import vocabulary
from metrics.landscape import Landscape
from store.collection import collect
from tests.sample_projects import sample_store

OUTLINES = Outlines("units.geojson", read_map_labels())


def sample_landscape() -> Landscape:
    """Lay out the samples."""
    collected = collect(sample_store())
    return Landscape.of(collected.projects, collected.uses, vocabulary(), facts())
