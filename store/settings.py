"""The one setting of the store: where its database is."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

DATABASE_URL = "FACTORY_DATABASE_URL"
_LOCAL = Path(__file__).resolve().parent.parent / "data" / "local"


@dataclass(frozen=True)
class Settings:
    """`database_url` is a URL as SQLAlchemy reads it."""

    database_url: str


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Read the environment once; without a URL an SQLite file under data/local/ is used."""
    url = os.environ.get(DATABASE_URL, "").strip()
    return Settings(url or sqlite_url(_LOCAL / "factory.db"))


def sqlite_url(file: Path) -> str:
    """Return the URL of a file: a name may hold what means something in a URL, as %, # or ?."""
    return f"sqlite:///{quote(file.absolute().as_posix(), safe='/:')}"
