"""Bring published lists in: what is of this province is kept as outcomes, with the list it stands in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.directory import PublishedList, read_published
from loaders.errors import UnreadableFile
from loaders.guarded import Rejected, Source, Task, bytes_of, run_guarded
from store.database import Database
from store.decisions import decide


@dataclass(frozen=True)
class ImportedList:
    """What became of one list: how many of its lines are new, or why nothing was kept."""

    source: Source
    published: PublishedList | None = None
    new: int = 0
    reason: str = ""


def import_lists(
    database: Database,
    sources: Sequence[Source],
    *,
    by: str,
    year: int | None = None,
) -> Iterator[ImportedList]:
    """Yield what became of every list, in order; `year` is that of lines which tell none. Raises StoreError.

    The same list again adds nothing.
    """
    for source in sources:
        try:
            # The bytes once: what is read and what is kept are the same, whatever happens to the file meanwhile.
            data = bytes_of(source)
        except UnreadableFile as error:
            yield _refused(source, error.code, error.message)
            continue
        (read,) = run_guarded([Task(source.name, read_published, (data, source.told_by or source.own_name))])
        if isinstance(read, Rejected):
            yield _refused(source, read.code, read.message)
        else:
            yield _keep(database, source, data, read, by, year)


def _refused(source: Source, code: str, message: str) -> ImportedList:
    return ImportedList(source, reason=f"无法读取（{code}）：{message}")


def _keep(
    database: Database, source: Source, data: bytes, published: PublishedList, by: str, year: int | None
) -> ImportedList:
    if published.is_submission:
        return ImportedList(source, published, reason="这是推荐汇总表，不是公布的名录。请去掉--list。")
    lines = [replace(line, year=line.year or year or 0) for line in published.lines]
    if any(not line.year for line in lines):
        return ImportedList(source, published, reason="名录中没有写明年份。请用--year说明。")
    new = decide(database, lines, published.title, by=by, data=data, file_name=source.own_name)
    return ImportedList(source, published, new)
