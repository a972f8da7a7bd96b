"""Lay out the files that never change for nginx, compressed beforehand: `python -m deploy.static_files FOLDER`.

`static/` holds the scripts of Streamlit's own page, that of the charts as `deploy/eager.py` has it, `app/static/` the
map's outlines and the icon. With gzip; and with brotli, which is a fifth smaller, where the program of that name is
installed.
"""

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

import streamlit

from deploy.eager import CHARTS, eager
from loaders.boundaries import write_boundaries

OWN = Path(__file__).resolve().parent.parent / "static"
_COMPRESSED = {".js", ".css", ".json", ".svg", ".wasm", ".geojson"}


def lay_out(folder: Path) -> None:
    """Copy everything that everybody gets alike to `folder`, with a .gz, and maybe a .br, beside what shrinks."""
    write_boundaries(OWN / "boundaries")
    theirs = Path(streamlit.__file__).parent / "static" / "static"
    for source, place in ((theirs, folder / "static"), (OWN, folder / "app" / "static")):
        shutil.copytree(source, place, dirs_exist_ok=True)
        for script in place.rglob(CHARTS):
            script.write_bytes(eager(script.read_bytes()))
        files = [file for file in place.rglob("*") if file.suffix in _COMPRESSED]
        for file in files:
            compressed = file.with_name(f"{file.name}.gz")
            compressed.write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
        if brotli := shutil.which("brotli"):
            subprocess.run([brotli, "--best", "--force", "--keep", *map(str, files)], check=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m deploy.static_files FOLDER")
    lay_out(Path(sys.argv[1]))
