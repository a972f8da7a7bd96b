"""What visitors of several processes meet when something happens: an upload, a process that dies, a restart."""

import asyncio
import re
import time
from collections import Counter
from dataclasses import dataclass
from urllib.error import HTTPError

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from benchmarks.behind_nginx import Arrangement
from benchmarks.guest import Guest

_LEFT = re.compile(r"筛选出 \*\*([\d,]+)\*\* 项")


def projects_shown(guest: Guest) -> int:
    """Return how many projects the sidebar says the filters leave; raises ValueError where it says nothing."""
    found = _LEFT.search(guest.shown)
    if found is None:
        raise ValueError(f"no number of projects on the page:\n{guest.shown}")
    return int(found[1].replace(",", ""))


async def guests_of_each(arrangement: Arrangement) -> list[Guest]:
    """Let visitors arrive until every process has one; return one a process, in the order of the ports."""
    found: dict[str, Guest] = {}
    for _ in range(100):
        guest = Guest(arrangement.address)
        await guest.arrive()
        if guest.process in found:
            await guest.leave()
        found.setdefault(guest.process, guest)
        if len(found) == len(arrangement.ports):
            return [found[f"127.0.0.1:{port}"] for port in arrangement.ports]
    raise RuntimeError(f"a hundred visitors are not spread over all processes: {sorted(found)}")


async def spread(arrangement: Arrangement, visitors: int, looks: int = 3) -> tuple[dict[str, int], int]:
    """Let visitors arrive and look again; return how many each process got, and how many were moved."""
    places: Counter[str] = Counter()
    moved = 0
    for _ in range(visitors):
        guest = Guest(arrangement.address)
        seen = set()
        for _ in range(looks):
            await guest.arrive()
            await guest.leave()
            seen.add(guest.process)
        places[guest.process] += 1
        moved += len(seen) > 1
    return dict(places), moved


async def accept_through(guest: Guest, name: str, data: bytes) -> None:
    """Upload a table without a fault on 报送 and accept it, as the desk officer does."""
    await guest.open(page="submissions")
    await guest.upload(name, data)
    await guest.press("办理")
    await guest.press("接受")


async def come_back(guest: Guest, query: str, patience: float = 10.0) -> float:
    """Reload until the page is there again; return the seconds it took. Raises TimeoutError."""
    start = time.perf_counter()
    while time.perf_counter() - start < patience:
        try:
            await guest.arrive()
            await guest.open(query)
            return time.perf_counter() - start
        except (OSError, ConnectionClosed, InvalidHandshake):
            await asyncio.sleep(0.05)
    raise TimeoutError("the page does not come back")


@dataclass
class Restart:
    """What visitors met while the processes were restarted: pages drawn, failed ones, reloads and the longest wait."""

    pages: int = 0
    failed: int = 0
    reloads: int = 0
    longest_seconds: float = 0.0


async def during_restart(arrangement: Arrangement, visitors: int, query: str = "") -> Restart:
    """Restart all processes with `deploy/restart.sh` while visitors keep asking for pages."""
    met = Restart()
    done = asyncio.Event()
    asking = [asyncio.create_task(_keep_asking(arrangement, query, met, done)) for _ in range(visitors)]
    try:
        await asyncio.to_thread(arrangement.restart_all)
        # Whoever comes right after it finds everything in order as well.
        await asyncio.sleep(1)
    finally:
        done.set()
    await asyncio.gather(*asking)
    return met


async def _keep_asking(arrangement: Arrangement, query: str, met: Restart, done: asyncio.Event) -> None:
    guest = Guest(arrangement.address)
    await _arrive(guest, met)
    while not done.is_set():
        start = time.perf_counter()
        try:
            await guest.open(query)
        except ConnectionClosed:
            # The process went: a browser comes back by itself.
            met.reloads += 1
            await _arrive(guest, met)
            await guest.open(query)
        met.pages += 1
        met.failed += not guest.is_sound
        met.longest_seconds = max(met.longest_seconds, time.perf_counter() - start)
        await asyncio.sleep(0.1)
    await guest.leave()


async def _arrive(guest: Guest, met: Restart) -> None:
    """Arrive; every refusal on the way is a failed page."""
    while True:
        try:
            return await guest.arrive()
        except (HTTPError, OSError, ConnectionClosed, InvalidHandshake):
            met.failed += 1
            await asyncio.sleep(0.2)
