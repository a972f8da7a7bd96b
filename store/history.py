"""Read back who did what with a unit's tables."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import select

from store.database import Database
from store.schema import log


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log: receive, accept, return, withdraw or map. Times are UTC."""

    at: datetime
    by: str
    action: str
    year: int | None
    submission_id: int | None
    detail: str


_COLUMNS = tuple(log.c[field.name] for field in fields(Event))


def unit_events(database: Database, unit: str, *, most: int = 200) -> list[Event]:
    """Return what was done with a unit's tables, the latest first; no more than `most`."""
    query = select(*_COLUMNS).where(log.c.unit == unit).order_by(log.c.id.desc()).limit(most)
    with database.reading() as connection:
        return [Event(*row) for row in connection.execute(query)]
