"""Remember which of a unit's headings a person has mapped by hand to which field: headings, never what is below."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from loaders.tables.headings import Field
from loaders.tables.text import normalise
from store.database import Database
from store.schema import mappings


def remembered(database: Database, unit: str | None) -> dict[str, Field]:
    """Return what was mapped for a unit: normalised heading → field."""
    with database.reading() as connection:
        rows = connection.execute(select(mappings).where(mappings.c.unit == (unit or ""))).all()
    known = {field.value for field in Field}
    return {row.heading: Field(row.field) for row in rows if row.field in known}


def remember(database: Database, unit: str, chosen: Mapping[str, Field | None], *, by: str) -> None:
    """Keep a unit's mappings (heading as found → field; None forgets) beside those it has already."""
    before = remembered(database, unit)
    wanted = {normalise(heading): field for heading, field in chosen.items()}
    changed = {heading: field for heading, field in wanted.items() if before.get(heading) != field}
    if not changed:
        return
    with database.writing(by) as change:
        own = mappings.c.unit == unit, mappings.c.heading.in_(list(changed))
        change.connection.execute(delete(mappings).where(*own))
        kept = [{"unit": unit, "heading": heading, "field": field.value} for heading, field in changed.items() if field]
        if kept:
            change.connection.execute(insert(mappings), kept)
        change.record("map", unit=unit, detail=f"{len(changed)}个表头")
