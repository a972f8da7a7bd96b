"""The cores of the machine that this process was given when it started."""

import os

#: A server may have settled on one of them since: what its children may use stands here.
CORES: frozenset[int] = frozenset(
    os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
)
