"""Let processes run by turns, each for a share of the time: as if each had a small processor of its own.

On a machine with two processors, two processes, their visitors, nginx and the database cannot all have what they want,
so that nobody sees how far two processes are twice one. With two fifths of a processor for each process, and never
both at a time, there is room for everybody. `python -m benchmarks.slices PID...` does it until it is ended.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import psutil

from benchmarks.running import ROOT, end

SHARE = 0.4
_PERIOD_SECONDS = 0.1


@contextmanager
def in_slices(processes: Sequence[psutil.Process]) -> Iterator[None]:
    """Let processes run by turns for as long as this lasts; at most two, or their turns would overlap."""
    command = [sys.executable, "-m", "benchmarks.slices", *(str(process.pid) for process in processes)]
    slicer = subprocess.Popen(command, cwd=ROOT)
    try:
        yield
    finally:
        end(slicer)
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.resume()


def take_turns(processes: Sequence[psutil.Process]) -> None:
    """Wake one after the other and put it to sleep again, on and on."""
    for process in processes:
        process.suspend()
    start = time.monotonic()
    while True:
        for place, process in enumerate(processes):
            _wait_until(start + place * _PERIOD_SECONDS / 2)
            process.resume()
            _wait_until(start + place * _PERIOD_SECONDS / 2 + SHARE * _PERIOD_SECONDS)
            process.suspend()
        start = max(start + _PERIOD_SECONDS, time.monotonic())


def _wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    take_turns([psutil.Process(int(pid)) for pid in sys.argv[1:]])
