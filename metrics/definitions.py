"""Every indicator's definition, written once beside its computation and collected here for the 口径 page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

_Function = TypeVar("_Function", bound=Callable)


@dataclass(frozen=True)
class Definition:
    """What an indicator means, what it is a share of, and where the definition comes from."""

    name: str
    text: str
    denominator: str
    source: str
    computed_by: str


_definitions: list[Definition] = []


def defines(
    name: str, text: str, *, denominator: str = "", source: str = "本项目约定"
) -> Callable[[_Function], _Function]:
    """Record that the decorated function computes the indicator `name`."""

    def record(function: _Function) -> _Function:
        computed_by = f"{function.__module__}.{function.__qualname__}"
        _definitions.append(Definition(name, text, denominator, source, computed_by))
        return function

    return record


def definitions() -> tuple[Definition, ...]:
    """Return all definitions in the order in which their modules were imported."""
    return tuple(_definitions)
