"""Keep what was used last, so that it can be let go of at once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Latest(Generic[_Key, _Value]):
    """The values used last, at most so many; safe to share between threads.

    It holds nothing of whoever makes the values: what is done with is then gone at once, without a search for circles.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._values: OrderedDict[_Key, _Value] = OrderedDict()

    def get(self, key: _Key, make: Callable[[], _Value]) -> _Value:
        """Return the value of a key; where two make it at once, the first one is kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            value = self._values.setdefault(key, value)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def clear(self) -> list[_Value]:
        """Let go of all values, and return them."""
        with self._lock:
            values = list(self._values.values())
            self._values.clear()
        return values
