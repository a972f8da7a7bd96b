"""All indicators in a fixed order, whichever modules happen to be loaded: a document must not depend on that."""

import pkgutil
from functools import lru_cache
from importlib import import_module

import metrics
from metrics.definitions import Definition, definitions


@lru_cache(maxsize=1)
def indicators() -> tuple[Definition, ...]:
    """Return every definition, by the module that computes it, within a module in the order written there."""
    for module in pkgutil.walk_packages(metrics.__path__, "metrics."):
        import_module(module.name)
    return tuple(sorted(definitions(), key=_place))


def _place(definition: Definition) -> tuple[bool, str]:
    """Put first what a project is counted as: all other definitions build on it."""
    module = definition.computed_by.removeprefix("metrics.").split(".")[0]
    return module != "landscape", module
