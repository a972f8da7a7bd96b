"""A disk that is soon full: a file system in memory, of a given size, that can be made larger."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.store.server import do_without


@dataclass(frozen=True)
class SmallDisk:
    """A mounted disk."""

    folder: Path

    def resize(self, megabytes: int) -> None:
        """Make room, as an administrator would."""
        _mount("-o", f"remount,size={megabytes}m", str(self.folder))

    def own_folder(self, name: str, user: str | None) -> Path:
        """Make a folder on the disk that belongs to another user of this computer."""
        folder = self.folder / name
        folder.mkdir()
        if user:
            shutil.chown(folder, user, user)
        return folder


@contextmanager
def small_disk(megabytes: int) -> Iterator[SmallDisk]:
    """Mount a disk; where that is not allowed, skip."""
    if not (sys.platform == "linux" and os.geteuid() == 0):
        do_without("Only root on Linux can make a disk that is soon full")
    # Open to the database server's own user, as pytest's folders are not.
    with tempfile.TemporaryDirectory(prefix="landscape-disk-") as place:
        Path(place).chmod(0o755)
        try:
            _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place)
        except subprocess.CalledProcessError:
            # Not even root may, inside some containers: nothing that could be installed changes that.
            pytest.skip("This computer does not let anybody mount a disk")
        try:
            yield SmallDisk(Path(place))
        finally:
            subprocess.run(["umount", place], check=True)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
