"""Start the whole arrangement of `deploy/` on this machine: several processes behind nginx, on one database.

nginx runs with `deploy/nginx.conf` itself; only addresses and folders are put in the places of those of a server.
"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.guest import PROCESS
from benchmarks.running import HEALTH, ROOT, end, free_port, free_ports, start, wait_until_it_answers
from benchmarks.serving import uvicorn_command

DEPLOY = ROOT / "deploy"
#: As in `deploy/nginx.conf`.
PORTS = (8501, 8502)
#: As in `deploy/factory@.service`.
_OPTIONS = ("--timeout-keep-alive", "75", "--log-level", "warning", "--no-access-log")
#: What stands where systemctl does: it asks the trial to restart a process, and waits until that is done.
_SYSTEMCTL = """#!/bin/sh
wish="$(dirname "$0")/${2#factory@}.restart"
: > "$wish"
while [ -e "$wish" ]; do sleep 0.05; done
"""


def has_nginx() -> bool:
    """Return whether there is an nginx, wherever administrators' programs are kept."""
    return _nginx() is not None


def _nginx() -> str | None:
    return shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin")))


@dataclass
class Arrangement:
    """Processes by their ports, and nginx before them at `address`; `folder` is for what they write."""

    folder: Path
    database_url: str
    port: int
    ports: Sequence[int]
    processes: dict[int, subprocess.Popen] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The address visitors use."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, port: int) -> None:
        """Start a process as its service does, without waiting for it."""
        settings = {
            "FACTORY_DATABASE_URL": self.database_url,
            "STREAMLIT_SERVER_COOKIE_SECRET": "of-a-trial",
            "STREAMLIT_LOGGER_LEVEL": "warning",
        }
        command = uvicorn_command("app:app", port, *_OPTIONS)
        self.processes[port] = start(command, self.folder / f"{port}.log", settings)

    def wait(self, port: int) -> None:
        """Wait until a process answers; raises RuntimeError with its log where it does not."""
        log = self.folder / f"{port}.log"
        wait_until_it_answers(f"http://127.0.0.1:{port}{HEALTH}", self.processes[port], log)

    def stop(self, port: int) -> None:
        """End a process as systemd does."""
        end(self.processes[port])

    def kill(self, port: int) -> None:
        """End a process in the middle of what it does."""
        self.processes[port].kill()
        self.processes[port].wait()

    def restart_all(self) -> None:
        """Run `deploy/restart.sh`; raises CalledProcessError where it gives up."""
        done = threading.Event()
        worker = threading.Thread(target=self._obey, args=(done,), daemon=True)
        worker.start()
        path = os.pathsep.join((str(self.folder), os.environ["PATH"]))
        try:
            command = ["sh", str(DEPLOY / "restart.sh"), *map(str, self.ports)]
            subprocess.run(command, env=os.environ | {"PATH": path}, check=True, timeout=300)
        finally:
            done.set()
            worker.join()

    def _obey(self, done: threading.Event) -> None:
        """Do what the stand-in of systemctl asks for."""
        while not done.wait(0.05):
            for wish in self.folder.glob("*.restart"):
                self.stop(int(wish.stem))
                self.start(int(wish.stem))
                wish.unlink()


@contextmanager
def arranged(folder: Path, database_url: str, ports: Sequence[int] = ()) -> Iterator[Arrangement]:
    """Start a process a port (two free ones by default) and nginx, hand them out once all answer, and end them.

    `folder` is empty and only for this. Raises FileNotFoundError without nginx, RuntimeError where something
    does not start.
    """
    ports = ports or free_ports(2)
    arrangement = Arrangement(folder, database_url, free_port(), ports)
    files, log = folder / "files", folder / "nginx.log"
    subprocess.run([sys.executable, "-m", "deploy.static_files", str(files)], cwd=ROOT, check=True)
    (folder / "nginx.conf").write_text(_settings(arrangement, files), encoding="utf-8")
    stand_in = folder / "systemctl"
    stand_in.write_text(_SYSTEMCTL, encoding="utf-8")
    stand_in.chmod(0o755)
    with ExitStack() as stack:
        for port in ports:
            arrangement.start(port)
            stack.callback(arrangement.stop, port)
        for port in ports:
            arrangement.wait(port)
        nginx = _start_nginx(folder, log)
        stack.callback(end, nginx)
        wait_until_it_answers(f"{arrangement.address}{HEALTH}", nginx, log)
        yield arrangement


def _settings(arrangement: Arrangement, files: Path) -> str:
    """Return `deploy/nginx.conf` for this machine; raises ValueError where a line to be replaced is not there."""
    folder = arrangement.folder
    servers = [f"server 127.0.0.1:{port}" for port in arrangement.ports]
    places = "".join(
        f"    {kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    told = [line.strip() for line in text.splitlines() if line.strip().startswith("server 127.0.0.1:")]
    rest = told[0].split(" ", 2)[2]
    replaced = {
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;" + (" user root;" if _is_root() else ""),
        "\n        ".join(told): "\n        ".join(f"{server} {rest}" for server in servers),
        "listen 80;": f"listen 127.0.0.1:{arrangement.port};",
        "/var/lib/factory/files": str(files),
        "    access_log off;\n": f"    access_log off;\n    add_header {PROCESS} $upstream_addr always;\n{places}",
    }
    for old, new in replaced.items():
        if old not in text:
            raise ValueError(f"deploy/nginx.conf has no {old!r}")
        text = text.replace(old, new)
    return text


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _start_nginx(folder: Path, log: Path) -> subprocess.Popen:
    program = _nginx()
    if program is None:
        raise FileNotFoundError("nginx")
    settings = ["-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(log)]
    return subprocess.Popen([program, *settings, "-g", "daemon off;"])
