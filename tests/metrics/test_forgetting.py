"""A landscape that is let go of is gone at once, however much was looked at."""

import gc
import weakref

from small_landscape import PROJECTS, landscape

from metrics import counts
from metrics.landscape import CUBES_KEPT, VIEWS_KEPT, Filters, View


def test_a_landscape_is_gone_with_its_views() -> None:
    whole = landscape(*PROJECTS)
    view = whole.view(Filters(scenarios=("plant_logistics",)))
    counts.by_unit(view)
    gone = weakref.ref(whole)
    gc.disable()
    try:
        whole.forget_views()
        del whole, view
        assert gone() is None
    finally:
        gc.enable()


def test_a_view_in_use_still_counts_after_the_others_are_forgotten() -> None:
    whole = landscape(*PROJECTS)
    view = whole.view(Filters(scenarios=("plant_logistics",)))
    before = view.total()
    whole.forget_views()
    assert (view.total(), whole.view(view.filters).total()) == (before, before)


class _Forgetful(dict):
    """What is forgotten as soon as it is kept, as when new data comes just then."""

    def __setitem__(self, key: object, value: object) -> None:
        pass


def test_what_is_forgotten_at_once_is_returned_all_the_same() -> None:
    view = View(landscape(*PROJECTS), Filters(), memo=_Forgetful())
    other = view.landscape.view(Filters())
    assert list(counts.by_unit(view)) == list(counts.by_unit(other))


def test_views_and_counts_are_shared_and_no_more_are_kept_than_said() -> None:
    whole = landscape(*PROJECTS)
    assert whole.view(Filters(year=2024)) is whole.view(Filters(year=2024))
    first = whole.cube(("plant_logistics", "smart_security"))
    assert whole.cube(("smart_security", "plant_logistics")) is first
    for code in whole.axes.scenario[:CUBES_KEPT]:
        whole.cube((code,))
    assert whole.cube(("plant_logistics", "smart_security")) is not first
    kept = whole.view(Filters(year=1900))
    for year in range(VIEWS_KEPT):
        whole.view(Filters(year=year))
    assert whole.view(Filters(year=1900)) is not kept
