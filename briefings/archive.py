"""ZIP files that tell nothing of when or where they were made: the same contents, the same bytes."""

import io
import zipfile
from collections.abc import Iterable

#: The earliest date a ZIP can hold. When the data is of stands inside the documents.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_FROM_UNIX = 3


def zip_files(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack files, (name, content), in the given order; names may be Chinese and open rightly on Windows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files:
            # A name that is not ASCII makes zipfile set the flag that says UTF-8.
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _FROM_UNIX
            archive.writestr(entry, content)
    return stream.getvalue()


def without_dates(archive: bytes) -> bytes:
    """Write the files of a ZIP again, in their order, without dates."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        return zip_files((name, source.read(name)) for name in source.namelist())
