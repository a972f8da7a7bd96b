"""Compute what a view shows once, however many charts and sentences ask for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

_Function = TypeVar("_Function", bound=Callable)


def once_per_view(function: _Function) -> _Function:
    """Remember what `function(view, *arguments)` returned for a view. Whoever gets it must not change it."""

    @wraps(function)
    def remembered(view: Any, *arguments: Any, **named: Any) -> Any:
        key = function, arguments, tuple(sorted(named.items()))
        try:
            return view.memo[key]
        except KeyError:
            # Not looked up again: meanwhile new data may have come, and everything been forgotten.
            value = view.memo[key] = function(view, *arguments, **named)
            return value

    return remembered  # type: ignore[return-value]
