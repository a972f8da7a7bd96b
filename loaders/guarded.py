"""Read files in child processes, so that no file can hang the program, fill its memory or end it.

A reader written in another language can end its process by a file of a kilobyte; nothing inside that process could
catch it. Children are reused from file to file, and replaced when one is lost.
"""

import copyreg
import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as TooSlow
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, fields, replace
from itertools import islice
from multiprocessing import context, spawn
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

from pebble import CONSTS, ProcessExpired, ProcessFuture, ProcessPool

from loaders.cores import CORES
from loaders.errors import REJECTIONS, UnreadableFile
from loaders.formats.bounds import check_bytes
from loaders.memory_limit import limit_memory
from loaders.tables.headings import NO_MAPPING, Field
from loaders.tables.project import Project
from loaders.workbook import Reading, read_workbook

TIME_LIMIT = 20.0
MEMORY_LIMIT = 1 << 30
MOST_CHILDREN = 4
#: A child is replaced after so many files: what a reader leaks stays small.
FILES_PER_CHILD = 200
#: So many files are handed out for each child before the first of them is back.
_AHEAD = 8
#: A file that waits longer than its time limit by so much waits for children that are gone.
_LOST = 20.0
#: How often, in seconds, pebble looks after its children; it would take a tenth of a second to end otherwise.
CONSTS.sleep_unit = 0.01
_values = attrgetter(*(field.name for field in fields(Project)))
# Projects travel as their values, twice as quick as what a frozen dataclass does by itself.
copyreg.pickle(Project, lambda project: (Project, _values(project)))
_BROKEN = object()
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Source:
    """A file to read: `name` is how it is shown and told from others, `content` its path or its bytes.

    `told_by` is the part of the name that may tell unit and year; by default its last part.
    """

    name: str
    content: Path | bytes
    told_by: str = ""

    @property
    def own_name(self) -> str:
        """Its name without the folders it came in."""
        return self.name.replace("\\", "/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that could not be read, with a code of REJECTIONS and what its sender should do."""

    file: str
    code: str
    message: str


@dataclass(frozen=True)
class Task(Generic[_Result]):
    """A call to be made in a child on behalf of `file`. The function is found there by its name."""

    file: str
    function: Callable[..., _Result]
    arguments: tuple[Any, ...] = ()


def read_guarded(
    sources: Iterable[Source], mapping: Mapping[str, Field] = NO_MAPPING, *, seconds: float = TIME_LIMIT
) -> Iterator[Reading | Rejected]:
    """Read files in child processes, each within its limits; results come in the order of `sources`."""
    headings = dict(mapping)
    return run_guarded([Task(source.name, read_source, (source, headings)) for source in sources], seconds=seconds)


def run_guarded(tasks: Sequence[Task[_Result]], *, seconds: float = TIME_LIMIT) -> Iterator[_Result | Rejected]:
    """Make calls in child processes; each ends as its result or as Rejected, in order."""
    waiting = deque(tasks)
    tried = 0
    while waiting:
        # A pool that broke is left behind; the file it broke at is tried once more in a new one.
        for result in _run_in_one_pool(waiting, seconds, tried):
            tried = 0
            yield result
        tried += 1


def _run_in_one_pool(waiting: deque[Task[_Result]], seconds: float, tried: int) -> Iterator[_Result | Rejected]:
    """Yield results, and take their tasks off `waiting`, until all are done or the pool is broken."""
    children = min(len(CORES), len(waiting), MOST_CHILDREN)
    pool = ProcessPool(children, FILES_PER_CHILD, _prepare, [CORES], context=_CONTEXT)
    running: deque[ProcessFuture] = deque()
    try:
        while waiting:
            for task in islice(waiting, len(running), children * _AHEAD):
                running.append(pool.schedule(_call, (task.function, task.arguments), timeout=seconds))
            outcome = _outcome(running[0], seconds)
            if outcome is _BROKEN and not tried:
                return
            tried = 0
            running.popleft()
            file = waiting.popleft().file
            if outcome is _BROKEN:
                outcome = rejected("", "reader-crashed")
            yield replace(outcome, file=file) if isinstance(outcome, Rejected) else outcome
    except RuntimeError:
        # So pebble refuses a task when it has lost its children meanwhile.
        return
    finally:
        pool.stop()
        pool.join()


def _outcome(future: ProcessFuture, seconds: float) -> Any:
    """Wait for a result; what went wrong in the child is Rejected, what went wrong with all of them _BROKEN."""
    try:
        return future.result(timeout=seconds + _LOST)
    except TooSlow:
        return rejected("", "too-slow") if future.done() else _BROKEN
    except ProcessExpired:
        return rejected("", "reader-crashed")
    except (BrokenProcessPool, CancelledError):
        return _BROKEN
    except Exception:  # A result that could not be sent: the child said so.
        return rejected("", "reader-crashed")


def rejected(file: str, code: str, because: str = "") -> Rejected:
    """Make the result of a file that could not be read."""
    return Rejected(file, code, because + REJECTIONS[code])


# What follows runs in the children.


def tell_unless_late(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell with what a child failed to start, unless its pool ended meanwhile.

    It does not find the pool's locks then, and nobody waits for it. This takes the place of `sys.excepthook`.
    """
    files = [Path(frame.f_code.co_filename).name for frame, _ in traceback.walk_tb(trace)]
    if not (isinstance(error, FileNotFoundError) and files[-1:] == ["synchronize.py"]):
        sys.__excepthook__(kind, error, trace)


def _prepare(cores: frozenset[int]) -> None:
    """Make this child quiet, easy to end, and free to use these cores."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, cores)
    # Reading runs where Python's own handlers are not called until it is over.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # A library that fails may write to the terminal; only results are anybody's business.
    with Path(os.devnull).open("wb") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
    # openpyxl brings numpy, whose threads would take address space for every processor.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    # What was imported stays; and what is read is not looked over again and again while it grows.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _call(function: Callable[..., _Result], arguments: tuple[Any, ...]) -> _Result | Rejected:
    """Make a call within the memory limit, and tell every failure as Rejected."""
    # Set anew each time: what an earlier file left behind is not held against this one.
    limit_memory(MEMORY_LIMIT)
    try:
        return function(*arguments)
    except UnreadableFile as error:
        return Rejected("", error.code, error.message)
    except MemoryError:
        return rejected("", "too-large")
    except BaseException:
        return rejected("", "reader-crashed")


def read_source(source: Source, mapping: Mapping[str, Field]) -> Reading:
    """Read one file, in this process; raises UnreadableFile. It is what `read_guarded` has its children do."""
    return replace(read_workbook(bytes_of(source), source.told_by or source.own_name, mapping), file=source.name)


def bytes_of(source: Source) -> bytes:
    """Return a file's bytes; raises UnreadableFile where it is too large or cannot be opened."""
    if isinstance(source.content, bytes):
        return source.content
    try:
        check_bytes(source.content.stat().st_size)
        return source.content.read_bytes()
    except OSError as error:
        raise UnreadableFile("damaged", "文件无法打开：可能没有权限，或已被移走。请检查后重试。") from error


# How children are started: not as copies of this process, which has threads, and without its main module. Under
# Streamlit that is the page itself, which a child would run once more.

_STARTING = threading.Lock()
_BASE: Any
if sys.platform == "win32":
    _BASE = context.SpawnContext
else:
    _BASE = context.ForkServerContext
    multiprocessing.set_forkserver_preload([__name__, "loaders.warm_reader"])


class _Child(_BASE.Process):
    @staticmethod
    def _Popen(process: Any) -> Any:
        with _STARTING:
            prepare = spawn.get_preparation_data
            spawn.get_preparation_data = _without_main
            try:
                return _BASE.Process._Popen(process)
            finally:
                spawn.get_preparation_data = prepare


class _Context(_BASE):
    Process = _Child


_PREPARATION = spawn.get_preparation_data
_CONTEXT = _Context()


def _without_main(name: str) -> dict[str, Any]:
    return {key: value for key, value in _PREPARATION(name).items() if not key.startswith("init_main")}
