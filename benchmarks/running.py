"""Start a server as a process of its own, wait until it answers, and end it; the tests do the same by this."""

import os
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parent.parent
#: Where Streamlit says that it is well.
HEALTH = "/_stcore/health"
_START_SECONDS, _STOP_SECONDS = 90, 10


@contextmanager
def running(
    command: Sequence[str], answers: str, environment: Mapping[str, str] = MappingProxyType({})
) -> Iterator[subprocess.Popen]:
    """Start a server, hand its process out once there is an answer at that address, and end it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "log"
        process = start(command, log, environment)
        try:
            wait_until_it_answers(answers, process, log)
            yield process
        finally:
            end(process)


def start(command: Sequence[str], log: Path, environment: Mapping[str, str] = MappingProxyType({})) -> subprocess.Popen:
    """Start a server in the project's folder; what it says is added to the log."""
    with log.open("ab") as file:
        settings = os.environ | dict(environment)
        return subprocess.Popen(list(command), cwd=ROOT, env=settings, stdout=file, stderr=subprocess.STDOUT)


def wait_until_it_answers(address: str, process: subprocess.Popen, log: Path) -> None:
    """Wait for the first answer; raises RuntimeError with the log where none comes."""
    last = time.monotonic() + _START_SECONDS
    while time.monotonic() < last and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"nobody answers at {address}:\n{log.read_text(encoding='utf-8', errors='replace')}")


def end(process: subprocess.Popen) -> None:
    """End a process as systemd does: ask, wait, and kill at last."""
    process.terminate()
    try:
        process.wait(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def free_port() -> int:
    """Return one of them."""
    return free_ports(1)[0]
