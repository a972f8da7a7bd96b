"""Keep each process of the dashboard on a core of its own.

Python runs one thread at a time. The loop that serves everybody and the threads of the runs hand over to each other all
the time; from core to core that takes so long that a busy process needs a quarter to a half more for a change. And the
loop, which begins every run and sends every page, waits for a run under way no longer than it must.
"""

import logging
import os
import socket
import sys

from loaders.cores import CORES

#: In the environment: a number, counted from 0 and around; `any` lets the system choose, for every thread anew.
CORE = "FACTORY_CORE"
#: So many seconds a thread goes on while another waits for Python; of itself it would be five times as long. With
#: hundreds of visitors the loop waits four times for each change, and nothing is begun or sent meanwhile.
WAITING = 0.001
#: Whoever holds the name has the core. It is no file: it is free again as soon as its holder ends.
_NAME = "\0fujian-5g-factories-core-{}"
_held: list[socket.socket] = []
_log = logging.getLogger(__name__)


def settle() -> int | None:
    """Keep the calling thread, and all it starts, on a core, and let threads wait less for each other.

    Return which core it is, or None where none is left or it is not possible.
    """
    sys.setswitchinterval(WAITING)
    asked = os.environ.get(CORE, "").strip()
    if not hasattr(os, "sched_setaffinity") or asked == "any":
        return None
    if asked and not (asked.isascii() and asked.isdecimal()):
        _log.warning("环境变量%s应为核的序号（从0数起）或any，现为“%s”：按没有设定处理，请改正。", CORE, asked)
        asked = ""
    cores = sorted(CORES)
    core = cores[int(asked) % len(cores)] if asked else next(filter(_is_free, cores), None)
    if core is not None:
        os.sched_setaffinity(0, {core})
    return core


def _is_free(core: int) -> bool:
    """Take a core if no other process has it."""
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(_NAME.format(core))
    except OSError:
        claim.close()
        return False
    _held.append(claim)
    return True
