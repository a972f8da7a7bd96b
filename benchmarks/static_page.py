"""Write the charts of 总览 as a page without a server behind it: the least that a browser can have to do.

All figures of every year lie in the page, drawn by our own catalogue; choosing a year draws them anew where they are.
`python -m benchmarks.static_page FOLDER PORT` serves the folder.
"""

import json
import shutil
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import plotly
from plotly.utils import PlotlyJSONEncoder

from benchmarks.measuring import ROOT
from charts.catalogue import Outlines
from charts.drawn import drawn
from charts.theme import LIGHT, plotly_config
from loaders.boundaries import read_map_labels, write_boundaries
from loaders.facts import facts
from loaders.samples import sample_revision
from loaders.vocabulary import vocabulary
from metrics.landscape import Filters, Landscape
from store.collection import collect
from store.samples import sample_database

CHARTS = ("unit-map", "unit-ranking", "target-progress", "trend")
FIGURES = "figures.json"
ALL_YEARS = "全部年份"
_STATIC = ("boundaries", "topojson")
_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>总览</title><script src="plotly.min.js"></script>
<style>body {{font-family: sans-serif}} .charts {{display: grid; grid-template-columns: 1fr 1fr}}</style></head>
<body><h1>总览</h1><div>{choices}</div><div class="charts">{places}</div><script>
const told = {told};
function show(year) {{
    for (const [key, figure] of Object.entries(told.years[year]))
        Plotly.react(key, structuredClone(figure.data), structuredClone(figure.layout), told.config);
}}
show("{first}");
</script></body></html>
"""


def figures() -> dict[str, dict[str, Any]]:
    """Draw the charts of the samples for every year: {year's name: {chart's key: figure}}."""
    received = collect(sample_database(sample_revision()))
    landscape = Landscape.of(received.projects, received.uses, vocabulary(), facts())
    outlines = Outlines(f"app/static/boundaries/{_boundaries().name}", read_map_labels())
    return {
        f"{year}年" if year else ALL_YEARS: {
            key: drawn(landscape.view(Filters(year=year)), key, LIGHT, **_options(key, outlines)).to_dict()
            for key in CHARTS
        }
        for year in (None, *reversed(landscape.years))
    }


def _boundaries() -> Path:
    return write_boundaries(ROOT / "static" / "boundaries").units


def _options(key: str, outlines: Outlines) -> dict[str, Any]:
    return {"outlines": outlines} if key == "unit-map" else {}


def write(folder: Path) -> None:
    """Write the page, its script, the outlines, and the figures once more for whoever else draws them."""
    years = figures()
    told = json.dumps({"years": years, "config": plotly_config("总览", "png")}, cls=PlotlyJSONEncoder)
    (folder / FIGURES).write_text(told, encoding="utf-8")
    choices = "".join(f'<button onclick="show(this.textContent)">{year}</button>' for year in years)
    places = "".join(f'<div id="{key}"></div>' for key in CHARTS)
    page = _PAGE.format(choices=choices, places=places, told=told, first=ALL_YEARS)
    (folder / "index.html").write_text(page, encoding="utf-8")
    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    shutil.copy(script, folder)
    for name in _STATIC:
        shutil.copytree(ROOT / "static" / name, folder / "app" / "static" / name)


def serve(folder: str, port: int) -> None:
    """Serve a folder as it is."""
    ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=folder)).serve_forever()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
