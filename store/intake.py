"""Take files in: read them guarded, with the headings remembered for their units, compare them, keep them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from loaders.errors import UnreadableFile
from loaders.guarded import Rejected, Source, Task, bytes_of, read_source, run_guarded
from loaders.problems import Problem, Severity
from loaders.tables.checks import across_files
from loaders.tables.headings import NO_MAPPING, Field
from loaders.tables.text import normalise
from loaders.vocabulary import vocabulary
from loaders.workbook import Reading, mentioned_unit
from store.database import Database
from store.elsewhere import repeats_in_store
from store.errors import NotPossible
from store.mappings import remembered
from store.submissions import Submission, receive

Result = Reading | Rejected


@dataclass(frozen=True)
class Incoming:
    """A file as it came in, with what was read of it under which mapping of headings; nothing is kept yet.

    `elsewhere` are its repeats of projects in other files that came with it and in tables accepted before. Without
    unit and year there is nothing to compare it with: see `placed`.
    """

    source: Source
    content: bytes
    result: Result
    mapping: Mapping[str, Field] = field(default_factory=dict)
    elsewhere: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The name under which it came, with its folders where it came in one."""
        return self.source.name

    @property
    def file_name(self) -> str:
        """Its own name: a folder is not part of what was sent."""
        return self.source.own_name

    @property
    def unit(self) -> str | None:
        return self.result.unit if isinstance(self.result, Reading) else None

    @property
    def year(self) -> int | None:
        return self.result.year if isinstance(self.result, Reading) else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found wrong in it, each once; empty for a file that could not be read."""
        found = self.result.problems if isinstance(self.result, Reading) else ()
        return tuple(dict.fromkeys((*found, *self.elsewhere)))

    @property
    def is_clean(self) -> bool:
        """Whether it was read and nothing in it must be corrected."""
        serious = any(found.severity is Severity.ERROR for found in self.problems)
        return isinstance(self.result, Reading) and not serious


def read_in(
    database: Database, sources: Sequence[Source], tell: Callable[[int], None] = lambda done: None
) -> list[Incoming]:
    """Read files in child processes and compare them; results come in the order of `sources`.

    `tell` hears how many are read. All contents are in memory at once. Raises StoreError.
    """
    contents = [_content(source) for source in sources]
    results = _read(
        (replace(source, content=content), NO_MAPPING)
        for source, content in zip(sources, contents, strict=True)
        if isinstance(content, bytes)
    )
    incoming: list[Incoming] = []
    for source, content in zip(sources, contents, strict=True):
        if isinstance(content, Rejected):
            incoming.append(Incoming(source, b"", content))
        else:
            incoming.append(Incoming(source, content, next(results)))
        tell(len(incoming))
    return _compared(database, _with_remembered_headings(database, incoming))


def placed(database: Database, incoming: Incoming, *, unit: str | None = None, year: int | None = None) -> Incoming:
    """Read a file again with the unit and year a person says, where it tells none itself, and compare it anew."""
    unit, year = incoming.unit or unit, incoming.year or year
    if (unit, year) == (incoming.unit, incoming.year):
        return incoming
    mapping = remembered(database, unit) if unit else NO_MAPPING
    # A file's name may tell both: so everything that depends on them is read anew as well.
    told_by = (f"{year}年" if year else "") + (vocabulary().units.name(unit) if unit else "")
    (result,) = _read([(replace(incoming.source, content=incoming.content, told_by=told_by), mapping)])
    if isinstance(result, Reading):
        result = replace(result, unit=result.unit or unit, year=result.year or year)
    return _compared(database, [replace(incoming, result=result, mapping=mapping)])[0]


def keep(
    database: Database,
    incoming: Incoming,
    *,
    by: str,
    unit: str | None = None,
    year: int | None = None,
    received_at: datetime | None = None,
) -> Submission:
    """Keep what came in, with all its problems; the same content again changes nothing.

    `unit` and `year` are said by a person where the file tells none, `received_at` (UTC) where it came before now.
    Raises NotPossible for a file that could not be read or that nobody places, and StoreError.
    """
    incoming = placed(database, incoming, unit=unit, year=year)
    if isinstance(incoming.result, Rejected):
        raise NotPossible(incoming.result.message)
    reading = replace(incoming.result, file=incoming.file_name, problems=incoming.problems)
    return receive(database, reading, incoming.content, by=by, mapping=incoming.mapping, received_at=received_at)


def _content(source: Source) -> bytes | Rejected:
    """Take the bytes once: what is read and what is kept are the same, whatever happens to the file meanwhile."""
    try:
        return bytes_of(source)
    except UnreadableFile as error:
        return Rejected(source.name, error.code, error.message)


def _read(sources: Iterable[tuple[Source, Mapping[str, Field]]]) -> Iterator[Result]:
    return run_guarded([Task(source.name, read_source, (source, dict(mapping))) for source, mapping in sources])


def _with_remembered_headings(database: Database, incoming: Sequence[Incoming]) -> list[Incoming]:
    """Read again what came from units for which somebody has mapped headings by hand."""
    units = [_likely_unit(file) for file in incoming]
    known = {unit: remembered(database, unit) for unit in set(units) if unit}
    mappings = [known.get(unit or "", {}) for unit in units]
    results = _read(
        (replace(file.source, content=file.content), mapping)
        for file, mapping in zip(incoming, mappings, strict=True)
        if mapping
    )
    return [
        replace(file, result=next(results), mapping=mapping) if mapping else file
        for file, mapping in zip(incoming, mappings, strict=True)
    ]


def _likely_unit(file: Incoming) -> str | None:
    """Return whose headings may help to read a file; where no table was found, its name may tell the unit."""
    if isinstance(file.result, Rejected) and file.result.code == "no-table-found":
        return mentioned_unit(normalise(file.source.told_by or file.file_name))
    return file.unit


def _compared(database: Database, incoming: Sequence[Incoming]) -> list[Incoming]:
    """Find the repeats of every file in the others, told apart by their places, and in the store."""
    comparable = {
        f"{place:09}": replace(file.result, file=f"{place:09}")
        for place, file in enumerate(incoming)
        if isinstance(file.result, Reading) and file.unit and file.year
    }
    among = across_files(comparable.values())
    return [
        replace(file, elsewhere=(*among.get(place, ()), *repeats_in_store(database, comparable[place])))
        if (place := f"{number:09}") in comparable
        else file
        for number, file in enumerate(incoming)
    ]
