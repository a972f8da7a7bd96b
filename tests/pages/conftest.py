"""Let AppTest keep a screen inside the navigation, as a running server does."""

from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager


class _NavigationKept(PagesManager):
    """A server turns its older handling of `pages/` off once, at the first navigation; AppTest forgets it every run."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        PagesManager.uses_pages_directory = False


@pytest.fixture(autouse=True)
def navigation_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", _NavigationKept)
