"""Start the dashboard, or what it is compared with, as a process of its own, and watch what it costs."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from benchmarks.measuring import ROOT

_START_SECONDS = 90


@dataclass(frozen=True)
class Server:
    """A running server: its address, and what its processes use."""

    address: str
    process: psutil.Process

    def cpu_seconds(self) -> float:
        """Return the processor time used so far, children included."""
        return sum(times.user + times.system for times in (each.cpu_times() for each in self._all()))

    def memory(self) -> int:
        """Return the resident memory in bytes, children included."""
        return sum(each.memory_info().rss for each in self._all())

    def _all(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def dashboard_command(port: int) -> list[str]:
    """Return the command that starts the dashboard as the documentation says."""
    return [sys.executable, "-m", "uvicorn", "asgi:app", "--port", str(port), "--log-level", "warning"]


def streamlit_command(script: str, port: int) -> list[str]:
    """Return the command that starts a script under Streamlit's own server."""
    return [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]


@contextmanager
def serving(
    command: Sequence[str],
    port: int,
    *,
    health: str = "/_stcore/health",
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Start a server, hand it out once it answers, and end it."""
    process = subprocess.Popen(
        list(command),
        cwd=ROOT,
        env=os.environ | dict(environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_it_answers(f"{address}{health}", process)
        yield Server(address, psutil.Process(process.pid))
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_it_answers(address: str, process: subprocess.Popen) -> None:
    """Wait for the first answer; raises RuntimeError where none comes."""
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"nobody answers at {address}")
