"""Each process of the dashboard stays on a core that no other one has; what it starts for reading does not."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from deploy import one_core
from loaders.cores import CORES
from loaders.guarded import Task, run_guarded

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="only Linux lets a process choose")


@pytest.fixture(autouse=True)
def _own_names(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep clear of dashboards that are running on this machine."""
    monkeypatch.setattr(one_core, "_NAME", f"\0test-{os.getpid()}-{{}}")
    monkeypatch.delenv(one_core.CORE, raising=False)
    usual = sys.getswitchinterval()
    yield
    sys.setswitchinterval(usual)
    for claim in one_core._held:
        claim.close()
    one_core._held.clear()


def in_a_thread(function: Callable[[], object]) -> object:
    """A core is chosen for a thread and what it starts: so the tests' own thread keeps all of its."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function).result()


def settled() -> tuple[int | None, set[int]]:
    return one_core.settle(), os.sched_getaffinity(0)


def test_one_after_the_other_takes_a_core_until_none_is_left() -> None:
    for core in sorted(CORES):
        assert in_a_thread(settled) == (core, {core})
    assert in_a_thread(settled) == (None, set(CORES))


@pytest.mark.parametrize("asked", ["", "any"])
def test_threads_wait_less_for_each_other_on_whatever_core(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(one_core.CORE, asked)
    in_a_thread(one_core.settle)
    assert sys.getswitchinterval() == pytest.approx(one_core.WAITING)


@pytest.mark.parametrize("asked", [0, 1, 7])
def test_a_number_is_counted_around(asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(one_core.CORE, str(asked))
    core = sorted(CORES)[asked % len(CORES)]
    for _ in range(2):
        assert in_a_thread(settled) == (core, {core})


def test_the_system_may_be_left_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(one_core.CORE, "any")
    assert in_a_thread(settled) == (None, set(CORES))


@pytest.mark.parametrize("asked", ["第一个", "-1", "1.5", "²"])
def test_what_is_no_number_is_told_and_counts_as_nothing(
    asked: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(one_core.CORE, asked)
    assert in_a_thread(settled) == (min(CORES), {min(CORES)})
    assert f"现为“{asked}”" in caplog.text


def test_a_core_is_free_again_when_its_process_has_ended() -> None:
    code = f"from deploy import one_core; one_core._NAME = {one_core._NAME!r}; print(one_core.settle())"
    for _ in range(2):
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ended.stdout == f"{min(CORES)}\n"


def cores_of_a_child() -> set[int]:
    return os.sched_getaffinity(0)


def test_what_reads_uploads_uses_every_core() -> None:
    def read() -> object:
        one_core.settle()
        return list(run_guarded([Task("", cores_of_a_child, ())]))

    assert in_a_thread(read) == [set(CORES)]
