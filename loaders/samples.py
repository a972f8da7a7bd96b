"""Find the invented workbooks of `data/samples/`, and name their content."""

import hashlib
from functools import lru_cache
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
#: The published lists among them.
DIRECTORY_FOLDER = "名录"
_SUFFIXES = {".xlsx", ".xls", ".csv"}


def sample_files(folder: Path = SAMPLES) -> list[Path]:
    """Return the sample workbooks and lists in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)


def sample_revision(folder: Path = SAMPLES) -> str:
    """Return a name for the content of `folder`: what was read under it stays true as long as it is the same."""
    files = [(path, path.stat()) for path in sample_files(folder)]
    return _revision(folder, tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in files))


@lru_cache(maxsize=4)
def _revision(folder: Path, files: tuple[tuple[Path, int, int], ...]) -> str:
    """Hash the content; asked at every click, so only once for files that have not been touched."""
    digest = hashlib.sha256()
    for path, _, _ in files:
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
