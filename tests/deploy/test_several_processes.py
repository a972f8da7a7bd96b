"""Visitors of two processes behind nginx see one dashboard, whatever happens to a process."""

import asyncio
import gzip
import json
from pathlib import Path

import pytest

from benchmarks.behind_nginx import Arrangement
from benchmarks.guest import Guest
from benchmarks.trials import (
    accept_through,
    come_back,
    during_restart,
    guests_of_each,
    projects_shown,
    spread,
)

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
TABLE = SAMPLES / "2025" / "龙岩市工信局2025年5G工厂名录推荐汇总表.xlsx"
PROJECTS = 9
STATIC = Path(__file__).resolve().parents[2] / "static"
OF_ONE_YEAR = "year=2025&unit=350800"
GZIP = {"Accept-Encoding": "gzip"}
INVENTED = "样例数据"


def test_what_is_accepted_through_one_process_is_seen_through_the_other(whole: Arrangement) -> None:
    async def accept_and_look() -> tuple[Guest, Guest]:
        officer, official = await guests_of_each(whole)
        await official.open()
        assert INVENTED in official.shown
        await accept_through(officer, TABLE.name, TABLE.read_bytes())
        await official.open()
        return officer, official

    officer, official = asyncio.run(accept_and_look())
    assert officer.process != official.process
    assert (projects_shown(official), INVENTED in official.shown) == (PROJECTS, False)


def test_visitors_are_spread_over_both_processes_and_stay_with_theirs(whole: Arrangement) -> None:
    places, moved = asyncio.run(spread(whole, 40))
    assert moved == 0
    assert len(places) == 2
    assert min(places.values()) >= 8


def test_who_loses_a_process_finds_the_same_view_on_the_other(whole: Arrangement) -> None:
    async def lose_and_come_back() -> tuple[Guest, str, str]:
        guest, _ = await guests_of_each(whole)
        await guest.open(OF_ONE_YEAR)
        lost, before = guest.process, guest.shown
        await asyncio.to_thread(whole.kill, whole.ports[0])
        await come_back(guest, OF_ONE_YEAR)
        return guest, lost, before

    guest, lost, before = asyncio.run(lose_and_come_back())
    assert guest.process not in ("", lost)
    assert (guest.is_sound, guest.shown) == (True, before)


def test_a_process_that_comes_back_gets_its_visitors_back(whole: Arrangement) -> None:
    async def lose_and_return() -> tuple[str, str]:
        guest, _ = await guests_of_each(whole)
        home = guest.process
        await asyncio.to_thread(whole.kill, whole.ports[0])
        await come_back(guest, "")
        await asyncio.to_thread(whole.start, whole.ports[0])
        await asyncio.to_thread(whole.wait, whole.ports[0])
        await guest.arrive()
        return home, guest.process

    home, now = asyncio.run(lose_and_return())
    assert now == home


def test_nobody_meets_a_failed_page_while_the_processes_are_restarted(whole: Arrangement) -> None:
    met = asyncio.run(during_restart(whole, visitors=8))
    assert met.failed == 0
    assert met.reloads > 0
    assert met.pages > 50


@pytest.mark.parametrize("kind", ["js", "css"])
def test_scripts_come_compressed_and_are_asked_for_once_only(whole: Arrangement, kind: str) -> None:
    file = next((whole.folder / "files" / "static").rglob(f"*.{kind}"))
    path = f"/static/{file.relative_to(whole.folder / 'files' / 'static').as_posix()}"
    headers, body = asyncio.run(Guest(whole.address).fetch(path, GZIP))
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    # A cache on the way must not hand it to somebody who cannot read it.
    assert headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(body) == file.read_bytes()


def test_outlines_come_compressed_from_a_file_and_set_no_cookie(whole: Arrangement) -> None:
    file = next((STATIC / "boundaries").glob("units-*.geojson"))
    guest = Guest(whole.address)
    headers, body = asyncio.run(guest.fetch(f"/app/static/boundaries/{file.name}", GZIP))
    assert json.loads(gzip.decompress(body)) == json.loads(file.read_text(encoding="utf-8"))
    assert (headers["content-type"], guest.cookies) == ("application/geo+json", {})
    assert len(body) < 40_000


def test_a_file_that_nginx_does_not_have_is_asked_of_a_process(whole: Arrangement) -> None:
    (whole.folder / "files" / "app" / "static" / "icon.png").unlink()
    _, body = asyncio.run(Guest(whole.address).fetch("/app/static/icon.png"))
    assert body == (STATIC / "icon.png").read_bytes()
