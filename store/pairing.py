"""Find the same project in two tables of one unit, whatever was corrected in it and in whatever order it stands."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from loaders.tables.checks import enterprise_identity
from loaders.tables.project import Project
from loaders.tables.text import identity

#: Names of one enterprise's projects that are at least so alike (0-100) are one project under a corrected name.
ALIKE = 60.0
#: An enterprise with more pairs of names than this is not compared name by name: no real one has so many projects.
MOST_PAIRS = 40_000


@dataclass(frozen=True, eq=False)
class Row:
    """A project with what it says, field by field as shown; two rows are the same only if they are one object."""

    project: Project
    says: tuple[str, ...]

    @property
    def credit_code(self) -> str | None:
        return self.project.credit_code

    @property
    def enterprise(self) -> str | None:
        return enterprise_identity(self.project.enterprise) if self.project.enterprise else None

    @property
    def name(self) -> str | None:
        return identity(self.project.project_name) if self.project.project_name else None

    @property
    def both_names(self) -> tuple[str, str] | None:
        return (self.enterprise, self.name) if self.enterprise and self.name else None


Pair = tuple[Row, Row]
Key = Callable[[Row], Hashable | None]


def pair_up(before: Iterable[Row], after: Iterable[Row]) -> tuple[list[Pair], list[Row], list[Row]]:
    """Return the pairs, and what has no partner before and after.

    Rows belong together that say exactly the same; else by enterprise and name; else of one enterprise, by its name
    or credit code, those whose names are most alike; else where an enterprise, or a project's name, has just one
    partner left. Neither the order of rows nor the direction of the comparison matters.
    """
    # In one order, whatever order they came in.
    left, right = (sorted(rows, key=lambda row: row.says) for rows in (before, after))
    pairs: list[Pair] = []
    for find in _STEPS:
        found = find(left, right)
        pairs += found
        left, right = _without(left, (one for one, _ in found)), _without(right, (other for _, other in found))
    return pairs, left, right


def _without(rows: list[Row], taken: Iterable[Row]) -> list[Row]:
    gone = set(taken)
    return [row for row in rows if row not in gone]


def _by(rows: Iterable[Row], key: Key) -> dict[Hashable, list[Row]]:
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        if (value := key(row)) is not None:
            groups.setdefault(value, []).append(row)
    return groups


def _groups(left: Sequence[Row], right: Sequence[Row], key: Key) -> list[tuple[list[Row], list[Row]]]:
    """Return the rows of both tables that share a key."""
    of_right = _by(right, key)
    return [(ones, of_right[value]) for value, ones in _by(left, key).items() if value in of_right]


def _same(left: Sequence[Row], right: Sequence[Row], key: Key) -> list[Pair]:
    return [pair for ones, others in _groups(left, right, key) for pair in zip(ones, others, strict=False)]


def _last_left(left: Sequence[Row], right: Sequence[Row], key: Key) -> list[Pair]:
    groups = _groups(left, right, key)
    return [(ones[0], others[0]) for ones, others in groups if len(ones) == 1 == len(others)]


def _two_enterprises(one: Row, other: Row) -> bool:
    """Return whether two rows of one name are of two enterprises for certain: many projects are named alike."""
    return bool(one.credit_code and other.credit_code and one.credit_code != other.credit_code)


def _alike(left: Sequence[Row], right: Sequence[Row]) -> list[Pair]:
    """Pair what is of one enterprise, the most alike names first."""
    found = {
        pair: _alikeness(*pair)
        for key in (lambda row: row.credit_code, lambda row: row.enterprise)
        for ones, others in _groups(left, right, key)
        if len(ones) * len(others) <= MOST_PAIRS
        for one in ones
        for other in others
        if (pair := (one, other))
    }
    rank = {says: number for number, says in enumerate(sorted({row.says for row in (*left, *right)}))}

    def place(pair: Pair) -> tuple[float, int, int]:
        # Equally alike: by what both say, which is the same from either side.
        one, other = (rank[row.says] for row in pair)
        return -found[pair], one + other, abs(one - other)

    taken: set[tuple[int, Row]] = set()
    pairs: list[Pair] = []
    for pair in sorted((pair for pair, alikeness in found.items() if alikeness >= ALIKE), key=place):
        ends = set(enumerate(pair))
        if not ends & taken:
            taken |= ends
            pairs.append(pair)
    return pairs


def _alikeness(one: Row, other: Row) -> float:
    return fuzz.ratio(one.name, other.name) if one.name and other.name else 0.0


#: Every step looks at what the steps before it have left.
_STEPS: tuple[Callable[[Sequence[Row], Sequence[Row]], list[Pair]], ...] = (
    lambda left, right: _same(left, right, lambda row: row.says),
    lambda left, right: _same(left, right, lambda row: row.both_names),
    _alike,
    lambda left, right: _last_left(left, right, lambda row: row.credit_code),
    lambda left, right: _last_left(left, right, lambda row: row.enterprise),
    lambda left, right: [p for p in _last_left(left, right, lambda row: row.name) if not _two_enterprises(*p)],
)
