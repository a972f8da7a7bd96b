"""Show the charts of 总览 with Dash: the same figures, drawn beforehand, so that its server has only to hand them out.

`python -m benchmarks.dash_app FOLDER PORT`; the folder is one that `static_page.write` has filled. Nothing of ours is
imported: Dash starts as fast as it can.
"""

import json
import sys
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, dcc, html
from flask import Response, send_from_directory


def make(folder: Path) -> Dash:
    """Return the app: a choice of the year, and the charts."""
    told = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    years: dict[str, dict[str, Any]] = told["years"]
    keys, first = list(next(iter(years.values()))), next(iter(years))
    app = Dash(title="总览")
    app.layout = html.Div(
        [
            html.H1("总览"),
            dcc.RadioItems(list(years), first, id="year", inline=True),
            html.Div(
                [dcc.Graph(id=key, figure=years[first][key], config=told["config"]) for key in keys],
                style={"display": "grid", "gridTemplateColumns": "1fr 1fr"},
            ),
        ]
    )

    @app.callback([Output(key, "figure") for key in keys], Input("year", "value"), prevent_initial_call=True)
    def choose(year: str) -> list[dict[str, Any]]:
        return list(years[year].values())

    @app.server.route("/app/static/<path:name>")
    def static_file(name: str) -> Response:
        return send_from_directory(folder.absolute() / "app" / "static", name)

    return app


if __name__ == "__main__":
    make(Path(sys.argv[1])).run(port=int(sys.argv[2]), debug=False)
