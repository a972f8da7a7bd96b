"""What a reader may do to its process: called in child processes by the tests of `loaders.guarded`."""

import os
import time

from loaders.errors import unreadable


def loop() -> None:
    """Never come back, in Python."""
    while True:
        time.sleep(0.01)


def count() -> int:
    """Never come back, in C, where signals wait."""
    return sum(range(10**12))


def hoard() -> int:
    """Ask for more memory than there may be."""
    return len(bytearray(2 << 30))


def hoard_slowly() -> list[bytes]:
    """Take memory piece by piece until there is no more."""
    pieces = []
    while True:
        pieces.append(bytes(10 << 20))


def afford() -> int:
    """Ask for less memory than there may be."""
    return len(bytearray(600 << 20))


def abort() -> None:
    """End the process as a failing library does."""
    os.abort()


def leave() -> None:
    """End the process as if all were well."""
    os._exit(3)


def interrupt() -> None:
    """Raise what is no Exception."""
    raise KeyboardInterrupt


def refuse() -> None:
    """Find that there is nothing to read."""
    raise unreadable("no-table-found")


def unsendable() -> object:
    """Return what cannot travel between processes."""
    return lambda: None


def chatter() -> int:
    """Write to the terminal, as libraries do."""
    print("noise")
    os.write(1, b"noise\n")
    os.write(2, b"noise\n")
    return os.getpid()
