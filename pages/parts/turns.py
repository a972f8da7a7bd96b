"""Let runs take turns.

Python runs one thread at a time. Thirty visitors at once, a thread each, would all be served by bits and all be ready
at the end; one after the other, most of them wait half as long, and the last no longer.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: Nobody waits longer, in seconds, whatever those before are doing.
_PATIENCE = 5.0
_turn = threading.Lock()
_own = threading.local()


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until the run before is over; what takes its time inside gives its turn up."""
    _own.turn = _turn.acquire(timeout=_PATIENCE)
    try:
        yield
    finally:
        give_up_turn()


def give_up_turn() -> None:
    """Let others go first for the rest of this run: it waits for a database, or reads files."""
    if getattr(_own, "turn", False):
        _own.turn = False
        _turn.release()
