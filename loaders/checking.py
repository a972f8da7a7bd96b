"""Check many files: find them, read each within its limits, then compare them with one another."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from loaders.guarded import Rejected, Source, bytes_of, read_guarded
from loaders.tables.checks import across_files
from loaders.tables.headings import NO_MAPPING, Field
from loaders.workbook import Reading

#: Files that systems and office programs leave in folders.
_NOT_SENT = {"thumbs.db", "desktop.ini"}


class MissingPath(Exception):
    """A path names neither a file nor a folder."""


def find_sources(paths: Iterable[str]) -> list[Source]:
    """Return the files named and those in the folders named, each once; raises MissingPath.

    In a folder every file counts, whatever its name, but hidden ones and those that an office program has open.
    A folder's name tells no unit and no year: those of the folders in it may.
    """
    sources: dict[Path, Source] = {}
    for name in paths:
        path = Path(name)
        if path.is_dir():
            for file in _files(path):
                sources.setdefault(file.resolve(), Source(str(file), file, file.relative_to(path).as_posix()))
        elif path.is_file():
            sources.setdefault(path.resolve(), Source(name, path))
        else:
            raise MissingPath(f"找不到文件或文件夹：{name}")
    return list(sources.values())


def _files(folder: Path) -> list[Path]:
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(root, name) for name in names if _is_sent(name)]
    return sorted(path for path in found if path.is_file())


def _is_sent(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower() not in _NOT_SENT


def check(
    sources: Sequence[Source],
    mapping: Mapping[str, Field] = NO_MAPPING,
    tell: Callable[[int], None] = lambda done: None,
) -> list[Reading | Rejected]:
    """Read files and compare them; results come in the order of `sources`. `tell` hears how many are read."""
    results: list[Reading | Rejected] = []
    for result in read_guarded(sources, mapping):
        results.append(result)
        tell(len(results))
    found = across_files([result for result in results if isinstance(result, Reading)])
    return [
        replace(result, problems=(*result.problems, *found.get(result.file, ())))
        if isinstance(result, Reading)
        else result
        for result in results
    ]


def mark_file(source: Source, out: Path) -> Reading | str:
    """Write the marked return of a file; return what was read, or why nothing could be written."""
    from loaders.documents.returned import write_return  # Only this needs it, and it brings openpyxl.

    data = bytes_of(source)
    try:
        return write_return(data, Path(source.name).name, out)
    except OSError as error:
        return f"无法写入{out}：{error.strerror or error}"
