"""Let runs take turns, first come, first served.

Python runs one thread at a time. Thirty visitors at once, a thread each, would all be served by bits and all be ready
at the end; one after the other, most of them wait half as long, and the last no longer. A lock of Python's own goes to
whoever happens to ask when it becomes free, so that with hundreds of visitors some wait several times as long as most.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

#: Nobody waits longer, in seconds, whatever those before are doing.
_PATIENCE = 5.0
_own = threading.local()


class _Turn:
    """A turn that passes from hand to hand in the order in which it was asked for."""

    def __init__(self) -> None:
        self.is_taken = False
        self._waiting: deque[threading.Lock] = deque()
        self._changing = threading.Lock()

    def take(self) -> bool:
        """Wait for the turn; False where patience has run out."""
        with self._changing:
            if not self.is_taken:
                self.is_taken = True
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=_PATIENCE):
            return True
        with self._changing:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return False
        # It came at the last moment.
        return True

    def pass_on(self) -> None:
        """Give the turn to whoever has waited longest."""
        with self._changing:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self.is_taken = False


_turn = _Turn()


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until the runs before are over; what takes its time inside gives its turn up."""
    _own.turn = _turn.take()
    try:
        yield
    finally:
        give_up_turn()


def give_up_turn() -> None:
    """Let others go first for the rest of this run: it waits for a database, or reads files."""
    if getattr(_own, "turn", False):
        _own.turn = False
        _turn.pass_on()
