"""Remember which of a unit's headings a person has mapped by hand to which field: headings, never what is below."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from loaders.tables.headings import Field
from loaders.tables.text import normalise
from store.database import Database
from store.errors import NotPossible
from store.schema import mappings
from store.texts import as_text

_LONGEST_HEADING = 255


def remembered(database: Database, unit: str | None) -> dict[str, Field]:
    """Return what was mapped for a unit: normalised heading → field."""
    with database.reading() as connection:
        return _of_unit(connection, unit or "")


def remember(database: Database, unit: str, chosen: Mapping[str, Field | None], *, by: str) -> None:
    """Keep a unit's mappings (heading as found → field; None forgets) beside those it has already.

    Raises NotPossible for what is too long for a heading.
    """
    wanted = {as_text(normalise(heading)): field for heading, field in chosen.items()}
    if any(len(heading) > _LONGEST_HEADING for heading in wanted):
        raise NotPossible(f"表头超过{_LONGEST_HEADING}字，不能对应。请在原表中改短后重新报送。")
    with database.writing(by) as change:
        before = _of_unit(change.connection, unit)
        changed = {heading: field for heading, field in wanted.items() if before.get(heading) != field}
        if not changed:
            return
        own = mappings.c.unit == unit, mappings.c.heading.in_(list(changed))
        change.connection.execute(delete(mappings).where(*own))
        kept = [{"unit": unit, "heading": heading, "field": field.value} for heading, field in changed.items() if field]
        if kept:
            change.connection.execute(insert(mappings), kept)
        change.record("map", unit=unit, detail=f"{len(changed)}个表头")


def _of_unit(connection: Connection, unit: str) -> dict[str, Field]:
    rows = connection.execute(select(mappings).where(mappings.c.unit == unit)).all()
    known = {field.value for field in Field}
    return {row.heading: Field(row.field) for row in rows if row.field in known}
