"""What a table sent again changes, project by project and field by field. Pure: two readings in, changes out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from loaders.tables.project import Project
from loaders.vocabulary import CodeTable, vocabulary
from loaders.workbook import Reading
from store.pairing import Row, pair_up

#: What is compared, under its name on the screen; where a row stands is no part of it.
FIELDS = {
    "enterprise": "企业名称",
    "project_name": "项目名称",
    "credit_code": "统一社会信用代码",
    "unit": "推荐单位",
    "county": "县（市、区）",
    "sector": "行业",
    "tier": "建设类型",
    "scenarios": "典型场景",
    "network_mode": "专网模式",
    "build_type": "建设方式",
    "investment_wan": "投资额（万元）",
    "terminals": "5G终端（个）",
    "completed_on": "完工时间",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: its name on the screen, what it said and what it says now; blank where it says nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedProject:
    """One project that is in both tables and does not say the same."""

    before: Project
    after: Project
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What the second table has more, less and other than the first; `unchanged` counts the projects left alone."""

    added: tuple[Project, ...]
    removed: tuple[Project, ...]
    changed: tuple[ChangedProject, ...]
    unchanged: int

    @property
    def is_none(self) -> bool:
        """Whether both tables say the same."""
        return not (self.added or self.removed or self.changed)


def changes(before: Reading, after: Reading) -> Changes:
    """Compare two readings of one unit's table; repeated rows, which do not count, are left out.

    Which project is which: see `pair_up`. Results stand in the order of the table they are in.
    """
    pairs, gone, new = pair_up(_rows(before), _rows(after))
    changed = [
        ChangedProject(one.project, other.project, found) for one, other in pairs if (found := _differences(one, other))
    ]
    return Changes(
        added=tuple(sorted((row.project for row in new), key=_place)),
        removed=tuple(sorted((row.project for row in gone), key=_place)),
        changed=tuple(sorted(changed, key=lambda project: _place(project.after))),
        unchanged=len(pairs) - len(changed),
    )


def _rows(reading: Reading) -> Iterator[Row]:
    for project in reading.projects:
        # A row without a unit of its own belongs to the table it stands in.
        whole = replace(project, unit=project.unit or reading.unit)
        yield Row(whole, tuple(_shown(name, getattr(whole, name)) for name in FIELDS))


def _place(project: Project) -> tuple[str, int]:
    return project.sheet, project.row


def _differences(one: Row, other: Row) -> tuple[FieldChange, ...]:
    told = zip(FIELDS.values(), one.says, other.says, strict=True)
    return tuple(FieldChange(name, before, after) for name, before, after in told if before != after)


def _shown(name: str, value: object) -> str:
    match value:
        case None:
            return ""
        case tuple():
            return _scenarios(value)
        case float():
            return f"{value:,.12g}"
        case int():
            return f"{value:,}"
    table = _tables().get(name)
    return table.name(str(value)) if table else str(value)


def _scenarios(codes: tuple[str, ...]) -> str:
    """Write scenarios in the official order: the order in which a table lists them says nothing."""
    table = vocabulary().scenarios
    return "、".join(term.name for term in table if term.code in codes)


@cache
def _tables() -> dict[str, CodeTable]:
    words = vocabulary()
    return {
        "unit": words.units,
        "county": words.counties,
        "sector": words.sectors,
        "tier": words.tiers,
        "network_mode": words.network_modes,
        "build_type": words.build_types,
    }
