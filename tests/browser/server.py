"""Run the dashboard as its users do: a process of its own, on a free port of this machine."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from benchmarks.running import ROOT, free_port
from benchmarks.serving import dashboard_command, serving

__all__ = ["ROOT", "running_dashboard"]


@contextmanager
def running_dashboard(environment: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """Start the dashboard with settings of its own, hand out its address once it answers, and end it."""
    port = free_port()
    with serving(dashboard_command(port), port, environment=environment) as server:
        yield server.address
