"""Compute what a view shows once, however many charts and sentences ask for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import pandas as pd

_Function = TypeVar("_Function", bound=Callable)


def once_per_view(function: _Function) -> _Function:
    """Remember what `function(view, *arguments)` returned for a view.

    A frame is handed out as a shallow copy: columns may be added to it, and the remembered one stays as it is.
    """

    @wraps(function)
    def remembered(view: Any, *arguments: Any, **named: Any) -> Any:
        key = function, arguments, tuple(sorted(named.items()))
        if key not in view.memo:
            view.memo[key] = function(view, *arguments, **named)
        found = view.memo[key]
        return found.copy(deep=False) if isinstance(found, pd.DataFrame) else found

    return remembered  # type: ignore[return-value]
