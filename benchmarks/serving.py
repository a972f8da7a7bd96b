"""Start the dashboard, or what it is compared with, as a process of its own, and watch what it costs."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

import psutil

from benchmarks.running import HEALTH, running


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


def dashboard_command(port: int) -> list[str]:
    """Return the command that starts the dashboard as the documentation says."""
    return streamlit_command("app.py", port)


def floor_command(port: int) -> list[str]:
    """Return the command that starts an empty page on the same server."""
    return uvicorn_command("benchmarks.floor:app", port, "--log-level", "warning")


def streamlit_command(script: str, port: int) -> list[str]:
    """Return the command that starts a script, or the server that it defines."""
    return [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]


def uvicorn_command(app: str, port: int, *options: str) -> list[str]:
    """Return the command that starts a server by its name in its module."""
    return [sys.executable, "-m", "uvicorn", app, "--port", str(port), *options]


@contextmanager
def serving(
    command: Sequence[str],
    port: int,
    *,
    health: str = HEALTH,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Server]:
    """Start a server, hand it out once it answers, and end it."""
    address = f"http://127.0.0.1:{port}"
    with running(command, f"{address}{health}", environment) as process:
        yield Server(address, psutil.Process(process.pid))
