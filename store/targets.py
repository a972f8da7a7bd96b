"""Keep the targets that the province and its units set for themselves; the national ones are facts and stay so."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from loaders.facts import SET_HERE, Target
from loaders.tables.text import one_line
from loaders.vocabulary import vocabulary
from store.database import Database
from store.errors import NotPossible
from store.schema import targets

PROVINCE = "province"
#: What a target may count, with its name and the word that follows the number.
METRICS = {"listed": ("入选国家名录", "家"), "benchmark": ("标杆工厂", "家")}
#: The years and numbers that can be meant; anything else is a slip of the hand.
FIRST_YEAR, LAST_YEAR, MOST = 2023, 2100, 100_000


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """What is to be reached by the end of `year`, in the whole province or in one unit (its code). Times are UTC."""

    id: int
    scope: str
    metric: str
    year: int
    name: str
    value: float
    unit_label: str
    source: str
    set_at: datetime
    set_by: str

    def as_fact(self) -> Target:
        """Return the target as the national ones are kept."""
        return Target(
            code=f"own_{self.id}",
            scope=self.scope,
            metric=self.metric,
            name=self.name,
            value=self.value,
            unit_label=self.unit_label,
            year=self.year,
            certainty=SET_HERE,
            source=self.source,
        )


_COLUMNS = tuple(targets.c[field.name] for field in fields(OwnTarget))


def set_target(
    database: Database, scope: str, metric: str, year: int, value: float, source: str, *, by: str
) -> OwnTarget | None:
    """Set a target in place of the one for the same scope, metric and year; the same again changes nothing.

    Return the target that held until now. Raises NotPossible where the value is no whole number above zero, the year
    cannot be meant or no source is named.
    """
    source = one_line(source)
    if not 0 < value <= MOST or value != int(value):
        raise NotPossible(f"目标值应是1到{MOST:,}之间的整数。")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotPossible(f"目标年应在{FIRST_YEAR}年到{LAST_YEAR}年之间。")
    if not source:
        raise NotPossible("请写明出处：文件名称、文号或会议。")
    name, unit_label = METRICS[metric]
    place = "全省" if scope == PROVINCE else vocabulary().units.name(scope)
    same = targets.c.scope == scope, targets.c.metric == metric, targets.c.year == year, targets.c.is_current
    with database.writing(by) as change:
        row = change.connection.execute(select(*_COLUMNS).where(*same)).one_or_none()
        before = OwnTarget(*row) if row else None
        if before and before.value == value and before.source == source:
            return before
        change.connection.execute(update(targets).where(*same).values(is_current=False))
        change.connection.execute(
            insert(targets).values(
                scope=scope,
                metric=metric,
                year=year,
                name=f"{place}{name}",
                value=value,
                unit_label=unit_label,
                source=source,
                set_at=change.at,
                set_by=by,
                is_current=True,
            )
        )
        change.record("target", unit=_unit(scope), year=year, detail=f"{place}{name} {value:g}{unit_label}")
        return before


def drop_target(database: Database, target_id: int, *, by: str) -> None:
    """Take a target back; it stays in the database."""
    with database.writing(by) as change:
        wanted = targets.c.id == target_id, targets.c.is_current
        before = change.connection.execute(select(*_COLUMNS).where(*wanted)).one_or_none()
        if before:
            change.connection.execute(update(targets).where(*wanted).values(is_current=False))
            detail = f"{before.name} {before.value:g}{before.unit_label}"
            change.record("drop-target", unit=_unit(before.scope), year=before.year, detail=detail)


def own_targets(database: Database) -> list[OwnTarget]:
    """Return the targets that hold; raises StoreError."""
    with database.reading() as connection:
        return all_targets(connection)


def all_targets(connection: Connection) -> list[OwnTarget]:
    """Return the targets that hold, by scope and year."""
    query = select(*_COLUMNS).where(targets.c.is_current).order_by(targets.c.scope.desc(), targets.c.year, targets.c.id)
    return [OwnTarget(*row) for row in connection.execute(query)]


def _unit(scope: str) -> str | None:
    return None if scope == PROVINCE else scope
