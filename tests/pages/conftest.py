"""Let AppTest keep a screen inside the navigation, as a running server does, and give tests a store of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager

from pages.parts import received
from store.database import Database
from store.settings import DATABASE_URL, settings


class _NavigationKept(PagesManager):
    """A server turns its older handling of `pages/` off as it starts; AppTest forgets it every run."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        PagesManager.uses_pages_directory = False


@pytest.fixture(autouse=True)
def navigation_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", _NavigationKept)


@pytest.fixture(autouse=True)
def asked_at_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every run look at the store: tests change it between two runs faster than anybody can."""
    monkeypatch.setattr("pages.parts.received._AGE", 0.0)


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Give the screens of this test an empty store of their own, and hand it out."""
    monkeypatch.setenv(DATABASE_URL, f"sqlite:///{(tmp_path / 'own.db').as_posix()}")
    settings.cache_clear()
    received.store.clear()
    yield received.store()
    received.store().close()
    received.store.clear()
    settings.cache_clear()
